"""`hiphinge stance`: judge the athletic position in a photo, or in one moment of a video."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hiphinge.cli.analyze import Fast, Overwrite  # noqa: TC001 (typer reads them)
from hiphinge.cli.progress import Bar, width

Picture = Annotated[
    Path,
    typer.Argument(
        metavar="PHOTO",
        help="A photo from the side (JPEG, PNG, WebP, HEIC, AVIF), or a video with --at.",
        show_default=False,
    ),
]
At = Annotated[
    float | None,
    typer.Option(metavar="S", help="The moment of a video, in seconds.", show_default=False),
]
Out = Annotated[
    Path | None,
    typer.Option(
        help="Folder for the page. Default: a folder named after the photo, here.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON instead of words.")]


def stance(
    photo: Picture,
    at: At = None,
    out: Out = None,
    fast: Fast = False,
    json: Json = False,
    overwrite: Overwrite = False,
) -> None:
    """Judge the athletic position: hips back, chest out, knees soft, ready to move.

    Take the photo straight from the side, the whole body in it, the phone at hip height, 3 to 5 m
    away.
    """
    from hiphinge.errors import Stopped  # noqa: PLC0415 (with the rest, below)
    from hiphinge.report.export.report_json import render  # noqa: PLC0415
    from hiphinge.report.stance.save import check_stance_folder  # noqa: PLC0415 (slow)
    from hiphinge.report.stance.text import stance_text  # noqa: PLC0415
    from hiphinge.stance_pipeline import stance as judge  # noqa: PLC0415 (a second to import)

    folder = out or Path(f"{photo.stem}-stance")
    check_stance_folder(folder, overwrite=overwrite)
    try:
        with Bar(photo.name) as bar:
            analysis = judge(photo, at, fast, on_progress=bar.update)
            page = analysis.save(folder, overwrite=overwrite)
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing was left half-written.") from None
    report = analysis.report
    typer.echo((render(report) if json else stance_text(report, page, width())).rstrip())
