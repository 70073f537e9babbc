"""What the networks see of a film: looked at once, kept, and used for every judgement after."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hiphinge.errors import HingeError
from hiphinge.files import write_text
from hiphinge.jobs.hold import Moved, NotQuick
from hiphinge.jobs.seen_name import seen_name_of
from hiphinge.jobs.task import mine
from hiphinge.report import seen as seenfile
from hiphinge.seeing import see
from hiphinge.source.probe import probe
from hiphinge.store.room import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.jobs.checkpoint import Checkpoint
    from hiphinge.jobs.hold import Hold
    from hiphinge.jobs.task import Task
    from hiphinge.pose.estimator import Estimator
    from hiphinge.report.seen import Seen
    from hiphinge.store.database import Database

PARTIAL = ".partial"
"""What ends the name of landmarks that are being written."""


def landmarks(
    db: Database,
    task: Task,
    hold: Hold,
    make_estimator: Callable[[], Estimator] | None,
    checkpoint: Checkpoint,
) -> Seen:
    """Return what the networks see of a film, from the file of it or by looking.

    It is always read back from the file: the first judgement and the next have the same numbers.

    Raises
    ------
    Ended
        When the work is not to go on.
    HingeError
        When nobody can be followed in it, or it cannot be read.
    """
    path = db.folder.seen_path(task.seen_name)
    seen = _read(path)
    if seen is None:
        if hold.job.quick:
            raise NotQuick
        _look(db, task, hold, make_estimator, path)
        checkpoint("seen")
        seen = seenfile.read(path)
    with db.write() as session:
        analysis = mine(session, hold.job)
        analysis.seen = task.seen_name
        # From here on it is another piece of work, and what went before is not lost any more.
        analysis.attempts = 0
    checkpoint("noted")
    return seen


def _read(path: Path) -> Seen | None:
    """Return what was kept; None where it is not there or of no use, so that it is made anew."""
    if not path.exists():
        return None
    try:
        return seenfile.read(path)
    except HingeError:
        return None


def _look(
    db: Database,
    task: Task,
    hold: Hold,
    make_estimator: Callable[[], Estimator] | None,
    path: Path,
) -> None:
    known = task.wanted

    def on_progress(stage: str, share: float) -> None:
        nonlocal known
        hold.tell(stage, share)
        if hold.wanted > known:
            known = hold.wanted
            _check_still_wanted(db, hold, task)

    clip = probe(task.video)
    seen = see(
        clip,
        fast=task.options.fast,
        lifter_at=task.options.lifter_at,
        on_progress=on_progress,
        make_estimator=make_estimator,
    )
    hold.tell("keeping", 1.0)
    # A name of our own meanwhile: two processes may see one film where one of them was given up.
    mine_alone = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL}")
    try:
        write_text(mine_alone, seenfile.render(seen))
        mine_alone.replace(path)
    finally:
        mine_alone.unlink(missing_ok=True)
    sync_folder(path.parent)


def _check_still_wanted(db: Database, hold: Hold, task: Task) -> None:
    """Go on after an edit, unless it changes what the networks have to look for.

    Raises
    ------
    Moved
        When it does.
    """
    with db.read() as session:
        if seen_name_of(mine(session, hold.job)) != task.seen_name:
            raise Moved
