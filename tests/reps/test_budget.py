"""What hip and spine give to the fold of a repetition."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import film
from courses import HINGE, TALL, Posture, Tempo, lifts
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.measure import measure
from hiphinge.motion.motion import EXTRA_MEASURES, FRAME_MEASURES
from hiphinge.quantities import Series
from hiphinge.reps.measure import CHANGE_SD_DEG, FOLD_LEAST_DEG, measure_rep
from hiphinge.reps.rep import Rep

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Quantity

HIP_SD, SPINE_SD, PART_SD = 4.0, 5.0, 3.0
PARTS = {"fold_deg", "hip_part_deg", "spine_share_frac"}
TOLD = ("hip_deg", "spine_deg", "spine_part_deg")


def _lift(share: float, adds: float = 0.6, bottom: Posture = HINGE) -> tuple[Motion, Rep]:
    """Return a lift whose spine makes this share of the fold, by a flexion 1 / adds as large.

    The hip is the pelvis against the thigh: the rest of the fold, and what it was in standing.
    """
    course, (truth,) = lifts([bottom], Tempo(1.3, 0.5, 1.0, 1.0))
    motion = measure(film(course))
    fold = motion.series["thigh_trunk_deg"].value - TALL.closing
    told = {
        "hip_deg": ((1 - share) * fold - TALL.thigh, HIP_SD),
        "spine_deg": (share * fold / adds, SPINE_SD),
        "spine_part_deg": (share * fold, PART_SD),
    }
    series = {name: Series(value, np.full_like(value, sd)) for name, (value, sd) in told.items()}
    rep = Rep(
        *(truth.start_s, truth.bottom_start_s, truth.bottom_s, truth.bottom_end_s),
        *(truth.lockout_s, truth.lockout_s + 0.3, bottom.closing, TALL.closing),
        from_bottom=False,
        complete=True,
    )
    return replace(motion, series={**motion.series, **series}), rep


def _measured(share: float, adds: float = 0.6, bottom: Posture = HINGE) -> dict[str, Quantity]:
    return measure_rep(*_lift(share, adds, bottom))


@given(st.floats(-0.3, 0.9))
def test_hip_and_spine_add_up_to_the_fold_since_standing(share: float) -> None:
    found = _measured(share)
    fold = HINGE.closing - TALL.closing
    assert found["spine_part_deg"].value == pytest.approx(share * fold, abs=0.2)
    assert found["hip_part_deg"].value == pytest.approx((1 - share) * fold, abs=0.2)
    whole = found["thigh_trunk_deg"].value - TALL.closing
    parts = found["hip_part_deg"].value + found["spine_part_deg"].value
    assert parts == pytest.approx(found["fold_deg"].value)
    # The fold counts from the median of the stand, whose ends already move a little.
    assert parts == pytest.approx(whole, abs=0.1)
    assert found["spine_share_frac"].value == pytest.approx(share, abs=0.002)


def test_parts_have_the_doubt_of_what_they_are_made_of() -> None:
    found, fold = _measured(0.3), HINGE.closing - TALL.closing
    assert found["hip_part_deg"].sd == HIP_SD
    assert found["spine_part_deg"].sd == PART_SD
    assert found["fold_deg"].sd == CHANGE_SD_DEG
    # First order: of a quotient, the part's doubt and the share of the fold's.
    expected = math.hypot(PART_SD, 0.3 * CHANGE_SD_DEG) / fold
    assert found["spine_share_frac"].sd == pytest.approx(expected, rel=0.01)


def test_the_flexion_itself_is_not_what_it_adds() -> None:
    found = _measured(0.3, adds=0.5)
    assert found["spine_deg"].value == pytest.approx(2 * found["spine_part_deg"].value)


@pytest.mark.parametrize(("beyond_deg", "told"), [(-1.0, False), (1.0, True)])
def test_of_a_small_fold_no_share_is_told(beyond_deg: float, told: bool) -> None:
    trunk = FOLD_LEAST_DEG + TALL.closing + beyond_deg - 8.0
    found = _measured(0.2, bottom=Posture(trunk, -8.0, -2.0))
    assert ("spine_share_frac" in found) == told
    assert "hip_part_deg" in found, "its parts are told all the same"


@pytest.mark.parametrize("name", ["hip_deg", "spine_part_deg"])
def test_without_a_part_there_is_no_budget(name: str) -> None:
    motion, rep = _lift(0.3)
    unseen = np.full_like(motion.time_s, np.nan)
    found = measure_rep(
        replace(motion, series={**motion.series, name: Series(unseen, unseen)}), rep
    )
    assert not PARTS & found.keys()
    assert "thigh_trunk_deg" in found


def test_a_clip_that_is_silent_has_neither_parts_nor_budget() -> None:
    motion, rep = _lift(0.3)
    plain = measure(film(lifts([HINGE], Tempo(1.3, 0.5, 1.0, 1.0))[0]))
    found = measure_rep(plain, rep)
    assert not (PARTS | set(TOLD)) & found.keys()
    assert motion.series.keys() == plain.series.keys()


def test_the_reps_own_lockout_stands_in_for_a_stand() -> None:
    motion, rep = _lift(0.3)
    with_stand = measure_rep(motion, rep)
    without = measure_rep(replace(motion, standing=None), rep)
    for name in PARTS:
        assert without[name].value == pytest.approx(with_stand[name].value, abs=0.5), name


def test_every_measure_is_listed_once_and_made_for_every_frame() -> None:
    names = (*FRAME_MEASURES, *EXTRA_MEASURES)
    assert len(names) == len(set(names))
    assert set(TOLD) <= set(names)
    assert EXTRA_MEASURES[0] == "spine_part_deg"
    motion = measure(film(lifts([HINGE])[0]))
    assert set(names) == motion.series.keys()
