"""Films of made-up people through the whole program: what it says against what is true.

``python -m validation.films build/films`` measures films that `validation.people.shoot` made and
keeps what was found in a small table, from which the page of accuracy is written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.motion.correct import MEASURES
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.motion.smooth import BALLISTIC_CUTOFF_HZ, SLOW_CUTOFF_HZ
from hiphinge.pipeline import look
from hiphinge.pose import trackfile
from hiphinge.source.probe import probe
from validation.agreement import Frames, joined
from validation.plain import plain_deg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.motion.motion import Motion
    from hiphinge.pose.track import PoseTrack

TABLE = Path(__file__).with_name("films.npz")
IMPLEMENTS = ("nothing", "barbell", "kettlebell", "dumbbell", "bar on back")
_SWING = 4
STANDING_DEPTH, BOTTOM_DEPTH = 0.02, 0.97
EVERY = 3
"""Frames of a film are alike: so many apart are kept."""
CLIP_COLUMNS = ("body", "turn", "yaw", "yaw_sd", "roll", "roll_said", "roll_sd", "pitch")


def track_of(video: Path, *, fast: bool = False) -> PoseTrack:
    """Return a film's landmarks; they are kept beside it, so that networks look once."""
    kept = video.with_suffix(".fast.json" if fast else ".json")
    if not kept.exists():
        kept.write_text(trackfile.render(look(probe(video), fast=fast)), encoding="utf-8")
    return trackfile.read(kept)


def truth_of(video: Path) -> dict[str, Any]:
    """Return what is true of a film: `MEASURES` by frame [deg], depth, and the clip's facts.

    Hip and spine count from the body's own standing, as the program's do.
    """
    with np.load(video.with_suffix(".npz")) as file:
        data = {name: file[name] for name in file.files}
    truth, depth = data["truth"], data["depth"]
    base = truth[depth <= STANDING_DEPTH].mean(axis=0)
    pelvis, spine = truth[:, 5] - base[5], truth[:, 6] - base[6]
    part = truth[:, 0] - base[0] - pelvis
    data["measures"] = np.column_stack([truth[:, :5], pelvis - truth[:, 1], spine, part])
    return data


def measured(video: Path, *, fast: bool = False) -> tuple[Frames, np.ndarray]:
    """Measure one film; return its rows and what was said of the camera (`CLIP_COLUMNS`)."""
    truth, track = truth_of(video), track_of(video, fast=fast)
    about = truth["about"]
    cutoff = BALLISTIC_CUTOFF_HZ if int(about[3]) == _SWING else SLOW_CUTOFF_HZ
    motion = measure(track, MotionSettings(cutoff))
    at = np.searchsorted(truth["time_s"], motion.time_s - 1e-3)
    at = np.clip(at, 0, len(truth["time_s"]) - 1)
    view = motion.view
    clip = (
        *(about[0], abs(np.mean(truth["truth"][:, 9])), view.yaw_deg.value, view.yaw_deg.sd),
        *(about[7], view.roll_deg.value, view.roll_deg.sd, about[8]),
    )
    return _rows(motion, track, truth, at), np.array(clip)


def _rows(motion: Motion, track: PoseTrack, truth: dict[str, Any], at: np.ndarray) -> Frames:
    about = truth["about"]
    keep = slice(None, None, EVERY)
    at = at[keep]
    depth = truth["depth"][at]
    phase = np.where(
        depth <= STANDING_DEPTH, "standing", np.where(depth >= BOTTOM_DEPTH, "bottom", "moving")
    )
    count, kinds = len(at), len(MEASURES)
    plain = plain_deg(track, motion.view)
    series = [motion.series[name] for name in MEASURES]

    def each(values: object) -> np.ndarray:
        return np.tile(np.asarray(values), kinds)

    return Frames(
        body=each([f"{about[0]:.0f}"] * count),
        clip=each([f"{about[0]:.0f}"] * count),
        measure=np.repeat(MEASURES, count),
        phase=each(phase),
        yaw_deg=each(np.abs(truth["truth"][at, 9])),
        clothing=each(["loose" if about[2] > 0 else "fitted"] * count),
        implement=each([IMPLEMENTS[int(about[4])]] * count),
        truth=truth["measures"][at].T.ravel(),
        ours=np.concatenate([one.value[keep] for one in series]),
        sd=np.concatenate([one.sd[keep] for one in series]),
        plain=np.concatenate(
            [plain[name][keep] if name in plain else np.full(count, np.nan) for name in MEASURES]
        ),
    )


def all_measured(folder: Path, part: str, *, fast: bool = False) -> list[tuple[Frames, np.ndarray]]:
    """Measure the films whose bodies' numbers begin with `part`; say which were refused."""
    found = []
    for video in sorted(folder.glob(f"{part}*.mp4")):
        try:
            found.append(measured(video, fast=fast))
        except ClipError as error:
            sys.stderr.write(f"{video.name}: {error}\n")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the test films of a folder and keep the table."""
    (folder,) = sys.argv[1:] if arguments is None else arguments
    films = all_measured(Path(folder), "3")
    frames = joined([rows for rows, _ in films])
    columns = {name: getattr(frames, name) for name in Frames.__dataclass_fields__}
    small = {
        name: values.astype(np.float32) if values.dtype.kind == "f" else values
        for name, values in columns.items()
    }
    np.savez_compressed(TABLE, camera=np.stack([clip for _, clip in films]), **small)
    return 0


def load() -> tuple[Frames, np.ndarray]:
    """Return the kept table: rows, and what was said of each film's camera."""
    with np.load(TABLE) as file:
        columns = {name: file[name] for name in Frames.__dataclass_fields__}
        columns = {
            name: values.astype(np.float64) if values.dtype.kind == "f" else values
            for name, values in columns.items()
        }
        return Frames(**columns), file["camera"]


if __name__ == "__main__":
    sys.exit(main())
