# Two commands: `make demo` sets up and runs the main job, `make test` runs the checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check validate benchmark browser clean

demo: $(VENV)/.runs ## set up, judge the example clip, say where the report is
	$(BIN)/hiphinge example --out demo --overwrite

test: $(VENV)/.tests browser ## set up what tests need, then lint, types, structure and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

validate: $(VENV)/.tests ## measure accuracy anew and rewrite docs/accuracy.md
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

$(VENV)/.runs: $(VENV)/bin/python pyproject.toml hatch_build.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.tests: $(VENV)/.runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

clean: ## remove what was set up and built
	rm -rf $(VENV) demo build dist
