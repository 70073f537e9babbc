"""`/sets/{uid}/...`: the files of a set: its report's page, its film, a still, what is handed on.

All of them are found through the rows of the database; no name in an address is a name on disk.
"""

from __future__ import annotations

import base64
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from hiphinge.store import sets
from hiphinge.web.shown.child import ask
from hiphinge.web.shown.hand_on import TABLES, hand_on, page_to_send
from hiphinge.web.shown.names import attached, file_name
from hiphinge.web.shown.report_page import report_page, told_notes
from hiphinge.web.shown.video import film_of, played

router = APIRouter()

STILL = "hiphinge.web.shown.still_child"
STILL_S = 60.0
"""A still is there in this time or never [s]."""


@router.get("/sets/{uid}/report")
def report(
    request: Request, uid: str, if_none_match: Annotated[str, Header(max_length=500)] = ""
) -> Response:
    """Send the report's page with today's notes, under the policy of its own scripts."""
    state = request.app.state
    with state.db.read() as session:
        found = sets.get(session, uid)
    page = report_page(state.folder, found.analysis, found.notes)
    headers = {"etag": page.tag, "content-security-policy": page.policy}
    if page.tag in if_none_match:
        return Response(status_code=304, headers=headers)
    return HTMLResponse(page.html, headers=headers)


@router.get("/sets/{uid}/video")
def video(request: Request, uid: str) -> FileResponse:
    """Send the film, whole or the stretch that is asked for."""
    state = request.app.state
    with state.db.read() as session:
        row, film = film_of(session, state.folder, sets.get(session, uid).analysis)
    path, kind = played(state.folder, row, film)
    return FileResponse(path, media_type=kind)


@router.get("/sets/{uid}/still")
def still(request: Request, uid: str) -> Response:
    """Send a picture of the film, to point at the lifter in."""
    state = request.app.state
    with state.db.read() as session:
        _, film = film_of(session, state.folder, sets.get(session, uid).analysis)
    told = ask(state.folder, STILL, {"path": str(film)}, STILL_S)
    return Response(base64.b64decode(told), media_type="image/jpeg")


@router.get("/sets/{uid}/share")
def share(request: Request, uid: str) -> Response:
    """Send one page with the film inside, to be handed on."""
    state = request.app.state
    with state.db.read() as session:
        found = sets.get(session, uid)
        to_hand_on = hand_on(session, state.folder, found.analysis)
    page = page_to_send(to_hand_on.share(), told_notes(found.notes))
    return HTMLResponse(page, headers=attached(file_name(found, ".html")))


@router.get("/sets/{uid}/files/{name}")
def table(request: Request, uid: str, name: str) -> FileResponse:
    """Send one of the tables."""
    state = request.app.state
    with state.db.read() as session:
        found = sets.get(session, uid)
        to_hand_on = hand_on(session, state.folder, found.analysis)
    path = to_hand_on.table(name)
    headers = attached(file_name(found, f"-{path.name}"))
    return FileResponse(path, media_type=TABLES[path.name], headers=headers)
