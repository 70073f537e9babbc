"""What goes wrong, said in one sentence: as a page or as JSON."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from hiphinge.errors import HingeError
from hiphinge.jobs.refusals import NoRoom, NotReceiving, TakenOver, TooLarge, WrongOffset
from hiphinge.jobs.trouble import disk_is_full
from hiphinge.store.database import FolderGone
from hiphinge.store.missing import NotFound
from hiphinge.web.refusal import refuse
from hiphinge.web.shown.elsewhere import ChangedElsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

SENTENCES = {
    404: "There is nothing at this address: it was deleted, or never there.",
    405: "This address cannot be asked that way.",
}
"""Instead of what the framework says, by status."""
STATUSES: dict[type[HingeError], int] = {
    NotFound: 404,
    WrongOffset: 409,
    NotReceiving: 409,
    TakenOver: 409,
    ChangedElsewhere: 409,
    TooLarge: 413,
    NoRoom: 507,
    FolderGone: 503,
}
"""HTTP status of each kind of expected failure; the rest is 400."""
DISK_FULL = (
    "There is no room left on the disk, so this was not kept: free some space, then do it again."
)
READ_ONLY = (
    "hiphinge's folder cannot be written just now, so this was not kept: see that its disk is in "
    "place and may be written, then do it again."
)
BUSY = "Something else is writing for long, so this was not kept: wait a little, then do it again."
MAY_NOT = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
WRONG = {
    "missing": "is missing",
    "json_invalid": "is no JSON",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "string_too_long": "is too long",
    "string_too_short": "is too short",
    "string_pattern_mismatch": "is not written as it must be",
    "extra_forbidden": "is not known here",
}
"""What is wrong with a field, by the kind of error."""


def add_handlers(app: FastAPI) -> None:
    """Give the app a sentence for all that is expected to go wrong."""
    app.add_exception_handler(HingeError, of_hinge)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_validation)
    app.add_exception_handler(OperationalError, of_disk)
    app.add_exception_handler(OSError, of_disk)


def of_hinge(request: Request, error: Exception) -> Response:
    """Say an expected failure in its own words; its kind tells the status."""
    status = next((one for kind, one in STATUSES.items() if isinstance(error, kind)), 400)
    answer = refuse(request.scope, status, str(error))
    if isinstance(error, WrongOffset):
        answer.headers["upload-offset"] = str(error.offset)
    return answer


def of_http(request: Request, error: Exception) -> Response:
    """Say what the framework or a guard refused."""
    assert isinstance(error, HTTPException)  # noqa: S101 (the handler is for these alone)
    answer = refuse(
        request.scope, error.status_code, SENTENCES.get(error.status_code, error.detail)
    )
    answer.headers.update(error.headers or {})
    return answer


def of_disk(request: Request, error: Exception) -> Response:
    """Say that folder or disk is gone or takes nothing; what else went wrong is passed on."""
    try:
        request.app.state.db.check_there()
    except FolderGone as gone:  # whatever the system said, this is why
        return of_hinge(request, gone)
    told = str(error.orig) if isinstance(error, OperationalError) else ""
    if disk_is_full(error):
        return refuse(request.scope, 507, DISK_FULL)
    if "readonly" in told or (isinstance(error, OSError) and error.errno in MAY_NOT):
        return refuse(request.scope, 503, READ_ONLY)
    if "locked" in told or "busy" in told:
        return refuse(request.scope, 503, BUSY)
    raise error


def of_validation(request: Request, error: Exception) -> Response:
    """Say the first thing that is wrong with what was sent."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 (the handler is for these alone)
    return refuse(request.scope, 422, sentence_of(error.errors()))


def sentence_of(errors: Sequence[Mapping[str, Any]]) -> str:
    """Return the first error as a sentence.

    Parameters
    ----------
    errors : sequence of mapping
        As pydantic tells them: ``loc``, ``type``, ``msg``, ``ctx``.
    """
    first = errors[0]
    names = [str(part) for part in first["loc"][1:]] or ["what was sent"]
    field = " ".join(names).replace("_", " ")
    bounds = first.get("ctx") or {}
    for key, words in (("ge", "at least"), ("gt", "more than"), ("le", "at most"), ("lt", "under")):
        if key in bounds:
            return f"{field.capitalize()} must be {words} {bounds[key]}."
    wrong = WRONG.get(first["type"])
    if wrong is None:
        said = str(first["msg"]).removeprefix("Value error, ")
        return f"{field.capitalize()}: {said[:1].lower()}{said[1:].rstrip('.')}."
    return f"{field.capitalize()} {wrong}."
