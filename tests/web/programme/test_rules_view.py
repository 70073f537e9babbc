"""What the programme rests on is told wholly."""

from __future__ import annotations

from hiphinge.numerals import NO_BREAK
from hiphinge.training.rules import FILE, limit
from hiphinge.web.programme import rules_view


def test_no_threshold_is_left_out() -> None:
    sections = rules_view.sections()
    told = sum(len(part.rows) for one in sections for part in one.parts)
    assert told == FILE.read_text(encoding="utf-8").count("{ value =")
    for one in sections:
        for part in one.parts:
            for row in part.rows:
                assert row.text
                assert row.number.strip()
                assert row.evidence.label


def test_numbers_carry_their_units() -> None:
    numbers = {name: rules_view.number_of(limit(name)) for name in (
        "gate.normal.green", "gate.normal.back", "gate.normal.pain", "doubt.sure", "percent.step",
        "effort.point",
    )}  # fmt: skip
    assert numbers == {
        "gate.normal.green": "80% of the repetitions", "gate.normal.back": "20°",
        "gate.normal.pain": "2 of 10", "doubt.sure": "95%", "percent.step": f"2.5{NO_BREAK}kg",
        "effort.point": "3% of the load a point",
    }  # fmt: skip
    assert rules_view.number_of(limit("log.most"), "lb") == f"1102.3{NO_BREAK}lb"


def test_every_kind_of_exercise_is_named() -> None:
    titles = {one.title for one in rules_view.asks("power", "advanced")}
    assert titles <= set(rules_view.KINDS.values())
