"""`hiphinge backup` and `hiphinge restore`: everything in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hiphinge.cli.progress import Bar

FolderOption = Annotated[
    Path | None,
    typer.Option(
        help="The folder that hiphinge keeps everything in. Default: the one that serve uses.",
        show_default=False,
    ),
]
Target = Annotated[
    Path | None,
    typer.Argument(
        help="The file to write. Default: hiphinge-backup and the moment, here.",
        show_default=False,
    ),
]
Source = Annotated[Path, typer.Argument(help="A file that backup wrote.", show_default=False)]


Overwrite = Annotated[
    bool,
    typer.Option("--overwrite", help="Take the place of what the folder holds; that is put aside."),
]


def backup(target: Target = None, folder: FolderOption = None) -> None:
    """Write everything that hiphinge keeps to one file: films, sets, reports, programmes.

    It may run while the app does. Keep the file on another disk: whoever has it has your films.
    """
    from datetime import datetime  # noqa: PLC0415

    from hiphinge.errors import Stopped  # noqa: PLC0415
    from hiphinge.store import backup as store  # noqa: PLC0415 (a second to import)
    from hiphinge.store.folder import Folder, default_folder  # noqa: PLC0415
    from hiphinge.store.room import told  # noqa: PLC0415

    moment = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    file = target or Path(f"hiphinge-backup-{moment}.zip")
    place = Folder((folder or default_folder()).expanduser().resolve())
    try:
        with Bar(file.name) as bar:
            made = store.backup(place, file, on_progress=bar.update)
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing was left half-written.") from None
    files = "1 file" if made.files == 1 else f"{made.files} files"
    typer.echo(f"Backed up the database and {files} ({told(made.size)}):\n  {file}")


def restore(source: Source, folder: FolderOption = None, overwrite: Overwrite = False) -> None:
    """Bring a backup back into the folder, all of it or nothing.

    Stop the app first. What the folder held before is put aside, not deleted.
    """
    from hiphinge.errors import Stopped  # noqa: PLC0415
    from hiphinge.store import restore as store  # noqa: PLC0415 (a second to import)
    from hiphinge.store.folder import default_folder  # noqa: PLC0415

    place = (folder or default_folder()).expanduser().resolve()
    try:
        with Bar(source.name) as bar:
            found = store.restore(source, place, overwrite=overwrite, on_progress=bar.update)
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing was changed.") from None
    files = "1 file" if found.files == 1 else f"{found.files} files"
    typer.echo(f"Brought back the database and {files}, as of {_moment(found.made_at)}:\n  {place}")
    if found.before is not None:
        typer.echo(f"What was there before lies in:\n  {found.before}")


def _moment(made_at: str) -> str:
    """Return a moment in the time of this place, such as 2026-11-27 19:22."""
    from datetime import datetime  # noqa: PLC0415

    try:
        return datetime.fromisoformat(made_at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return "an unknown moment"
