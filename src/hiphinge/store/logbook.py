"""The log: what phones say of sets and sessions, in whatever order and however often it arrives.

A change says some fields of one set, or of the session itself. Each field keeps the moment at which
it was last said, on the phone's clock; a change that says it later wins, field by field, one that
was made before and comes late is passed over. So the rows end up the same in whatever order
changes arrive, and a change that arrives twice is nothing new. What is changed of a set on a page
is said at that moment, too. A set that was deleted for good comes back only where it is done anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from hiphinge.errors import HingeError, UsageError
from hiphinge.store import clock, gone
from hiphinge.store.limits import DAY, SET, checked, checked_uid
from hiphinge.store.log_layout import (
    checked_choice,
    checked_exercise,
    checked_number,
    is_choice,
)
from hiphinge.store.missing import NotFound
from hiphinge.store.rows import by_uid, make
from hiphinge.store.tables import LiftSet, TrainingDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

Stamp = tuple[int, int, str]
"""When a change was made: the phone's clock [ms], its counter, and its name for a tie."""
FIRST_MS: Final = 1_577_836_800_000
"""2020: a clock that says less was never set [ms since 1970]."""
AHEAD_MS: Final = 600_000
"""A clock may be so far ahead of ours [ms]; with more, what it says would win for as long."""
JUDGED: Final = frozenset({"exercise", "implement", "load_kg"})
"""Fields that the judgement of a film rests on."""
WHOLE: Final = frozenset({"exercise", "position", "reps"})
"""Fields that are said of a set when it is done, and never all of them of one that was done."""
FLAGS: Final = {"removed": "deleted_at", "finished": "finished_at"}
"""Fields that say whether, and the columns that say since when."""


class WrongClock(HingeError):  # noqa: N818 (it reads as what it is)
    """The phone's clock is too far from ours for its times to be taken."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was said.

    Attributes
    ----------
    uid : str
        Its name, made up on the phone.
    at_ms : int
        When, on the phone's clock set right by ours [ms since 1970].
    count : int
        Counts up with each change of one phone.
    day : str
        Uid of the session.
    lift : str or None
        Uid of the set, made up on the phone, too; None for the session itself.
    fields : mapping
        What is said. Of a set: see `limits.SET`, and ``removed``. Of a session: ``note``,
        ``finished``, and the choices of `log_layout`.
    """

    uid: str
    at_ms: int
    count: int
    day: str
    lift: str | None
    fields: Mapping[str, Any]

    @property
    def stamp(self) -> Stamp:
        """By which it is later or earlier than another one."""
        return (self.at_ms, self.count, self.uid)

    @property
    def at(self) -> str:
        """The moment as the tables keep it."""
        return clock.stamp(datetime.fromtimestamp(self.at_ms / 1000, UTC))


def take(session: Session, change: Change, now_ms: int) -> LiftSet | None:
    """Keep a change; all of it, or nothing where something is wrong with it.

    Parameters
    ----------
    session : Session
        To write with.
    change : Change
    now_ms : int
        Our clock [ms since 1970].

    Returns
    -------
    LiftSet or None
        A set of which something was changed that a judgement of its film rests on.

    Raises
    ------
    WrongClock, NotFound, UsageError
    """
    if not FIRST_MS <= change.at_ms <= now_ms + AHEAD_MS:
        raise WrongClock("The clock of this phone is wrong: it is set right by ours and sent anew.")
    day = _day(session, change.day)
    if change.lift is None:
        _take_of_day(day, change)
        return None
    values = _set_values(change.fields)
    lift = _lift(session, day, change)
    judged_by = _judged_by(lift)
    _merge(lift, change, values)
    lift.logged_at = min(lift.logged_at, change.at)
    session.flush()
    return lift if _judged_by(lift) != judged_by else None


def said_here(lift: LiftSet, fields: Iterable[str], now_ms: int) -> None:
    """Note that fields of a set were said on a page now, so that no earlier change undoes them.

    What a phone said before and sends after is passed over, as if it were another phone's.
    """
    stamps = _stamps(lift)
    for name in fields:
        at_ms, count, _ = stamps.get(name) or (0, 0, "")
        stamps[name] = [max(now_ms, at_ms), count + 1, clock.new_uid()]
    lift.log = (lift.log or {}) | {"stamps": stamps}


