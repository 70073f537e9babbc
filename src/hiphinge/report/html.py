"""Write `report.html`: one page that opens offline, with everything it shows inside it.

The page is a template, a few style sheets and a few small scripts from the folder `page`. What
they show travels along as one block of JSON; the video, where it is embedded, as one block of
base64. A content security policy names each script by its hash, so that nothing else can run and
no request can leave.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from hiphinge.errors import SetupError
from hiphinge.report.notes import notes_json
from hiphinge.report.page_data import page_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiphinge.report.page_input import PageInput

STYLES = (
    "tokens", "base", "parts", "glance", "player", "dock", "charts", "cards", "phases", "budget",
    "target", "set", "signature", "notes",
    "print",
)  # fmt: skip
"""Style sheets in the order they are joined."""

SCRIPTS = (
    "dom", "words", "measures", "data", "phases", "clock", "figure", "gauge", "ink", "labels",
    "strings", "target", "back", "drawing", "findings", "called", "glance", "controls", "source",
    "player", "keys", "unknown", "tables", "plot", "charts", "dock", "budget", "ownbody", "cards",
    "course", "folds", "set", "axes", "phase", "ghost", "signature", "notes", "method", "outside",
    "main",
)  # fmt: skip
"""Scripts in the order they are joined: each uses only what stands before it."""

BLOCK = 3 * (1 << 16)  # bytes of video a step; a multiple of three keeps base64 free of padding


def render(page: PageInput) -> Iterator[str]:
    """Yield the page piece by piece, so that a long video is never held twice as text.

    Parameters
    ----------
    page : PageInput
        What to show.

    Yields
    ------
    str
        The next piece of the HTML.

    Raises
    ------
    SetupError
        When the chart library that belongs into the package is missing.
    """
    (library, script), style = own_scripts(), _style()
    texts = {
        "policy": policy(page.video, (library, script), style),
        "units": page.report.load_units,
        "style": style,
        "library": library,
        "script": script,
        "data": page_json(page),
        "notes": notes_json(page.notes),
    }
    for index, piece in enumerate(re.split(r"\{\{(\w+)\}\}", _read("template.html"))):
        if index % 2 == 0:
            yield piece
        elif piece == "video":
            yield from _base64(page.video) if isinstance(page.video, bytes) else ()
        else:
            yield texts[piece]


def _read(name: str) -> str:
    """Return the text of a file of the page."""
    return files("hiphinge.report").joinpath("page", name).read_text(encoding="utf-8")


def own_scripts() -> tuple[str, str]:
    """Return the two scripts that each page has: the chart library, and ours."""
    return _library(), _script()


def _library() -> str:
    """Return the chart library with its licence before it."""
    try:
        code, licence = _read("vendor/uplot.js"), _read("vendor/uplot.LICENSE")
    except FileNotFoundError as error:
        raise SetupError(
            "The chart library of the report page is missing; install hiphinge again."
        ) from error
    return f"/*!\nuPlot\n{licence}*/\n{code}"


def page_file(name: str) -> str:
    """Return the text of a file of the folder `page`."""
    return _read(name)


def _script() -> str:
    return joined_script(SCRIPTS)


def joined_script(names: Sequence[str]) -> str:
    """Join scripts into one scope: each is a module on its own, here they share one."""
    joined = "\n".join(_read(f"js/{name}.js") for name in names)
    joined = re.sub(r"^import\b[^;]*;\n", "", joined, flags=re.MULTILINE)
    joined = re.sub(
        r"^export (?=(async )?(function|class|const)\b)", "", joined, flags=re.MULTILINE
    )
    return f'(() => {{\n"use strict";\n{joined}\n}})();'


def _style() -> str:
    return "\n".join([_read("vendor/uplot.css"), joined_style(STYLES)])


def joined_style(names: Sequence[str]) -> str:
    """Join style sheets."""
    return "\n".join(_read(f"css/{name}.css") for name in names)


def policy(video: bytes | str | None, scripts: tuple[str, ...], style: str) -> str:
    """Return the content security policy: only these scripts, this style, this video."""

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    media = "'self' file:" if isinstance(video, str) else "blob:" if video else "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(digest(text) for text in scripts)}",
            f"style-src {digest(style)}",
            "img-src data:",
            f"media-src {media}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _base64(video: bytes) -> Iterator[str]:
    """Yield the video as base64."""
    for start in range(0, len(video), BLOCK):
        yield base64.b64encode(video[start : start + BLOCK]).decode("ascii")
