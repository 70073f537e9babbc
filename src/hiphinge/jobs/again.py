"""What a person does to a film's work: judge it anew after an edit, cancel it, try it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.jobs.queue import FILM, QUICK
from hiphinge.jobs.seen_name import seen_name_of
from hiphinge.store import analyses
from hiphinge.store.clock import now

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.tables import Analysis, LiftSet

FINAL = ("failed", "cancelled")
"""States in which nothing goes on by itself."""


def rejudge(session: Session, lift_set: LiftSet) -> Analysis | None:
    """Ask for a set's film to be judged anew, as set, athlete and options say now.

    What the networks saw is used again, so that it takes a second or two; only where the lifter
    was pointed at anew, or another network is wanted, is the video looked at again.

    Parameters
    ----------
    session : Session
        To write with; what was edited is in it already.
    lift_set : LiftSet

    Returns
    -------
    Analysis or None
        None where the set has no film.
    """
    analysis = analyses.of_set(session, lift_set)
    if analysis is None:
        return None
    analysis.wanted += 1
    analysis.priority = due_priority(analysis)
    if analysis.state == "running":  # what runs is looked at again when it ends
        analysis.cancel = False  # who edits after cancelling wants it after all
    else:
        _queue(analysis)
    session.flush()
    return analysis


def retry(session: Session, analysis: Analysis) -> None:
    """Try a film again that failed or was cancelled; nothing happens to any other."""
    if analysis.state in FINAL:
        analysis.priority = due_priority(analysis)
        _queue(analysis)
        session.flush()


def cancel(session: Session, analysis: Analysis) -> None:
    """Stop the work on a film; what runs ends with its next frame. What is done stays done."""
    if analysis.state == "running":
        analysis.cancel = True
    elif analysis.state == "queued":
        analysis.state, analysis.finished_at = "cancelled", now()
    session.flush()


def due_priority(analysis: Analysis) -> int:
    """Return the priority of judging a film, by whether it must be looked at for it."""
    return QUICK if analysis.seen == seen_name_of(analysis) else FILM


def _queue(analysis: Analysis) -> None:
    analysis.state, analysis.error, analysis.stage = "queued", "", ""
    analysis.progress, analysis.attempts, analysis.cancel = 0.0, 0, False
    analysis.worker = analysis.heartbeat_at = analysis.finished_at = None
