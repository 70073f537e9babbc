"""Sets, repetitions and rest that a person decides themselves, within bounds that are told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from hiphinge.errors import UsageError
from hiphinge.training.case import unit_words
from hiphinge.training.exercises import exercise_named
from hiphinge.training.model import Own
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from hiphinge.training.goals import Dose
    from hiphinge.training.model import Profile

What = Literal["sets", "reps", "rest"]
SPAN = re.compile(r"(\d{1,4})(?:\s*(?:-|\N{EN DASH}|to)\s*(\d{1,4}))?")
"""One number, or from one to another, as a person types them."""
NOTHING = Own()
NAMES = {
    "sets": "Sets",
    "rest": "Rest in seconds",
    "reps": "Repetitions of a set",
    "s": "Seconds of a set",
    "m": "Metres of a set",
}
"""What can be chosen, at the beginning of a sentence."""


def chosen_dose(dose: Dose, exercise: str, profile: Profile) -> Dose:
    """Return a dose with the repetitions and the rest that the person chose of an exercise.

    Sets are chosen later, when the week is fitted: the rest of it stays as it would be.
    """
    own = profile.own.get(exercise, NOTHING)
    return replace(
        dose,
        reps=dose.reps if own.reps is None else own.reps,
        rest_s=dose.rest_s if own.rest_s is None else own.rest_s,
    )


def with_choice(profile: Profile, exercise: str, what: What, text: str) -> Profile:
    """Return the profile with a choice, or without one where the text is empty.

    Parameters
    ----------
    profile : Profile
    exercise : str
        Its key.
    what : {"sets", "reps", "rest"}
    text : str
        Such as ``5``, ``6-8`` or, for rest, seconds; empty for what the programme says.

    Raises
    ------
    UsageError
        When there is no such exercise, or the number is out of its bounds.
    """
    exercise_named(exercise)
    own = profile.own.get(exercise, NOTHING)
    if what == "reps":
        span = _span(exercise, text) if text.strip() else None
        own = replace(own, reps=span, before=None if span is None else own.before)
    else:
        number = _whole(text, what) if text.strip() else None
        own = replace(own, sets=number) if what == "sets" else replace(own, rest_s=number)
    others = {key: one for key, one in profile.own.items() if key != exercise}
    return replace(profile, own=others if own == NOTHING else {**others, exercise: own})


def choice_words(what: What, text: str, exercise: str) -> str:
    """Say a choice, such as ``5 sets``, ``6 to 8 repetitions`` or ``120 s of rest``."""
    if what == "reps":
        return _reps_words(_span(exercise, text), exercise)
    number = _whole(text, what)
    if what == "rest":
        return f"{number} s of rest"
    return "1 set" if number == 1 else f"{number} sets"


def instead_words(own: Own, sets: int, reps: tuple[int, int], rest_s: int, exercise: str) -> str:
    """Say what the programme would ask for where a person chose themselves; empty for nothing.

    Parameters
    ----------
    own : Own
    sets : int
    reps : tuple of (int, int)
    rest_s : int
        What the programme would ask for.
    exercise : str
        Its key.
    """
    parts = [] if own.sets is None else [choice_words("sets", f"{sets}", exercise)]
    if own.reps is not None:
        parts.append(_reps_words(reps, exercise))
    if own.rest_s is not None:
        parts.append(f"{rest_s} s of rest")
    return ", ".join(parts)


def bounds(what: str) -> tuple[int, int]:
    """Return the least and the most of what can be chosen: ``sets``, ``rest``, or a count."""
    return int(limit(f"own.{what}_least").value), int(limit(f"own.{what}_most").value)


def _reps_words(span: tuple[int, int], exercise: str) -> str:
    low, high = span
    unit = unit_words(high, exercise_named(exercise).count)
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"


def _span(exercise: str, text: str) -> tuple[int, int]:
    """Return lowest and highest of a set; a single number is both."""
    count = exercise_named(exercise).count
    found = SPAN.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{NAMES[count]} are one number, or two such as 6-8.")
    low, high = (_whole(one, count) for one in (found[1], found[2] or found[1]))
    return (low, high) if low <= high else (high, low)


def _whole(text: str, bound: str) -> int:
    least, most = bounds(bound)
    told = text.strip()
    if told.isascii() and told.isdigit() and least <= int(told) <= most:
        return int(told)
    rule = limit(f"own.{bound}_most")
    raise UsageError(
        f"{NAMES[bound]} must be a whole number from {least} to {most}. {rule.source}."
    )
