"""Styles, scripts and pictures: their addresses hold a hash of all, so a browser may keep them.

Scripts import each other by relative paths, so one hash over all files stands in the folder part
of the address. Only files that are listed when the server starts can be asked for: no path that
comes from a browser is ever joined to a folder.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

router = APIRouter()

FOLDER = Path(__file__).parent / "static"
REPORT = Path(__file__).parents[1] / "report" / "page" / "css"
FROM_REPORT = ("tokens", "base", "parts")
"""Style sheets of the report that the app is dressed in as well."""
FIRST = ("shell", "components", "forms")
"""The app's own style sheets that the others build on, in their order."""
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
"""What is sent, and as what."""
BUNDLE = "css/app.css"
"""The one style sheet that pages link: all of them, joined."""
HASH_LETTERS = 12
FOREVER = "public, max-age=31536000, immutable"


@cache
def listed() -> Mapping[str, Path]:
    """Return every file that may be asked for, by the name it has in addresses."""
    found = {
        path.relative_to(FOLDER).as_posix(): path
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in TYPES and path.is_file()
    }
    return found | {f"report/{name}.css": REPORT / f"{name}.css" for name in FROM_REPORT}


def sheets() -> list[Path]:
    """Return the style sheets in the order they are joined."""
    names = listed()
    own = [f"css/{name}.css" for name in FIRST]
    rest = [name for name in names if name.startswith("css/") and name not in own]
    return [names[name] for name in (*(f"report/{one}.css" for one in FROM_REPORT), *own, *rest)]


@cache
def version() -> str:
    """Return the hash over all files."""
    seen = hashlib.sha256()
    for name, path in listed().items():
        seen.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:HASH_LETTERS]


def address(name: str) -> str:
    """Return the address of a file, such as ``js/upload.js``."""
    return f"/static/{version()}/{name}"


@router.get("/static/{of}/{name:path}")
def file(of: str, name: str) -> Response:
    """Send a file; for good where the address is of today's files."""
    path = listed().get(name)
    if name == BUNDLE:
        body = b"\n".join(sheet.read_bytes() for sheet in sheets())
    elif path is not None:
        body = path.read_bytes()
    else:
        return Response(status_code=404)
    headers = {"cache-control": FOREVER if of == version() else "no-cache"}
    return Response(body, headers=headers, media_type=TYPES[Path(name).suffix])
