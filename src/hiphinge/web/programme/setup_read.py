"""What was typed to make a programme: what is wrong with it, and what it makes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from hiphinge.errors import HingeError, UsageError
from hiphinge.store.limits import ATHLETE, LOAD, checked_day
from hiphinge.training.equipment import equipment
from hiphinge.training.exercises import exercises
from hiphinge.training.model import Gate, Goal, Level, Profile
from hiphinge.training.screen import screened
from hiphinge.training.start import DAYS, start
from hiphinge.web.programme.setup_form import KNOWING, STEPS
from hiphinge.web.programme.setup_weights import weights_of
from hiphinge.web.typed import load_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.training.screen import Screened
    from hiphinge.web.programme.setup_form import SetupForm


def wrong_in(form: SetupForm, units: str) -> dict[str, str]:
    """Return what is wrong with what the form's step asks for: a sentence for each field."""
    wrong: dict[str, str] = {}

    def sees(name: str, read: Callable[[], object]) -> None:
        try:
            read()
        except HingeError as error:
            wrong[name] = str(error)

    match form.step:
        case "goal":
            sees("goal", lambda: _one_of(form.goal, get_args(Goal), "what it is for"))
            sees("level", lambda: _one_of(form.level, get_args(Level), "how practised you are"))
        case "days":
            sees("weekdays", lambda: weekdays_of(form))
            sees("starts_on", lambda: checked_day(form.starts_on))
        case "equipment":
            sees("equipment", lambda: start(profile_of(form, units, loads=False)))
        case "you":
            sees("body_mass", lambda: _mass(form, units))
            sees("gate", lambda: _one_of(form.gate, get_args(Gate), "how strict the gate is"))
            sees("load", lambda: _loads(form, units))
            if not wrong:
                sees("rung", lambda: start(profile_of(form, units)))
        case "screen":
            sees("answers", lambda: screened(form.answers))
        case "preview":
            sees("knowing", lambda: _knows(form))
    return wrong


def first_wrong(form: SetupForm, units: str) -> tuple[str, dict[str, str]] | None:
    """Return the first step before the last that is not right, with what is wrong in it."""
    for step in list(STEPS)[:-1]:
        wrong = wrong_in(form.model_copy(update={"step": step}), units)
        if wrong:
            return step, wrong
    return None


def weekdays_of(form: SetupForm) -> list[int]:
    """Return the training days, 0 for Monday.

    Raises
    ------
    UsageError
        When there are too few or too many.
    """
    days = sorted({int(one) for one in form.weekdays if one in "0123456" and len(one) == 1})
    if len(days) not in DAYS:
        raise UsageError(f"Choose {DAYS[0]} to {DAYS[-1]} days of the week.")
    return days


def profile_of(form: SetupForm, units: str, *, loads: bool = True) -> Profile:
    """Return what was said, for the training to begin from.

    Parameters
    ----------
    form : SetupForm
    units : str
        Of what was typed: ``kg`` or ``lb``.
    loads : bool
        Whether what was said of the person and their loads is read as well.

    Raises
    ------
    UsageError
        When something is not right yet.
    """
    goal = _one_of(form.goal, get_args(Goal), "what it is for")
    level = _one_of(form.level, get_args(Level), "how practised you are")
    kept = frozenset(one for one in form.equipment if one in equipment())
    base = Profile(
        goal,  # type: ignore[arg-type]
        level,  # type: ignore[arg-type]
        len(weekdays_of(form)),
        kept,
        units="lb" if units == "lb" else "kg",
        weights=weights_of(form, units),
    )
    if not loads:
        return base
    known, best = _loads(form, units)
    return replace(
        base,
        body_mass_kg=_mass(form, units),
        loads_kg=known,
        best_kg=best,
        gate=_one_of(form.gate, get_args(Gate), "how strict the gate is"),  # type: ignore[arg-type]
        rung=form.rung or None,
        left_out=frozenset(one for one in form.left_out if one in exercises()),
    )


def screen_of(form: SetupForm, day: str) -> tuple[Screened, dict[str, Any]]:
    """Return what the answers ask for, and what is kept of them with their day.

    Raises
    ------
    UsageError
        When a question is left open.
    """
    found = screened(form.answers)
    kept: dict[str, Any] = {
        "day": day,
        "answers": dict(form.answers),
        "verdict": found.verdict,
        "knowing": form.knowing if found.verdict == "clinician" else "",
    }
    return found, kept


def _knows(form: SetupForm) -> None:
    found = screened(form.answers)
    if found.verdict == "emergency":
        raise UsageError(found.said[0].text)
    if found.verdict == "clinician":
        _one_of(form.knowing, tuple(KNOWING), "on what grounds you begin")


def _one_of(value: str, options: tuple[str, ...], what: str) -> str:
    if value not in options:
        raise UsageError(f"Choose {what}.")
    return value


def _mass(form: SetupForm, units: str) -> float | None:
    mass = ATHLETE["mass_kg"]
    found: float | None = mass(load_in(units, mass)(form.body_mass))
    return found


def _loads(form: SetupForm, units: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the loads that are managed and the best singles that were typed [kg]."""
    read = load_in(units)
    found: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for key, texts in form.typed_loads.items():
        if key not in exercises():
            continue
        for kept, text in zip(found, texts, strict=True):
            load = LOAD(read(text))
            if load:
                kept[key] = load
    return found
