"""`/data/import`: take in what was exported, here or elsewhere, and say what came of it."""

from __future__ import annotations

import shutil
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State

from hiphinge.errors import HingeError
from hiphinge.store.archive.incoming import NOTHING, import_archive
from hiphinge.store.archive.words import told
from hiphinge.store.clock import new_uid
from hiphinge.store.database import Database
from hiphinge.store.missing import NotFound
from hiphinge.store.orphans import STAGE
from hiphinge.store.room import check_room, whole_or_nothing
from hiphinge.web.form_to_disk import form_to_disk
from hiphinge.web.render import page, see_other
from hiphinge.web.toast import SeeOther

router = APIRouter()

RESULTS_MOST = 20
"""So many results are kept to be shown; they are gone when the server ends."""
RECEIVED = "archive.zip"
"""What a received file is called here, whatever its sender calls it: no page says it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an import.

    Attributes
    ----------
    taken : bool
        Whether the archive was taken in.
    said : tuple of str
        What is new, what was there, what was not taken and why.
    """

    taken: bool
    said: tuple[str, ...]


@router.post("/data/import")
async def take_in(request: Request) -> SeeOther:
    """Receive an archive and take it in; go to the page that says what came of it."""
    state = request.app.state
    stage: Path = state.folder.root / "uploads" / f"{STAGE}{new_uid()}"
    try:
        with whole_or_nothing(NOTHING):
            check_room(stage.parent, int(request.headers.get("content-length", "0")))
            stage.mkdir(mode=0o700)
            fields = await form_to_disk(request, stage / RECEIVED)
        overwrite = fields.get("overwrite") == "yes"
        result = await run_in_threadpool(_taken, state.db, stage / RECEIVED, overwrite=overwrite)
    except HingeError as error:
        result = Result(taken=False, said=(str(error).replace(RECEIVED, "The file"),))
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return see_other(f"/data/import/{_keep(state, result)}")


@router.get("/data/import/{uid}")
def show(request: Request, uid: str) -> HTMLResponse:
    """Show what came of an import."""
    result = _results(request.app.state).get(uid)
    if result is None:
        raise NotFound("What came of that import is no longer known; look at Athletes.")
    return page(request, "data_import.html", result=result)


def _taken(db: Database, archive: Path, *, overwrite: bool) -> Result:
    return Result(taken=True, said=tuple(told(import_archive(db, archive, overwrite=overwrite))))


def _keep(state: State, result: Result) -> str:
    results, uid = _results(state), new_uid()
    results[uid] = result
    while len(results) > RESULTS_MOST:
        results.popitem(last=False)
    return uid


def _results(state: State) -> OrderedDict[str, Result]:
    if not hasattr(state, "imports"):
        state.imports = OrderedDict()
    found: OrderedDict[str, Result] = state.imports
    return found
