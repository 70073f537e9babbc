"""Writing a comparison: two files into one folder, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.files import write_text
from hiphinge.report.compare.html import render
from hiphinge.report.export import report_json
from hiphinge.report.save import check_folder, staged

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.report.compare.model import Comparison

FILES = ("compare.html", "compare.json")
"""What is written."""


def check(folder: Path, *, overwrite: bool) -> None:
    """Refuse early what could not be written at the end.

    Raises
    ------
    UsageError
        When the folder is a file, or holds a comparison already.
    """
    check_folder(folder, overwrite=overwrite, names=FILES)


def save(comparison: Comparison, folder: Path, *, overwrite: bool = False) -> Path:
    """Write a comparison; return the path of its page.

    Raises
    ------
    UsageError
        When one is there already, the disk is full or the folder may not be written. Nothing is
        left behind.
    """
    check(folder, overwrite=overwrite)
    with staged(folder, FILES) as stage:
        write_text(stage / "compare.json", report_json.render(comparison))
        write_text(stage / "compare.html", render(comparison))
    return folder / "compare.html"
