"""The moves as data: whole, honest about where their rules come from, and open to new files."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING

import made_up
import pytest

from hiphinge.errors import UsageError
from hiphinge.judgement.finding import THEMES
from hiphinge.judgement.kind import WORDS
from hiphinge.judgement.standard import KindLimits, Rule, load, rules_of
from hiphinge.moves.move import FOLDER, move_named, moves
from hiphinge.report import evidence
from hiphinge.report.phases import is_of

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.moves.move import Move

MOVES = tuple(moves().values())


def _own(move: Move) -> list[Rule]:
    """Return the rules of a move's own, from standing and from the floor."""
    names = {row["name"] for row in move.rules}
    both = {
        one.name: one
        for floor in (True, False)
        for one in rules_of(load(), move, floor=floor)
        if one.name in names
    }
    return sorted(both.values(), key=lambda one: one.name)


RULES = [
    pytest.param(move, rule, id=f"{move.name}-{rule.name}") for move in MOVES for rule in _own(move)
]
LABELS = re.compile(r"^[QDRA]( on [QDRA]( and [QDRA])?)?$")
SCARES = re.compile(r"\b(un)?safe(ly|ty)?\b|\bdanger(ous|ously)?\b|\brisky?\b|\binjur", re.I)
SILENT_ON_SPINE = "slam"


@pytest.fixture(scope="module")
def measured() -> set[str]:
    return made_up.measures()


@pytest.fixture(scope="module")
def found() -> set[str]:
    return made_up.names()


def test_the_power_moves_of_the_standard_are_all_there() -> None:
    assert {
        "kettlebell_swing", "power_clean", "snatch", "hang_clean", "kettlebell_snatch", "box_jump",
        "slam", "deadlift", "hinge", "squat",
    } <= moves().keys()  # fmt: skip


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_a_move_is_complete(move: Move, found: set[str]) -> None:
    assert move.title
    assert move.plural
    assert move.about.endswith(".")
    assert len(move.source) > 10
    assert LABELS.match(move.label), move.label
    events = [phase.event for phase in move.phases]
    assert set(events) <= found, "every phase is a moment that can be found"
    assert move.hinge_at in found
    assert len(set(events)) == len(events)
    assert all(phase.name and phase.what and not phase.what.endswith(".") for phase in move.phases)
    assert move.kind.keys() <= {field.name for field in fields(KindLimits)}
    assert move.kinds.keys() | move.reasons.keys() <= WORDS.keys() - {"unjudged"}


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_a_fast_move_has_words_of_its_own_for_every_kind(move: Move) -> None:
    # "3 swings: 1 squat" would be a set of something else.
    if move.ballistic:
        assert move.kinds.keys() == WORDS.keys() - {"unjudged"}
    else:
        assert not move.kinds


@pytest.mark.parametrize(("move", "rule"), RULES)
def test_a_rule_of_a_move_is_complete(move: Move, rule: Rule, measured: set[str]) -> None:
    assert rule.measure in measured
    assert rule.measure in evidence.MEASURES
    assert rule.unit in {"deg", *evidence.OF_WHAT}
    assert rule.source.startswith(("Ours", "Balance model", "An upright trunk"))
    assert LABELS.match(rule.label), rule.label
    assert rule.praise.endswith(".")
    assert not rule.title.endswith(".")
    assert "," not in rule.title, "titles of what was done well are told in one list"
    assert 1 <= rule.weight <= 10
    assert rule.low or rule.high, "a rule that can never speak is none"
    assert rule.off.low <= rule.good.low < rule.good.high <= rule.off.high
    for advice, good, off in (
        (rule.low, rule.good.low, rule.off.low),
        (rule.high, rule.good.high, rule.off.high),
    ):
        if advice is None:
            continue
        assert math.isfinite(good)
        assert abs(off - good) > 0
        assert advice.theme
        assert not advice.title.endswith(".")
        for words in (advice.cue, advice.why):
            assert words.endswith(".")
            assert len(words) > 20
    assert not rule.at or rule.at in made_up.names()
    assert is_of(move, rule.measure), "what a rule is held against is in the report"


@pytest.mark.parametrize(("move", "rule"), RULES)
def test_edges_lie_farther_apart_than_the_doubt(move: Move, rule: Rule) -> None:
    """One standard deviation, as the measure has it at least, lies between good and clearly out."""
    least = {"deg": 3.5, "frac": 0.03}[rule.measure.rsplit("_", 1)[1]]
    if rule.measure in ("hands_over_knee_frac", "opened_at_waist_frac"):
        least = {"hands_over_knee_frac": 0.06, "opened_at_waist_frac": 0.10}[rule.measure]
    steps = [
        abs(off - good)
        for advice, good, off in (
            (rule.low, rule.good.low, rule.off.low),
            (rule.high, rule.good.high, rule.off.high),
        )
        if advice is not None
    ]
    assert all(step >= least for step in steps), move.name


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_nothing_frightens(move: Move) -> None:
    words = (FOLDER / f"{move.name}.toml").read_text(encoding="utf-8")
    assert SCARES.findall(words) == []


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_what_makes_a_rep_no_hinge_can_be_told(move: Move) -> None:
    """A kind that is no hinge has a root fault; some rule of the move must speak of it."""
    if not move.ballistic:
        return
    themes = {
        advice.theme
        for rule in rules_of(load(), move, floor=False)
        for advice in (rule.low, rule.high)
        if advice is not None
    }
    for kind in ("squat", "stiff_legged"):
        assert themes & set(THEMES[kind]), kind


