"""What is said of a move: its kinds in its own words, its moments, its measures, its docs."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import made_up
import pytest
import rows

from hiphinge.judgement.judged import JudgedRep
from hiphinge.judgement.kind import Verdict, judge_kind
from hiphinge.judgement.naming import given_name
from hiphinge.judgement.rule import check, moment_s
from hiphinge.judgement.standard import kinds_of, load, rules_of
from hiphinge.judgement.verdict import set_verdict
from hiphinge.moves.move import moves
from hiphinge.quantities import Quantity
from hiphinge.report.phases import is_of
from hiphinge.reps.power import POWER_MEASURES
from hiphinge.reps.rep import Event

if TYPE_CHECKING:
    from hiphinge.judgement.kind import Kind

MOVES = tuple(moves().values())
SHARED = ("kettlebell_swing", "power_clean", "box_jump")
"""Moves with words of their own, one of each form."""


def test_a_rule_looks_at_its_own_moment() -> None:
    rule = next(
        one for one in rules_of(load(), moves()["box_jump"], floor=False) if one.name == "landing"
    )
    rep = replace(made_up.REP, events=(Event("landing_bottom", 3.1, 0.03),))
    assert moment_s(rule, rep) == 3.1
    assert moment_s(replace(rule, at=""), rep) == rep.bottom_s
    assert moment_s(replace(rule, at=""), rep, "landing_bottom") == 3.1
    # A moment that was not seen says nothing, instead of another moment's number.
    unseen = moment_s(rule, made_up.REP)
    measures = {rule.measure: Quantity(60.0, 5.0), "trunk_deg": Quantity(50.0, 3.0)}
    assert math.isnan(unseen)
    assert check(rule, 1, unseen, measures) is None
    assert check(rule, 1, 3.1, measures) is not None


@pytest.mark.parametrize("name", SHARED)
def test_a_kind_is_said_in_the_words_of_the_move(name: str) -> None:
    move = moves()[name]
    limits = kinds_of(load(), move)
    squat = {
        name: Quantity(value, 3.0)
        for name, value in (
            ("trunk_deg", 30.0), ("thigh_deg", -85.0), ("shin_deg", 45.0), ("knee_deg", 130.0)
        )
    } | {"knee_share_frac": Quantity(1.6, 0.05), "hips_back_frac": Quantity(0.2, 0.02)}  # fmt: skip
    verdict = judge_kind(squat, limits, from_floor=False)
    assert verdict.kind == "squat"
    assert verdict.reason.startswith(move.reasons["squat"])
    # On the edges of squat and bow at once: less than half for any kind.
    unsure = {
        "trunk_deg": Quantity(50.0, 1.0), "thigh_deg": Quantity(-30.0, 1.0),
        "shin_deg": Quantity(limits.squat_shin_deg - 15.0, 1.0),
        "knee_share_frac": Quantity(limits.squat_share - 0.02, 0.1),
        "hips_back_frac": Quantity(limits.bow_hips_back_frac, 0.1),
    }  # fmt: skip
    between = judge_kind(unsure, limits, from_floor=False)
    assert between.kind == "unjudged"
    assert between.reason.startswith(f"between {move.kinds['squat']} (4")


def test_the_verdict_has_the_moves_words() -> None:
    def reps(*kinds: Kind) -> list[JudgedRep]:
        return [
            JudgedRep(number, made_up.REP, {}, Verdict(kind, 0.9, ""))
            for number, kind in enumerate(kinds, start=1)
        ]

    swing = given_name("swing")
    assert set_verdict(reps("hinge", "hinge"), swing) == "2 kettlebell swings: all hinged."
    mixed = set_verdict(reps("hinge", "squat", "hinge"), swing)
    assert mixed == "3 kettlebell swings: 2 hinged, 1 squat-style (rep 2)."
    jump = set_verdict(reps("hinge"), given_name("box_jump"))
    assert jump == "1 box jump: loaded by hips and knees."


def test_measures_of_a_fast_move_are_all_named() -> None:
    assert set(POWER_MEASURES) <= made_up.measures()
    named = {row["measure"] for move in MOVES for row in move.rules}
    told = {name for name in POWER_MEASURES if any(is_of(move, name) for move in MOVES)}
    assert told == (named & set(POWER_MEASURES)) | {"flight_s"}
    assert not is_of(None, "lean_back_deg")
    assert is_of(None, "knee_deg")


def test_the_table_in_the_docs_is_the_files() -> None:
    page = (Path(__file__).parents[2] / "docs" / "standard.md").read_text(encoding="utf-8")
    lines = set(page.split("\n"))
    missing = [row for row in rows.rows() if row not in lines]
    assert missing == []
    titles = {move.title for move in MOVES}
    stale = [
        line
        for line in lines
        if line.count("|") == 8 and line.split("|")[1].strip() in titles and line not in rows.rows()
    ]
    assert stale == []


def test_every_moment_stands_in_the_docs_with_its_doubt() -> None:
    page = (Path(__file__).parents[2] / "docs" / "measures.md").read_text(encoding="utf-8")
    table = page.split("| event |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| `(\w+)` \| .+ \| ([\d.]+) \|$", table, re.MULTILINE)
    assert {name: float(sd) for name, sd in rows} == made_up.doubts()


def test_every_measure_of_a_fast_move_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "measures.md").read_text(encoding="utf-8")
    told = {name for move in MOVES for name in POWER_MEASURES if is_of(move, name)}
    assert {name for name in told if f"| `{name}` |" not in page} == set()
