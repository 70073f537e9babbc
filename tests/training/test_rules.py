"""Every threshold has its unit, its source, and a label that is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hiphinge.training import rules
from hiphinge.training.rules import group, limit

SOURCES = Path(rules.__file__).parent


def test_each_says_where_it_comes_from() -> None:
    for one in rules._read(rules.FILE).values():
        assert one.unit
        assert one.source
        # What was not read at its source or derived is called our judgement or practice.
        honest = ("judgement", "practice", "experience", "our", "Made up")
        assert one.label in ("Q", "D") or any(word in one.source for word in honest), one.name


def test_what_is_asked_for_is_there() -> None:
    asked = set()
    for path in SOURCES.glob("*.py"):
        asked.update(re.findall(r'limit\(\s*"([a-z_.]+)"', path.read_text(encoding="utf-8")))
    assert asked
    assert [name for name in sorted(asked) if name not in rules._read(rules.FILE)] == []


@pytest.mark.parametrize(("name", "value"), [
    ("gate.normal.green", 0.80), ("gate.normal.sessions", 2), ("gate.normal.back", 20),
    ("gate.normal.pain", 2), ("pain.stop", 4), ("within.spine", 10), ("speed.limit", 0.15),
    ("percent.step", 2.5), ("swing.least", 0.35), ("swing.tight", 0.5), ("double.most", 0.05),
    ("effort.point", 0.03),
    ("again.less", 0.10), ("deload.sets", 0.5),
])  # fmt: skip
def test_the_science_is_kept_to(name: str, value: float) -> None:
    assert limit(name).value == value


def test_gates_differ_in_one_direction_and_never_in_pain() -> None:
    tight, normal, loose = (group(f"gate.{one}") for one in ("tight", "normal", "loose"))
    for name in ("green", "reps", "total", "sessions", "patience"):
        assert tight[name].value >= normal[name].value >= loose[name].value
    assert tight["back"].value < normal["back"].value < loose["back"].value
    assert tight["pain"].value == normal["pain"].value == loose["pain"].value


def test_an_unknown_one_is_an_error() -> None:
    with pytest.raises(KeyError):
        limit("gate.normal.luck")
    assert group("luck") == {}


def test_a_file_without_units_or_with_odd_labels_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "odd.toml"
    odd.write_text('[a]\nsource = "our"\nlabel = "M"\nb = { value = 1, unit = "kg" }\n')
    with pytest.raises(ValueError, match="label"):
        rules._read(odd)
    bare = tmp_path / "bare.toml"
    bare.write_text('[a]\nsource = "our"\nlabel = "R"\nb = { value = 1 }\n')
    with pytest.raises(KeyError):
        rules._read(bare)


def test_nothing_is_shown_as_a_rule_that_decides_nothing() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py"))
    asked = re.findall(r'(?:limit|group)\(\s*f?"([^"]+)"', code)
    patterns = [re.sub(r"\\{[^}]*\\}", "[a-z_]+", re.escape(one)) for one in asked]
    for name in rules._read(rules.FILE):
        table, last = name.rsplit(".", 1)
        whole = f'"{name}"' in code or any(re.fullmatch(one, name) for one in patterns)
        # Of a table that is read as a whole each entry is named by itself, or each measure is.
        part = any(re.fullmatch(one, table) for one in patterns)
        assert whole or (part and (f'"{last}"' in code or table == "film.widest")), name
