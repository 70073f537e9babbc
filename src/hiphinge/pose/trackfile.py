"""Pose tracks at rest: written so that a clip need not be seen twice, read from elsewhere too.

Two JSON shapes are read. Ours has one array for each quantity. The other, common among pose
tools, has a list of frames with named keypoints (`metadata`, `frames[].keypoints[].{x,y,z,score}`).
Both are described in docs/data.md, and what is read is checked by `trackcheck`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from hiphinge.errors import ClipError, UsageError
from hiphinge.pose.outline import RAY_COUNT
from hiphinge.pose.skeleton import LANDMARK_COUNT, Landmark
from hiphinge.pose.track import PoseTrack
from hiphinge.pose.trackcheck import agreed, check_times, checked, refuse, size_px
from hiphinge.quantities import UNKNOWN, Missing, Quantity

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.quantities import Floats

SCHEMA = "hiphinge.track/1"
NAMES = [landmark.name.lower() for landmark in Landmark]
LARGEST_BYTES = 500_000_000
"""A larger file is not read [bytes]: as numbers it takes about six times as much memory."""


TIME_PLACES, XY_PLACES, ROUGH_PLACES, VISIBILITY_PLACES, DEGREE_PLACES = 6, 2, 1, 3, 2
"""Decimals that a file keeps: of times [s], landmarks [px], depth and outline [px], visibility, and
the camera's turns [deg]."""


def render(track: PoseTrack) -> str:
    """Return a track as JSON; times to 1 us, places to 0.01 px (outline 0.1), unknown ones null."""
    return json.dumps(as_data(track), separators=(",", ":"))


def as_data(track: PoseTrack) -> dict[str, Any]:
    """Return what a track's JSON holds, rounded as it is written."""
    outline = track.outline_px
    return {
        "schema": SCHEMA,
        "network": track.network,
        "lifter": track.lifter,
        "width_px": track.width_px,
        "height_px": track.height_px,
        "landmarks": NAMES,
        "time_s": _plain(track.time_s, TIME_PLACES),
        "missing": track.missing.tolist(),
        "xy_px": _plain(track.xy_px, XY_PLACES),
        "depth_px": _plain(track.depth_px, ROUGH_PLACES),
        "visibility": _plain(track.visibility, VISIBILITY_PLACES),
        "outline_px": None if outline is None else _plain(outline, ROUGH_PLACES),
        "roll_deg": _pair(track.roll_deg),
        "pitch_deg": _pair(track.pitch_deg),
    }


def as_kept(track: PoseTrack) -> PoseTrack:
    """Return a track as its file would give it back, so that both are judged alike."""
    outline = track.outline_px
    return agreed(
        replace(
            track,
            time_s=np.round(track.time_s, TIME_PLACES),
            xy_px=np.round(track.xy_px, XY_PLACES),
            depth_px=np.round(track.depth_px, ROUGH_PLACES),
            visibility=np.round(track.visibility, VISIBILITY_PLACES),
            outline_px=None if outline is None else np.round(outline, ROUGH_PLACES),
            roll_deg=_quantity(_pair(track.roll_deg)),
            pitch_deg=_quantity(_pair(track.pitch_deg)),
        )
    )


def read(path: Path) -> PoseTrack:
    """Read a pose track.

    Raises
    ------
    UsageError
        When the file cannot be read.
    ClipError
        When it holds no pose track of BlazePose landmarks that can be measured.
    """
    return from_data(path.name, load(path))


def from_data(name: str, data: Any) -> PoseTrack:
    """Return the track that the JSON of a file of this name holds.

    Raises
    ------
    ClipError
        When it holds no pose track of BlazePose landmarks that can be measured.
    """
    try:
        ours = data.get("schema") == SCHEMA
        track = _ours(name, data) if ours else _keypoints(name, data)
    except (
        *(AttributeError, KeyError, IndexError, TypeError, ValueError),
        *(OverflowError, RecursionError),
    ) as error:
        raise ClipError(
            f"{name} is not a pose track: it needs times and the BlazePose landmarks of "
            "every frame (see docs/data.md)."
        ) from error
    return checked(name, track)


