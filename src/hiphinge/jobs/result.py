"""The folder of one judgement: its report, its page and its tables, whole or not at all."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.jobs.durable import remove, sync_tree
from hiphinge.report.app_page import write_page
from hiphinge.report.export import frames_csv, report_json, reps_csv
from hiphinge.source.encode import browser_plays, reencode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.jobs.task import Task
    from hiphinge.pipeline import Analysis
    from hiphinge.report.whole import Whole
    from hiphinge.source.frame import Clip
    from hiphinge.store.folder import Folder

REPORT = "report.json"
PAGE = "page.html"
FRAMES = "frames.csv"
REPS = "reps.csv"
VIDEO = "video"
"""Address of the film beside the page's own, which the server gives it."""
WATCHABLE = ".web.mp4"
"""What ends the name of a film that was encoded anew because browsers do not play it."""
PARTIAL = ".partial"


def watchable_path(folder: Folder, sha256: str) -> Path:
    """Return where a film lies that was encoded anew for browsers, if it had to be."""
    return folder.video_path(sha256, WATCHABLE)


def make_watchable(
    folder: Folder, sha256: str, clip: Clip, on_progress: Callable[[str, float], None]
) -> None:
    """Encode a film anew, once, where browsers do not play it.

    Raises
    ------
    UsageError
        When the disk is full.
    ClipError
        When the film is gone.
    """
    target = watchable_path(folder, sha256)
    if browser_plays(clip) or target.exists():
        return
    partial = folder.video_path(sha256, f".{os.getpid()}{PARTIAL}{WATCHABLE}")
    try:
        reencode(clip, partial, on_progress=lambda share: on_progress("video", share))
        partial.replace(target)
    finally:
        remove(partial)


def named(analysis: Analysis, name: str) -> Whole:
    """Return what is written of an analysis, with the film's name for the person in it."""
    report = analysis.report
    told = report.model_copy(update={"clip": report.clip.model_copy(update={"file": name})})
    return replace(analysis.whole, report=told)


def write_result(folder: Folder, task: Task, whole: Whole) -> Path:
    """Write all that is kept of a judgement; return the folder, which has yet to get its name.

    Raises
    ------
    UsageError, OSError
        When it cannot be written; nothing is left behind.
    """
    stage = folder.result_path(f"{task.result_name}.{os.getpid()}{PARTIAL}")
    remove(stage)
    try:
        stage.mkdir(mode=0o700)
        report_json.write(whole.report, stage / REPORT)
        frames_csv.write(whole.motion, stage / FRAMES)
        reps_csv.write(whole.report, stage / REPS)
        write_page(whole, stage / PAGE, video_name=VIDEO, embed=False)
        sync_tree(stage)
    except BaseException:
        remove(stage)
        raise
    return stage
