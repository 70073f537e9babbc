"""Films come in: begun, sent in pieces that may break off anywhere, cancelled, tried again."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from hiphinge.jobs.about import About
from hiphinge.jobs.admission import SIZE_MOST_BYTES
from hiphinge.jobs.arriving import Arriving
from hiphinge.jobs.intake import Intake

router = APIRouter(tags=["uploads"])

CHUNK_BYTES = 6_000_000
"""Best size of a piece [bytes]: seconds on a slow network, and a short pause on a fast one."""
OFFSET = "Upload-Offset"
"""Header that says where a piece begins, and how much is here."""

Uid = Annotated[str, Path(description="Name of the upload.", min_length=8, max_length=64)]


class Begin(BaseModel):
    """A file that is to be sent.

    Attributes
    ----------
    uid : str or None
        A name that the sender made up, so that beginning twice is beginning once.
    name : str
        The file's name, to be shown.
    size : int
        [bytes].
    about : About
        What is said with it.
    """

    model_config = ConfigDict(extra="forbid")

    uid: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")] | None = None
    name: Annotated[str, Field(min_length=1, max_length=1000)]
    size: Annotated[int, Field(ge=1, le=SIZE_MOST_BYTES, strict=True)]
    about: About = About()


class Upload(BaseModel):
    """How far a file is.

    Attributes
    ----------
    uid, name : str
    size, received : int
        Bytes of the whole, and those that are here.
    state : str
        ``receiving``, ``whole``, ``checked``, ``refused``, ``cancelled``.
    error : str
        Why it was refused; empty where it was not.
    chunk : int
        Best size of a piece [bytes].
    """

    model_config = ConfigDict(extra="forbid")

    uid: str
    name: str
    size: int
    received: int
    state: str
    error: str
    chunk: int


def told(upload: Arriving) -> Upload:
    """Return an upload as scripts are told of it."""
    return Upload(
        uid=upload.uid, name=upload.name, size=upload.size, received=upload.received,
        state=upload.state, error=upload.error, chunk=CHUNK_BYTES,
    )  # fmt: skip


def intake_of(request: Request) -> Intake:
    """Return what takes uploads in, one for all requests."""
    intake: Intake = request.app.state.intake
    return intake


@router.post("/api/uploads", status_code=201)
def begin(request: Request, file: Begin) -> Upload:
    """Begin to send a file."""
    said = file.about.model_dump(exclude_unset=True)
    return told(intake_of(request).create(file.name, file.size, said, uid=file.uid))


@router.get("/api/uploads/{uid}")
def look(request: Request, uid: Uid) -> Upload:
    """Say how far a file is."""
    return told(intake_of(request).look(uid))


@router.head("/api/uploads/{uid}", response_class=Response)
def offset(request: Request, uid: Uid) -> Response:
    """Say in headers how much of a file is here."""
    upload = intake_of(request).look(uid)
    headers = {OFFSET: str(upload.received), "Upload-Length": str(upload.size)}
    return Response(headers=headers | {"cache-control": "no-store"})


RAW: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
"""The body of a piece is told by hand: it is read as it comes, and never held as a whole."""


@router.patch("/api/uploads/{uid}", openapi_extra=RAW)
async def piece(
    request: Request,
    uid: Uid,
    upload_offset: Annotated[int, Header(ge=0, le=SIZE_MOST_BYTES)],
) -> Upload:
    """Take the bytes that go on at an offset; what came before a connection broke is kept."""
    intake = intake_of(request)
    incoming = await intake.receive(uid, upload_offset)
    try:
        async for part in request.stream():
            await incoming.write(part)
    except ClientDisconnect:
        pass  # nobody is there to be told; the next piece goes on where this one ended
    finally:
        await incoming.close()
    return told(await run_in_threadpool(intake.look, uid))


@router.delete("/api/uploads/{uid}")
def cancel(request: Request, uid: Uid) -> Upload:
    """Drop a file that was not made a set of."""
    return told(intake_of(request).cancel(uid))


@router.post("/api/uploads/{uid}/retry")
def retry(request: Request, uid: Uid) -> Upload:
    """Take up a file again that was refused or cancelled."""
    return told(intake_of(request).retry(uid))
