"""Everything that is written for one clip, into one folder, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.files import replacing, write_text
from hiphinge.pose import trackfile
from hiphinge.report.export import frames_csv, mot, report_json, reps_csv, trc
from hiphinge.report.html import render
from hiphinge.report.keyframes import key_frames
from hiphinge.report.overlay import write_overlay
from hiphinge.report.page_input import PageInput
from hiphinge.report.zones import chart_zones
from hiphinge.source.encode import browser_plays, reencode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hiphinge.motion.motion import Motion
    from hiphinge.pose.track import PoseTrack
    from hiphinge.report.model import Report
    from hiphinge.source.frame import Clip

EMBED_MOST_BYTES = 48_000_000
"""A video up to this size goes into the page itself; a larger one lies beside it."""
FILES = (
    "report.html",
    "report.json",
    "frames.csv",
    "reps.csv",
    "markers.trc",
    "angles.mot",
    "track.json",
)
"""What is always written."""
SOMETIMES = ("overlay.mp4", "video.mp4")


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is known of one clip once it is judged."""

    clip: Clip | None
    track: PoseTrack
    motion: Motion
    report: Report


def check_folder(
    folder: Path, *, overwrite: bool, names: Sequence[str] = (*FILES, *SOMETIMES)
) -> None:
    """Refuse early what could not be written at the end.

    Raises
    ------
    UsageError
        When the folder is a file, or holds results already.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file, not a folder: name another place with --out.")
    there = [name for name in names if (folder / name).exists()]
    if there and not overwrite:
        raise UsageError(
            f"{folder} already holds results ({there[0]}): name another folder with --out, "
            "or add --overwrite."
        )
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise UsageError(f"{nearest} is a file, not a folder: name another place with --out.")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise UsageError(f"{folder} may not be written by you: name another folder with --out.")


def save(
    whole: Whole,
    folder: Path,
    *,
    overlay: bool = False,
    overwrite: bool = False,
    on_progress: Callable[[str, float], None] = lambda _what, _part: None,
) -> Path:
    """Write the report and the data of one clip; return the path of the page.

    Parameters
    ----------
    whole : Whole
        The judged clip.
    folder : Path
        Where to; it is made if it is not there.
    overlay : bool
        Write the annotated video as well.
    overwrite : bool
        Replace results that are there.
    on_progress : callable
        Told what is being written, and the share of it that is done.

    Raises
    ------
    UsageError
        When results are there already, the disk is full or the folder may not be written.
        Nothing is left behind.
    """
    check_folder(folder, overwrite=overwrite)
    with staged(folder) as stage:
        _write_data(whole, stage)
        _write_page(whole, stage, on_progress)
        if overlay and whole.clip is not None:
            write_overlay(
                whole.clip,
                whole.motion,
                whole.report,
                stage / "overlay.mp4",
                lambda part: on_progress("overlay", part),
            )
    return folder / "report.html"


@contextmanager
def staged(folder: Path, names: Sequence[str] = (*FILES, *SOMETIMES)) -> Iterator[Path]:
    """Hand out a folder to write into; its files move into place together at the end.

    Of the names that may be written, those that are not this time leave the folder.
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written ({error.strerror}): name another folder with --out."
        ) from error
    try:
        yield stage
        _put_in_place(stage, folder, names)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        if made:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    stage.rmdir()


def _put_in_place(stage: Path, folder: Path, names: Sequence[str]) -> None:
    """Move what was written into the folder; what an earlier run left beside it goes."""
    try:
        new = sorted(path.name for path in stage.iterdir())
        for name in new:
            (stage / name).replace(folder / name)
        for name in set(names).difference(new):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written ({error.strerror}): name another folder with --out."
        ) from error


def _write_data(whole: Whole, stage: Path) -> None:
    report_json.write(whole.report, stage / "report.json")
    frames_csv.write(whole.motion, stage / "frames.csv")
    reps_csv.write(whole.report, stage / "reps.csv")
    trc.write(whole.motion, stage / "markers.trc")
    mot.write(whole.motion, stage / "angles.mot")
    write_text(stage / "track.json", trackfile.render(whole.track))


def _write_page(whole: Whole, stage: Path, on_progress: Callable[[str, float], None]) -> None:
    video, start_s = _video(whole.clip, stage, on_progress)
    page = PageInput(
        report=whole.report,
        motion=whole.motion,
        video=video,
        video_start_s=start_s,
        key_frames=key_frames(whole.clip, whole.report.reps) if whole.clip else {},
        zones=chart_zones(whole.report),
    )
    with (
        replacing(stage / "report.html") as partial,
        partial.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(render(page))


def _video(
    clip: Clip | None, stage: Path, on_progress: Callable[[str, float], None]
) -> tuple[bytes | str | None, float]:
    """Return the video for the page, and the clip's time at which that video's clock is zero.

    It is the clip as it is, or made anew where browsers could not play it.
    """
    if clip is None:
        return None, 0.0
    if browser_plays(clip) and clip.path.stat().st_size <= EMBED_MOST_BYTES:
        return clip.path.read_bytes(), -clip.player_offset_s
    target = stage / "video.mp4"
    reencode(clip, target, on_progress=lambda part: on_progress("video", part))
    if target.stat().st_size > EMBED_MOST_BYTES:
        return target.name, 0.0
    data = target.read_bytes()
    target.unlink()
    return data, 0.0
