"""Tracks from anywhere: read as they are meant, or refused in one sentence."""

from __future__ import annotations

import json
import math
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from hiphinge import analyze
from hiphinge.errors import ClipError, UsageError
from hiphinge.pose import trackcheck, trackfile
from hiphinge.pose.skeleton import LANDMARK_COUNT, Landmark
from hiphinge.quantities import Missing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.pose.track import PoseTrack

Data = dict[str, Any]
NOTHING = [[None, None]] * LANDMARK_COUNT


def keypoints(track: PoseTrack, left_out: tuple[str, ...] = ()) -> Data:
    """Return a track in the shape of frames of named keypoints, last landmark first."""
    frames = []
    for row, time_s in enumerate(track.time_s):
        points = [
            {
                "name": landmark.name.lower(),
                "x": float(track.xy_px[row, landmark, 0]),
                "y": float(track.xy_px[row, landmark, 1]),
                "z": float(track.depth_px[row, landmark]),
                "score": float(track.visibility[row, landmark]),
            }
            for landmark in reversed(Landmark)
            if landmark.name.lower() not in left_out
        ]
        frames.append({"videoTime": float(time_s), "keypoints": points})
    about = {"videoWidth": track.width_px, "videoHeight": track.height_px, "model": track.network}
    return {"metadata": about, "frames": frames}


@pytest.fixture
def ours(hinge_track: PoseTrack) -> Data:
    data: Data = json.loads(trackfile.render(hinge_track))
    return data


@pytest.fixture
def theirs(hinge_track: PoseTrack) -> Data:
    return keypoints(hinge_track)


def read(folder: Path, data: object) -> PoseTrack:
    path = folder / "x.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return trackfile.read(path)


def refusal(path: Path, error: type[Exception] = ClipError) -> str:
    with pytest.raises(error) as caught:
        trackfile.read(path)
    words = str(caught.value)
    assert "\n" not in words
    assert words.endswith(".")
    assert path.name in words
    return words


def refused(folder: Path, data: object) -> str:
    path = folder / "x.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return refusal(path)


def test_a_track_comes_back_as_it_was(hinge_track: PoseTrack, ours: Data, tmp_path: Path) -> None:
    back = read(tmp_path, ours)
    assert back.time_s == pytest.approx(hinge_track.time_s, abs=6e-7)
    assert back.xy_px == pytest.approx(hinge_track.xy_px, abs=0.006)
    assert back.depth_px == pytest.approx(hinge_track.depth_px, abs=0.06)
    assert np.array_equal(back.missing, hinge_track.missing)
    assert (back.width_px, back.height_px) == (hinge_track.width_px, hinge_track.height_px)
    assert (back.network, back.lifter) == (hinge_track.network, hinge_track.lifter)


def test_times_of_slow_motion_come_back(hinge_track: PoseTrack, tmp_path: Path) -> None:
    """At 960 frames a second, a tenth of a millisecond would be a tenth of a frame."""
    time_s = np.arange(len(hinge_track.time_s)) / 960
    path = tmp_path / "x.json"
    path.write_text(trackfile.render(replace(hinge_track, time_s=time_s)))
    assert trackfile.read(path).time_s == pytest.approx(time_s, abs=6e-7)


def test_frames_of_keypoints_are_the_same_track(
    hinge_track: PoseTrack, theirs: Data, tmp_path: Path
) -> None:
    back = read(tmp_path, theirs)
    assert np.array_equal(back.xy_px, hinge_track.xy_px)
    assert np.array_equal(back.depth_px, hinge_track.depth_px)
    assert np.array_equal(back.visibility, hinge_track.visibility)
    assert not back.missing.any()
    for frame in theirs["frames"]:
        frame["timestamp"] = 1000 * frame.pop("videoTime")
    assert read(tmp_path, theirs).time_s == pytest.approx(hinge_track.time_s)


@pytest.mark.parametrize(
    "left_out",
    [
        ("nose",),
        tuple(f"{side}_{part}" for side in ("left", "right") for part in ("heel", "foot_index")),
        tuple(
            landmark.name.lower()
            for landmark in Landmark
            if not landmark.name.endswith(("SHOULDER", "HIP", "KNEE", "ANKLE"))
        ),
    ],
    ids=["nose", "feet", "all but the needed"],
)
def test_other_landmarks_may_be_absent(
    hinge_track: PoseTrack, tmp_path: Path, left_out: tuple[str, ...]
) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(keypoints(hinge_track, left_out)))
    seen = trackfile.read(path)
    assert not seen.missing.any()
    absent = [landmark.name.lower() in left_out for landmark in Landmark]
    assert np.array_equal(np.isnan(seen.xy_px).all(axis=(0, 2)), absent)
    assert len(analyze(path).report.reps) == 3


