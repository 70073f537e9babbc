"""What a set is called, in words: its move, how sure that is, what is held, how fast it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.judgement.recognise import SURE_ENOUGH
from hiphinge.numerals import chance, load
from hiphinge.report.words import amount

if TYPE_CHECKING:
    from hiphinge.report.model import Report


def called(report: Report) -> list[str]:
    """Return what was done, in a few words each: the exercise first, then what is known of it."""
    return [f"Exercise: {_exercise(report)}", *held(report)]


def held(report: Report) -> list[str]:
    """Return implement and load as given, and the cadence as measured; what is not known is not."""
    facts = []
    if report.implement is not None:
        facts.append(f"{report.implement.replace('_', ' ')} as you said")
    if report.load_kg is not None:
        facts.append(load(report.load_kg, report.load_units))
    if report.set.cadence is not None and report.set.cadence.value is not None:
        cadence = report.set.cadence
        facts.append(f"{amount(cadence.value, cadence.sd, 'count')} a minute")
    return facts


def _exercise(report: Report) -> str:
    name = report.exercise_title or report.exercise.replace("_", " ")
    if report.exercise_source == "unsure":
        likeliest = next(
            (one.title for one in report.exercise_candidates if one.name == report.judged_as), ""
        )
        return f"not sure, judged as a {likeliest}" if likeliest else "not sure"
    if report.exercise == "unknown":
        return "not recognised"
    if report.exercise_source == "given":
        return f"{name}, as you said"
    sure = report.exercise_probability
    # Below this the judged repetitions gave the name, and the signs alone are not what it rests on.
    if sure is None or sure < SURE_ENOUGH:
        return f"{name}, as it looks"
    return f"{name}, as it looks ({chance(sure)} sure)"
