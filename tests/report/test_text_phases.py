"""A move in the terminal: what it is called, how sure, the question, its phases, its own words."""

from __future__ import annotations

from dataclasses import replace

import exportbodies
import pytest
import synthetic
import synthetic_phases
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.moves.move import moves
from hiphinge.numerals import chance
from hiphinge.report.model import Measured, NotMeasured
from hiphinge.report.phase_table import phase_names
from hiphinge.report.phases import phases, unseen
from hiphinge.report.scene import scene
from hiphinge.report.signed import speed_not_measured
from hiphinge.report.text import headline, verdict
from hiphinge.report.zones import chart_zones
from hiphinge.reps.rep import Event, Rep

REP = Rep(0.0, 1.0, 1.1, 1.2, 2.0, 2.1, 80.0, 3.0, from_bottom=False, complete=True)
SLOW = "the clip has 30 frames a second and a move as fast as this needs 50 or more: film it at 60"


def plain(text: str) -> str:
    return " ".join(text.split())


def test_the_move_is_named_with_how_sure_what_is_held_and_how_fast() -> None:
    said = plain(verdict(synthetic_phases.make_report()))
    assert (
        "Exercise: kettlebell swing, as it looks (95% sure), kettlebell as you said, 60 kg, "
        "40.2 ±0.4 a minute"
    ) in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"exercise_source": "given"}, "Exercise: kettlebell swing, as you said,"),
        ({"exercise_probability": None}, "Exercise: kettlebell swing, as it looks,"),
        # The judged repetitions gave the name: the signs alone are not what it rests on.
        ({"exercise_probability": 0.4}, "Exercise: kettlebell swing, as it looks,"),
        ({"exercise_probability": 0.999}, "as it looks (over 99% sure),"),
        (
            {"exercise": "unknown", "exercise_title": "", "exercise_probability": None},
            "Exercise: not recognised,",
        ),
    ],
)
def test_where_the_name_comes_from(changes: dict[str, object], words: str) -> None:
    assert words in plain(verdict(synthetic_phases.make_report(**changes)))


def test_the_question_is_asked_once_with_its_command() -> None:
    said = plain(verdict(synthetic_phases.make_report(**synthetic_phases.unsure())))
    assert "Exercise: not sure, judged as a kettlebell swing," in said
    assert said.count("could not be told for sure") == 1
    assert "a kettlebell swing (55%) or a kettlebell snatch (31%)" in said
    assert "To say it - which move it was: --exercise kettlebell_swing" in said
    assert said.index("could not be told") < said.index("Three of your four")


def test_phases_stand_in_a_table_in_their_order() -> None:
    lines = verdict(synthetic_phases.make_report()).split("\n")
    top = lines.index("Phases")
    assert lines[top + 1].split() == ["rep", "backswing", "snap", "float"]
    assert plain(lines[top + 2]) == "1 2.40 s 3.00 s 3.40 s"
    assert plain(lines[top + 6]) == "5 14.95 s not seen not seen"
    assert "  - Each moment is ±0.03 s sure (one standard deviation)." in lines
    assert "hinged" in lines[lines.index("Phases") - 5]


@given(st.integers(24, 120))
def test_phases_keep_to_the_width(width: int) -> None:
    said = verdict(synthetic_phases.make_report(), width=width)
    assert max(map(len, said.split("\n"))) <= width
    assert "14.95 s" in plain(said)


def test_a_plain_lift_has_no_table_of_phases() -> None:
    usual = [
        rep.model_copy(
            update={
                "events": [
                    one.model_copy(update={"event": "start", "name": "start"})
                    for one in rep.events[:1]
                ]
            }
        )
        for rep in synthetic_phases.make_report().reps
    ]
    assert "Phases" not in verdict(synthetic_phases.make_report(reps=usual))
    assert phase_names([exportbodies.rep(1)]) == []


def test_a_hinge_that_is_held_elsewhere_is_named() -> None:
    report = synthetic_phases.make_report(hinge_late_s=0.3)
    said = plain(verdict(report))
    assert "Repetitions at their hinges, the backswing (± is one standard deviation)" in said
    assert "rep hinge at kind" in said
    assert "1 2.7 s hinged" in said


