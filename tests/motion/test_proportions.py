"""The lifter's own lengths: known bodies are found again, however they are filmed."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import CAMERA, Body, Camera, film
from courses import FLOOR, HINGE, SQUAT, lifts, pulls
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.measure import measure
from hiphinge.motion.proportions import FOOT_SEEN, Proportions, proportions
from hiphinge.motion.segments import masses, usual
from hiphinge.motion.upright import turned_px
from hiphinge.pose.skeleton import Landmark, sided
from hiphinge.quantities import Quantity, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiphinge.pose.track import PoseTrack

ODD = Body(shank=0.39, thigh=0.46, trunk=0.47, arm=0.56)
COURSE, _ = lifts([HINGE, SQUAT])


def found(track: PoseTrack) -> Proportions:
    own = proportions(measure(track))
    assert own is not None
    return own


def known(body: Body) -> dict[str, float]:
    return {"thigh": body.thigh / body.leg, "trunk": body.trunk / body.leg}


@pytest.mark.parametrize("body", [Body(), ODD, Body(shank=0.46, thigh=0.39, trunk=0.55)])
def test_a_known_body_is_found_again(body: Body) -> None:
    own = found(film(COURSE, body=body))
    for name, length in known(body).items():
        assert getattr(own, name).value == pytest.approx(length, abs=0.004)
    assert own.shank.value == pytest.approx(1 - own.thigh.value)


@given(
    st.floats(0.36, 0.48), st.floats(0.44, 0.58), st.sampled_from([0.0, 180.0]),
    st.floats(150.0, 500.0),
)  # fmt: skip
def test_neither_side_nor_size_changes_a_length(
    thigh: float, trunk: float, heading_deg: float, px_per_m: float
) -> None:
    body = Body(shank=0.85 - thigh, thigh=thigh, trunk=trunk)
    camera = Camera(heading_deg=heading_deg, px_per_m=px_per_m)
    own = found(film(COURSE, body=body, camera=camera))
    plain = found(film(COURSE, body=body))
    for name in ("thigh", "trunk", "upper_arm", "forearm", "mid_foot", "foot"):
        assert getattr(own, name).value == pytest.approx(getattr(plain, name).value, abs=1e-6)


@pytest.mark.parametrize("heading_deg", [-25.0, 15.0, 25.0, 160.0])
def test_a_turned_camera_is_undone_within_the_doubt(heading_deg: float) -> None:
    own = found(film(COURSE, body=ODD, camera=Camera(heading_deg=heading_deg)))
    for name, length in known(ODD).items():
        one = getattr(own, name)
        assert abs(one.value - length) < one.sd


def test_a_turned_camera_makes_a_foot_no_shorter() -> None:
    own = found(film(COURSE, camera=Camera(heading_deg=30.0)))
    plain = found(film(COURSE))
    assert own.foot.value == pytest.approx(plain.foot.value, rel=0.04)


def test_a_rolled_camera_changes_nothing() -> None:
    level = film(COURSE, camera=Camera(heading_deg=20.0))
    middle = np.array(CAMERA.size_px) / 2
    rolled = replace(level, xy_px=turned_px(level.xy_px, 8.0, middle), roll_deg=Quantity(8.0, 0.1))
    for name in ("thigh", "trunk", "mid_foot"):
        mine, other = getattr(found(rolled), name), getattr(found(level), name)
        assert mine.value == pytest.approx(other.value, abs=1e-3)


def test_the_doubt_holds_what_noise_does() -> None:
    off = []
    for seed in range(12):
        own = found(film(COURSE, body=ODD, noise_deg=2.0, noise_px=4.0, seed=seed))
        off += [(getattr(own, name).value - at) / getattr(own, name).sd for name, at in
                known(ODD).items()]  # fmt: skip
    assert np.mean(np.abs(off) < 1) > 0.66


def test_a_foreshortened_arm_is_doubted_and_leans_on_the_usual_one() -> None:
    track = film(COURSE)
    near = sided(Side.RIGHT, "wrist"), sided(Side.RIGHT, "elbow")
    xy = track.xy_px.copy()
    xy[:, near[0]] = xy[:, near[1]] + 0.2 * (xy[:, near[0]] - xy[:, near[1]])
    seen, short = found(track), found(replace(track, xy_px=xy))
    whole, usually = 0.27 / 0.85, usual("forearm").value
    assert seen.forearm.value == pytest.approx(whole, abs=0.01)
    assert 0.2 * whole < short.forearm.value < usually
    assert usually - short.forearm.value < short.forearm.value - 0.2 * whole


def test_what_feet_and_arms_do_not_tell_is_taken_as_usual() -> None:
    track = film(COURSE)
    xy = track.xy_px.copy()
    xy[:, _all_of(("HEEL", "FOOT_INDEX", "ELBOW", "WRIST"))] = np.nan
    motion = measure(track)
    blind = proportions(replace(motion, xy_px=xy))
    assert blind is not None
    for name in ("upper_arm", "forearm", "mid_foot", "foot"):
        assert getattr(blind, name) == usual(name)


def test_the_foot_is_where_heel_and_toes_are() -> None:
    own = found(film(COURSE))
    middle, long = (0.1795 - 0.05) / 2 / 0.85, 0.2295 / 0.85 / FOOT_SEEN
    # Weighed against what is usual, which is the surer the more a foot moves.
    assert min(middle, usual("mid_foot").value) <= own.mid_foot.value
    assert own.mid_foot.value <= max(middle, usual("mid_foot").value)
    assert usual("foot").value <= own.foot.value <= long
    assert own.heel.value == pytest.approx(own.mid_foot.value - own.foot.value / 2)
    assert own.toe.value - own.heel.value == pytest.approx(own.foot.value)


def test_legs_that_a_plate_invents_at_the_bottom_do_not_count() -> None:
    course, _ = pulls(2)
    track = film(course)
    xy, leans = track.xy_px.copy(), course.at(track.time_s)[0]
    low = leans > FLOOR.trunk - 20
    knee = _all_of(("KNEE",))
    xy[np.ix_(low, knee)] += (0.0, 60.0)
    own = found(replace(track, xy_px=xy))
    assert own.thigh.value == pytest.approx(0.5, abs=0.01)


def test_nobody_has_no_proportions() -> None:
    motion = measure(film(COURSE))
    assert motion.joints_px is None
    empty = replace(motion, xy_px=np.full_like(motion.xy_px, np.nan))
    assert proportions(empty) is None


def _all_of(parts: Iterable[str]) -> list[int]:
    return [int(Landmark[f"{side}_{part}"]) for part in parts for side in ("LEFT", "RIGHT")]


@pytest.mark.parametrize("womanly", [0.0, 0.5, 1.0])
def test_all_segments_together_weigh_the_body(womanly: float) -> None:
    weighed = masses(np.array(womanly))
    assert sum(float(one) for one in weighed.mass.values()) == pytest.approx(1.0)
    # de Leva's two heads of the table: crown to neck, and the neck over the shoulders.
    assert math.isclose(float(masses(np.array(0.0)).neck_beyond), 0.0878 / 0.5155)
