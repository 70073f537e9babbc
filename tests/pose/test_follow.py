"""Both directions put together into one track, with frames and bodies that are scripted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import blank_frames, even_times, film, scripted
from courses import HINGE, lifts

from hiphinge.errors import ClipError
from hiphinge.motion.measure import measure
from hiphinge.pose import follow as followed
from hiphinge.pose.estimator import ScriptedEstimator
from hiphinge.reps.count import count
from hiphinge.source.frame import Clip

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

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
