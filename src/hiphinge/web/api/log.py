"""The log as phones send it: changes in batches, sent again until they are known to be taken."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from sqlalchemy.orm import Session

from hiphinge.errors import HingeError
from hiphinge.jobs.again import rejudge
from hiphinge.store import days
from hiphinge.store.logbook import Change, WrongClock, take
from hiphinge.store.missing import NotFound
from hiphinge.store.rows import by_uid
from hiphinge.store.tables import LiftSet
from hiphinge.web.log.state import LogState, log_state, now_ms
from hiphinge.web.shown.edit import count_anew

router = APIRouter(tags=["log"])

MOST = 500
"""Changes in one batch; a long session has about a hundred."""
WHOLE_MOST = 2**53
"""Larger whole numbers are not exact in a browser."""

Uid = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Whole = Annotated[int, Field(ge=0, le=WHOLE_MOST, strict=True)]
Name = Annotated[str, Field(max_length=40)]


class LogChange(BaseModel):
    """One thing that was said; see `store.logbook.Change`.

    Attributes
    ----------
    uid : str
        Made up by who sends it; the same change sent again bears the same.
    at_ms, count : int
        When it was made [ms since 1970], and a counter of the device's changes.
    day : str
        Uid of the session.
    set : str or None
        Uid of the set, made up as well; null for the session itself.
    fields : dict
        What is said. Of a set: ``exercise``, ``implement``, ``load_kg``, ``reps``, ``rpe``,
        ``pain``, ``note``, ``position``, ``removed``. Of the session: ``note``, ``finished``, and
        choices such as ``swap.0``, ``skip.0``, ``count.0``, ``extra.a1``.
    """

    model_config = ConfigDict(extra="forbid")

    uid: Uid
    at_ms: Whole
    count: Whole
    day: Uid
    set: Uid | None = None
    fields: Annotated[dict[Name, JsonValue], Field(max_length=20)]

    def change(self) -> Change:
        """Return it as the store takes it."""
        return Change(self.uid, self.at_ms, self.count, self.day, self.set, self.fields)


class Batch(BaseModel):
    """Changes, in any order."""

    model_config = ConfigDict(extra="forbid")

    changes: Annotated[list[LogChange], Field(max_length=MOST)]


class NotTaken(BaseModel):
    """A change that was not taken.

    Attributes
    ----------
    uid : str
        Of the change.
    error : str
        Why, in a sentence for a person.
    why : {"wrong", "gone", "clock"}
        ``clock`` asks for the same change with its time set right by `now_ms`; ``gone`` says that
        session or set is in the bin.
    """

    model_config = ConfigDict(extra="forbid")

    uid: str
    error: str
    why: Literal["wrong", "gone", "clock"]


class Answer(BaseModel):
    """What became of a batch.

    Attributes
    ----------
    taken : list of str
        Uids of the changes that are kept now, or were before, or were passed over for later ones.
    refused : list of NotTaken
    now_ms : int
        Our clock [ms since 1970].
    """

    model_config = ConfigDict(extra="forbid")

    taken: list[str]
    refused: list[NotTaken]
    now_ms: int


@router.post("/api/log")
def send(request: Request, batch: Batch) -> Answer:
    """Take changes; what is wrong with one does not keep the others from being taken."""
    now, taken, refused = now_ms(), [], []
    with request.app.state.db.write() as session:
        anew = {}
        for one in batch.changes:
            try:
                was = _exercise(session, one)
                lift = take(session, one.change(), now)
            except HingeError as error:
                refused.append(NotTaken(uid=one.uid, error=str(error), why=_why(error)))
                continue
            taken.append(one.uid)
            if lift is not None:
                if lift.exercise != was:
                    count_anew(session, request.app.state.folder, lift, was)
                anew[lift.uid] = lift
        for lift in anew.values():
            rejudge(session, lift)
    return Answer(taken=taken, refused=refused, now_ms=now)


@router.get("/api/log/{uid}")
def show(
    request: Request,
    uid: Annotated[str, Path(description="Uid of the session.", min_length=8, max_length=64)],
) -> LogState:
    """Say what is logged of a session."""
    with request.app.state.db.read() as session:
        return log_state(session, days.get(session, uid))


def _exercise(session: Session, change: LogChange) -> str | None:
    """Return what exercise the set of a change is so far."""
    if change.set is None or "exercise" not in change.fields:
        return None
    lift = by_uid(session, LiftSet, change.set)
    return None if lift is None else lift.exercise


def _why(error: HingeError) -> Literal["wrong", "gone", "clock"]:
    if isinstance(error, WrongClock):
        return "clock"
    return "gone" if isinstance(error, NotFound) else "wrong"
