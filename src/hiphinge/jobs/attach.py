"""From a checked video to the set that it shows and the work that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from hiphinge.errors import UsageError
from hiphinge.jobs.again import retry
from hiphinge.jobs.queue import FILM
from hiphinge.store import analyses, athletes, days, gone, sets
from hiphinge.store.limits import checked_come
from hiphinge.store.missing import NotFound
from hiphinge.store.rows import SHOWN, by_uid
from hiphinge.store.tables import Analysis, Athlete, LiftSet, SetMeasure, TrainingDay, Upload, Video

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.jobs.about import About
    from hiphinge.jobs.probing import Facts

ME = "Me"
"""Name of the athlete who is made for the first film of all; it can be changed."""


def attach(session: Session, upload: Upload, video: Video, facts: Facts, said: About) -> LiftSet:
    """Return the set that a video belongs to, with the work of judging it on its row.

    The same video for the same set is nothing new, but that work which ended without a result is
    tried again. For a set that has another film it takes that one's place: who films a set again
    means the new film.

    Parameters
    ----------
    session : Session
        To write with; all of this is kept together or not at all.
    upload : Upload
        How it came.
    video : Video
        What came.
    facts : Facts
        What it holds.
    said : About
        What was said with it.

    Raises
    ------
    NotFound
        When the athlete or the set that was named was deleted, or of several athletes none was
        named.
    """
    found = _known_set(session, said)
    if found is None:
        athlete = _athlete(session, said.athlete)
        day = said.day or _filmed_on(facts) or upload.created_at[:10]
        found = _same_film(session, athlete, day, video) if said.set is None else None
        if found is None:
            session_of_day = days.find_or_make(session, athlete, day)
            found = sets.create(session, session_of_day, uid=said.set, **said.set_fields)
            if said.tags:
                sets.set_tags(session, found, said.tags)
    _ask_for(session, found, video, facts, said)
    return found


def _known_set(session: Session, said: About) -> LiftSet | None:
    """Return the set that was named; one that a phone has yet to tell of is not known."""
    found = None if said.set is None else by_uid(session, LiftSet, said.set)
    if found is None:
        if said.set is not None and gone.since(session, said.set) is not None:
            raise NotFound(
                "The set that this film belongs to was deleted for good: send the film on the "
                "first page, and it makes a set of its own."
            )
        return None
    day = found.training_day
    if any(one.deleted_at is not None for one in (found, day, day.athlete)):
        raise NotFound(
            "The set that this film belongs to was deleted: restore it from the bin and try again, "
            "or send the film without it."
        )
    # What is known of it stays; what was not is filled in.
    for name, value in said.set_fields.items():
        if getattr(found, name) in (None, ""):
            setattr(found, name, value)
    return found


def _filmed_on(facts: Facts) -> str:
    """Return the day that the file tells; empty where it tells none that can have been."""
    try:
        return checked_come(facts.recorded[:10])
    except UsageError:
        return ""


def _athlete(session: Session, uid: str | None) -> Athlete:
    if uid is not None:
        return athletes.get(session, uid)
    everybody = athletes.listed(session)
    if not everybody:
        return athletes.create(session, name=ME)
    if len(everybody) > 1:
        raise NotFound(
            "Whose film this is was not said, and there are several athletes: choose one, then "
            "send it again."
        )
    return everybody[0].athlete


def _same_film(session: Session, athlete: Athlete, day: str, video: Video) -> LiftSet | None:
    """Return the athlete's set of that day that this very film shows, if there is one."""
    return session.scalars(
        select(LiftSet)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .join(Analysis, Analysis.lift_set_id == LiftSet.id)
        .where(
            *SHOWN,
            Athlete.id == athlete.id,
            TrainingDay.day == day,
            Analysis.video_sha256 == video.sha256,
        )
        .order_by(LiftSet.id)
        .limit(1)
    ).one_or_none()


def _ask_for(session: Session, lift_set: LiftSet, video: Video, facts: Facts, said: About) -> None:
    """Ask for a set's film to be judged, where that is not done or asked for already."""
    analysis = analyses.of_set(session, lift_set)
    if analysis is None:
        analyses.create(
            session,
            lift_set,
            video.sha256,
            options=said.options,
            frames=facts.frames,
            priority=FILM,
        )
    elif analysis.video_sha256 != video.sha256:
        _forget(session, analysis)
        analysis.video_sha256 = video.sha256
        analysis.options, analysis.frames = said.options, facts.frames
        analysis.state, analysis.priority = "queued", FILM
        session.flush()
    else:
        retry(session, analysis)  # who was told to send it again has done so


def _forget(session: Session, analysis: Analysis) -> None:
    """Take from an analysis what was said of another film; who works on that one finds it lost."""
    session.execute(delete(SetMeasure).where(SetMeasure.analysis_id == analysis.id))
    analysis.worker = analysis.heartbeat_at = None
    analysis.attempts, analysis.cancel, analysis.error = 0, False, ""
    analysis.stage, analysis.progress = "", 0.0
    analysis.seen = analysis.result = analysis.exercise_seen = analysis.summary = None
    analysis.verdict = ""
    analysis.judged, analysis.wanted = analysis.wanted, analysis.wanted + 1
