"""One picture: who is meant, looks that differ a little, and the picture's own pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Camera, scripted
from courses import HINGE, TALL, Course, Key

from hiphinge.errors import ClipError
from hiphinge.pose.estimator import Detection, Estimate, ScriptedEstimator, body_roi
from hiphinge.pose.still import LOOKS, PASSES_LEAST, PASSES_MOST, SQUARE_PX, WHOLE_PX, see_still

if TYPE_CHECKING:
    from hiphinge.pose.crop import Roi
    from hiphinge.quantities import Bytes, Floats
    from hiphinge.source.frame import Frame


def blank(width: int = 1280, height: int = 1000) -> Bytes:
    return np.zeros((height, width, 3), dtype=np.uint8)


def body(camera: Camera, posture: object = HINGE) -> ScriptedEstimator:
    course = Course((Key(0.0, posture), Key(1.0, posture)))  # type: ignore[arg-type]
    return ScriptedEstimator([scripted(course, camera)])


class Recorder:
    """A body of which only the squares matter: remembers where it was looked at."""

    name = "recorder"
    width = 1280.0

    def __init__(self, shape: Floats, drift: float = 0.0, present: float = 1.0) -> None:
        self.shape, self.drift, self.present = shape, drift, present
        self.squares: list[Roi] = []
        self.sizes: list[tuple[int, int]] = []

    def detect(self, frame: Frame) -> list[Detection]:
        scale = frame.rgb.shape[1] / self.width
        return [Detection(body_roi(self.shape * scale), 0.9)]

    def estimate(self, frame: Frame, roi: Roi) -> Estimate:
        self.squares.append(roi)
        self.sizes.append(frame.rgb.shape[:2])
        shape = self.shape * (frame.rgb.shape[1] / self.width) + self.drift * len(self.squares)
        flat, seen = np.zeros(len(shape)), np.ones(len(shape))
        return Estimate(shape, flat, seen, self.present, body_roi(shape))


SHAPE = scripted(Course((Key(0.0, TALL), Key(1.0, TALL))))(0.0)


def test_the_largest_and_most_central_is_meant() -> None:
    course = Course((Key(0.0, HINGE), Key(1.0, HINGE)))
    near, far = Camera(), Camera(px_per_m=200.0, feet_px=(1100.0, 700.0))
    people = ScriptedEstimator([scripted(course, far), scripted(course, near)])
    seen = see_still(blank(), people)
    assert np.allclose(seen.looks[0].xy_px[0], scripted(course, near)(0.0))
    assert seen.people == 2
    assert "largest and most central of 2" in seen.words
    alone = see_still(blank(), body(near))
    assert alone.people == 1
    assert "the only one found" in alone.words


def test_looks_go_through_squares_that_differ_a_little() -> None:
    network = Recorder(SHAPE)
    seen = see_still(blank(), network)
    settled, looked = network.squares[:-LOOKS], network.squares[-LOOKS:]
    assert len(settled) == PASSES_LEAST  # it holds still at once
    assert len(seen.looks) == LOOKS
    own = body_roi(SHAPE)
    sides = np.array([one.side for one in looked]) / own.side
    shifts = np.array([np.hypot(one.x - own.x, one.y - own.y) for one in looked]) / own.side
    assert len(set(sides)) == LOOKS
    assert np.abs(np.log(sides)).max() < 0.2
    assert shifts.min() > 0
    assert shifts.max() < 0.15
    again = Recorder(SHAPE)
    see_still(blank(), again)
    assert again.squares == network.squares  # the same picture gives the same answer


def test_a_body_that_does_not_settle_is_not_waited_for() -> None:
    network = Recorder(SHAPE, drift=60.0)
    see_still(blank(), network)
    assert len(network.squares) == PASSES_MOST + LOOKS


@pytest.mark.parametrize("large", [1.0, 3.0])
def test_landmarks_are_in_the_pictures_own_pixels(large: float) -> None:
    """A small body in a large photo is looked at in more of its pixels, a large one in fewer."""
    network = Recorder(SHAPE * large)
    network.width = 1280.0 * large
    rgb = blank(round(1280 * large), round(1000 * large))
    seen = see_still(rgb, network)
    assert np.allclose(seen.looks[0].xy_px[0], SHAPE * large, atol=1e-6)
    assert (seen.looks[0].width_px, seen.looks[0].height_px) == rgb.shape[1::-1]
    assert seen.square_px == pytest.approx(body_roi(SHAPE * large).side)
    assert max(network.sizes[-1]) <= max(WHOLE_PX, rgb.shape[1])


def test_a_small_body_gets_more_pixels() -> None:
    small = SHAPE * 0.5  # of a photo of 5120 px: a square of a few hundred at 1280
    network = Recorder(small)
    network.width = 5120.0
    see_still(blank(5120, 4000), network)
    scale = network.sizes[-1][1] / 5120
    assert scale > WHOLE_PX / 5120
    assert body_roi(small).side * scale <= SQUARE_PX * 1.01


@pytest.mark.parametrize("network", [ScriptedEstimator([]), Recorder(SHAPE, present=0.1)])
def test_nobody_is_said(network: ScriptedEstimator | Recorder) -> None:
    with pytest.raises(ClipError, match="Nobody was found"):
        see_still(blank(), network)


def test_progress_rises_to_the_whole() -> None:
    told: list[float] = []
    see_still(blank(), Recorder(SHAPE, drift=60.0), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