def load(path: Path) -> Any:
    """Return what a JSON file holds.

    Raises
    ------
    UsageError
        When the file cannot be read.
    ClipError
        When it is too large, or no JSON.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise UsageError(f"{path.name} is not a file on disk: give a pose track in a file.")
        if path.stat().st_size > LARGEST_BYTES:
            refuse(path.name, f"it is larger than {LARGEST_BYTES // 1_000_000} MB")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"{path.name} cannot be read: check the path and your right to it."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ClipError(f"{path.name} is not a pose track: it is no JSON.") from error


def _plain(values: Floats, places: int) -> Any:
    """Return nested lists with null for NaN."""
    rounded = np.round(np.asarray(values, dtype=float), places).astype(object)
    rounded[~np.isfinite(np.asarray(values, dtype=float))] = None
    return rounded.tolist()


def _pair(quantity: Quantity) -> Any:
    return _plain(np.array([quantity.value, quantity.sd]), DEGREE_PLACES)


def _ours(name: str, data: dict[str, Any]) -> PoseTrack:
    time_s = np.array(data["time_s"], dtype=float)
    check_times(name, time_s)
    if data.get("landmarks", NAMES) != NAMES:
        refuse(name, "its landmarks must be the 33 of BlazePose in their own order")

    def table(key: str, *shape: int) -> Floats:
        values = np.array(data[key], dtype=float)
        if values.shape != (len(time_s), *shape):
            refuse(name, f"{key} must have one entry for each of its {len(time_s)} times")
        return values

    missing = table("missing")
    if not np.isin(missing, list(Missing)).all():
        refuse(name, f"missing must be whole numbers from 0 to {max(Missing)}")
    return PoseTrack(
        time_s=time_s,
        xy_px=table("xy_px", LANDMARK_COUNT, 2),
        depth_px=table("depth_px", LANDMARK_COUNT),
        visibility=table("visibility", LANDMARK_COUNT),
        missing=missing.astype(np.uint8),
        width_px=size_px(name, data["width_px"]),
        height_px=size_px(name, data["height_px"]),
        network=str(data["network"]),
        lifter=str(data["lifter"]),
        # Tracks of versions before 0.2 have no outline and no camera.
        outline_px=None if data.get("outline_px") is None else table("outline_px", RAY_COUNT, 2, 2),
        roll_deg=_quantity(data.get("roll_deg")),
        pitch_deg=_quantity(data.get("pitch_deg")),
    )


def _quantity(pair: Any) -> Quantity:
    """Return a value with its standard deviation; unknown where either is null."""
    value, sd = np.array((None, None) if pair is None else pair, dtype=float)
    known = bool(np.isfinite(value) and np.isfinite(sd) and sd > 0)
    return Quantity(float(value), float(sd)) if known else UNKNOWN


def _keypoints(name: str, data: dict[str, Any]) -> PoseTrack:
    """Read frames of named keypoints, whatever their order; some may be absent."""
    about, frames = data["metadata"], data["frames"]
    time_s = np.array([_time_s(frame) for frame in frames], dtype=float)
    check_times(name, time_s)
    places = {landmark: index for index, landmark in enumerate(NAMES)}
    table = np.full((len(frames), LANDMARK_COUNT, 4), np.nan)
    for row, frame in enumerate(frames):
        for point in frame.get("keypoints") or ():
            if point["name"] in places:
                quantities = (point["x"], point["y"], point.get("z"), point.get("score", 1.0))
                table[row, places[point["name"]]] = np.array(quantities, dtype=float)
    return PoseTrack(
        time_s=time_s,
        xy_px=table[:, :, :2],
        # Its unit differs between tools; only the order of near and far is used.
        depth_px=table[:, :, 2],
        visibility=table[:, :, 3],
        missing=np.full(len(frames), Missing.NO, dtype=np.uint8),
        width_px=size_px(name, about["videoWidth"]),
        height_px=size_px(name, about["videoHeight"]),
        network=str(about.get("model", "unknown")),
    )


def _time_s(frame: dict[str, Any]) -> Any:
    return frame["videoTime"] if "videoTime" in frame else frame["timestamp"] / 1000
