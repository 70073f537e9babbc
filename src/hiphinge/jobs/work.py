"""The work on a film: see it or remember it, judge it, keep what is said of it.

It may be broken off anywhere and begun again: what was seen is kept under a name that says of what
it was, the result in a folder that nothing points to until all of it is there, and the row changes
in one transaction or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.errors import ClipError, HingeError
from hiphinge.jobs.again import due_priority
from hiphinge.jobs.checkpoint import go_on
from hiphinge.jobs.durable import move, remove
from hiphinge.jobs.hold import Lost, Moved
from hiphinge.jobs.landmarks import landmarks
from hiphinge.jobs.result import make_watchable, named, watchable_path, write_result
from hiphinge.jobs.task import mine, read_task
from hiphinge.pipeline import analyze
from hiphinge.store import analyses
from hiphinge.store.clock import now
from hiphinge.store.tables import Video

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.jobs.checkpoint import Checkpoint
    from hiphinge.jobs.hold import Hold
    from hiphinge.jobs.queue import Job
    from hiphinge.jobs.task import Task
    from hiphinge.pose.estimator import Estimator
    from hiphinge.report.model import Report
    from hiphinge.store.database import Database


def work(
    db: Database,
    job: Job,
    hold: Hold,
    *,
    make_estimator: Callable[[], Estimator] | None = None,
    checkpoint: Checkpoint = go_on,
) -> None:
    """Judge a film as it is wanted now.

    Parameters
    ----------
    db : Database
    job : Job
    hold : Hold
        Told how far it is; says when to stop.
    make_estimator : callable or None
        Makes what finds bodies in pictures; BlazePose where None is given.
    checkpoint : callable
        Told each moment between two steps.

    Raises
    ------
    Ended
        When the work is not to go on.
    HingeError
        When the film cannot be judged, with what to do.
    """
    task = read_task(db, job)
    checkpoint("begun")
    try:
        _judge(db, job, hold, task, make_estimator, checkpoint)
    except Lost:
        _forget_deleted(db, task)
        raise
    except HingeError as error:
        if _edited(db, job, task):  # what is wanted now may be judged all the same
            raise Moved from error
        # Its name on disk means nothing to anybody.
        raise type(error)(str(error).replace(task.video.name, task.name)) from error


def _judge(
    db: Database,
    job: Job,
    hold: Hold,
    task: Task,
    make_estimator: Callable[[], Estimator] | None,
    checkpoint: Checkpoint,
) -> None:
    if not task.video.exists():
        raise ClipError("The film of this set is no longer in hiphinge's folder: send it again.")
    seen = landmarks(db, task, hold, make_estimator, checkpoint)
    hold.tell("judging", 1.0)
    analysis = analyze(task.video, task.options, track=seen)
    checkpoint("judged")
    if analysis.clip is not None:
        make_watchable(db.folder, task.sha256, analysis.clip, hold.tell)
    checkpoint("watchable")
    hold.tell("writing", 1.0)
    whole = named(analysis, task.name)
    stage = write_result(db.folder, task, whole)
    try:
        checkpoint("written")
        _finish(db, job, task, stage, whole.report, checkpoint)
    finally:
        remove(stage)


def _finish(
    db: Database, job: Job, task: Task, stage: Path, report: Report, checkpoint: Checkpoint
) -> None:
    """Keep the result, if the row still says that this worker has it; let go of the one before."""
    final = db.folder.result_path(task.result_name)
    with db.write() as session:
        analysis = mine(session, job)
        before = analysis.result
        move(stage, final)
        checkpoint("moved")
        analyses.keep(session, analysis, report)
        analysis.result, analysis.judged = final.name, task.wanted
        analysis.error, analysis.stage, analysis.progress = "", "", 1.0
        analysis.finished_at = now()
        analysis.worker = analysis.heartbeat_at = None
        analysis.cancel, analysis.attempts = False, 0
        if analysis.wanted == task.wanted:
            analysis.state = "done"
        else:  # edited meanwhile: this one is shown until the next is there
            analysis.state, analysis.priority = "queued", due_priority(analysis)
        session.flush()
        checkpoint("rows")
    checkpoint("committed")
    if before is not None and before != final.name:
        remove(db.folder.result_path(before))


def _edited(db: Database, job: Job, task: Task) -> bool:
    with db.read() as session:
        return mine(session, job).wanted != task.wanted


def _forget_deleted(db: Database, task: Task) -> None:
    """Leave nothing of a film that was deleted for good while it was looked at."""
    with db.write() as session:
        if session.get(Video, task.sha256) is None:
            remove(db.folder.seen_path(task.seen_name))
            remove(watchable_path(db.folder, task.sha256))