def test_a_landmark_that_comes_and_goes_costs_no_frame(
    hinge_track: PoseTrack, tmp_path: Path
) -> None:
    data = keypoints(hinge_track)
    for frame in data["frames"][20:80]:
        frame["keypoints"] = [one for one in frame["keypoints"] if one["name"] != "nose"]
    path = tmp_path / "x.json"
    path.write_text(json.dumps(data))
    whole = analyze(path)
    assert not whole.motion.missing.any()
    assert len(whole.report.reps) == 3


def test_a_frame_without_a_needed_landmark_is_missing(theirs: Data, tmp_path: Path) -> None:
    frames = theirs["frames"]
    frames[3]["keypoints"] = [one for one in frames[3]["keypoints"] if one["name"] != "left_knee"]
    frames[4]["keypoints"] = None
    next(one for one in frames[5]["keypoints"] if one["name"] == "right_hip")["y"] = None
    del frames[6]["keypoints"]
    seen = read(tmp_path, theirs)
    assert np.flatnonzero(seen.missing).tolist() == [3, 4, 5, 6]
    assert set(seen.missing[3:7]) == {Missing.NOBODY}
    assert np.isnan(seen.xy_px[3:7]).all()
    assert np.isnan(seen.depth_px[3:7]).all()


def test_missing_and_landmarks_are_made_to_agree(ours: Data, tmp_path: Path) -> None:
    ours["missing"][5] = int(Missing.LOST)
    ours["xy_px"][9] = NOTHING
    ours["xy_px"][12][Landmark.LEFT_WRIST] = [100.0, None]
    ours["visibility"][2] = [None] * 32 + [7.0]
    seen = read(tmp_path, ours)
    assert {row: int(seen.missing[row]) for row in np.flatnonzero(seen.missing)} == {5: 2, 9: 1}
    assert np.isnan(seen.xy_px[[5, 9]]).all()
    assert np.isnan(seen.xy_px[12, Landmark.LEFT_WRIST]).all()
    assert seen.visibility[2].tolist() == [0.0] * 32 + [1.0]


