"""Both directions put together into one track, with frames and bodies that are scripted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import blank_frames, even_times, film, outlined, scripted
from courses import HINGE, lifts

from hiphinge.errors import ClipError
from hiphinge.motion.measure import measure
from hiphinge.pose import follow as followed
from hiphinge.pose.estimator import ScriptedEstimator
from hiphinge.reps.count import count
from hiphinge.source.frame import Clip
from hiphinge.source.lines import LineReading

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from hiphinge.pose.crop import Roi
    from hiphinge.pose.estimator import Estimate
    from hiphinge.quantities import Floats
    from hiphinge.source.frame import Frame

COURSE, TRUTHS = lifts([HINGE] * 3)
TIMES = even_times(COURSE.end_s)
CLIP = Clip(Path("scripted.mp4"), 1280, 1000, 30.0, COURSE.end_s, "none", "none", 0, 1.0)


class _Frames:
    """Stands in for the decoder's iterator."""

    broke_at_s = None

    def __init__(self, start_s: float) -> None:
        self._run = blank_frames(TIMES[start_s <= TIMES])

    def __iter__(self) -> _Frames:
        return self

    def __next__(self) -> Frame:
        return next(self._run)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture(autouse=True)
def _no_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    def generated(time_s: Floats) -> Generator[Frame]:
        yield from blank_frames(time_s)

    monkeypatch.setattr(followed, "frames", lambda _, start_s: _Frames(start_s))
    monkeypatch.setattr(
        followed, "frames_reversed", lambda _, end_s: generated(TIMES[end_s > TIMES][::-1])
    )
    monkeypatch.setattr(
        followed, "samples", lambda _, number: generated(TIMES[:: len(TIMES) // number])
    )


def test_every_frame_is_seen_once_in_order() -> None:
    seen_frames: list[int] = []
    seen = followed.follow(
        CLIP, lambda: ScriptedEstimator([scripted(COURSE)]), lambda: seen_frames.append(1)
    )
    assert seen.track.time_s == pytest.approx(TIMES)
    assert len(seen_frames) == len(TIMES)
    watched_s = [reading.time_s for reading in seen.camera]
    assert watched_s == sorted(watched_s)
    assert TIMES[-1] - watched_s[-1] < 0.2, "the background is watched to the end"
    assert seen.broke_at_s is None
    assert seen.track.network == "scripted"
    assert "the only one there" in seen.track.lifter
    # The script is the truth, whichever direction saw the frame.
    assert np.array_equal(seen.track.xy_px, film(COURSE).xy_px)


def test_the_track_that_was_followed_counts_as_the_body_did() -> None:
    seen = followed.follow(CLIP, lambda: ScriptedEstimator([scripted(COURSE)]))
    reps = count(measure(seen.track))
    assert [rep.bottom_s for rep in reps] == pytest.approx(
        [truth.bottom_s for truth in TRUTHS], abs=0.1
    )


def test_landmarks_are_in_full_size_pixels() -> None:
    half = Clip(Path("big.mp4"), 2560, 2000, 30.0, COURSE.end_s, "none", "none", 0, 0.5)
    seen = followed.follow(half, lambda: ScriptedEstimator([scripted(COURSE)]))
    assert seen.track.xy_px == pytest.approx(2 * film(COURSE).xy_px)
    assert (seen.track.width_px, seen.track.height_px) == (2560, 2000)


class _Outlining(ScriptedEstimator):
    """Knows the outline too: another one at every time."""

    def estimate(self, frame: Frame, roi: Roi) -> Estimate:
        found = super().estimate(frame, roi)
        shown = outlined(film(COURSE, np.array([frame.time_s])), 30.0 + frame.time_s, 25.0)
        assert shown.outline_px is not None
        return replace(found, outline_px=shown.outline_px[0])


def test_the_outline_goes_along_with_its_frame_in_full_size_pixels() -> None:
    half = Clip(Path("big.mp4"), 2560, 2000, 30.0, COURSE.end_s, "none", "none", 0, 0.5)
    seen = followed.follow(half, lambda: _Outlining([scripted(COURSE)]))
    for index in (0, 1, len(TIMES) // 2, -2, -1):
        time_s = np.array([TIMES[index]])
        expected = outlined(film(COURSE, time_s), 30.0 + float(time_s[0]), 25.0).outline_px
        assert expected is not None
        assert seen.track.outline_px is not None
        assert seen.track.outline_px[index] == pytest.approx(2 * expected[0])


def test_who_is_not_seen_has_no_outline() -> None:
    def absent_for_a_while(time_s: float) -> Floats | None:
        return None if 2.0 <= time_s < 3.0 else scripted(COURSE)(time_s)

    track = followed.follow(CLIP, lambda: _Outlining([absent_for_a_while])).track
    assert track.outline_px is not None
    lost = track.missing != 0
    assert 0 < lost.sum() < len(lost)
    assert np.isnan(track.outline_px[lost]).all()
    assert np.isfinite(track.outline_px[~lost]).all()


def test_upright_lines_are_read_a_few_times_beside_the_lifter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    boxes = list[tuple[float, float, float, float]]()

    def read_lines(_: object, box: tuple[float, float, float, float]) -> LineReading:
        boxes.append(box)
        return LineReading(*np.zeros((4, 1)))

    monkeypatch.setattr(followed, "read_lines", read_lines)
    seen = followed.follow(CLIP, lambda: ScriptedEstimator([scripted(COURSE)]))
    times_s = [time_s for time_s, _ in seen.lines]
    assert set(times_s) <= set(TIMES)
    assert 2 <= len(times_s) == len(boxes) <= 20, "a fixed camera shows the same lines"
    margins = []
    for time_s in times_s:
        own = scripted(COURSE)(time_s) / (CLIP.width_px, CLIP.height_px)
        margin = followed.LINES_MARGIN
        margins.append((*(own.min(axis=0) - margin), *(own.max(axis=0) + margin)))
    # The threads may read in any order.
    assert np.sort(boxes, axis=0) == pytest.approx(np.sort(margins, axis=0))


def test_no_lines_are_read_where_the_lifter_is_not_seen() -> None:
    def absent_early(time_s: float) -> Floats | None:
        return None if time_s < 1.0 else scripted(COURSE)(time_s)

    seen = followed.follow(CLIP, lambda: ScriptedEstimator([absent_early]))
    assert seen.lines
    assert min(time_s for time_s, _ in seen.lines) >= 1.0 - 1e-9
    assert all(len(one.lean) == 0 for _, one in seen.lines), "a blank wall has no lines"


def test_nobody_stops_it_before_anything_is_decoded() -> None:
    absent: Callable[[float], None] = lambda _: None  # noqa: E731
    with pytest.raises(ClipError, match="Nobody was found"):
        followed.follow(CLIP, lambda: ScriptedEstimator([absent]))


def test_an_estimator_that_fails_in_the_other_thread_is_not_swallowed() -> None:
    made: list[ScriptedEstimator] = []

    def make() -> ScriptedEstimator:
        if made:
            raise RuntimeError("no second network")
        made.append(ScriptedEstimator([scripted(COURSE)]))
        return made[0]

    with pytest.raises(RuntimeError, match="no second network"):
        followed.follow(CLIP, make)
