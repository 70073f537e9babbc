"""Whose pages are shown: the athlete that this browser chose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.store.tables import Athlete

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "hiphinge_athlete"
KEPT_S = 400 * 86_400
"""A browser keeps the choice so long [s]."""
OF_ONE = re.compile(r"(/(?:athletes|programme|trends|week)/)[A-Za-z0-9_-]+")
"""Pages that are of one athlete and nothing else."""
OF_ALL = frozenset({"/", "/athletes", "/search", "/film", "/plates", "/bin", "/data", "/devices"})
"""Pages that are there whoever is chosen."""


def everyone(session: Session) -> list[Athlete]:
    """Return all athletes that are not deleted, by name."""
    asked = select(Athlete).where(Athlete.deleted_at.is_(None))
    return sorted(session.scalars(asked), key=lambda one: (one.name.casefold(), one.id))


def current_of(request: Request, athletes: Sequence[Athlete]) -> Athlete | None:
    """Return whom this browser chose; the first where it chose nobody, None where nobody is."""
    chosen = request.cookies.get(COOKIE)
    return next((one for one in athletes if one.uid == chosen), athletes[0] if athletes else None)


def current_athlete(request: Request, session: Session) -> Athlete | None:
    """Return the athlete whose pages this browser shows, None where there is none yet."""
    return current_of(request, everyone(session))


def choose(response: Response, uid: str, *, secure: bool = False) -> None:
    """Let the browser remember an athlete."""
    response.set_cookie(COOKIE, uid, max_age=KEPT_S, httponly=True, samesite="lax", secure=secure)


def same_page_for(path: str, uid: str) -> str:
    """Return where to go when another athlete is chosen: the same page of theirs, else home."""
    found = OF_ONE.fullmatch(path)
    if found:
        return found[1] + uid
    return path if path in OF_ALL else "/"
