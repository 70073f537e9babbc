"""The own target as a terminal shows it: the first difference that was told, in two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.numerals import decimal
from hiphinge.report.own_target import OWN
from hiphinge.report.words import INDENT, sentence, wrap

if TYPE_CHECKING:
    from hiphinge.report.model import Report


def target_lines(report: Report, width: int) -> list[str]:
    """Return how one repetition differs from its own target; nothing where none surely does.

    The repetition is the one that the most important fix shows, where it differs, else the first
    that does. What else differs stands in the report.

    Parameters
    ----------
    report : Report
        The report.
    width : int
        Columns of the terminal.
    """
    shown = [finding.rep for finding in report.findings if finding.role == "fix"]
    by_fix = sorted(
        report.reps, key=lambda rep: shown.index(rep.rep) if rep.rep in shown else len(shown)
    )
    for rep in by_fix:
        told = next((words for words in rep.target_words if words.startswith(OWN)), "")
        lean = rep.target.get("trunk_deg")
        if told and lean is not None and lean.value is not None:
            heading = f"Your own target for rep {rep.rep}, at a lean of {decimal(lean.value)}°"
            said = sentence(told.removeprefix(OWN).strip())
            return [*wrap(heading, width), *wrap(said, width, INDENT)]
    return []
