"""A set as lists show it: what was done, what the film says, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hiphinge.numerals import plain
from hiphinge.training.exercises import exercises
from hiphinge.web.exercise_names import title_of
from hiphinge.web.words import load, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.store.tables import Analysis, LiftSet, TrainingDay

Tone = Literal["good", "near", "off", "none"]
State = Literal["none", "waiting", "judged", "failed", "cancelled"]
STATES: Mapping[str, State] = {
    "queued": "waiting",
    "running": "waiting",
    "done": "judged",
    "failed": "failed",
    "cancelled": "cancelled",
}
"""What a list says of a film, by the state of the work on it."""
SAID: Mapping[State, str] = {
    "none": "",
    "waiting": "The film waits to be judged.",
    "judged": "",
    "failed": "The film could not be judged: open the set to see why.",
    "cancelled": "Judging was cancelled: open the set to start it again.",
}
"""Sentences in the verdict's place."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set in a list.

    Attributes
    ----------
    uid : str
    exercise : str
        Its title.
    seen : bool
        Whether the film told the exercise, and no person.
    facts : tuple of str
        Load, repetitions, effort and pain, as far as they were said.
    state : str
        Whether there is a film, and how far it is.
    verdict, tone : str
        What was judged, and its colour; empty and ``none`` without a judgement.
    fix : str
        What to mend first; empty where there is nothing.
    best_rep : int or None
    note : str
    tags : tuple of str
    day, day_uid, athlete, athlete_uid : str
        When and whose.
    pain : int or None
    """

    uid: str
    exercise: str
    seen: bool
    facts: tuple[str, ...]
    state: State
    verdict: str
    tone: Tone
    fix: str
    best_rep: int | None
    note: str
    tags: tuple[str, ...]
    day: str
    day_uid: str
    athlete: str
    athlete_uid: str
    pain: int | None


def lines_of(sets: Sequence[LiftSet], day: TrainingDay | None = None) -> list[SetLine]:
    """Return sets as lists show them.

    Parameters
    ----------
    sets : sequence of LiftSet
        Each with its tags and analysis; loads are said in the athlete's units.
    day : TrainingDay or None
        The session of them all; None where each set knows its own.
    """
    return [line_of(one, day) for one in sets]


def line_of(lift: LiftSet, day: TrainingDay | None = None) -> SetLine:
    """Return one set as lists show it; see `lines_of`."""
    day = day or lift.training_day
    analysis = lift.analysis
    seen = analysis.exercise_seen if analysis else None
    summary = (analysis.summary if analysis else None) or {}
    state = state_of(analysis)
    return SetLine(
        uid=lift.uid,
        exercise=title_of(lift.exercise or seen),
        seen=lift.exercise is None and seen is not None,
        facts=facts_of(lift, day.athlete.units),
        state=state,
        verdict=(analysis.verdict if analysis else "") or SAID[state],
        tone=tone_of(summary),
        fix=(summary.get("fix") or {}).get("title", ""),
        best_rep=summary.get("best_rep"),
        note=lift.note,
        tags=tuple(tag.word for tag in lift.tags),
        day=day.day,
        day_uid=day.uid,
        athlete=day.athlete.name,
        athlete_uid=day.athlete.uid,
        pain=lift.pain,
    )


def state_of(analysis: Analysis | None) -> State:
    """Return how far the film of a set is; what was judged once stays judged while it is redone."""
    if analysis is None:
        return "none"
    return "judged" if analysis.verdict else STATES.get(analysis.state, "waiting")


def facts_of(lift: LiftSet, units: str) -> tuple[str, ...]:
    """Return what a person said of a set, in short."""
    facts = []
    if lift.load_kg is not None:
        facts.append(load(lift.load_kg, units))
    if lift.reps is not None:
        facts.append(_counted(lift.exercise, lift.reps))
    if lift.rpe is not None:
        facts.append(f"effort\N{NO-BREAK SPACE}{plain(lift.rpe)}/10")
    if lift.pain is not None:
        facts.append(f"pain\N{NO-BREAK SPACE}{lift.pain}/10")
    return tuple(facts)


def _counted(exercise: str | None, number: int) -> str:
    known = exercises().get(exercise or "")
    if known is None or known.count == "reps":
        return plural(number, "rep")
    return f"{number}\N{NO-BREAK SPACE}{known.count}"


def tone_of(summary: Mapping[str, Any]) -> Tone:
    """Return the colour of a verdict: whether the judged repetitions are what they should be."""
    counts: Mapping[str, int] = summary.get("counts", {})
    judged = sum(count for kind, count in counts.items() if kind != "unjudged")
    if not judged:
        return "none"
    squat_meant = summary.get("exercise") == "squat" and summary.get("exercise_source") == "given"
    right = counts.get("squat" if squat_meant else "hinge", 0)
    if right == judged:
        return "good"
    return "near" if right or counts.get("stiff_legged", 0) else "off"
