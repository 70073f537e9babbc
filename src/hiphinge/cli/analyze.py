"""`hiphinge analyze`: judge the sets in one or more videos."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hiphinge.cli.load import load_said
from hiphinge.cli.progress import Bar, width

if TYPE_CHECKING:
    from hiphinge.pipeline import Options
    from hiphinge.report.model import Report

Videos = Annotated[
    list[Path],
    typer.Argument(help="Videos filmed from the side, or .json pose tracks.", show_default=False),
]
Out = Annotated[
    Path | None,
    typer.Option(
        help="Folder for the report; with several videos, one folder inside it for each. "
        "Default: a folder named after the video, here.",
        show_default=False,
    ),
]
Exercise = Annotated[
    str | None,
    typer.Option(help="What it is, such as rdl, deadlift or squat. Default: seen by itself."),
]
Implement = Annotated[
    str | None,
    typer.Option(
        help="What is held, such as kettlebell or barbell: it narrows down what the move may be. "
        "Never guessed.",
        show_default=False,
    ),
]
Fast = Annotated[bool, typer.Option("--fast", help="Use the faster, less accurate network.")]
Height = Annotated[
    float | None,
    typer.Option(min=100, max=250, metavar="CM", help="The lifter's height, for metres."),
]
Load = Annotated[
    str | None,
    typer.Option(
        metavar="LOAD",
        help='What was lifted, to note it: "60 kg" or "135 lb"; a number alone is in kg.',
        show_default=False,
    ),
]
Plate = Annotated[
    float | None,
    typer.Option(
        min=10, metavar="PX", help="Width of a 45 cm plate in the picture, in pixels, for metres."
    ),
]
Strict = Annotated[
    Literal["lenient", "normal", "strict"],
    typer.Option(help="How sure a fault must be before it is told."),
]
Overlay = Annotated[bool, typer.Option("--overlay", help="Also write an annotated video.")]
Json = Annotated[
    bool,
    typer.Option(
        "--json", help="Print the report as JSON instead of words; several reports as a list."
    ),
]
Track = Annotated[
    Path | None,
    typer.Option(help="Landmarks of the video (a track.json): it need not be seen again."),
]
LeaveOut = Annotated[
    list[int] | None,
    typer.Option(
        metavar="REP",
        help="Number of a repetition that is none, or is not to be judged; once for each. The "
        "others keep their numbers.",
        show_default=False,
    ),
]
LifterAt = Annotated[
    str | None,
    typer.Option(
        metavar="X,Y",
        help="Where the one who lifts is, if others are in the picture: at the hips, as parts of "
        "the picture's width and height from its upper left corner, such as 0.3,0.5.",
        show_default=False,
    ),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace results that are there.")]


def analyze(
    videos: Videos,
    out: Out = None,
    exercise: Exercise = None,
    implement: Implement = None,
    fast: Fast = False,
    height: Height = None,
    load: Load = None,
    plate: Plate = None,
    strictness: Strict = "normal",
    overlay: Overlay = False,
    json: Json = False,
    track: Track = None,
    leave_out: LeaveOut = None,
    lifter_at: LifterAt = None,
    overwrite: Overwrite = False,
) -> None:
    """Judge the set in each video and write a report to open.

    Film the whole body from the side, the phone at hip height, 3 to 5 m away; stand still for
    two seconds first.
    """
    from hiphinge.errors import UsageError  # noqa: PLC0415 (with the rest, below)
    from hiphinge.pipeline import Options  # noqa: PLC0415 (a second to import)

    said = {"--track": track, "--leave-out": leave_out, "--lifter-at": lifter_at}
    alone = next((name for name, value in said.items() if value is not None), None)
    if alone is not None and len(videos) > 1:
        raise UsageError(f"{alone} belongs to one video: name one, or leave {alone} out.")
    if lifter_at is not None and (track is not None or videos[0].suffix.lower() == ".json"):
        raise UsageError(
            "--lifter-at chooses whom to look at, and these landmarks are of one person already: "
            "leave one of them out."
        )
    if overlay and any(video.suffix.lower() == ".json" for video in videos):
        raise UsageError("--overlay draws on a video: name the video, and landmarks by --track.")
    load_kg, load_units = load_said(load)
    options = Options(
        exercise=exercise,
        fast=fast,
        height_cm=height,
        load_kg=load_kg,
        load_units=load_units,
        strictness=strictness,
        plate_px=plate,
        implement=implement,
        leave_out=tuple(leave_out or ()),
        lifter_at=None if lifter_at is None else _point(lifter_at),
    )
    job = Job(options, track=track, overlay=overlay, overwrite=overwrite)
    run(job, _places(videos, out), as_json=json)


def _point(text: str) -> tuple[float, float]:
    """Return the two numbers of a point.

    Raises
    ------
    UsageError
        When it is not two numbers.
    """
    from hiphinge.errors import UsageError  # noqa: PLC0415 (with the rest)

    try:
        x, y = map(float, text.split(","))
    except ValueError as error:
        raise UsageError(
            f"--lifter-at takes two numbers with a comma between them, such as 0.3,0.5, and not "
            f"{text}."
        ) from error
    return x, y


def _places(videos: list[Path], out: Path | None) -> list[tuple[Path, Path]]:
    """Return each video with the folder for its report; folders never collide."""
    if len(videos) == 1 and out is not None:
        return [(videos[0], out)]
    places: list[tuple[Path, Path]] = []
    taken: set[Path] = set()
    for video in videos:
        name = video.stem if out is not None else f"{video.stem}-hiphinge"
        folder, number = (out or Path()) / name, 2
        while folder in taken:
            folder, number = (out or Path()) / f"{name}-{number}", number + 1
        taken.add(folder)
        places.append((video, folder))
    return places


class Job:
    """What is done with each video."""

    def __init__(
        self, options: Options, *, track: Path | None, overlay: bool, overwrite: bool
    ) -> None:
        self.options, self.track = options, track
        self.overlay, self.overwrite = overlay, overwrite

    def __call__(self, video: Path, folder: Path) -> tuple[Report, Path]:
        """Judge one video, write its report, and return both."""
        from hiphinge.pipeline import analyze as judge  # noqa: PLC0415
        from hiphinge.report.save import check_folder  # noqa: PLC0415

        check_folder(folder, overwrite=self.overwrite)
        with Bar(video.name) as bar:
            analysis = judge(video, self.options, track=self.track, on_progress=bar.update)
            page = analysis.save(
                folder, overlay=self.overlay, overwrite=self.overwrite, on_progress=bar.update
            )
        return analysis.report, page


def run(job: Job, places: list[tuple[Path, Path]], *, as_json: bool) -> None:
    """Do a job for each video; one that fails does not stop the others.

    Raises
    ------
    HingeError
        When the only video fails, or the person stops the work.
    SystemExit
        With the largest exit code, when some of several failed.
    """
    from hiphinge.errors import HingeError, SetupError, Stopped  # noqa: PLC0415
    from hiphinge.report import text  # noqa: PLC0415
    from hiphinge.report.export import report_json  # noqa: PLC0415

    worst, printed = 0, []
    for video, folder in places:
        try:
            report, page = job(video, folder)
        except KeyboardInterrupt:
            raise Stopped("stopped; nothing was left half-written.") from None
        except HingeError as error:
            if len(places) == 1 or isinstance(error, SetupError):
                raise
            worst = max(worst, error.exit_code)
            name = "" if video.name in str(error) else f"{video.name}: "
            sys.stderr.write(f"hiphinge: {name}{error}\n")
            continue
        if as_json:
            printed.append(report_json.render(report).rstrip())
        elif len(places) == 1:
            typer.echo(text.verdict(report, page, width()).rstrip())
        else:
            typer.echo(f"{text.headline(report)}\n  {page}")
    if as_json:
        typer.echo(printed[0] if len(places) == 1 else "[" + ",\n".join(printed) + "]")
    if worst:
        raise SystemExit(worst)
