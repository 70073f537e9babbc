"""Sessions that are going on: begun, and nobody has said yet that they are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, selectinload

from hiphinge.store.logbook import choices_of
from hiphinge.store.tables import Athlete, LiftSet, Programme, TrainingDay
from hiphinge.training.meant import judged_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.log_layout import Choice

NEAR: Final = timedelta(days=1)
"""A session without a programme is over by itself after so long: most are never said to be."""
SETS_OF_EXTRA: Final = 1
"""Sets of an exercise that was added on the day, as the log has it."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A session that is going on.

    Attributes
    ----------
    day : TrainingDay
        With its athlete.
    done : int
        Sets that were done.
    left : int or None
        Sets that are not done yet, as the log shows them; None where no plan was made.
    """

    day: TrainingDay
    done: int
    left: int | None


def going_on(session: Session, today: date) -> list[GoingOn]:
    """Return the sessions that are going on, the last begun first.

    Of each programme that goes on the last one that was begun, however long ago. Without a
    programme those of today and the days beside it in which a phone has logged a set: films alone
    make sessions too, which nobody begins.

    Parameters
    ----------
    session : Session
    today : date
        By the calendar of who asks.
    """
    found, programmes = [], set()
    for day in _begun(session, today):
        if day.programme_id is None:
            if any(_by_phone(one) for one in day.sets):
                found.append(GoingOn(day, len(day.sets), None))
        elif day.programme_id not in programmes:
            programmes.add(day.programme_id)
            found.append(GoingOn(day, len(day.sets), _left(day)))
    return found


def _begun(session: Session, today: date) -> Sequence[TrainingDay]:
    near = (today - NEAR).isoformat(), (today + NEAR).isoformat()
    sets = selectinload(TrainingDay.sets.and_(LiftSet.deleted_at.is_(None)))
    query = (
        select(TrainingDay)
        .join(TrainingDay.athlete)
        .outerjoin(Programme, Programme.id == TrainingDay.programme_id)
        .where(
            TrainingDay.finished_at.is_(None),
            TrainingDay.deleted_at.is_(None),
            Athlete.deleted_at.is_(None),
            or_(
                TrainingDay.programme_id.is_(None) & TrainingDay.day.between(*near),
                TrainingDay.planned.is_not(None)
                & Programme.ended_at.is_(None)
                & Programme.deleted_at.is_(None)
                & Programme.id.is_not(None),
            ),
        )
        .options(contains_eager(TrainingDay.athlete), sets.joinedload(LiftSet.analysis))
        .order_by(TrainingDay.day.desc(), TrainingDay.created_at.desc(), TrainingDay.id.desc())
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).unique().all()


def _by_phone(lift: LiftSet) -> bool:
    """Tell whether a set was noted as done in the log, and not on a page or by a film alone."""
    return "removed" in (lift.log or {}).get("stamps", {})


@dataclass(slots=True)
class _Place:
    """A place of the session's plan: what is done there, how often, and how often it was."""

    key: str
    exercise: str
    wanted: int
    skipped: bool
    done: int = 0


def _left(day: TrainingDay) -> int:
    """Return how many sets are not done yet; each is counted where the log shows it."""
    places = list(_places(day))
    for one in day.sets:
        at = next((it for it in places if one.uid.startswith(f"{day.uid}-{it.key}-")), None)
        at = at or _of_exercise(places, one)
        if at is not None:
            at.done += 1
    return sum(max(0, one.wanted - one.done) for one in places if not one.skipped)


def _places(day: TrainingDay) -> Iterator[_Place]:
    choices = choices_of(day)
    for at, asked in enumerate((day.planned or {}).get("prescriptions", [])):
        swapped = choices.get(f"swap.{at}")
        exercise = swapped if isinstance(swapped, str) else str(asked.get("exercise"))
        yield _place(str(at), exercise, asked.get("sets"), choices)
    for name, exercise in sorted(choices.items()):
        kind, _, key = name.partition(".")
        if kind == "extra" and isinstance(exercise, str):
            yield _place(key, exercise, SETS_OF_EXTRA, choices)


def _place(key: str, exercise: str, sets: object, choices: dict[str, Choice]) -> _Place:
    chosen = choices.get(f"count.{key}", sets)
    wanted = chosen if isinstance(chosen, int) else 0
    return _Place(key, exercise, wanted, choices.get(f"skip.{key}") is True)


def _of_exercise(places: list[_Place], one: LiftSet) -> _Place | None:
    """Return the first place of a set's exercise, or of one that is judged as it looks."""
    name = one.exercise or (one.analysis.exercise_seen if one.analysis else None)
    if name is None:
        return None
    keys = [it.exercise for it in places]
    key = name if name in keys else judged_as(name, keys)
    return next((it for it in places if it.exercise == key), None)
