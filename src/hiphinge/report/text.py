"""The verdict as a terminal shows it: plain text, right in any width and without colour."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hiphinge.report.called import called
from hiphinge.report.phase_table import phase_lines
from hiphinge.report.rep_table import hinge_name, rep_lines
from hiphinge.report.target_lines import target_lines
from hiphinge.report.words import INDENT, KINDS, PLURALS, closed, left_out, sentence, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hiphinge.report.model import Finding, Report, Role

WIDTH = 80
LEAST_WIDTH = 24
"""A terminal said to be narrower is written to as if it had this many columns."""

MOST_GAPS = 5
"""Stretches that are named one by one; the report has them all."""


def verdict(report: Report, where: Path | None = None, width: int = WIDTH) -> str:
    """Return the whole verdict on one clip.

    Parameters
    ----------
    report : Report
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
    parts = [
        _clip(report, width),
        wrap(report.question, width),
        [
            *wrap(report.set.verdict, width),
            *wrap(report.set.detail, width),
            *wrap(left_out(report.left_out), width),
        ],
        _sure(report, width),
        _fixes(report, width),
        target_lines(report, width),
        _titles("Keep an eye on", _of(report, "watch"), width),
        _titles("Done well", _of(report, "keep"), width),
        _untold(report, width),
        _reps(report, width),
        phase_lines(report.reps, width),
        _unknown(report, width),
        _view(report, width),
        _options(report, width),
        ["Report:", f"{INDENT}{where}"] if where is not None else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def headline(report: Report) -> str:
    """Return one line on one clip, for several clips at once."""
    fixes = _of(report, "fix")
    first = f" First: {sentence(fixes[0].title)}" if fixes else ""
    return f"{report.clip.file}: {_counted(report)}.{first}"


def _clip(report: Report, width: int) -> list[str]:
    facts = called(report)
    if report.strictness != "normal":
        facts.append(f"{report.strictness} judgement")
    return [*wrap(report.clip.file, width), *wrap(", ".join(facts), width)]


def _sure(report: Report, width: int) -> list[str]:
    said = " ".join(report.how_sure)
    return ["How sure", *wrap(said, width, INDENT)] if said else []


def _fixes(report: Report, width: int) -> list[str]:
    """Return what to mend, the most important first, each with its cue, evidence and sureness."""
    fixes = _of(report, "fix")
    if not fixes:
        return []
    lines = wrap("Fix first" if len(fixes) == 1 else "Fix, the most important first", width)
    for number, fix in enumerate(fixes, 1):
        lines += wrap(sentence(fix.title), width, INDENT, f"{number}. ")
        sure = f"How sure: {fix.certainty}" if fix.certainty else ""
        for said in (fix.cue, fix.evidence, sure):
            lines += wrap(sentence(said), width, INDENT, "   ")
    return lines


def _titles(name: str, findings: Iterable[Finding], width: int) -> list[str]:
    items = [wrap(sentence(finding.title), width, INDENT, "- ") for finding in findings]
    return [name, *(line for item in items for line in item)] if items else []


def _reps(report: Report, width: int) -> list[str]:
    if not report.reps:
        return []
    hinge = hinge_name(report.reps)
    where = f"hinges, the {hinge}" if hinge else "bottoms"
    heading = wrap(f"Repetitions at their {where} (± is one standard deviation)", width)
    return [*heading, *rep_lines(report.reps, width, report.kind_words)]


def _untold(report: Report, width: int) -> list[str]:
    """Return what was measured, and is known with more doubt than its zone allows."""
    said = [f"{one.title}: {closed(one.evidence)}" for one in _of(report, "cannot_tell")]
    items = [wrap(text, width, INDENT, "- ") for text in said]
    return ["Cannot be told", *(line for item in items for line in item)] if items else []


def _unknown(report: Report, width: int) -> list[str]:
    """Return what was not measured, and the stretches of the clip that were not."""
    said = [
        f"{part.what}: {closed(part.why)} {sentence(part.advice)}" for part in report.not_measured
    ]
    said += [
        f"{gap.start_s:.1f} s to {gap.end_s:.1f} s: {closed(gap.why)}"
        for gap in report.gaps[:MOST_GAPS]
    ]
    further = len(report.gaps) - MOST_GAPS
    if further > 0:
        said.append(f"{further} more moment{'' if further == 1 else 's'}: see the report.")
    items = [wrap(text.strip(), width, INDENT, "- ") for text in said]
    return ["Not measured", *(line for item in items for line in item)] if items else []


def _view(report: Report, width: int) -> list[str]:
    if not report.view.advice:
        return []
    return ["Filming", *wrap(sentence(report.view.advice), width, INDENT)]


def _options(report: Report, width: int) -> list[str]:
    """Return the options that would say what the report misses."""
    said = []
    if report.question:
        first = report.judged_as or "NAME"
        said.append(f"which move it was: --exercise {first}")
    elif report.exercise == "squat" and report.exercise_source == "seen":
        said.append("that you meant to squat: --exercise squat")
    if report.height_cm is None and report.reps:
        said.append("how tall you are, or how wide a plate is: --height, --plate")
    items = [wrap(text, width, INDENT, "- ") for text in said]
    return ["To say it", *(line for item in items for line in item)] if items else []


def _of(report: Report, role: Role) -> list[Finding]:
    return [finding for finding in report.findings if finding.role == role]


def _counted(report: Report) -> str:
    """Say how many repetitions of each kind there are."""
    counts = Counter(rep.kind for rep in report.reps)
    total = len(report.reps)
    if not total:
        return "no repetitions"
    own = report.kind_words
    kinds = (
        f"{count} {own.get(kind, KINDS[kind] if count == 1 else PLURALS[kind])}"
        for kind, count in counts.most_common()
    )
    return f"{total} rep{'' if total == 1 else 's'}: {', '.join(kinds)}"
