"""From a report to what a film counts for in the programme."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from films import GOLDEN, form, rep, report

from hiphinge.report.model import Report
from hiphinge.training.colours import colours_of
from hiphinge.training.form import form_of, pooled


def test_golden_set() -> None:
    # Its second repetition bends the knees by 45 degrees, which the report tells to mend.
    golden = Report.model_validate({"version": "0", **json.loads(GOLDEN.read_text())})
    found = form_of(golden)
    assert found is not None
    assert (found.reps, found.green, found.unjudged, found.red_run) == (3, 2, 0, 1)
    assert found.spine_deg is None  # landmarks alone do not show the back
    assert found.speed_loss_frac is None  # no power move
    assert found.what == "Less knee, more hip"


@pytest.mark.parametrize(
    ("change", "colour"),
    [
        ({}, "green"),
        ({"knee_deg": (38.0, 3.0)}, "red"),  # 2.7 sd over the zone
        ({"knee_deg": (31.0, 3.0)}, "green"),  # over it, but not surely
        ({"knee_deg": (38.0, 12.0)}, "unknown"),  # too much doubt to say anything
        ({"knee_deg": (2.0, 2.5)}, "red"),  # stiff
        ({"shin_deg": (14.0, 2.0)}, "red"),
        ({"hips_back_frac": (0.05, 0.015)}, "red"),
        ({"hip_kept_frac": (0.85, 0.015)}, "red"),
        ({"shin_deg": None}, "unknown"),
        ({"shin_deg": None, "knee_deg": (50.0, 3.0)}, "red"),  # red, whatever else is unknown
        ({"kind": "squat", "sure": 0.99}, "red"),
        ({"kind": "squat", "sure": 0.6}, "unknown"),
        ({"kind": "unjudged", "sure": None}, "unknown"),
        ({"spine_deg": (40.0, 3.0)}, "green"),  # the back has its own threshold
    ],
)
def test_colour_of_one_repetition(change: dict[str, object], colour: str) -> None:
    assert colours_of(report(rep(1, **change))).of == ((1, colour),)


def test_a_swing_is_held_against_its_own_rules() -> None:
    bent = rep(1, knee_deg=(42.0, 3.0), hip_kept_frac=(0.9, 0.015), trunk_deg=(60.0, 2.0))
    assert colours_of(report(bent)).count("red") == 1
    assert colours_of(report(bent, move="kettlebell_swing")).count("green") == 1


def test_what_is_not_counted_is_said() -> None:
    found = form_of(report(rep(1), rep(2, kind="unjudged", sure=None), rep(3)))
    assert found is not None
    assert (found.reps, found.green, found.unjudged) == (2, 2, 1)


def test_nothing_judged_says_how_to_film() -> None:
    found = form_of(report(rep(1, kind="unjudged", sure=None)))
    assert found is not None
    assert (found.reps, found.what) == (0, "Film it straight from the side.")


def test_no_form_without_repetitions_or_hinge() -> None:
    assert form_of(report()) is None
    assert form_of(report(rep(1, kind="squat"), move="squat")) is None


def test_red_repetitions_in_a_row() -> None:
    bad = {"knee_deg": (60.0, 3.0)}
    found = form_of(report(rep(1), rep(2, **bad), rep(3, **bad), rep(4), rep(5, **bad)))
    assert found is not None
    assert (found.green, found.red_run) == (2, 2)


def test_the_back_is_the_median_with_what_no_repetition_takes_away() -> None:
    backs = [(10.0, 5.0), (12.0, 5.0), (50.0, 5.0)]
    found = form_of(report(*(rep(n, spine_deg=pair) for n, pair in enumerate(backs, 1))))
    assert found is not None
    assert found.spine_deg == 12.0
    assert found.spine_sd_deg is not None
    assert found.spine_sd_deg > 5.0


def test_drift_is_from_the_first_to_the_last() -> None:
    reps = [rep(n) for n in range(1, 6)]
    found = form_of(report(*reps, spine_deg=(3.0, 0.5), knee_deg=(-1.0, 0.25)))
    assert found is not None
    assert (found.spine_drift_deg, found.spine_drift_sd_deg) == (12.0, 2.0)
    assert (found.knee_drift_deg, found.knee_drift_sd_deg) == (-4.0, 1.0)


def test_speed_is_lost_from_the_best_to_the_last() -> None:
    reps = [rep(n, speed=(v, 10.0)) for n, v in enumerate([240.0, 250.0, 245.0, 200.0], 1)]
    found = form_of(report(*reps, move="kettlebell_swing"))
    assert found is not None
    assert found.speed_loss_frac == pytest.approx(0.2)
    assert found.speed_loss_sd_frac == pytest.approx(0.8 * (0.05**2 + 0.04**2) ** 0.5)
    slow = form_of(report(*reps))
    assert slow is not None
    assert slow.speed_loss_frac is None


def test_films_of_a_day_as_one() -> None:
    first = replace(form(green=7, back=6.0), knee_drift_deg=3.0, red_run=1)
    last = replace(form(green=5, back=-18.0), knee_drift_deg=-9.0, what="Soften your knees")
    both = pooled([first, last])
    assert both is not None
    assert (both.reps, both.green, both.spine_deg, both.knee_drift_deg) == (16, 12, -18.0, -9.0)
    assert (both.red_run, both.what) == (1, "Soften your knees")
    assert pooled([]) is None
