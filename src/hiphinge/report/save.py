"""Everything that is written for one clip, into one folder, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.files import write_text
from hiphinge.report import seen as seenfile
from hiphinge.report.export import frames_csv, mot, report_json, reps_csv, trc
from hiphinge.report.overlay import write_overlay
from hiphinge.report.page_file import write_page_file
from hiphinge.report.page_video import PageVideo, inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hiphinge.report.whole import Whole

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
    write_text(stage / "track.json", seenfile.render(whole.seen))


def _write_page(whole: Whole, stage: Path, on_progress: Callable[[str, float], None]) -> None:
    """Write the page with the video in it, or beside it where it is large."""
    made = stage / "video.mp4"
    video = inside(whole.clip, made, on_progress)
    write_page_file(whole, stage / "report.html", video or PageVideo(made.name, made_anew=True))
