"""`/data`: where everything lies, how large it is, and how to take it along."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from hiphinge.store import athletes
from hiphinge.store.archive.outgoing import archive_chunks
from hiphinge.store.folder import Folder
from hiphinge.store.toll import size_of
from hiphinge.web.render import page
from hiphinge.web.security.peer import from_here

router = APIRouter()

PARTS = {
    "Films": ("videos",),
    "What was seen in them": ("seen",),
    "Reports": ("results",),
    "Files on their way in": ("uploads",),
    "Copies from before updates": ("backups",),
}
"""What lies in the folder, by the folders within it."""
DATABASE = "Athletes, sessions, sets, notes"


@dataclass(frozen=True, slots=True)
class Used:
    """How much of the disk is taken by one kind of thing [bytes]."""

    name: str
    size: int


@router.get("/data")
def show(request: Request) -> HTMLResponse:
    """Show what is kept and what can be done with it."""
    state = request.app.state
    folder: Folder = state.folder
    used = used_by(folder)
    here = from_here(request.scope)
    return page(
        request, "data.html",
        used=used, whole=sum(one.size for one in used),
        free=shutil.disk_usage(folder.root).free, root=str(folder.root) if here else "",
    )  # fmt: skip


@router.get("/data/export")
def export(request: Request, athlete: str = "", films: str = "") -> StreamingResponse:
    """Send an archive of everything, or of one athlete; with the films where they are asked for."""
    db = request.app.state.db
    db.check_there()  # once it has begun, a file can only break off
    if athlete:
        with db.read() as session:
            athletes.get(session, athlete)
    chunks = archive_chunks(db, athlete=athlete or None, videos=films == "yes")
    name = f"hiphinge-{date.today().isoformat()}{'-athlete' if athlete else ''}.zip"
    return StreamingResponse(
        chunks,
        media_type="application/zip",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def used_by(folder: Folder) -> list[Used]:
    """Return how much each kind of thing takes, the database first."""
    files = (path for path in folder.root.glob(f"{folder.database.name}*") if path.is_file())
    found = [Used(DATABASE, sum(map(size_of, files)))]
    return found + [
        Used(name, sum(size_of(folder.root / part) for part in parts))
        for name, parts in PARTS.items()
    ]
