"""`/sets/{uid}/...`: the files of a set: its report's page, its film, a still, what is handed on.

All of them are found through the rows of the database; no name in an address is a name on disk.
"""

from __future__ import annotations

import base64
import gzip
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from hiphinge.numerals import Units, as_units
from hiphinge.store import sets
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import LiftSet
from hiphinge.web.shown.child import ask
from hiphinge.web.shown.drawn import FILM
from hiphinge.web.shown.hand_on import TABLES, hand_on, page_to_send
from hiphinge.web.shown.names import attached, file_name
from hiphinge.web.shown.report_page import report_page, told_notes
from hiphinge.web.shown.results import result_of
from hiphinge.web.shown.video import film_of, played

router = APIRouter()

STILL = "hiphinge.web.shown.still_child"
STILL_S = 180.0
"""A still is there in this time or never [s]."""


PACKED = 4
"""How hard a page is packed, 1 to 9: to two fifths of its size in 12 ms, and harder packing gains
little."""


@router.get("/sets/{uid}/report")
def report(
    request: Request,
    uid: str,
    if_none_match: Annotated[str, Header(max_length=500)] = "",
    accept_encoding: Annotated[str, Header(max_length=500)] = "",
) -> Response:
    """Send the report's page with today's notes, under the policy of its own scripts."""
    state = request.app.state
    with state.db.read() as session:
        found = sets.get(session, uid)
    page = report_page(state.folder, found.analysis, found.notes, _units(found))
    packs = "gzip" in accept_encoding
    tag = f'{page.tag[:-1]}-gz"' if packs else page.tag
    headers = {"etag": tag, "content-security-policy": page.policy, "vary": "accept-encoding"}
    if tag in if_none_match:
        return Response(status_code=304, headers=headers)
    if not packs:
        return HTMLResponse(page.html, headers=headers)
    # Over a phone's network the page takes longer to come than to be packed and unpacked.
    packed = gzip.compress(page.html.encode(), PACKED)
    return HTMLResponse(packed, headers={**headers, "content-encoding": "gzip"})


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
    page = page_to_send(to_hand_on.share(), told_notes(found.notes), _units(found))
    return HTMLResponse(page, headers=attached(file_name(found, ".html")))


@router.get("/sets/{uid}/drawn")
def drawn(request: Request, uid: str) -> FileResponse:
    """Send the film with what was seen drawn on it, where it was made."""
    state = request.app.state
    with state.db.read() as session:
        found = sets.get(session, uid)
        path = result_of(state.folder, found.analysis) / FILM
    if not path.is_file():
        raise NotFound("This film is not made yet: make it under Share, on the page of its set.")
    return FileResponse(
        path, media_type="video/mp4", headers=attached(file_name(found, "-drawn.mp4"))
    )


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


def _units(lift: LiftSet) -> Units:
    return as_units(lift.training_day.athlete.units)