def test_a_byte_order_mark_is_passed_over(ours: Data, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(ours), encoding="utf-8-sig")
    assert len(trackfile.read(path).time_s) == len(ours["time_s"])


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe{\0", b"[" * 200_000, b'{"a":' * 200_000, b"\0\x01\x80", b"9" * 5000],
    ids=["empty", "utf-16", "deep list", "deep object", "bytes", "long number"],
)
def test_what_is_no_json(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    assert "no JSON" in refusal(path)


@pytest.mark.parametrize("data", [None, 5, "a", [], {}, {"schema": "hiphinge.track/1"}, [[1]] * 20])
def test_json_of_something_else(tmp_path: Path, data: object) -> None:
    assert "not a pose track" in refused(tmp_path, data)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "absent.json", UsageError)
    assert "cannot be read" in refusal(tmp_path, UsageError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_without_waiting_on_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert "not a file" in refusal(tmp_path / "pipe.json", UsageError)


def test_too_large_a_file(ours: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trackfile, "LARGEST_BYTES", 1000)
    assert "larger than" in refused(tmp_path, ours)


def at(key: str, *place: int, value: object) -> Callable[[Data], None]:
    """Return what puts a value into a track of ours."""

    def put(data: Data) -> None:
        inner: Any = data
        for step in (key, *place[:-1]):
            inner = inner[step]
        inner[place[-1]] = value

    return put


def whole(**fields: object) -> Callable[[Data], None]:
    return lambda data: data.update(fields)


def scaled(factor: float) -> Callable[[Data], None]:
    return lambda data: data.update(xy_px=(factor * np.array(data["xy_px"])).tolist())


def cut(data: Data) -> None:
    for key in ("time_s", "missing", "xy_px", "depth_px", "visibility"):
        data[key] = data[key][:9]


OURS = [
    ("not a number", at("time_s", -1, value=math.inf), "times must be numbers that rise"),
    ("no time", at("time_s", 5, value=None), "times must be numbers that rise"),
    ("falling", at("time_s", 5, value=0.0), "times must be numbers that rise"),
    ("endless", at("time_s", -1, value=1e9), "6 hours"),
    ("huge time", at("time_s", -1, value=10**400), "not a pose track"),
    ("few", cut, "10 frames"),
    ("one number", whole(time_s=3.0), "10 frames"),
    ("missing 99", at("missing", 3, value=99), "whole numbers from 0 to 5"),
    ("missing 300", at("missing", 3, value=300), "whole numbers from 0 to 5"),
    ("missing -1", at("missing", 3, value=-1), "whole numbers from 0 to 5"),
    ("missing 0.5", at("missing", 3, value=0.5), "whole numbers from 0 to 5"),
    ("missing null", at("missing", 3, value=None), "whole numbers from 0 to 5"),
    ("missing short", whole(missing=[0]), "one entry for each"),
    ("width -5", whole(width_px=-5), "width and height"),
    ("width 0", whole(width_px=0), "width and height"),
    ("width null", whole(width_px=None), "width and height"),
    ("width infinite", whole(width_px=math.inf), "width and height"),
    ("width huge", whole(width_px=10**400), "not a pose track"),
    ("height large", whole(height_px=16385), "width and height"),
    ("infinite", at("xy_px", 3, 0, value=[math.inf, 1]), "finite"),
    ("depth infinite", at("depth_px", 3, 0, value=-math.inf), "finite"),
    ("far", at("xy_px", 3, 0, value=[1e300, 1]), "100 times"),
    ("depth far", at("depth_px", 3, 0, value=1e300), "100 times"),
    ("ragged", at("xy_px", 3, value=[[1, 2]] * 32), "not a pose track"),
    ("flat", whole(xy_px=[1.0, 2.0] * 33), "one entry for each"),
    ("words", at("xy_px", 3, 0, value=["a", "b"]), "not a pose track"),
    ("no depth", lambda data: data.pop("depth_px"), "not a pose track"),
    ("other order", lambda data: data["landmarks"].reverse(), "own order"),
    ("no legs", scaled(1e-6), "fractions"),
    ("no size", lambda data: data.update(xy_px=np.full((len(data["time_s"]), 33, 2), 9.0).tolist()),
     "no length"),
    ("nobody", lambda data: data.update(xy_px=[NOTHING] * len(data["time_s"])), "no frame has"),
]  # fmt: skip


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("spoil", "said"), [one[1:] for one in OURS], ids=[one[0] for one in OURS])
def test_a_spoilt_track_is_refused(
    ours: Data, tmp_path: Path, spoil: Callable[[Data], None], said: str
) -> None:
    spoil(ours)
    assert said in refused(tmp_path, ours)


def test_more_frames_than_fit_are_refused(
    ours: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trackcheck, "MOST_FRAMES", 50)
    assert "50 is the most" in refused(tmp_path, ours)


def test_times_in_another_unit_are_refused(ours: Data, tmp_path: Path) -> None:
    true_s = ours["time_s"]
    ours["time_s"] = [time_s / 1000 for time_s in true_s]
    assert "frames a second" in refused(tmp_path, ours)
    # A burst of frames that alone are seen would make windows without end.
    ours["time_s"] = [time_s / 1e6 if time_s < 2 else time_s for time_s in true_s]
    ours["missing"] = [int(time_s >= 2) for time_s in true_s]
    assert "frames a second" in refused(tmp_path, ours)


def test_fractions_of_the_picture_are_refused(theirs: Data, tmp_path: Path) -> None:
    for frame in theirs["frames"]:
        for point in frame["keypoints"]:
            point["x"] /= theirs["metadata"]["videoWidth"]
            point["y"] /= theirs["metadata"]["videoHeight"]
    said = refused(tmp_path, theirs)
    assert "fractions of the picture" in said
    assert "multiply x by the picture's width and y by its height" in said


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("metadata"),
        lambda data: data["metadata"].update(videoWidth="wide"),
        lambda data: data["metadata"].update(videoHeight=0),
        lambda data: data.update(frames=None),
        lambda data: data.update(frames=[[1, 2]] * 20),
        lambda data: data.update(frames=[]),
        lambda data: data["frames"][0].update(videoTime="x"),
        lambda data: data["frames"][0].update(keypoints=[{"x": 1, "y": 1}]),
        lambda data: data["frames"][3]["keypoints"][3].update(x="foo"),
        lambda data: data["frames"][3]["keypoints"][3].update(x=[1, 2]),
        lambda data: data["frames"][3]["keypoints"][3].update(x=10**400),
        lambda data: data["frames"][3]["keypoints"][3].update(name=["left_hip"]),
        lambda data: [frame.update(keypoints=[]) for frame in data["frames"]],
    ],
)
def test_spoilt_frames_of_keypoints_are_refused(
    theirs: Data, tmp_path: Path, spoil: Callable[[Data], object]
) -> None:
    spoil(theirs)
    refused(tmp_path, theirs)
