"""What each repetition measures, against the body's own numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Body, film
from courses import FLOOR, HINGE, SQUAT, TALL, Course, Key, Posture, Tempo, lifts, pulls

from hiphinge.motion.measure import measure
from hiphinge.reps.count import count
from hiphinge.reps.measure import TIME_SD_PART, TIME_SD_S, measure_rep

if TYPE_CHECKING:
    from hiphinge.quantities import Quantity

PAUSED = Tempo(1.3, 0.5, 1.0, 1.0)
"""Half a second at the bottom: the window of 0.2 s sees nothing but the bottom."""
SMOOTHED_DEG = 0.1
"""What smoothing and the middle of the stay leave of a posture that is held."""


def _measures(course: Course) -> list[dict[str, Quantity]]:
    motion = measure(film(course))
    return [measure_rep(motion, rep) for rep in count(motion)]


def _hip_height(posture: Posture) -> float:
    return (math.cos(math.radians(posture.shin)) + math.cos(math.radians(posture.thigh))) / 2


@pytest.mark.parametrize("bottom", [HINGE, SQUAT])
def test_measures_at_the_bottom_are_the_bodys(bottom: Posture) -> None:
    (found,) = _measures(lifts([bottom], PAUSED)[0])
    for name, wanted in (
        ("trunk_deg", bottom.trunk),
        ("thigh_deg", bottom.thigh),
        ("shin_deg", bottom.shin),
        ("knee_deg", bottom.knee),
        ("thigh_trunk_deg", bottom.closing),
    ):
        assert found[name].value == pytest.approx(wanted, abs=SMOOTHED_DEG), name
    assert found["knee_change_deg"].value == pytest.approx(bottom.knee - TALL.knee, abs=0.2)
    share = (bottom.knee - TALL.knee) / (bottom.closing - TALL.closing)
    assert found["knee_share_frac"].value == pytest.approx(share, abs=0.01)
    kept = _hip_height(bottom) / _hip_height(TALL)
    assert found["hip_kept_frac"].value == pytest.approx(kept, abs=0.005)
    trunk = Body().trunk / Body().leg
    given = _hip_height(TALL) - _hip_height(bottom)
    given += trunk * (math.cos(math.radians(TALL.trunk)) - math.cos(math.radians(bottom.trunk)))
    assert found["chest_given_frac"].value == pytest.approx(given, abs=0.005)
    assert not {"hip_deg", "spine_deg"} & found.keys(), "what is not measured is left out"


def test_every_measure_has_a_doubt_and_a_number() -> None:
    for found in _measures(lifts([HINGE] * 2)[0]):
        for name, one in found.items():
            assert math.isfinite(one.value), name
            assert one.sd > 0, name


def _led(first: Posture) -> Course:
    """Down in 1.4 s by way of a posture at 0.4 s."""
    bent = Posture(60.0, -38.0, 6.0)
    down = (Key(1.5, TALL), Key(1.9, first), Key(2.9, bent), Key(3.4, bent))
    return Course((Key(0.0, TALL), *down, Key(4.4, TALL), Key(6.0, TALL)))


def test_the_joint_that_starts_first_is_told() -> None:
    # The hips make 15 % of their change of 95 deg in the first 0.4 s, the knee in the second.
    (hips,) = _measures(_led(Posture(25.0, -13.0, -9.0)))
    assert 0.2 < hips["hips_lead_s"].value < 0.7
    (knees,) = _measures(_led(Posture(2.0, -14.0, 14.0)))
    assert -0.7 < knees["hips_lead_s"].value < -0.1
    (together,) = _measures(lifts([SQUAT], PAUSED)[0])
    # One course drives both joints: they start together, to the frame.
    assert abs(together["hips_lead_s"].value) <= 1 / 30


def test_a_knee_that_hardly_bends_has_no_onset() -> None:
    (found,) = _measures(lifts([HINGE], PAUSED)[0])  # 4 to 15 deg: less than 15 of change
    assert "hips_lead_s" not in found


def test_hips_that_shoot_up_show_in_the_trunk() -> None:
    (smooth, *_) = _measures(pulls(1)[0])
    assert smooth["trunk_rise_deg"].value <= 1.0
    tipped = Posture(FLOOR.trunk + 15, -30.0, 5.0)
    keys = (Key(0.0, FLOOR), Key(1.0, FLOOR), Key(1.6, tipped), Key(3.0, TALL), Key(4.0, TALL))
    (shot,) = _measures(Course(keys))
    # Thigh and trunk turn together at first: the angle between them changes by 8.5 deg only,
    # so that the tipping falls into the stay at the bottom. It must be seen all the same.
    assert shot["trunk_rise_deg"].value == pytest.approx(15.0, abs=1.0)
    assert "hips_lead_s" not in shot, "nothing led on a way down that was not seen"


def test_without_a_stand_the_reps_own_lockout_is_the_reference() -> None:
    motion = measure(film(lifts([HINGE], PAUSED)[0]))
    rep = count(motion)[0]
    with_stand = measure_rep(motion, rep)
    without = measure_rep(replace(motion, standing=None), rep)
    assert without["knee_change_deg"].value == pytest.approx(
        with_stand["knee_change_deg"].value, abs=0.5
    )


def test_a_bottom_that_was_hardly_seen_is_not_measured() -> None:
    motion = measure(film(lifts([HINGE], PAUSED)[0]))
    rep = count(motion)[0]
    hidden = np.abs(motion.time_s - rep.bottom_s) <= 0.07
    series = {
        name: replace(one, value=np.where(hidden, np.nan, one.value))
        for name, one in motion.series.items()
    }
    found = measure_rep(replace(motion, series=series), rep)
    assert "trunk_deg" not in found
    assert "knee_change_deg" not in found
    assert found["eccentric_s"].value > 0, "its times are known all the same"


def test_times_are_told_with_the_doubt_of_their_moments() -> None:
    (found,) = _measures(lifts([HINGE], PAUSED)[0])
    assert found["concentric_s"].value == pytest.approx(1.0, abs=0.3)
    share = TIME_SD_PART * found["concentric_s"].value
    assert found["concentric_s"].sd == pytest.approx(math.hypot(TIME_SD_S, 1 / 30, share))
