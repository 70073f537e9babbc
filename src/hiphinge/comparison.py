"""Several sets of one lifter laid over each other: saved reports, videos or tracks in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from hiphinge.errors import ClipError, UsageError
from hiphinge.pipeline import analyze
from hiphinge.report.compare import build
from hiphinge.report.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hiphinge.report.compare.model import Comparison

SETS_LEAST, SETS_MOST = 2, 8
"""So many sets can be told apart in one picture."""
REPORT_NAME: Final = "report.json"
HEAD_BYTES: Final = 4096
"""The name of a JSON file's shape stands within so many bytes of its beginning."""
REPORT_MOST_BYTES: Final = 200_000_000
"""A larger file is no report [bytes]."""


def compare(
    sources: Sequence[Path],
    labels: Sequence[str] = (),
    *,
    on_progress: Callable[[str, float], None] = lambda _what, _part: None,
) -> Comparison:
    """Compare sets.

    Parameters
    ----------
    sources : sequence of Path
        Two to eight: folders that `analyze` wrote, their ``report.json``, or videos and tracks,
        which are analysed first.
    labels : sequence of str
        Names for the first of them.
    on_progress : callable
        Told which stage of an analysis works, and the share of it that is done.

    Raises
    ------
    UsageError
        When there are too few or too many, or one is not there.
    ClipError
        When one cannot be read or analysed, or holds no judged repetition.
    """
    check_call(sources, labels)
    reports = {place: report_of(sources[place], on_progress) for place in in_order(sources)}
    return build.compare([reports[place] for place in range(len(sources))], labels)


def check_call(sources: Sequence[Path], labels: Sequence[str]) -> None:
    """Refuse a call with too few sets, too many, or more labels than sets.

    Raises
    ------
    UsageError
    """
    if not SETS_LEAST <= len(sources) <= SETS_MOST:
        raise UsageError(
            f"A comparison takes {SETS_LEAST} to {SETS_MOST} sets, and {len(sources)} "
            f"{'was' if len(sources) == 1 else 'were'} named: name folders that analyze wrote, "
            "or videos."
        )
    if len(labels) > len(sources):
        raise UsageError(
            f"There are {len(labels)} labels for {len(sources)} sets: give one --label for each "
            "set, in their order."
        )


def in_order(sources: Sequence[Path]) -> list[int]:
    """Return the places of the sources, what is quick to read first, so that errors come early."""
    return sorted(range(len(sources)), key=lambda place: not _is_saved(sources[place]))


def report_of(
    source: Path, on_progress: Callable[[str, float], None] = lambda _what, _part: None
) -> Report:
    """Return the report of a set: read, or made of its video or track.

    Raises
    ------
    UsageError
        When there is no such file.
    ClipError
        When it cannot be read or analysed, or holds no judged repetition.
    """
    path = source / REPORT_NAME if source.is_dir() else source
    if not path.exists():
        raise UsageError(
            f"{source} holds no {REPORT_NAME}: name a folder that analyze wrote, or a video."
            if source.is_dir()
            else f"There is no file {source}: check the name and the folder."
        )
    report = (
        _read(path, source) if _is_saved(source) else analyze(path, on_progress=on_progress).report
    )
    return _with_hinge(report, source)


def _is_saved(source: Path) -> bool:
    """Tell whether it is a report, rather than a video or a track."""
    path = source / REPORT_NAME if source.is_dir() else source
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return b'"hiphinge.report/' in file.read(HEAD_BYTES)
    except OSError:
        return False


def _read(path: Path, source: Path) -> Report:
    """Read a saved report."""
    if path.stat().st_size > REPORT_MOST_BYTES:
        raise ClipError(f"{source} is too large to be a report: analyse its video anew.")
    try:
        report = Report.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise ClipError(
            f"The report {source} cannot be read by this version of hiphinge: analyse its video "
            "anew."
        ) from error
    if report.reps and not any(rep.signature or rep.signature_unknown for rep in report.reps):
        raise ClipError(
            f"The report {source} is of an older hiphinge, which did not measure what is compared: "
            "analyse its video anew."
        )
    return report


def _with_hinge(report: Report, source: Path) -> Report:
    """Refuse a set of which nothing was judged: it has no hinge to compare."""
    if any(rep.kind != "unjudged" for rep in report.reps) and report.set.signature:
        return report
    none = "every repetition was left out" if report.left_out else "no repetition was found"
    why = report.reps[0].reason if report.reps else none
    raise ClipError(
        f"{source.name} has no judged repetition to compare ({why}): leave it out, or film it "
        "again straight from the side."
    )
