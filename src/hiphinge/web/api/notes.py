"""Notes of a coach at moments of a set's film."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StrictFloat

from hiphinge.store import notes, sets
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import CoachNote
from hiphinge.web.api.sets import SetUid

router = APIRouter(tags=["notes"])

Moment = Annotated[StrictFloat, Field(allow_inf_nan=False)]
NoteUid = Annotated[str, Path(description="Uid of the note.", min_length=8, max_length=64)]


class NewNote(BaseModel):
    """A note as it is sent.

    Attributes
    ----------
    uid : str or None
        A name that the sender made up: sent twice under it, the note is there once.
    time_s : float
        The moment of the film [s].
    text, author : str
        What is said, and by whom.
    """

    model_config = ConfigDict(extra="forbid")

    uid: str | None = None
    time_s: Moment
    text: str
    author: str = ""


class NoteEdit(BaseModel):
    """What is changed of a note; what is not there stays as it is."""

    model_config = ConfigDict(extra="forbid")

    time_s: Moment = 0.0
    text: str = ""
    author: str = ""


class ToldNote(BaseModel):
    """A note as it is kept; `written` is the time in UTC after ISO 8601."""

    model_config = ConfigDict(extra="forbid")

    uid: str
    time_s: float
    text: str
    author: str
    written: str


class Notes(BaseModel):
    """All notes of a set, in the order of their moments."""

    model_config = ConfigDict(extra="forbid")

    notes: list[ToldNote]


@router.get("/api/sets/{uid}/notes")
def show(request: Request, uid: SetUid) -> Notes:
    """Return the notes of a set."""
    with request.app.state.db.read() as session:
        found = sets.get(session, uid)
        return Notes(notes=[_told(one) for one in found.notes])


@router.post("/api/sets/{uid}/notes", status_code=201)
def add(request: Request, uid: SetUid, said: NewNote) -> ToldNote:
    """Add a note; twice under the same uid makes one."""
    with request.app.state.db.write() as session:
        lift = sets.get(session, uid)
        return _told(
            notes.add(session, lift, said.time_s, said.text, author=said.author, uid=said.uid)
        )


@router.patch("/api/sets/{uid}/notes/{note}")
def change(request: Request, uid: SetUid, note: NoteUid, said: NoteEdit) -> ToldNote:
    """Change a note."""
    with request.app.state.db.write() as session:
        _check_of(notes.get(session, note), uid)
        return _told(notes.change(session, note, **said.model_dump(exclude_unset=True)))


@router.delete("/api/sets/{uid}/notes/{note}", status_code=204)
def delete(request: Request, uid: SetUid, note: NoteUid) -> Response:
    """Hide a note, until it is restored or deleted for good."""
    with request.app.state.db.write() as session:
        _check_of(notes.get(session, note, deleted=True), uid)
        notes.delete(session, note)
    return Response(status_code=204)


@router.post("/api/sets/{uid}/notes/{note}/restore")
def restore(request: Request, uid: SetUid, note: NoteUid) -> ToldNote:
    """Bring a deleted note back."""
    with request.app.state.db.write() as session:
        _check_of(notes.get(session, note, deleted=True), uid)
        return _told(notes.restore(session, note))


def _check_of(note: CoachNote, uid: str) -> None:
    if note.lift_set.uid != uid:
        raise NotFound("There is no such note of this set.")


def _told(note: CoachNote) -> ToldNote:
    return ToldNote(
        uid=note.uid, time_s=note.time_s, text=note.text, author=note.author,
        written=note.created_at,
    )  # fmt: skip
