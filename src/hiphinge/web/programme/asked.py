"""What is asked of an exercise, in a reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.numerals import plain
from hiphinge.training.exercises import alternative, carrier, exercise_named
from hiphinge.training.own import NOTHING
from hiphinge.training.swaps import swaps_for
from hiphinge.web.programme.cited import Cited, cited
from hiphinge.web.words import load

if TYPE_CHECKING:
    from hiphinge.training.model import Own, Prescription, Profile, SessionPlan

UNITS = {"reps": "repetitions", "s": "seconds", "m": "metres"}
MINUTE_S = 60
WORDS = {"sets": "sets", "reps": "repetitions", "rest": "rest"}
"""What a person can choose of an exercise, in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One exercise of a session.

    Attributes
    ----------
    key, title : str
    dose : str
        Sets and repetitions.
    load : str
        What it is loaded with.
    effort, rest : str
        Empty where nothing is asked.
    own : str
        What the programme would ask for, where the person chose themselves; empty where not.
    chosen : tuple of (str, str)
        What of it they chose: as `Overruled` names it, and in words.
    film : bool
        Whether a film of it decides something.
    how, stop : str
        How to do it; when to end a set early.
    why : tuple of Cited
    place : str
        The exercise whose place it takes, itself where it takes none: what a swap is named by.
    swaps : tuple of (str, str)
        Key and title of what may stand in its place.
    """

    key: str
    title: str
    dose: str
    load: str
    effort: str
    rest: str
    own: str
    chosen: tuple[tuple[str, str], ...]
    film: bool
    how: str
    stop: str
    why: tuple[Cited, ...]
    place: str
    swaps: tuple[tuple[str, str], ...]


def asked_of(plan: SessionPlan, profile: Profile, units: str) -> tuple[Asked, ...]:
    """Return the exercises of a session.

    Parameters
    ----------
    plan : SessionPlan
    profile : Profile
        As it is by now, with all swaps.
    units : str
        Of loads: ``kg`` or ``lb``.
    """
    return tuple(_asked(one, profile, units) for one in plan.prescriptions)


def dose_words(one: Prescription) -> str:
    """Say sets and repetitions, such as ``3 sets of 8 to 10 on each side``."""
    exercise = exercise_named(one.exercise)
    reps = (
        f"{one.reps_low}" if one.reps_low == one.reps_high else f"{one.reps_low} to {one.reps_high}"
    )
    unit = "" if one.count == "reps" else f" {UNITS[one.count]}"
    side = " on each side" if exercise.per_side else ""
    slow = f", each lowered over {one.lower_s} s" if one.lower_s else ""
    return f"{one.sets} {'set' if one.sets == 1 else 'sets'} of {reps}{unit}{side}{slow}"


def load_words(one: Prescription, profile: Profile, units: str) -> str:
    """Say what it is loaded with."""
    if one.load_kg == 0.0 and () in exercise_named(one.exercise).equipment:
        return "body weight"
    if one.load_kg is not None:
        return load(one.load_kg, units)
    if carrier(exercise_named(one.exercise), profile) is not None:
        return "a load that you find by effort"
    needs = alternative(exercise_named(one.exercise), profile) or ()
    return "a band" if "band" in needs else "body weight"


def effort_words(one: Prescription) -> str:
    """Say the effort asked, such as ``effort 6 to 8 of 10``; empty where none is."""
    if one.rpe_low is None or one.rpe_high is None:
        return ""
    low, high = plain(one.rpe_low), plain(one.rpe_high)
    return f"effort {low} of 10" if low == high else f"effort {low} to {high} of 10"


def rest_words(seconds: int) -> str:
    """Say the rest between sets."""
    if seconds < 2 * MINUTE_S and seconds != MINUTE_S:
        return f"rest {seconds} s"
    return f"rest {plain(round(seconds / MINUTE_S, 1))} min"


def _chosen(own: Own) -> tuple[tuple[str, str], ...]:
    told = {"sets": own.sets, "reps": own.reps, "rest": own.rest_s}
    return tuple((what, WORDS[what]) for what, one in told.items() if one is not None)


def _asked(one: Prescription, profile: Profile, units: str) -> Asked:
    exercise = exercise_named(one.exercise)
    place = next((key for key, to in profile.swaps.items() if to == one.exercise), one.exercise)
    others = dict.fromkeys(
        (*([place] if place != one.exercise else []), *swaps_for(place, profile))
    )
    return Asked(
        key=one.exercise,
        title=exercise.title,
        dose=dose_words(one),
        load=load_words(one, profile, units),
        effort=effort_words(one),
        rest=rest_words(one.rest_s),
        own=one.meant,
        chosen=_chosen(profile.own.get(one.exercise, NOTHING)) if one.meant else (),
        film=one.film,
        how=exercise.how,
        stop=one.stop,
        why=cited(one.why, units),
        place=place,
        swaps=tuple((key, exercise_named(key).title) for key in others if key != one.exercise),
    )
