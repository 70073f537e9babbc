"""The command line: a verb, a file. Heavy things are imported inside the verbs."""

from __future__ import annotations

import codecs
import sys

from hiphinge.cli.app import app
from hiphinge.errors import HingeError
from hiphinge.numerals import MINUS, NO_BREAK

PLAINER = {MINUS: "-", NO_BREAK: " "}
"""What stands for signs that a terminal does not have; a question mark for all others."""


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Return what is written instead: a number must not lose its sign."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(PLAINER.get(one, "?") for one in lost), error.end


codecs.register_error("hiphinge-plainer", _plainer)


def main() -> None:
    """Run the command line; what is expected to go wrong ends with one sentence and its code."""
    for stream in (sys.stdout, sys.stderr):
        # An ASCII terminal shows ? for ° and ± rather than failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="hiphinge-plainer")
    try:
        app()
    except HingeError as error:
        sys.stderr.write(f"hiphinge: {error}\n")
        sys.exit(error.exit_code)
