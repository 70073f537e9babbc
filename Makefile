# Two commands: `make demo` sets up and runs the main job, `make test` runs the checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEOPLE := build/people-env
BODIES ?= 800

.PHONY: demo test front check validate people benchmark browser clean

demo: $(VENV)/.runs ## set up, judge the example clip, say where the report is
	$(BIN)/hiphinge example --out demo --overwrite

test: $(VENV)/.tests front browser ## set up what tests need, then lint, types, structure and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist worksteal

front: $(VENV)/.runs $(VENV)/.node ## compile the web pages' scripts anew where their TypeScript changed
	$(BIN)/python -m building front

validate: $(VENV)/.tests ## measure accuracy anew and rewrite docs/accuracy.md
	$(BIN)/python -m validation

people: $(VENV)/.tests $(PEOPLE)/.ready ## draw, see, fit, film and measure made-up people (hours)
	$(PEOPLE)/bin/python -m validation.people fit 0 $(BODIES) build/people
	$(PEOPLE)/bin/python -m validation.people.fit build/people src/hiphinge/motion/joints_heavy.npz
	$(PEOPLE)/bin/python -m validation.people.fit build/people src/hiphinge/motion/joints_full.npz --network full
	$(PEOPLE)/bin/python -m validation.people.shoot doubt 0 20 build/films
	$(PEOPLE)/bin/python -m validation.people.shoot test 0 44 build/films
	$(BIN)/python -m validation.people.calibrate build/films
	$(BIN)/python -m validation.films build/films
	$(PEOPLE)/bin/python -m validation.people.power_film test 0 20 build/power
	$(BIN)/python -m validation.power build/power
	$(BIN)/python -m validation

benchmark: $(VENV)/.tests ## speed as ratios, in one run
	$(BIN)/python -m benchmarks

browser: ## the page's tests want a Chromium; install Debian's where that is possible
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || \
	{ command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	echo "No Chromium here: the tests of the report page will say that they were skipped."

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("hiphinge needs Python 3.11 or newer: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: $(VENV)/bin/python pyproject.toml hatch_build.py $(wildcard building/*.py)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(PEOPLE)/.ready: validation/requirements-render.txt
	$(PYTHON) -m venv $(PEOPLE)
	$(PEOPLE)/bin/python -m pip install --quiet --disable-pip-version-check -r validation/requirements-render.txt -e '.[test]'
	touch $@

$(VENV)/.node: $(VENV)/bin/python building/node.py
	need=$$($(BIN)/python -m building requirements) && \
	{ [ -z "$$need" ] || $(BIN)/python -m pip install --quiet --disable-pip-version-check "$$need"; }
	touch $@

$(VENV)/.tests: $(VENV)/.runs $(VENV)/.node
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	$(BIN)/python -m building tests
	touch $@

clean: ## remove what was set up and built
	rm -rf $(VENV) demo build dist