def test_the_spine_is_never_held_against_a_slam() -> None:
    slam = moves()[SILENT_ON_SPINE]
    for floor in (False, True):
        assert all("spine" not in rule.measure for rule in rules_of(load(), slam, floor=floor))
    locked = next(rule for rule in rules_of(load(), slam, floor=False) if rule.name == "soft_knee")
    assert locked.low is not None
    assert locked.off.low == 8.0


def test_the_standards_rules_that_a_move_names_exist() -> None:
    known = {rule.name for rule in load().rules}
    for move in MOVES:
        assert set(move.standard or ()) <= known, move.name


def test_a_move_takes_over_what_it_is_like_and_keeps_its_own() -> None:
    swing, snatch = moves()["kettlebell_swing"], moves()["kettlebell_snatch"]
    names = [row["name"] for row in snatch.rules]
    assert len(set(names)) == len(names)
    assert {row["name"] for row in swing.rules} == set(names)
    knees = {
        one.name: next(row for row in one.rules if row["name"] == "soft_knee")["good"]
        for one in (swing, snatch)
    }
    assert knees["kettlebell_swing"] != knees["kettlebell_snatch"]
    assert snatch.kind["squat_knee_deg"] != swing.kind["squat_knee_deg"]
    assert snatch.kinds == swing.kinds


def test_a_bell_from_a_dead_stop_is_not_held_to_the_backswing() -> None:
    snatch = moves()["kettlebell_snatch"]
    standing, floor = (
        {rule.name for rule in rules_of(load(), snatch, floor=floor)} for floor in (False, True)
    )
    assert {"bell_high", "soft_knee", "hips_tall", "hips_first"} <= standing
    assert not {"bell_high", "soft_knee", "hips_tall", "shin"} & floor
    assert {"hips_first", "no_lean_back", "start_hips", "rise_together"} <= floor


NEW = """
title = "wall ball"
plural = "wall balls"
about = "A made-up move."
source = "Nowhere, for a test"
label = "R"
counts = "hands"
ballistic = true
like = "box_jump"
standard = ["hips_back"]
[[phase]]
event = "top"
name = "throw"
what = "the hands are highest"
[[rule]]
name = "throw_tall"
title = "Tall"
measure = "lean_back_deg"
unit = "deg"
at = "top"
good = [-6.0]
off = [-12.0]
weight = 5
praise = "You are tall."
source = "Ours, for a test"
label = "R"
[rule.low]
theme = "back"
title = "Do not lean back"
cue = "Stop when you stand straight."
why = "A reason for a test."
"""


def test_a_new_move_is_a_new_file(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "wall_ball.toml").write_text(NEW, encoding="utf-8")
    known = moves(tmp_path)
    assert known.keys() == moves().keys() | {"wall_ball"}
    made = known["wall_ball"]
    assert made.kinds == known["box_jump"].kinds
    names = {rule.name for rule in rules_of(load(), made, floor=False)}
    assert {"throw_tall", "hips_back", "loading_share"} <= names


def test_what_a_file_gets_wrong_is_an_error(tmp_path: Path) -> None:
    def read(words: str) -> None:
        moves.cache_clear()
        (tmp_path / "wall_ball.toml").write_text(words, encoding="utf-8")
        moves(tmp_path)

    alone = NEW.replace('like = "box_jump"', "")
    read(alone)
    with pytest.raises(TypeError):
        read(alone.replace("plural", "prulal"))
    with pytest.raises(KeyError):
        read(NEW)
    with pytest.raises(ValueError, match="positive deviation"):
        read(alone + "[looks]\nknee_deg = [80.0, 0.0]\n")
    moves.cache_clear()


def test_like_goes_one_step_only(tmp_path: Path) -> None:
    base = NEW.replace('like = "box_jump"', "")
    (tmp_path / "first.toml").write_text(base, encoding="utf-8")
    for name, other in (("second", "first"), ("third", "second")):
        words = NEW.replace("box_jump", other)
        (tmp_path / f"{name}.toml").write_text(words, encoding="utf-8")
    with pytest.raises(ValueError, match="like another move itself"):
        moves(tmp_path)


def test_other_names_are_known_and_unique() -> None:
    said = [name for move in MOVES for name in (move.name, *move.aliases)]
    assert len(set(said)) == len(said)
    assert move_named("Kettlebell Swing") is moves()["kettlebell_swing"]
    assert move_named("ball-slam") is moves()["slam"]
    with pytest.raises(UsageError, match="choose one of"):
        move_named("handstand")


def test_every_file_says_how_it_is_recognised_or_is_told_another_way() -> None:
    for path in FOLDER.glob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        held = any(one.held_is and one.name == path.stem for one in MOVES)
        assert table.get("looks") or held or path.stem == "stiff_leg_deadlift"
