"""`/data/sets.csv`, `/data/log.csv`: sets as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from hiphinge.store import athletes
from hiphinge.store.csvs import log_csv, sets_csv
from hiphinge.store.database import Database
from hiphinge.store.tables import Athlete

router = APIRouter()

Table = Callable[[Session, Athlete | None], Iterator[str]]


@router.get("/data/sets.csv")
def sets_table(request: Request, athlete: str = "") -> StreamingResponse:
    """Send all sets with what films show of them, of everybody or of one athlete."""
    return _table(request, sets_csv, "sets", athlete)


@router.get("/data/log.csv")
def log_table(request: Request, athlete: str = "") -> StreamingResponse:
    """Send the log alone, of everybody or of one athlete."""
    return _table(request, log_csv, "log", athlete)


def _table(request: Request, table: Table, what: str, athlete: str) -> StreamingResponse:
    db = request.app.state.db
    db.check_there()  # once it has begun, a file can only break off
    one = None
    if athlete:
        with db.read() as session:
            one = athletes.get(session, athlete)
    name = f"hiphinge-{what}-{date.today().isoformat()}.csv"
    return StreamingResponse(
        _lines(db, table, one),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _lines(db: Database, table: Table, athlete: Athlete | None) -> Iterator[str]:
    with db.read() as session:
        yield from table(session, athlete)
