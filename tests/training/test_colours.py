"""Repetitions that bend too little: no evidence, and it is said what is wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from films import FIRST, rep, report

from hiphinge.training.colours import colours_of
from hiphinge.training.evidence import day_of
from hiphinge.training.form import form_of
from hiphinge.training.gate_lines import green_line
from hiphinge.training.state import Seen


@pytest.mark.parametrize(
    ("move", "trunk", "colour"),
    [
        ("hinge", (45.0, 3.0), "green"),
        ("hinge", (41.0, 3.0), "green"),
        ("hinge", (38.0, 3.0), "shallow"),  # too little for the hips to be held against their zone
        ("hinge", (26.0, 3.0), "shallow"),
        ("kettlebell_swing", (30.0, 3.0), "shallow"),
        ("hang_clean", (36.0, 3.0), "green"),  # a hang leans 28 to 74 degrees
        ("hang_clean", (22.0, 3.0), "shallow"),
        ("box_jump", (30.0, 3.0), "green"),  # a jump's dip bends less
        ("box_jump", (14.0, 3.0), "shallow"),
    ],
)
def test_a_bend_that_is_too_shallow_for_its_move(
    move: str, trunk: tuple[float, float], colour: str
) -> None:
    knee = (70.0, 3.0) if move == "box_jump" else (18.0, 3.0)
    one = rep(1, trunk_deg=trunk, knee_deg=knee)
    assert colours_of(report(one, move=move)).of == ((1, colour),)


def test_a_shallow_bend_with_a_fault_is_red_all_the_same() -> None:
    one = rep(1, trunk_deg=(30.0, 3.0), knee_deg=(60.0, 3.0))
    assert colours_of(report(one)).of == ((1, "red"),)


def test_a_pull_from_the_floor_asks_for_no_lean() -> None:
    low = rep(1, trunk_deg=(35.0, 3.0), thigh_deg=(-55.0, 3.0), trunk_rise_deg=(2.0, 2.0))
    low["from_floor"] = True
    assert colours_of(report(low, move="deadlift")).of == ((1, "green"),)


def test_shallow_repetitions_count_for_nothing_and_say_what_is_wanted() -> None:
    shallow = [rep(n, trunk_deg=(30.0, 3.0), spine_deg=(2.0, 2.0)) for n in range(1, 7)]
    found = form_of(report(*shallow))
    assert found is not None
    assert (found.reps, found.green, found.unjudged, found.spine_deg) == (0, 0, 6, None)
    assert found.what == "Let the chest come down"
    line = green_line([day_of(Seen(FIRST, found), "normal")], "normal")
    assert line.said.text == (
        "No repetition of the film could be judged (wanted 80% or more): Let the chest come down."
    )


def test_deep_ones_among_them_count() -> None:
    deep = [rep(n, spine_deg=(15.0, 3.0)) for n in range(1, 6)]
    found = form_of(report(*deep, rep(6, trunk_deg=(30.0, 3.0), spine_deg=(0.0, 3.0))))
    assert found is not None
    assert (found.reps, found.green, found.unjudged, found.spine_deg) == (5, 5, 1, 15.0)
    line = green_line([day_of(Seen(FIRST, found), "normal")], "normal")
    assert line.said.text.endswith(
        "1 more could not be judged; for the next film: let the chest come down."
    )


def test_a_little_too_few_do_not_read_as_enough() -> None:
    form = form_of(report(rep(1, spine_deg=(15.0, 3.0))))
    assert form is not None
    many = [replace(form, reps=44, green=green) for green in (35, 36)]
    lines = [green_line([day_of(Seen(FIRST, one), "normal")], "normal") for one in many]
    assert "35 of 44 repetitions green (79.5%, wanted 80% or more)" in lines[0].said.text
    assert "36 of 44 repetitions green (82%, wanted 80% or more)" in lines[1].said.text
