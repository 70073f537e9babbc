"""The application that the verbs belong to."""

from __future__ import annotations

from typing import Annotated

import typer

from hiphinge.cli.analyze import analyze
from hiphinge.cli.backup import backup, restore
from hiphinge.cli.compare import compare
from hiphinge.cli.example import example
from hiphinge.cli.serve import serve
from hiphinge.cli.stance import stance

app = typer.Typer(
    name="hiphinge",
    help="Film a set from the side; see whether it was a hip hinge, what to fix first, and how "
    "sure that is. Everything runs on this computer; the video never leaves it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog="Exit codes: 0 done, 2 wrong use, 3 a clip that cannot be judged.")(analyze)
app.command()(example)
app.command(epilog="Exit codes: 0 done, 2 wrong use, 3 a set that cannot be compared.")(compare)
app.command(epilog="Exit codes: 0 done, 2 wrong use, 3 a picture that cannot be judged.")(stance)
app.command(epilog="Exit codes: 0 stopped, 2 wrong use, such as a port that is taken.")(serve)
app.command(epilog="Exit codes: 0 done, 2 wrong use, such as a full disk.")(backup)
app.command(epilog="Exit codes: 0 done, 2 wrong use, such as no backup.")(restore)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 (slow to import)

        typer.echo(f"hiphinge {version('hiphinge')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Carry the options that belong to no verb."""
    del version