def choices_of(day: TrainingDay) -> dict[str, Any]:
    """Return what was changed of the session's plan for this day."""
    return dict((day.log or {}).get("choices", {}))


def latest_ms(*rows: LiftSet | TrainingDay) -> int:
    """Return when something was last said of any of these [ms]; 0 for never."""
    return max((stamp[0] for row in rows for stamp in _stamps(row).values()), default=0)


def _day(session: Session, uid: str) -> TrainingDay:
    day = by_uid(session, TrainingDay, uid)
    if day is None:
        raise NotFound("There is no such session here: it was deleted for good.")
    if day.deleted_at is not None or day.athlete.deleted_at is not None:
        raise NotFound(
            f"The session of {day.day} was deleted: bring it back from the bin, then try again."
        )
    return day


def _lift(session: Session, day: TrainingDay, change: Change) -> LiftSet:
    uid = checked_uid(change.lift or "")
    lift = by_uid(session, LiftSet, uid)
    away = gone.since(session, uid)
    if away is not None and (change.at <= away or (lift is None and not _is_whole(change.fields))):
        raise NotFound(
            "This set was deleted for good, so what was changed of it has no place any more. If it "
            "is to be there after all, log it anew."
        )
    if lift is None:
        return make(
            session, LiftSet, uid, training_day=day, position=0, note="", logged_at=change.at
        )
    if lift.training_day.athlete_id != day.athlete_id:
        raise UsageError("That name is taken by something else here.")
    return lift


def _is_whole(fields: Mapping[str, Any]) -> bool:
    """Tell whether a change says a set as it is done, and not only something of it."""
    return fields.keys() >= WHOLE and fields.get("removed") is False


def _set_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    values = checked({name: one for name, one in fields.items() if name != "removed"}, SET)
    if values.get("exercise") is not None:
        checked_exercise(values["exercise"])
    if "position" in values and values["position"] is None:
        raise UsageError("The place in the session must be a number.")
    return values | _flags(fields, "removed")


def _take_of_day(day: TrainingDay, change: Change) -> None:
    fields = change.fields
    choices = {
        name: checked_choice(name, value) for name, value in fields.items() if is_choice(name)
    }
    others = {
        name: value for name, value in fields.items() if name not in choices and name != "finished"
    }
    values = checked(others, {"note": DAY["note"]}) | _flags(fields, "finished")
    newer = _newer(day, change, choices)
    kept = choices_of(day) | newer
    checked_number(kept)
    _merge(day, change, values)
    if newer:
        stamps = _stamps(day) | {name: list(change.stamp) for name in newer}
        day.log = (day.log or {}) | {"stamps": stamps, "choices": kept}


def _flags(fields: Mapping[str, Any], name: Literal["removed", "finished"]) -> dict[str, bool]:
    if name not in fields:
        return {}
    if not isinstance(fields[name], bool):
        raise UsageError(f"Whether it is {name} must be said with true or false.")
    return {name: fields[name]}


def _merge(row: LiftSet | TrainingDay, change: Change, values: Mapping[str, Any]) -> None:
    """Write what was not said later already."""
    newer = _newer(row, change, values)
    for name, value in newer.items():
        if name in FLAGS:
            setattr(row, FLAGS[name], change.at if value else None)
        else:
            setattr(row, name, value)
    if newer:
        stamps = _stamps(row) | {name: list(change.stamp) for name in newer}
        # A new object: of one that is only changed within, the database would not be told.
        row.log = (row.log or {}) | {"stamps": stamps}


def _newer(row: LiftSet | TrainingDay, change: Change, values: Mapping[str, Any]) -> dict[str, Any]:
    stamps = _stamps(row)
    return {
        name: value
        for name, value in values.items()
        if name not in stamps or tuple(stamps[name]) < change.stamp
    }


def _stamps(row: LiftSet | TrainingDay) -> dict[str, list[Any]]:
    return dict((row.log or {}).get("stamps", {}))


def _judged_by(lift: LiftSet) -> tuple[Any, ...]:
    return tuple(getattr(lift, name) for name in sorted(JUDGED))
