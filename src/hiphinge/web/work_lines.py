"""Work as a person is told of it: one line each, with how far it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from hiphinge.store import analyses
from hiphinge.store.clock import stamp
from hiphinge.store.tables import Upload, Video
from hiphinge.web.exercise_names import title_of
from hiphinge.web.shown.refused import in_app
from hiphinge.web.words import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from hiphinge.store.tables import Analysis

DONE_S = 600.0
"""What was judged stays in the list so long [s]; then it is among the sets."""
TROUBLE_S = 7 * 86_400.0
"""What went wrong stays so long, for somebody to see it [s]."""
ARRIVING = ("receiving", "whole", "refused")
"""States of uploads that are told: the others are sets, or gone."""
STAGES = {
    "opening": "opening the film",
    "keeping": "keeping what was seen",
    "judging": "judging",
    "video": "making the film playable",
    "writing": "writing the report",
}
"""What is done at each stage; of seeing, frames are told."""


class WorkLine(BaseModel):
    """One piece of work.

    Attributes
    ----------
    kind : {"upload", "film", "drawing"}
        A file that arrives, a film that is judged, or one that is drawn on.
    uid : str
        Of the upload or the analysis; of what is drawn, a name of its own.
    name : str
        Of the file, or of what was lifted.
    athlete : str
        Whose; empty where it is not known yet.
    state : str
        ``receiving``, ``checking``, ``refused``; ``waiting``, ``running``, ``done``, ``failed``,
        ``cancelled``.
    sentence : str
        How far it is, or what came of it.
    share : float or None
        Part of the stage that is done, 0 to 1; None where there is nothing to wait for, or no
        telling.
    url : str or None
        Where the set is.
    cancel, retry : str or None
        Method and path that stop it, or begin it anew: ``POST /api/work/abc/retry``.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["upload", "film", "drawing"]
    uid: str
    name: str
    athlete: str = ""
    state: Literal[
        "receiving", "checking", "refused", "waiting", "running", "done", "failed", "cancelled"
    ]
    sentence: str
    share: float | None = None
    url: str | None = None
    cancel: str | None = None
    retry: str | None = None


def work_lines(session: Session, now: datetime | None = None) -> list[WorkLine]:
    """Return all work: files that arrive, then films in the order in which they will be done."""
    now = now or datetime.now(UTC)
    uploads = select(Upload).where(Upload.state.in_(ARRIVING)).order_by(Upload.id)
    lines = [upload_line(one) for one in session.scalars(uploads)]
    return [*lines, *_film_lines(session, now)]


def upload_line(upload: Upload) -> WorkLine:
    """Return how far a file is."""
    here = f"/api/uploads/{upload.uid}"
    line = WorkLine(
        kind="upload", uid=upload.uid, name=upload.name, state="receiving",
        sentence=f"{size(upload.received)} of {size(upload.size)} are here. If it does not go on, "
        "choose the same file again.",
        share=upload.received / upload.size, cancel=f"DELETE {here}",
    )  # fmt: skip
    if upload.state == "whole":
        return line.model_copy(
            update={"state": "checking", "sentence": "Is here; looking at it", "share": None}
        )
    if upload.state == "refused":
        told = {"state": "refused", "sentence": upload.error, "share": None}
        return line.model_copy(update={**told, "retry": f"POST {here}/retry"})
    return line


def _film_lines(session: Session, now: datetime) -> Iterator[WorkLine]:
    lately = stamp(now - timedelta(seconds=DONE_S))
    told = [
        one
        for one in analyses.at_work(session, stamp(now - timedelta(seconds=TROUBLE_S)))
        if one.state in (*analyses.OPEN, "failed") or (one.finished_at or "") > lately
    ]
    films = select(Video.sha256, Video.name).where(
        Video.sha256.in_({one.video_sha256 for one in told})
    )
    names = {sha256: name for sha256, name in session.execute(films)}
    before = 0
    for one in told:
        yield film_line(one, names[one.video_sha256], before)
        before += one.state in analyses.OPEN


def film_line(analysis: Analysis, file: str, before: int) -> WorkLine:
    """Return how far a film is.

    Parameters
    ----------
    analysis : Analysis
        With its set, day and athlete.
    file : str
        Name of its file.
    before : int
        How many films come before it.
    """
    lift = analysis.lift_set
    here = f"/api/work/{analysis.uid}"
    exercise = lift.exercise or analysis.exercise_seen
    line = WorkLine(
        kind="film", uid=analysis.uid, name=title_of(exercise) if exercise else file,
        athlete=lift.training_day.athlete.name, state="waiting", sentence=waits(before),
        url=f"/sets/{lift.uid}", cancel=f"POST {here}/cancel",
    )  # fmt: skip
    if analysis.state == "running":
        told = {"state": "running", "sentence": doing(analysis), "share": share_of(analysis)}
        return line.model_copy(update=told)
    if analysis.state == "queued":
        return line
    said = {
        "done": analysis.verdict or "Judged",
        "failed": in_app(analysis.error),
        "cancelled": "Stopped before it was judged",
    }[analysis.state]
    retry = None if analysis.state == "done" else f"POST {here}/retry"
    return line.model_copy(
        update={"state": analysis.state, "sentence": said, "cancel": None, "retry": retry}
    )


def waits(before: int) -> str:
    """Say how many come first."""
    return f"Waiting: {before} before it" if before else "Waiting: it is next"


def doing(analysis: Analysis) -> str:
    """Say what is being done."""
    if analysis.cancel:
        return "Stopping"
    if analysis.stage == "seeing" and analysis.frames:
        frame = min(analysis.frames, round(analysis.progress * analysis.frames))
        return f"Seeing frame {frame} of {analysis.frames}"
    told = STAGES.get(analysis.stage, "seeing" if analysis.stage == "seeing" else "at it")
    return told[:1].upper() + told[1:]


def share_of(analysis: Analysis) -> float | None:
    """Return the part of the stage that is done, where a stage has parts."""
    return round(analysis.progress, 3) if analysis.stage in ("seeing", "video") else None
