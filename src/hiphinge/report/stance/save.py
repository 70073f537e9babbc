"""What is written for one posture, into one folder, whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.files import replacing
from hiphinge.report.export.report_json import render as render_json
from hiphinge.report.stance.page import StancePage
from hiphinge.report.stance.page import render as render_page

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("stance.html", "stance.json")


def check_stance_folder(folder: Path, *, overwrite: bool) -> None:
    """Refuse early what could not be written at the end.

    Raises
    ------
    UsageError
        When the folder is a file, holds results already, or may not be written.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise UsageError(f"{nearest} is a file, not a folder: name another place with --out.")
    there = [name for name in FILES if (folder / name).exists()]
    if there and not overwrite:
        raise UsageError(
            f"{folder} already holds results ({there[0]}): name another folder with --out, "
            "or add --overwrite."
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise UsageError(f"{folder} may not be written by you: name another folder with --out.")


def save_stance(page: StancePage, folder: Path, *, overwrite: bool = False) -> Path:
    """Write `stance.html` and `stance.json`; return the path of the page.

    Parameters
    ----------
    page : StancePage
        The judged posture with its picture.
    folder : Path
        Where to; it is made if it is not there.
    overwrite : bool
        Replace results that are there.

    Raises
    ------
    UsageError
        When results are there already, the disk is full or the folder may not be written.
        Nothing is left behind.
    """
    check_stance_folder(folder, overwrite=overwrite)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written ({error.strerror}): name another folder with --out."
        ) from error
    texts = dict(zip(FILES, (render_page(page), render_json(page.report)), strict=True))
    try:
        # Both take their places once both are whole.
        with replacing(folder / FILES[0]) as one, replacing(folder / FILES[1]) as other:
            for partial, text in zip((one, other), texts.values(), strict=True):
                with partial.open("w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
    except BaseException:
        if made and not any(folder.iterdir()):
            folder.rmdir()
        raise
    return folder / FILES[0]
