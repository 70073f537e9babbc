"""`hiphinge compare`: lay several sets of one lifter over each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hiphinge.cli.analyze import Overwrite  # noqa: TC001 (typer reads it)
from hiphinge.cli.progress import Bar, width

Sources = Annotated[
    list[Path],
    typer.Argument(
        help="Folders that analyze wrote, their report.json, or videos and tracks, which are "
        "analysed first. Two to eight.",
        show_default=False,
    ),
]
Out = Annotated[Path, typer.Option(help="Folder for the comparison.")]
Label = Annotated[
    list[str] | None,
    typer.Option(
        help="A name for a set, such as Monday; once for each set, in their order. "
        "Default: the move, where it is known, else the file.",
        show_default=False,
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Print the comparison as JSON instead of words.")
]


def compare(
    sources: Sources,
    out: Out = Path("compare-hiphinge"),
    label: Label = None,
    json: Json = False,
    overwrite: Overwrite = False,
) -> None:
    """Compare sets of one lifter: days, or moves.

    Says what differs beyond doubt and what cannot be told apart, and writes a page with all
    hinges in one picture, and one rep as a ghost over another.
    """
    from hiphinge import comparison  # noqa: PLC0415 (a second to import)
    from hiphinge.errors import Stopped  # noqa: PLC0415
    from hiphinge.report.compare import build, save, text  # noqa: PLC0415
    from hiphinge.report.export import report_json  # noqa: PLC0415

    labels = label or []
    comparison.check_call(sources, labels)
    save.check(out, overwrite=overwrite)
    reports = {}
    try:
        for place in comparison.in_order(sources):
            with Bar(sources[place].name) as bar:
                reports[place] = comparison.report_of(sources[place], bar.update)
        found = build.compare([reports[place] for place in range(len(sources))], labels)
        page = save.save(found, out, overwrite=overwrite)
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing was left half-written.") from None
    if json:
        typer.echo(report_json.render(found).rstrip())
    else:
        typer.echo(text.told(found, page, width()).rstrip())
