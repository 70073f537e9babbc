"""The verdict on one posture as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.report.text import LEAST_WIDTH, WIDTH
from hiphinge.report.words import INDENT, closed, sentence, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hiphinge.report.stance.model import StanceFinding, StanceReport

TOLD = {"yes": "yes", "no": "no", "unsure": "cannot tell", "unknown": "not seen from the side"}
"""What is told of each thing that readiness asks for, in words."""


def stance_text(report: StanceReport, where: Path | None = None, width: int = WIDTH) -> str:
    """Return the whole verdict on one posture.

    Parameters
    ----------
    report : StanceReport
        The report.
    where : Path or None
        The page to open for more; None where there is none.
    width : int
        Columns of the terminal.

    Returns
    -------
    str
        Lines no wider than `width`, except for a path or a single word that is longer. ± is one
        standard deviation. Ends with a line end.
    """
    width = max(width, LEAST_WIDTH)
    moment = "" if report.picture.at_s is None else f" at {report.picture.at_s:.2f} s"
    parts = [
        wrap(f"{report.picture.file}{moment}", width),
        _verdict(report, width),
        _fixes(report, width),
        _list("Done well", (one.cue for one in _of(report, "keep")), width),
        _together(report, width),
        _list("Ready to move left or right", _ready(report), width),
        ["How sure", *wrap(" ".join(report.how_sure), width, INDENT)],
        _list("Not told", _unknown(report), width),
        ["Filming", *wrap(sentence(report.view.advice), width, INDENT)]
        if report.view.advice
        else [],
        ["Page:", f"{INDENT}{where}"] if where is not None else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _verdict(report: StanceReport, width: int) -> list[str]:
    lines = wrap(report.verdict, width)
    if report.detail:
        lines += wrap(report.detail, width)
    return lines + (wrap(sentence(report.reason), width) if report.kind != "unjudged" else [])


def _fixes(report: StanceReport, width: int) -> list[str]:
    fixes = _of(report, "fix")
    if not fixes:
        return []
    lines = wrap("Fix first" if len(fixes) == 1 else "Fix, the most important first", width)
    for number, fix in enumerate(fixes, 1):
        lines += wrap(sentence(fix.title), width, INDENT, f"{number}. ")
        for said in (fix.cue, fix.evidence, f"How sure: {fix.certainty}"):
            lines += wrap(sentence(said), width, INDENT, "   ")
    return lines


def _together(report: StanceReport, width: int) -> list[str]:
    lines = ["Torso and shin together"]
    for said in report.torso_and_shin.sentences:
        lines += wrap(said, width, INDENT)
    return lines


def _ready(report: StanceReport) -> Iterable[str]:
    for one in report.ready:
        yield f"{sentence(one.what)[:-1]}: {TOLD[one.told]} ({one.how})"


def _unknown(report: StanceReport) -> Iterable[str]:
    for part in report.not_measured:
        yield f"{sentence(part.what)[:-1]}: {closed(part.why)} {sentence(part.advice)}"
    for one in _of(report, "cannot_tell"):
        yield f"{one.title}: {closed(one.evidence)}"


def _list(name: str, said: Iterable[str], width: int) -> list[str]:
    items = [wrap(closed(one), width, INDENT, "- ") for one in said]
    return [*wrap(name, width), *(line for item in items for line in item)] if items else []


def _of(report: StanceReport, role: str) -> list[StanceFinding]:
    return [finding for finding in report.findings if finding.role == role]
