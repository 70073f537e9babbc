"""What is to be judged, and how: read once, so that an edit meanwhile is seen as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from hiphinge.errors import UsageError
from hiphinge.jobs.hold import Lost
from hiphinge.jobs.queue import held
from hiphinge.jobs.seen_name import seen_name
from hiphinge.moves.move import implement_named, move_named
from hiphinge.numerals import as_units
from hiphinge.pipeline import Options
from hiphinge.store.tables import Analysis, LiftSet, TrainingDay, Video
from hiphinge.training.exercises import exercises

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.jobs.queue import Job
    from hiphinge.store.database import Database


@dataclass(frozen=True, slots=True)
class Task:
    """One film to judge.

    Attributes
    ----------
    uid : str
        Of the analysis.
    wanted : int
        Which of its judgements this will be.
    sha256, name : str
        The film's content, and its name for the person.
    video : Path
        Where it lies.
    options : Options
        All that was said with it.
    """

    uid: str
    wanted: int
    sha256: str
    name: str
    video: Path
    options: Options

    @property
    def seen_name(self) -> str:
        """Name of the file with what the networks see of it."""
        return seen_name(self.sha256, fast=self.options.fast, lifter_at=self.options.lifter_at)

    @property
    def result_name(self) -> str:
        """Name of the folder with what comes of it."""
        return f"{self.uid}-{self.wanted}"


def read_task(db: Database, job: Job) -> Task:
    """Return what a job is about, as it is wanted now.

    Raises
    ------
    Lost
        When it is not this worker's any more.
    """
    with db.read() as session:
        analysis = mine(session, job)
        lift_set = analysis.lift_set
        video = session.get_one(Video, analysis.video_sha256)
        options = replace(
            _said(analysis.options),
            exercise=move_of(lift_set.exercise),
            implement=_implement(lift_set.implement),
            load_kg=lift_set.load_kg,
            load_units=as_units(lift_set.training_day.athlete.units),
            height_cm=lift_set.training_day.athlete.height_cm,
        )
        return Task(
            uid=analysis.uid,
            wanted=analysis.wanted,
            sha256=video.sha256,
            name=video.name,
            video=db.folder.video_path(video.sha256, video.suffix),
            options=options,
        )


def mine(session: Session, job: Job) -> Analysis:
    """Return the job's row with set, day and athlete; `Lost` where it is another one's by now."""
    analysis = (
        session.scalars(
            select(Analysis)
            .join(Analysis.lift_set)
            .join(LiftSet.training_day)
            .join(TrainingDay.athlete)
            .where(*held(job))
            .options(
                contains_eager(Analysis.lift_set)
                .contains_eager(LiftSet.training_day)
                .contains_eager(TrainingDay.athlete)
            )
        )
        .unique()
        .one_or_none()
    )
    if analysis is None:
        raise Lost
    return analysis


def move_of(exercise: str | None) -> str | None:
    """Return the move that a set is judged as; None to let the film tell.

    An exercise of the programme tells which move it is; one that is filmed for nothing that can be
    judged, or that only the person knows, tells nothing.
    """
    if exercise is None:
        return None
    try:
        return move_named(exercise).name
    except UsageError:
        known = exercises().get(exercise)
        return None if known is None else known.move


def _implement(given: str | None) -> str | None:
    """Return what is held, where some move knows of it."""
    try:
        return None if given is None else implement_named(given)
    except UsageError:
        return None


def _said(options: Mapping[str, Any]) -> Options:
    """Return what the table keeps of the options."""
    at = options.get("lifter_at")
    return Options(
        fast=bool(options.get("fast", False)),
        strictness=options.get("strictness") or "normal",
        plate_px=options.get("plate_px"),
        leave_out=tuple(options.get("leave_out") or ()),
        lifter_at=None if at is None else (float(at[0]), float(at[1])),
    )
