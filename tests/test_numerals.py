"""Numbers for people are written one way, and every sentence that is kept as data keeps to it."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mixture import mixed, mixed_in, texts_in

import hiphinge
from hiphinge.numerals import KG_PER_LB, chance, decimal, in_units, kept, load, percent, plain
from hiphinge.report import text
from hiphinge.report.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(hiphinge.__file__).parent
GOLDEN = Path(__file__).parent / "golden" / "report.json"
TABLES = sorted(SOURCE.rglob("*.toml"))
SCRIPTS = sorted(
    [*(SOURCE / "report" / "page" / "js").glob("*.js"), *(SOURCE / "web" / "front").rglob("*.ts")]
)
PAGES = sorted(
    [*(SOURCE / "web" / "templates").rglob("*.html"), *SOURCE.glob("report/page/*.html")]
)
AWAY = re.compile(r"[\d}](?:\s|\\u00a0|&nbsp;)%(?!\})")
"""Percent away from its number in a script or a template, where numbers may still be names."""


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [(-7.2, 0, "−7"), (-0.2, 0, "0"), (0.0, 1, "0.0"), (2.5, 2, "2.50"), (-0.25, 2, "−0.25")],
)
def test_a_number_has_a_true_minus_and_no_minus_zero(value: float, places: int, said: str) -> None:
    assert decimal(value, places) == said


def test_parts_changes_and_plain_numbers() -> None:
    assert [percent(0.8), percent(-0.05), percent(0.023, 1)] == ["80%", "−5%", "2.3%"]
    assert [chance(one) for one in (0.004, 0.29, 0.7996, 0.997, 1.0)] == [
        "under 1%", "29%", "79%", "over 99%", "over 99%",
    ]  # fmt: skip
    assert [decimal(one, plus=True) for one in (8.4, -8.4, -0.2)] == ["+8", "−8", "+0"]
    assert [plain(one) for one in (62.5, 60.0, -1.25, 100.0, -0.001)] == [
        "62.5", "60", "−1.25", "100", "0",
    ]  # fmt: skip


@pytest.mark.parametrize("pounds", [2.5, 5.0, 45.0, 135.0, 137.5, 185.0, 225.0, 402.5])
def test_what_is_said_in_pounds_is_shown_so_again(pounds: float) -> None:
    kilograms = kept(pounds, "lb")
    assert load(kilograms, "lb") == f"{pounds:g}\N{NO-BREAK SPACE}lb"
    assert kilograms == pytest.approx(pounds * 0.45359237, abs=0.0005)
    assert kept(in_units(kilograms, "lb"), "lb") == kilograms


def test_kilograms_are_shown_as_they_are() -> None:
    assert kept(61.25, "kg") == 61.25
    assert load(61.25) == "61.25\N{NO-BREAK SPACE}kg"
    assert load(61.6667, places=1) == "61.7\N{NO-BREAK SPACE}kg"
    assert load(float("nan")) == "not known"


def test_the_scripts_know_the_same_pound() -> None:
    found = [
        float(one[1])
        for path in SCRIPTS
        if (one := re.search(r"KG_PER_LB = ([\d.]+)", path.read_text(encoding="utf-8")))
    ]
    assert found == [KG_PER_LB], "one place in the scripts, and the same number"


def test_what_counts_as_another_way() -> None:
    assert len(mixed("80 % of it, shin -3° and -.5, zone (-14° to 6°)")) == 4
    assert mixed("80\N{NO-BREAK SPACE}% sure") == ["80\N{NO-BREAK SPACE}% sure"]
    assert mixed("80%, −3°, 2026-11-27, 15-20 degrees, set-2, a - b") == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_sentence_of_the_tables_is_written_so(path: Path) -> None:
    texts = texts_in(tomllib.loads(path.read_text(encoding="utf-8")))
    assert [place for one in texts for place in mixed(one)] == []


@pytest.mark.parametrize("path", [*SCRIPTS, *PAGES], ids=lambda path: path.name)
def test_no_script_and_no_page_parts_percent_from_its_number(path: Path) -> None:
    assert AWAY.findall(path.read_text(encoding="utf-8")) == []


def test_no_sentence_in_the_source_is_written_otherwise() -> None:
    found = [
        f"{path.name}, line {line}: {place}"
        for path in SOURCE.rglob("*.py")
        for line, said in _said_in(path)
        for place in mixed(said)
    ]
    assert found == []


def _said_in(path: Path) -> Iterator[tuple[int, str]]:
    """Go through the texts of a module but its docstrings; a 5 stands for what is filled in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [one.value if isinstance(one, ast.Constant) else "5" for one in node.values]
            # A hyphen before a name is part of a name: of a file, an address or a key.
            yield node.lineno, "".join(map(str, parts)).replace("-5", "5")
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        ):
            yield node.lineno, node.value


def test_the_golden_report_is_written_so_in_json_and_in_a_terminal() -> None:
    golden = GOLDEN.read_text(encoding="utf-8")
    assert mixed_in(golden) == []
    report = Report.model_validate_json(json.dumps(json.loads(golden) | {"version": "0"}))
    assert "−" in golden
    assert any(f"{rep.bottom['shin_deg'].value}".startswith("-") for rep in report.reps)
    for width in (40, 80, 120):
        assert mixed(text.verdict(report, width=width)) == []


def test_numbers_for_programs_keep_their_hyphen() -> None:
    (rep, *_) = json.loads(GOLDEN.read_text(encoding="utf-8"))["reps"]
    assert rep["bottom"]["shin_deg"]["value"] < 0
