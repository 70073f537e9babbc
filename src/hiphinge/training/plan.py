"""The training week, and the session that comes next, from where a programme stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.choice import candidates, chosen, dose_kind
from hiphinge.training.filling import filled
from hiphinge.training.fit import Draft, fitted
from hiphinge.training.goals import scheme
from hiphinge.training.model import SessionPlan
from hiphinge.training.notes import note
from hiphinge.training.own import NOTHING, chosen_dose, instead_words
from hiphinge.training.prescribe import prescribed
from hiphinge.training.rules import limit
from hiphinge.training.start import begin, start
from hiphinge.training.week_notes import day_notes, title, week_notes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiphinge.training.state import State

__all__ = ["next_session", "start", "week"]


def week(state: State) -> tuple[SessionPlan, ...]:
    """Return the sessions of the week that a programme stands in, the first day first.

    It depends on nothing but the state, so that what is shown ahead is what will be asked.
    """
    return _sessions(state, range(1, state.profile.days + 1))


def next_session(state: State) -> SessionPlan:
    """Return what is asked of the training day that comes next."""
    (session,) = _sessions(state, (state.day,))
    return session


def _sessions(state: State, days: Iterable[int]) -> tuple[SessionPlan, ...]:
    """Return these sessions of the week."""
    if state.stopped:
        said = (*state.stopped, note("stopped"))
        return tuple(
            SessionPlan(state.week, day, "No training", state.deload, (), said) for day in days
        )
    drafts, lacking = _drafts(state)
    drafts = fitted(drafts, scheme(state.profile.goal, state.profile.level).band)
    drafts = filled(drafts, state, _draft)
    drafts = _lighter(drafts) if state.deload else drafts
    drafts = tuple(_chosen(one, state) for one in drafts)
    sessions = []
    for day in days:
        today = [one for one in drafts if one.day == day]
        whole = week_notes(drafts, lacking, state) if day == 1 else ()
        sessions.append(
            SessionPlan(
                week=state.week,
                day=day,
                title=title(today),
                deload=state.deload,
                prescriptions=tuple(prescribed(one, state) for one in today),
                notes=(*whole, *day_notes(today, state)),
            )
        )
    return tuple(sessions)


def _drafts(state: State) -> tuple[tuple[Draft, ...], frozenset[str]]:
    """Return the week's exercises with what they ask for, and the places that stay empty."""
    profile, rung = state.profile, state.rung
    asked = scheme(profile.goal, profile.level)
    turns: Counter[str] = Counter()
    drafts: list[Draft] = []
    wanted: set[str] = set()
    for day, places in enumerate(asked.weeks[profile.days], start=1):
        today: set[str] = set()
        for place in places:
            wanted.update(place.split("|"))
            key = chosen(place, turns, profile, rung)
            if key is None or key in today:
                continue
            draft = _draft(day, key, state)
            before = sum(one.kind == draft.kind for one in drafts)
            # Wishes may bring more days of swings or Nordic lowers than are good.
            if draft.dose.days_most is None or before < draft.dose.days_most:
                today.add(key)
                drafts.append(draft)
    lacking = (one for one in wanted - set(turns) if not candidates(one, profile, rung))
    return tuple(drafts), frozenset(lacking)


def _draft(day: int, key: str, state: State) -> Draft:
    asked = scheme(state.profile.goal, state.profile.level)
    kind = dose_kind(key, state.profile, state.rung)
    own = state.profile.own.get(key, NOTHING)
    dose = chosen_dose(asked.doses[kind], key, state.profile)
    work = state.works.get(key) or begin(key, state.profile, state.rung)
    low, high = dose.reps
    reps = max(low, work.reps)
    if dose.progression in ("skill", "volume") or own.reps is not None:
        # Only a step of load that is coarse, or not there, asks for more than the dose first.
        reps = min(reps, high)
    return Draft(
        day=day,
        exercise=key,
        kind=kind,
        dose=dose,
        sets=max(1, min(work.sets, dose.most_sets)),
        reps_low=reps,
        reps_high=max(high, reps),
        own=own,
    )


def _lighter(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    return tuple(replace(one, sets=_fewer(one.sets)) for one in drafts)


def _fewer(sets: int) -> int:
    """Return how many sets a lighter week leaves."""
    return max(1, round(sets * limit("deload.sets").value))


def _chosen(one: Draft, state: State) -> Draft:
    """Return a draft with the sets that the person chose, and what would be asked otherwise.

    The rest of the week stays as it would be without them; a lighter week lightens them as well.
    """
    if one.own == NOTHING:
        return one
    dose = scheme(state.profile.goal, state.profile.level).doses[one.kind]
    sets = one.sets
    if one.own.sets is not None:
        sets = _fewer(one.own.sets) if state.deload else one.own.sets
    meant = instead_words(one.own, one.sets, dose.reps, dose.rest_s, one.exercise)
    return replace(one, sets=sets, meant=meant)
