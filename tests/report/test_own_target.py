"""What the report says of the body's own target, of sets whose every angle is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bodies import Body, Camera, film
from courses import BOW, HINGE, SQUAT, STEADY, STIFF, TALL, Posture, Tempo, lifts, pulls

from hiphinge import Options, analyze
from hiphinge.judgement.target import wanted_lean
from hiphinge.pose import trackfile
from hiphinge.report.own_target import (
    ALIKE,
    ALIKE_IN_BALANCE,
    BALANCE_ONLY,
    LENGTHS,
    LOAD_UNSAID,
    NO_FAULT,
    OWN,
    TOLD,
)
from hiphinge.report.target_lines import target_lines
from hiphinge.report.text import verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from courses import Course

    from hiphinge.report.model import Report

LONG = Body(shank=0.38, thigh=0.47, trunk=0.54)
TALLER = Posture(31.0, -24.0, -2.0)
"""Leans less than is wanted, with the hips well back."""
FAST = Tempo(0.45, 0.0, 0.4, 0.5)


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., Report]:
    def judged(
        course: Course, exercise: str | None = None, load_kg: float | None = None,
        body: Body | None = None, heading_deg: float = 0.0,
    ) -> Report:  # fmt: skip
        track = film(course, body=body or Body(), camera=Camera(heading_deg=heading_deg))
        path = tmp_path / "set.json"
        path.write_text(trackfile.render(track), encoding="utf-8")
        return analyze(path, Options(exercise=exercise, load_kg=load_kg)).report

    return judged


def test_every_rep_has_its_target_and_says_what_differs(said: Callable[..., Report]) -> None:
    report = said(lifts([HINGE, BOW, SQUAT, STIFF])[0], "hinge")
    hinge, bow, squat, stiff = report.reps
    assert all(rep.target for rep in report.reps)
    assert hinge.target_words == [ALIKE]
    # Landmarks of an unknown network are not sure enough for the bow's hips.
    assert any("soft knees, bent 15° to 20°" in words for words in squat.target_words)
    assert squat.target_words[-1].endswith("bend them less.")
    for rep in (bow, stiff):
        assert not any("bend them less" in words for words in rep.target_words)
    for rep in report.reps:
        assert set(rep.target) <= set(rep.bottom)
        for name, one in rep.target.items():
            assert one.unit == name.rsplit("_", 1)[1]
            assert one.sd is not None
            assert one.sd >= 0


def test_the_first_sentence_names_whose_hinge_it_is(said: Callable[..., Report]) -> None:
    (squat,) = said(lifts([SQUAT])[0]).reps
    lean, first, second = squat.target_words
    assert f"{wanted_lean().low:.0f}°, where the wanted zone begins; you leaned 35°" in lean
    assert first.startswith("At this lean your own balanced hinge has shins that lean")
    assert second.startswith("It has soft knees")


@pytest.mark.parametrize("body", [Body(), LONG])
def test_the_build_is_told_against_the_usual_one_and_is_no_fault(
    said: Callable[..., Report], body: Body
) -> None:
    report = said(lifts([HINGE])[0], "hinge", body=body)
    build, asks, no_fault = report.body
    assert f"Your thigh is {body.thigh / body.leg:.2f} ±" in build
    assert "(usually 0.49), your trunk" in build
    assert asks.startswith("At a lean of 60° such a body stands in balance with its hips")
    assert no_fault == NO_FAULT
    assert report.reps[0].target_words == [ALIKE]


def test_the_lengths_travel_along(said: Callable[..., Report]) -> None:
    found = said(lifts([HINGE])[0], body=LONG).proportions
    assert list(found) == [f"{name}_frac" for name in LENGTHS]
    assert found["shank_frac"].value == pytest.approx(LONG.shank / LONG.leg, abs=0.004)
    assert found["trunk_frac"].value == pytest.approx(LONG.trunk / LONG.leg, abs=0.004)


def test_a_pull_from_the_floor_is_about_balance_and_says_so(said: Callable[..., Report]) -> None:
    report = said(pulls(2)[0], "deadlift", body=Body(arm=0.70))
    assert BALANCE_ONLY in report.body
    for rep in report.reps:
        assert rep.target["knee_deg"].value == rep.bottom["knee_deg"].value
        assert not any("knees" in words for words in rep.target_words)
        assert rep.target_words == [ALIKE_IN_BALANCE]


def test_a_lean_short_of_the_zone_is_said(said: Callable[..., Report]) -> None:
    (rep,) = said(lifts([TALLER])[0], "hinge").reps
    assert rep.target["trunk_deg"].value == wanted_lean().low
    assert "where the wanted zone begins; you leaned 31°" in rep.target_words[0]


@pytest.mark.parametrize(
    ("exercise", "heading_deg", "tempo", "words"),
    [
        ("hinge", 55.0, STEADY, "away from the side"),
        ("hinge", 0.0, FAST, "fast move"),
        ("single_leg_rdl", 0.0, STEADY, "two legs"),
        ("squat", 0.0, STEADY, ""),
    ],
)
def test_where_there_is_none_the_reason_is_told_once(
    said: Callable[..., Report], exercise: str, heading_deg: float, tempo: Tempo, words: str
) -> None:
    report = said(lifts([HINGE, SQUAT], tempo)[0], exercise, heading_deg=heading_deg)
    assert report.reps
    assert report.proportions == {}
    assert all(not rep.target and not rep.target_words for rep in report.reps)
    assert len(report.body) == (1 if words else 0)
    assert words in " ".join(report.body)


def test_nothing_is_said_where_there_is_no_rep(said: Callable[..., Report]) -> None:
    report = said(lifts([TALL])[0], "hinge", heading_deg=55.0)
    assert (report.reps, report.body) == ([], [])


def test_an_unsaid_load_on_the_back_is_asked_for(
    said: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Body.pose

    def carrying(self: Body, course: np.ndarray) -> np.ndarray:
        points = plain(self, course)
        points[:, 13:17] = points[:, [11, 12, 11, 12]] + [0.05, 0.05, 0.0]
        return points

    monkeypatch.setattr(Body, "pose", carrying)
    course, _ = lifts([HINGE])
    unsaid, light = said(course, "good_morning"), said(course, "good_morning", load_kg=20.0)
    assert LOAD_UNSAID in unsaid.body
    assert LOAD_UNSAID not in light.body
    sds = [report.reps[0].target["hips_back_frac"].sd or 0.0 for report in (unsaid, light)]
    assert sds[0] > sds[1]


def test_a_terminal_says_it_of_the_rep_that_the_fix_shows(said: Callable[..., Report]) -> None:
    report = said(lifts([HINGE, SQUAT, SQUAT])[0], "hinge")
    (fix, *_) = [one for one in report.findings if one.role == "fix"]
    heading, *lines = target_lines(report, 80)
    assert heading == f"Your own target for rep {fix.rep}, at a lean of {wanted_lean().low:.0f}°"
    (told,) = (words for words in report.reps[1].target_words if words.startswith(OWN))
    assert " ".join(" ".join(lines).split()).lower() == told.removeprefix(OWN).strip().lower()
    assert "\n".join([heading, *lines]) in verdict(report)
    later = report.model_copy(
        update={"findings": [fix.model_copy(update={"rep": rep}) for rep in (1, 3)]}
    )
    assert target_lines(later, 80)[0].startswith("Your own target for rep 3,")


def test_a_terminal_says_nothing_where_nothing_surely_differs(
    said: Callable[..., Report],
) -> None:
    report = said(lifts([HINGE, HINGE])[0], "hinge")
    assert all(rep.target_words for rep in report.reps)
    assert target_lines(report, 80) == []
    assert "own target" not in verdict(report)


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("way", [1, 2])
def test_it_is_two_lines_at_most(said: Callable[..., Report], name: str, way: int) -> None:
    report = said(lifts([HINGE])[0], "hinge")
    doubt = "0.18 ±0.05" if name == "hips_back_frac" else "-12° ±10°"
    words = f"{OWN} {TOLD[name][0].format(target=doubt, done=doubt)}: {TOLD[name][way]}."
    rep = report.reps[0].model_copy(update={"target_words": [words]})
    lines = target_lines(report.model_copy(update={"reps": [rep]}), 80)
    assert 2 <= len(lines) <= 3  # with the heading
    assert all(len(line) <= 80 for line in lines)
