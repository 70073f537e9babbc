"""Pose tracks at rest: written so that a clip need not be seen twice, read from elsewhere too.

Two JSON shapes are read. Ours has one array for each quantity. The other, common among pose
tools, has a list of frames with named keypoints (`metadata`, `frames[].keypoints[].{x,y,z,score}`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from hiphinge.errors import ClipError, UsageError
from hiphinge.pose.skeleton import LANDMARK_COUNT, Landmark
from hiphinge.pose.track import PoseTrack
from hiphinge.quantities import Missing

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.quantities import Floats

SCHEMA = "hiphinge.track/1"
SHORTEST = 10
"""Fewer frames than this hold no repetition."""


def render(track: PoseTrack) -> str:
    """Return a track as JSON; times to 0.1 ms, places to 0.01 px, missing ones null."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "network": track.network,
            "lifter": track.lifter,
            "width_px": track.width_px,
            "height_px": track.height_px,
            "landmarks": [landmark.name.lower() for landmark in Landmark],
            "time_s": _plain(track.time_s, 4),
            "missing": track.missing.tolist(),
            "xy_px": _plain(track.xy_px, 2),
            "depth_px": _plain(track.depth_px, 1),
            "visibility": _plain(track.visibility, 3),
        },
        separators=(",", ":"),
    )


def read(path: Path) -> PoseTrack:
    """Read a pose track.

    Raises
    ------
    UsageError
        When the file cannot be read.
    ClipError
        When it holds no pose track of the 33 BlazePose landmarks.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"{path.name} cannot be read: check the path and your right to it."
        ) from error
    except ValueError as error:
        raise ClipError(f"{path.name} is not a pose track: it is no JSON.") from error
    try:
        track = _ours(data) if data.get("schema") == SCHEMA else _keypoints(data)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise ClipError(
            f"{path.name} is not a pose track: it needs times and the 33 BlazePose landmarks of "
            "every frame (see docs/data.md)."
        ) from error
    if len(track.time_s) < SHORTEST or not bool(np.all(np.diff(track.time_s) > 0)):
        raise ClipError(
            f"{path.name} is not a usable pose track: it needs {SHORTEST} frames or more, "
            "with rising times."
        )
    return track


def _plain(values: Floats, places: int) -> Any:
    """Return nested lists with null for NaN."""
    rounded = np.round(np.asarray(values, dtype=float), places).astype(object)
    rounded[~np.isfinite(np.asarray(values, dtype=float))] = None
    return rounded.tolist()


def _ours(data: dict[str, Any]) -> PoseTrack:
    time_s = np.array(data["time_s"], dtype=float)
    count = len(time_s)
    return PoseTrack(
        time_s=time_s,
        xy_px=np.array(data["xy_px"], dtype=float).reshape(count, LANDMARK_COUNT, 2),
        depth_px=np.array(data["depth_px"], dtype=float).reshape(count, LANDMARK_COUNT),
        visibility=np.array(data["visibility"], dtype=float).reshape(count, LANDMARK_COUNT),
        missing=np.array(data["missing"], dtype=np.uint8).reshape(count),
        width_px=int(data["width_px"]),
        height_px=int(data["height_px"]),
        network=str(data["network"]),
        lifter=str(data["lifter"]),
    )


def _keypoints(data: dict[str, Any]) -> PoseTrack:
    """Read frames of named keypoints, whatever their order."""
    about, frames = data["metadata"], data["frames"]
    names = [landmark.name.lower() for landmark in Landmark]
    table = np.full((len(frames), LANDMARK_COUNT, 4), np.nan)
    time_s = np.empty(len(frames))
    for row, frame in enumerate(frames):
        time_s[row] = frame["videoTime"] if "videoTime" in frame else frame["timestamp"] / 1000
        for point in frame.get("keypoints") or ():
            if point["name"] in names:
                z = point.get("z")
                table[row, names.index(point["name"])] = (
                    point["x"],
                    point["y"],
                    np.nan if z is None else z,
                    point.get("score", 1.0),
                )
    seen = np.isfinite(table[:, :, :2]).all(axis=(1, 2))
    if not seen.any():
        raise ValueError("no frame has all landmarks")
    table[~seen] = np.nan
    return PoseTrack(
        time_s=time_s,
        xy_px=table[:, :, :2],
        # Its unit differs between tools; only the order of near and far is used.
        depth_px=table[:, :, 2],
        visibility=np.nan_to_num(table[:, :, 3]),
        missing=np.where(seen, Missing.NO, Missing.NOBODY).astype(np.uint8),
        width_px=int(about["videoWidth"]),
        height_px=int(about["videoHeight"]),
        network=str(about.get("model", "unknown")),
    )
