"""A posture from several looks at one picture: known angles come out, doubt is never less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import BODY, CAMERA, Camera, film
from courses import HINGE, SQUAT, TALL, Course, Key, Posture

from hiphinge.errors import ClipError
from hiphinge.motion.legible import refuse_illegible
from hiphinge.motion.measure import measure
from hiphinge.motion.posture import ANGLES, draw_leans, measure_posture
from hiphinge.quantities import Facing, Quantity

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack

READY = Posture(35.0, -27.0, 15.0)


def looks(
    posture: Posture, camera: Camera = CAMERA, count: int = 6, noise_px: float = 0.0
) -> list[PoseTrack]:
    """Return looks at one picture of a body whose angles are known."""
    course = Course((Key(0.0, posture), Key(1.0, posture)))
    return [
        film(course, np.zeros(1), camera=camera, noise_px=noise_px, seed=seed)
        for seed in range(count)
    ]


@pytest.mark.parametrize("posture", [READY, HINGE, SQUAT, TALL])
@pytest.mark.parametrize("heading_deg", [0.0, 180.0])
def test_known_angles_come_out(posture: Posture, heading_deg: float) -> None:
    found = measure_posture(looks(posture, Camera(heading_deg)))
    assert found.view.facing is (Facing.LEFT if heading_deg else Facing.RIGHT)
    truth = dict(zip(ANGLES, (*posture, posture.knee, posture.closing), strict=True))
    for name, value in truth.items():
        assert found.measures[name].value == pytest.approx(value, abs=1e-6)
    back = -(BODY.shank * np.sin(np.radians(posture.shin))) / BODY.leg
    back -= BODY.thigh * np.sin(np.radians(posture.thigh)) / BODY.leg
    assert found.measures["hips_back_frac"].value == pytest.approx(back, abs=1e-6)
    assert found.measures["toe_down_deg"].value == pytest.approx(0.0, abs=1e-6)
    assert found.measures["feet_apart_frac"].value == pytest.approx(0.0, abs=1e-6)
    assert found.spread_deg == pytest.approx(0.0, abs=1e-9)


def test_mirrored_it_is_the_same_but_for_the_way_it_faces() -> None:
    right, left = (measure_posture(looks(READY, Camera(turn))) for turn in (0.0, 180.0))
    assert right.view.facing is not left.view.facing
    for name, one in right.measures.items():
        assert left.measures[name].value == pytest.approx(one.value, abs=1e-6)
        assert left.measures[name].sd == pytest.approx(one.sd, abs=1e-6)
    assert left.hold.elbow == pytest.approx(right.hold.elbow, abs=1e-9)


def test_size_and_place_change_nothing() -> None:
    small = Camera(px_per_m=150.0, feet_px=(300.0, 700.0))
    one, other = measure_posture(looks(READY)), measure_posture(looks(READY, small))
    for name in one.measures:
        assert other.measures[name].value == pytest.approx(one.measures[name].value, abs=1e-6)
    assert other.leg_px == pytest.approx(one.leg_px * 150 / 400, rel=1e-6)


def test_what_looks_differ_by_is_added_to_a_films_doubt() -> None:
    calm, rough = looks(READY), looks(READY, noise_px=6.0)
    film_sd = measure(calm[0]).series["shin_deg"].sd[0]
    assert measure_posture(calm).measures["shin_deg"].sd == pytest.approx(film_sd)
    found = measure_posture(rough)
    shins = [measure(one).series["shin_deg"] for one in rough]
    values = [shin.value[0] for shin in shins]
    expected = np.hypot(np.median([shin.sd[0] for shin in shins]), np.std(values, ddof=1))
    assert found.measures["shin_deg"].sd == pytest.approx(expected)
    assert found.measures["shin_deg"].sd > film_sd + 0.2
    assert found.measures["shin_deg"].value == pytest.approx(np.mean(values))


def test_a_rolled_picture_is_levelled() -> None:
    turn = np.radians(7.0)
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    middle = np.array(CAMERA.size_px) / 2
    rolled = [
        replace(one, xy_px=(one.xy_px - middle) @ spin + middle, roll_deg=Quantity(7.0, 0.3))
        for one in looks(READY)
    ]
    found = measure_posture(rolled)
    assert found.measures["shin_deg"].value == pytest.approx(READY.shin, abs=0.01)
    assert found.measures["toe_down_deg"].value == pytest.approx(0.0, abs=0.01)
    assert found.measures["weight_foot"].value == pytest.approx(
        measure_posture(looks(READY)).measures["weight_foot"].value, abs=0.01
    )


def test_the_weight_goes_with_the_lean() -> None:
    """Ten degrees of lean of the whole body move it by most of a foot."""
    places = [
        measure_posture(looks(Posture(35.0 + by, -27.0 + by, 15.0 + by)))
        .measures["weight_foot"]
        .value
        for by in (-10.0, 0.0, 10.0)
    ]
    assert 0.3 < places[1] < 0.8
    assert np.diff(places).min() > 0.5


def test_drawn_leans_keep_the_means_and_the_knee() -> None:
    measures = measure_posture(looks(READY)).measures
    drawn = draw_leans(measures)
    for name in ("trunk_deg", "thigh_deg", "shin_deg"):
        assert np.mean(drawn[name]) == pytest.approx(measures[name].value, abs=0.3)
        assert np.std(drawn[name]) == pytest.approx(measures[name].sd, rel=0.05)
    assert np.array_equal(drawn["knee_deg"], drawn["shin_deg"] - drawn["thigh_deg"])


def test_looks_that_do_not_agree_on_the_facing_are_refused() -> None:
    mixed = [*looks(READY, count=3), *looks(READY, Camera(180.0), count=3)]
    with pytest.raises(ClipError, match="which way"):
        measure_posture(mixed)


def test_hips_out_of_the_picture_are_refused() -> None:
    high = Camera(feet_px=(640.0, 1350.0))
    with pytest.raises(ClipError, match="out of this picture"):
        measure_posture(looks(READY, high))


def _refused(camera: Camera, **changed: object) -> str:
    posture = replace(measure_posture(looks(READY, camera)), **changed)  # type: ignore[arg-type]
    with pytest.raises(ClipError) as raised:
        refuse_illegible(posture, *camera.size_px)
    return str(raised.value)


def test_what_cannot_be_judged_says_what_to_do() -> None:
    refuse_illegible(measure_posture(looks(READY)), *CAMERA.size_px)
    assert "from the front" in _refused(Camera(85.0))
    assert "from the back" in _refused(Camera(-85.0))
    # Shown from the front while facing right: the phone goes to the left.
    assert "to the left" in _refused(Camera(55.0))
    assert "to the right" in _refused(Camera(-55.0))
    assert "feet are out" in _refused(Camera(feet_px=(640.0, 1010.0)))
    assert "too small" in _refused(Camera(px_per_m=40.0))
    assert "hidden" in _refused(CAMERA, visibility=0.1)
    assert "reliably" in _refused(CAMERA, spread_deg=12.0)
