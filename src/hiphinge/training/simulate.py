"""What the rules would make of some weeks, by the very steps that a real programme takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from hiphinge.errors import UsageError
from hiphinge.training.choice import main_hinge
from hiphinge.training.exercises import exercises
from hiphinge.training.goals import weekdays
from hiphinge.training.happening import Missed, NextDay
from hiphinge.training.made_up import Person, Scenario
from hiphinge.training.plan import next_session, start, week
from hiphinge.training.rules import limit
from hiphinge.training.step import step
from hiphinge.training.volume import weekly_sets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.training.model import Profile, Said, SessionPlan
    from hiphinge.training.state import Decision, State

FIRST_DAY = date(2024, 1, 1)
"""A Monday; a simulation knows no calendar."""
SCENARIOS: tuple[Scenario, ...] = get_args(Scenario)


@dataclass(frozen=True, slots=True)
class SimWeek:
    """One week of a simulation.

    Attributes
    ----------
    number : int
        Of the calendar, from 1.
    week : int
        Of the programme: one that is done again has its number twice.
    rung, exercise : str
        Keys of the rung at the week's beginning, and of its main hinge.
    load_kg : float or None
        Of the main hinge at the week's beginning; None for body weight or a load not yet known.
    hinge_sets : int
        Sets of all hinges that were done.
    sets : mapping
        Hard sets that were done, by group of muscles; indirect ones count a half.
    deload, missed : bool
    decisions : tuple of Decision
        All of the week, in order, with their reasons.
    """

    number: int
    week: int
    rung: str
    exercise: str | None
    load_kg: float | None
    hinge_sets: int
    sets: Mapping[str, float]
    deload: bool
    missed: bool
    decisions: tuple[Decision, ...]


def simulate(profile: Profile, scenario: Scenario, weeks: int = 12) -> tuple[SimWeek, ...]:
    """Return what the rules make of weeks in which a made-up person does what is asked.

    The same profile and scenario give the same weeks. See `projection` for what it is not.

    Parameters
    ----------
    profile : Profile
    scenario : str
        ``all_well``; ``some_reps_fail`` where some filmed repetitions are red from time to time;
        ``missed_week``; ``never_filmed``.
    weeks : int

    Raises
    ------
    UsageError
        When the profile cannot be trained by, or there is no such scenario.
    """
    if scenario not in SCENARIOS:
        raise UsageError(f"There is no scenario {scenario!r}: choose from {', '.join(SCENARIOS)}.")
    person, state = Person(profile, scenario), start(profile)
    found = []
    for number in range(1, weeks + 1):
        missed = scenario == "missed_week" and number == limit("made_up.missed").value
        before = state
        state, decisions, done = _week(person, state, number, missed=missed)
        found.append(_told(before, number, done, decisions, missed=missed))
    return tuple(found)


def projection() -> Said:
    """Return what a simulation is, and what it is not."""
    return limit("made_up.mass").said(
        "This is a projection of the rules, not a promise of strength: a made-up person does what "
        "is asked, and finds room for more at a pace that was made up. What your own body does "
        "decides."
    )


def _week(
    person: Person, state: State, number: int, *, missed: bool
) -> tuple[State, tuple[Decision, ...], Sequence[SessionPlan]]:
    decisions: list[Decision] = []
    done: list[SessionPlan] = []
    for weekday in weekdays(person.profile.days):
        day = FIRST_DAY + timedelta(weeks=number - 1, days=weekday - 1)
        plan = next_session(state)
        if missed:
            state = step(state, Missed(day))
        else:
            films = {key: sum(one.form is not None for one in seen)
                     for key, seen in state.seen.items()}  # fmt: skip
            done.append(plan)
            state = step(state, person.trained(plan, day, number, films))
        decisions.extend(state.decisions)
        if not missed:
            state = step(state, NextDay(day + timedelta(days=1), pain=0, rose=False))
            # Who comes back is given then what waited for that answer.
            decisions.extend(state.decisions)
    return state, tuple(decisions), done


def _told(
    before: State,
    number: int,
    done: Sequence[SessionPlan],
    decisions: tuple[Decision, ...],
    *,
    missed: bool,
) -> SimWeek:
    asked = [one for plan in done for one in plan.prescriptions]
    main = main_hinge(before.profile, before.rung)
    of_main = [one for plan in week(before) for one in plan.prescriptions if one.exercise == main]
    return SimWeek(
        number=number,
        week=before.week,
        rung=before.rung,
        exercise=main,
        load_kg=of_main[0].load_kg if of_main else None,
        hinge_sets=sum(one.sets for one in asked if exercises()[one.exercise].slot == "hinge"),
        sets=weekly_sets(asked),
        deload=before.deload,
        missed=missed,
        decisions=decisions,
    )
