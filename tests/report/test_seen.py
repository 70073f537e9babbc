"""What the networks gave, at rest: the clip's own gaps and notes go along with the track."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from hiphinge.errors import ClipError
from hiphinge.pose import trackfile
from hiphinge.report.model import Gap
from hiphinge.report.seen import Seen, read, render

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.pose.track import PoseTrack

GAPS = (Gap(start_s=1.25, end_s=1.25, why="the picture cuts to another view"),)
NOTES = ("The camera shakes: put it on something that stands still.",)


def test_what_was_seen_comes_back(hinge_track: PoseTrack, tmp_path: Path) -> None:
    path = tmp_path / "track.json"
    path.write_text(render(Seen(hinge_track, GAPS, NOTES)), encoding="utf-8")
    seen = read(path)
    assert (seen.gaps, seen.notes) == (GAPS, NOTES)
    np.testing.assert_allclose(seen.track.xy_px, hinge_track.xy_px, atol=0.006)
    # Who wants the landmarks alone finds them in the same file.
    assert np.array_equal(trackfile.read(path).xy_px, seen.track.xy_px)


def test_a_track_without_gaps_and_notes_is_read(hinge_track: PoseTrack, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(trackfile.render(hinge_track), encoding="utf-8")
    assert (read(path).gaps, read(path).notes) == ((), ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("gaps", "none"),
        ("gaps", [{"start_s": 1.0}]),
        ("gaps", [{"start_s": float("nan"), "end_s": 2.0, "why": "x"}]),
        ("gaps", [{"start_s": 1.0, "end_s": 2.0, "why": "x", "more": 1}]),
        ("notes", 5),
        ("notes", [5]),
    ],
)
def test_gaps_and_notes_of_another_shape_are_refused(
    hinge_track: PoseTrack, tmp_path: Path, key: str, value: Any
) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(trackfile.as_data(hinge_track) | {key: value}), encoding="utf-8")
    with pytest.raises(ClipError, match=rf"set\.json is not a usable pose track: its {key} must"):
        read(path)


def test_keys_of_those_names_in_the_other_shape_are_passed_over(tmp_path: Path) -> None:
    names = ("shoulder", "hip", "knee", "ankle")
    points = [
        {"name": f"{side}_{name}", "x": 300.0, "y": 200.0 + 90 * place}
        for side in ("left", "right")
        for place, name in enumerate(names)
    ]
    frames = [{"videoTime": 0.1 * index, "keypoints": points} for index in range(20)]
    about = {"videoWidth": 640, "videoHeight": 640}
    path = tmp_path / "other.json"
    path.write_text(json.dumps({"metadata": about, "frames": frames, "notes": {"by": "a tool"}}))
    assert read(path).notes == ()
