"""The command line: a verb, a file. Heavy things are imported inside the verbs."""

from __future__ import annotations

import sys

from hiphinge.cli.app import app
from hiphinge.errors import HingeError


def main() -> None:
    """Run the command line; what is expected to go wrong ends with one sentence and its code."""
    for stream in (sys.stdout, sys.stderr):
        # An ASCII terminal shows ? for ° and ± rather than failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except HingeError as error:
        sys.stderr.write(f"hiphinge: {error}\n")
        sys.exit(error.exit_code)
