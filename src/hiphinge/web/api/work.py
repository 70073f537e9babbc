"""Everything that is under way: files that arrive, films that are judged or drawn on."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response
from pydantic import BaseModel, ConfigDict

from hiphinge.jobs import again
from hiphinge.store import analyses
from hiphinge.web.shown.drawn_lines import drawn_lines
from hiphinge.web.work_lines import WorkLine, work_lines

router = APIRouter(tags=["work"])

Uid = Annotated[str, Path(description="Name of the analysis.", min_length=8, max_length=64)]


class Work(BaseModel):
    """All work, what is done next first.

    Attributes
    ----------
    work : list of WorkLine
    """

    model_config = ConfigDict(extra="forbid")

    work: list[WorkLine]


@router.get("/api/work", responses={304: {"description": "Nothing is new."}})
def all_work(request: Request, if_none_match: Annotated[str, Header(max_length=200)] = "") -> Work:
    """Say what is under way, and what ended lately; cheap enough to be asked each second."""
    state = request.app.state
    with state.db.read() as session:
        lines = [*work_lines(session), *drawn_lines(session, state.folder, state.drawer)]
    told = Work(work=lines).model_dump_json().encode()
    tag = f'"{hashlib.sha256(told).hexdigest()[:20]}"'
    headers = {"etag": tag}
    if tag in if_none_match:
        return Response(status_code=304, headers=headers)  # type: ignore[return-value]
    return Response(told, headers=headers, media_type="application/json")  # type: ignore[return-value]


@router.post("/api/work/{uid}/cancel", status_code=204)
def cancel(request: Request, uid: Uid) -> None:
    """Stop the work on a film."""
    with request.app.state.db.write() as session:
        again.cancel(session, analyses.get(session, uid))


@router.post("/api/work/{uid}/retry", status_code=204)
def retry(request: Request, uid: Uid) -> None:
    """Try a film again that failed or was cancelled."""
    with request.app.state.db.write() as session:
        again.retry(session, analyses.get(session, uid))
