from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from hiphinge.source.camera import CameraReading, CameraWatch, step
from hiphinge.source.frame import Frame
from hiphinge.source.steadiness import (
    MOVING_DRIFT_FRAC,
    MOVING_JITTER_FRAC,
    CameraVerdict,
    judge_camera,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

WIDTH, HEIGHT = 480, 270
COUNT = 75
FPS = 30.0
MARGIN = 120
Box = tuple[float, float, float, float]


def scene(seed: int) -> NDArray[np.uint8]:
    """A room: coarse and fine blotches as of walls, furniture and leaves."""
    rng = np.random.default_rng(seed)
    size = (WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN)
    total = np.zeros(size[::-1], dtype=np.float32)
    for cells, strength in ((6, 60.0), (24, 40.0), (90, 25.0)):
        noise = rng.normal(0, 1, (cells, cells)).astype(np.float32)
        total += strength * np.asarray(
            Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC)
        )
    grey = np.clip(total + 120, 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


ROOM, OTHER_ROOM = scene(1), scene(2)


def seen(room: NDArray[np.uint8], x_px: float = 0.0, y_px: float = 0.0) -> NDArray[np.uint8]:
    """What a camera sees that has turned right and down by so many pixels."""
    affine = (1, 0, MARGIN + x_px, 0, 1, MARGIN + y_px)
    picture = Image.fromarray(room).transform(
        (WIDTH, HEIGHT), Image.Transform.AFFINE, affine, Image.Resampling.BILINEAR
    )
    return np.asarray(picture).copy()


def with_lifter(rgb: NDArray[np.uint8], index: int) -> tuple[NDArray[np.uint8], Box]:
    """Put a dark body in the picture that bows up and down."""
    top = HEIGHT * (0.35 + 0.15 * np.sin(index / 8))
    left, right, bottom = 0.4 * WIDTH, 0.55 * WIDTH, 0.9 * HEIGHT
    rgb[int(top) : int(bottom), int(left) : int(right)] = 30
    return rgb, (left / WIDTH, top / HEIGHT, right / WIDTH, bottom / HEIGHT)


def watched(
    pictures: Iterable[NDArray[np.uint8]], *, backward: bool = False, lifter: bool = False
) -> list[CameraReading]:
    shown = []
    for index, rgb in enumerate(pictures):
        picture, box = with_lifter(rgb, index) if lifter else (rgb, None)
        shown.append((Frame(index / FPS, picture), box))
    state, readings = CameraWatch(), []
    for frame, box in reversed(shown) if backward else shown:
        state, reading = step(state, frame, box)
        readings.append(reading)
    return readings


def tremor(rms_px: float) -> NDArray[np.float64]:
    """A hand's tremor: noise with most of its power at a few hertz, (COUNT, 2)."""
    noise = np.random.default_rng(5).normal(size=(COUNT + 2, 2))
    smooth = noise[:-2] + noise[1:-1] + noise[2:]
    return np.asarray(smooth / np.sqrt(np.mean(np.sum(smooth**2, axis=1))) * rms_px)


def panned(path_px: NDArray[np.float64]) -> list[NDArray[np.uint8]]:
    return [seen(ROOM, x, y) for x, y in path_px]


def straight(length_px: float) -> NDArray[np.float64]:
    return np.linspace(0, length_px, COUNT)[:, None] * np.array([0.8, -0.6])


def silent(verdict: CameraVerdict) -> bool:
    return not (verdict.cuts_s or verdict.fades or verdict.moving or verdict.words)


@pytest.mark.parametrize("backward", [False, True])
def test_a_tripod_says_nothing(*, backward: bool) -> None:
    rng = np.random.default_rng(3)
    still = seen(ROOM).astype(float)
    noisy = [
        np.clip(still + rng.normal(0, 4, still.shape), 0, 255).astype(np.uint8)
        for _ in range(COUNT)
    ]
    verdict = judge_camera(watched(noisy, lifter=True, backward=backward))
    assert silent(verdict)
    assert verdict.drift_frac < 0.002
    assert verdict.known_frac > 0.9


@pytest.mark.parametrize("lifter", [False, True])
@pytest.mark.parametrize("backward", [False, True])
def test_a_pan_is_measured_in_ascending_time(*, backward: bool, lifter: bool) -> None:
    path = straight(50.0)
    readings = watched(panned(path), backward=backward, lifter=lifter)
    readings.sort(key=lambda reading: reading.time_s)
    moved = sum(r.shift_x_frac for r in readings), sum(r.shift_y_frac for r in readings)
    np.testing.assert_allclose(np.array(moved) * WIDTH, -path[-1], atol=2.0)
    verdict = judge_camera(readings)
    assert verdict.moving
    assert verdict.drift_frac > MOVING_DRIFT_FRAC
    assert "moved by" in verdict.words[0]
    assert not verdict.cuts_s


def test_a_fast_pan_is_no_cut() -> None:
    path = np.clip(np.arange(COUNT) - 30, 0, 10)[:, None] * np.array([10.0, 0.0])
    verdict = judge_camera(watched(panned(path)))
    assert verdict.moving
    assert not verdict.cuts_s
    assert verdict.drift_frac == pytest.approx(100 / WIDTH, rel=0.1)


def test_a_slow_small_drift_is_tolerated_and_told() -> None:
    verdict = judge_camera(watched(panned(straight(0.03 * WIDTH)), lifter=True))
    assert not verdict.moving
    assert "a little" in verdict.words[0]


@pytest.mark.parametrize(
    ("rms_frac", "moving", "words"), [(0.002, False, "trembled"), (0.012, True, "shook")]
)
def test_a_hand(*, rms_frac: float, moving: bool, words: str) -> None:
    readings = watched(panned(tremor(rms_frac * WIDTH)), lifter=True)
    verdict = judge_camera(readings)
    assert verdict.moving is moving
    assert words in verdict.words[0]
    assert verdict.jitter_frac == pytest.approx(rms_frac, rel=0.3)
    assert (verdict.jitter_frac > MOVING_JITTER_FRAC) is moving


def elsewhere() -> NDArray[np.uint8]:
    return seen(OTHER_ROOM)


def mirrored() -> NDArray[np.uint8]:
    return seen(ROOM)[:, ::-1].copy()


def closer() -> NDArray[np.uint8]:
    inner = (60, 34, WIDTH - 60, HEIGHT - 34)
    return np.asarray(Image.fromarray(seen(ROOM)).resize((WIDTH, HEIGHT), box=inner)).copy()


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("after", [elsewhere, mirrored, closer])
def test_a_cut_is_found_to_the_frame(
    after: Callable[[], NDArray[np.uint8]], *, backward: bool
) -> None:
    pictures = [seen(ROOM) if index < 40 else after() for index in range(COUNT)]
    verdict = judge_camera(watched(pictures, backward=backward, lifter=True))
    assert verdict.cuts_s == pytest.approx([40 / FPS])
    assert not verdict.moving
    assert "cuts to another view at 1.3 s" in verdict.words[0]


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("through_black", [False, True])
def test_a_fade_is_found(*, backward: bool, through_black: bool) -> None:
    first, last = seen(ROOM).astype(float), seen(OTHER_ROOM).astype(float)
    pictures = []
    for index in range(COUNT):
        share = np.clip((index - 25) / 25, 0, 1)
        if through_black:
            mixed = first * max(0, 1 - 2 * share) + last * max(0, 2 * share - 1)
        else:
            mixed = first * (1 - share) + last * share
        pictures.append(mixed.astype(np.uint8))
    verdict = judge_camera(watched(pictures, backward=backward))
    ((start_s, end_s),) = verdict.fades
    assert start_s == pytest.approx(25 / FPS, abs=0.25)
    assert end_s == pytest.approx(50 / FPS, abs=0.25)
    assert not verdict.cuts_s
    assert "fades" in verdict.words[0]


def test_text_that_appears_is_no_cut() -> None:
    pictures = []
    for index in range(COUNT):
        rgb = seen(ROOM)
        if index >= 30:
            rgb[20:120:10, 10:150] = 255
        if index >= 50:
            rgb[130:200:10, 10:150] = 255
        pictures.append(rgb)
    assert silent(judge_camera(watched(pictures, lifter=True)))


def test_a_change_of_brightness_is_nothing() -> None:
    still = seen(ROOM).astype(float)
    pictures = [
        np.clip(still * (1 + 0.06 * np.sin(index / 10)), 0, 255).astype(np.uint8)
        for index in range(COUNT)
    ]
    assert silent(judge_camera(watched(pictures)))


def test_a_plate_that_crosses_the_background_is_nothing() -> None:
    pictures = []
    for index in range(COUNT):
        rgb = seen(ROOM)
        rgb[60:160, 10 + 5 * index : 110 + 5 * index] = 20
        pictures.append(rgb)
    verdict = judge_camera(watched(pictures))
    assert not verdict.moving
    assert not verdict.cuts_s
    assert verdict.drift_frac < 0.005


@pytest.mark.parametrize("noise", [0, 6])
def test_a_plain_wall_tells_nothing(noise: int) -> None:
    rng = np.random.default_rng(0)
    pictures = [
        np.clip(220 + rng.normal(0, noise, (HEIGHT, WIDTH, 3)), 0, 255).astype(np.uint8)
        for _ in range(COUNT)
    ]
    readings = watched(pictures, lifter=True)
    assert not any(reading.shift_known for reading in readings)
    verdict = judge_camera(readings)
    assert not verdict.moving
    assert "too plain" in verdict.words[0]


def test_a_lifter_who_fills_the_picture_hides_the_background() -> None:
    state, _ = step(CameraWatch(), Frame(0.0, seen(ROOM)), (0, 0, 1, 1))
    _, reading = step(state, Frame(0.1, seen(ROOM)), (0, 0, 1, 1))
    assert not reading.shift_known


def test_both_directions_from_the_middle_make_one_story() -> None:
    pictures = panned(straight(50.0))
    state, first = step(CameraWatch(), Frame(30 / FPS, pictures[30]), None)
    readings = [first]
    for order in (range(31, COUNT), range(29, -1, -1)):
        walking = state
        for index in order:
            walking, reading = step(walking, Frame(index / FPS, pictures[index]), None)
            readings.append(reading)
    whole = judge_camera(watched(pictures))
    assert judge_camera(readings).drift_frac == pytest.approx(whole.drift_frac, rel=0.05)


def test_no_frames_no_verdict() -> None:
    assert silent(judge_camera([]))


def test_portrait_and_tiny_pictures() -> None:
    for shape in ((270, 120, 3), (40, 30, 3), (1, 1, 3)):
        rgb = np.full(shape, 90, dtype=np.uint8)
        state, _ = step(CameraWatch(), Frame(0.0, rgb), None)
        _, reading = step(state, Frame(0.1, rgb), None)
        assert reading.cut_score == 0
