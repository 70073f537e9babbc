"""`/data/backup`: a copy of the whole folder at one moment, saved by the browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from hiphinge.store.backup import backup
from hiphinge.store.clock import new_uid
from hiphinge.store.folder import Folder
from hiphinge.store.orphans import STAGE

router = APIRouter()

STEP_BYTES = 1 << 20
"""So much is sent at a time [bytes]."""


@router.post("/data/backup")
def save(request: Request) -> StreamingResponse:
    """Make a backup and send it; what was made here for it goes when it is sent."""
    folder: Folder = request.app.state.folder
    # Named like what an import gathers: if the power goes it is swept away as well.
    stage = folder.root / "uploads" / f"{STAGE}{new_uid()}"
    stage.mkdir(mode=0o700)
    try:
        made = backup(folder, stage / "backup.zip")
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    name = f"hiphinge-backup-{date.today().isoformat()}.zip"
    return StreamingResponse(
        _sent(stage),
        media_type="application/zip",
        headers={
            "content-disposition": f'attachment; filename="{name}"',
            "content-length": str(made.size),
        },
    )


def _sent(stage: Path) -> Iterator[bytes]:
    try:
        with (stage / "backup.zip").open("rb") as file:
            while piece := file.read(STEP_BYTES):
                yield piece
    finally:
        shutil.rmtree(stage, ignore_errors=True)