def test_kinds_are_called_by_the_moves_words() -> None:
    report = synthetic_phases.make_report()
    assert headline(report).startswith(
        "tuesday set.mp4: 5 reps: 3 hinged, 1 squat-style, 1 not judged."
    )
    said = plain(verdict(report))
    assert "3 8.4 s squat-style" in said
    motion = synthetic.make_motion()
    assert scene(motion, report, 2.40, 1.0).banner == "rep 1 of 5: hinged, backswing"
    assert scene(motion, report, 2.70, 1.0).banner == "rep 1 of 5: hinged"
    assert scene(motion, report, 14.5, 1.0).banner == "rep 5 of 5: not judged, not complete"


def test_phases_are_the_moves_own_and_what_was_not_seen_is_told() -> None:
    swing = moves()["kettlebell_swing"]
    rep = replace(REP, events=(Event("bottom", 1.1, 0.08), Event("catch", 1.8, 0.03)))
    assert [(one.name, one.time_s) for one in phases(rep, swing)] == [("backswing", 1.1)]
    assert unseen(rep, swing) == ["snap", "float", "drop", "connect"]
    assert phases(rep, None) == unseen(rep, None) == []


def test_what_cannot_be_timed_is_said_once() -> None:
    reps = [
        rep.model_copy(update={"signature_unknown": {"hip_speed_deg_per_s": SLOW}})
        for rep in synthetic_phases.make_report().reps
    ]
    (said,) = speed_not_measured(reps)
    assert said == NotMeasured(
        what="speed of the hip",
        why="the clip has 30 frames a second and a move as fast as this needs 50 or more",
        advice="film it at 60",
    )
    left = reps[0].events[1].model_copy(update={"event": "take_off"})
    jumps = [rep.model_copy(update={"events": [left]}) for rep in reps]
    assert [one.what for one in speed_not_measured(jumps)] == [
        "speed of the hip and time in the air"
    ]
    assert speed_not_measured(synthetic_phases.make_report().reps) == []


@pytest.mark.parametrize("name", ["kettlebell_swing", "box_jump", "slam", "hinge", "deadlift"])
def test_zones_are_those_that_were_held(name: str) -> None:
    report = synthetic_phases.make_report(judged_as=name)
    zones = chart_zones(report)
    own = {row["measure"]: row for row in moves()[name].rules if row.get("applies") != ["floor"]}
    for measure, row in own.items():
        good = next(one for one in zones[measure] if one.tone == "good")
        assert good.low == row["good"][0]
    if name == "slam":
        assert "spine_deg" not in zones
    if name == "hinge":
        good = next(one for one in zones["knee_deg"] if one.tone == "good")
        assert (good.low, good.high) == (12.0, 30.0)


def test_no_zones_for_a_squat_that_was_named_one() -> None:
    report = synthetic_phases.make_report(judged_as="squat", exercise_source="given")
    assert chart_zones(report) == {}


def test_no_zones_where_the_view_allows_no_judgement() -> None:
    report = synthetic_phases.make_report(judged_as="kettlebell_swing")
    oblique = report.view.model_copy(update={"usable": False})
    assert chart_zones(report)
    assert chart_zones(report.model_copy(update={"view": oblique})) == {}


def test_zones_of_a_pull_from_the_floor_are_the_floors() -> None:
    report = synthetic_phases.make_report(judged_as="deadlift")
    reps = [rep.model_copy(update={"from_floor": True}) for rep in report.reps]
    zones = chart_zones(report.model_copy(update={"reps": reps}))
    assert "thigh_deg" in zones
    assert "knee_deg" not in zones


@pytest.mark.parametrize(
    ("part", "said"),
    [(0.004, "under 1%"), (0.5, "50%"), (0.957, "95%"), (0.7996, "79%"), (0.9986, "over 99%")],
)
def test_nothing_is_ever_certain(part: float, said: str) -> None:
    assert chance(part) == said


def test_a_cadence_without_a_value_is_not_told() -> None:
    report = synthetic_phases.make_report()
    silent = Measured(value=None, sd=None, unit="per min")
    quiet = report.model_copy(
        update={"set": report.set.model_copy(update={"cadence": silent}), "implement": None}
    )
    assert "a minute" not in plain(verdict(quiet)).split("Three of")[0]
