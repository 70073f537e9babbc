"""Up and down the ladder: when a rung opens, and what changes with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hiphinge.training.choice import dose_kind
from hiphinge.training.exercises import exercise_named
from hiphinge.training.gates import gate_of
from hiphinge.training.goals import scheme
from hiphinge.training.ladder import next_rung, opened_on, place, rung_exercise
from hiphinge.training.loads import fitting
from hiphinge.training.own import chosen_dose
from hiphinge.training.rules import limit
from hiphinge.training.start import begin, meant
from hiphinge.training.swing_gate import swing_gate

if TYPE_CHECKING:
    from hiphinge.training.goals import Dose
    from hiphinge.training.ladder import Rung
    from hiphinge.training.model import Profile, Said
    from hiphinge.training.state import State, Work

FAST = frozenset({"start_swing", "swing"})
"""Kinds of fast work whose loads are alike."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the next rung opens.

    Attributes
    ----------
    rung : Rung
        The one that comes next.
    on : tuple of str
        Exercises whose films open it.
    opens : bool
    why : tuple of Said
        What was met, or what is still wanted.
    """

    rung: Rung
    on: tuple[str, ...]
    opens: bool
    why: tuple[Said, ...]


def opening(state: State) -> Opening | None:
    """Return where the gate to the next rung stands; None at the top of the ladder."""
    after = next_rung(state.rung, state.profile)
    if after is None:
        return None
    on = opened_on(after, state.profile)
    if after.opened_by == "swing":
        opens, why = swing_gate(state, on)
        return Opening(after, on, opens, why)
    views = [gate_of(state, key) for key in on]
    best = max(views, key=lambda one: (one.answer == "opens", one.held), default=None)
    if best is None:
        return Opening(after, on, False, ())
    return Opening(after, on, best.answer == "opens", best.why)


def moved(state: State, rung: str) -> State:
    """Return the programme on another rung; as it is, where it stands there already.

    Films of the rung that is stood on count anew. An exercise that is now asked by another dose
    begins that dose; its load stays, is taken over from the rung before with something off, or is
    to be found by effort where more of it is asked than before.
    """
    if rung == state.rung:
        return state
    profile, old = state.profile, rung_exercise(state.rung, state.profile)
    works = {key: _redosed(key, one, state, rung) for key, one in state.works.items()}
    new = rung_exercise(rung, profile)
    seen = {key: days for key, days in state.seen.items() if key != new}
    if new is not None and new != old and place(rung) > place(state.rung):
        works[new] = _taken_over(new, old, works.get(new), state, rung)
    highest = rung if place(rung) > place(state.highest) else state.highest
    return replace(state, rung=rung, highest=highest, works=works, seen=seen)


def dose_of(key: str, profile: Profile, rung: str) -> Dose:
    """Return by which dose an exercise is asked on a rung."""
    dose = scheme(profile.goal, profile.level).doses[dose_kind(key, profile, rung)]
    return chosen_dose(dose, key, profile)


def _redosed(key: str, work: Work, state: State, rung: str) -> Work:
    profile = state.profile
    if dose_kind(key, profile, state.rung) == dose_kind(key, profile, rung):
        return work
    fresh = begin(key, profile, rung)
    if work == begin(key, profile, state.rung):
        # It was never done: what was said at the beginning holds for this dose.
        return fresh
    before, after = (dose_of(key, profile, one) for one in (state.rung, rung))
    if work.load_kg is None:
        return fresh
    more = _asks_more(before, after)
    if more and not _known(key, profile):
        return replace(fresh, load_kg=None)
    # Practice has a part of the load that is managed: so it is taken off, or put on again.
    part = after.known / before.known
    if part == 1.0 or (part > 1.0 and not more):
        return replace(fresh, load_kg=work.load_kg)
    load = work.load_kg * part
    if part > 1.0:
        # Practice may have grown: no more comes by itself than what was said to be managed.
        load = min(load, max(work.load_kg, meant(key, profile, after) or 0.0))
    return replace(fresh, load_kg=fitting(load, exercise_named(key), profile))


def _taken_over(new: str, old: str | None, had: Work | None, state: State, rung: str) -> Work:
    """Return the work of a new rung: its own load where one is known, else the old one's, less."""
    profile = state.profile
    fresh = begin(new, profile, rung)
    if had is not None and had.load_kg is not None and _known(new, profile):
        return replace(fresh, load_kg=had.load_kg)
    before = state.works.get(old) if old else None
    if old is None or before is None or before.load_kg is None or not _alike(old, new):
        return fresh
    if _asks_more(dose_of(old, profile, state.rung), dose_of(new, profile, rung)):
        return fresh
    less = before.load_kg * (1 - limit("open.less").value)
    return replace(fresh, load_kg=fitting(less, exercise_named(new), profile))


def _known(key: str, profile: Profile) -> bool:
    return key in profile.loads_kg or key in profile.best_kg


def _asks_more(before: Dose, after: Dose) -> bool:
    """Tell whether a dose asks for so much more effort that a load has to be found anew."""
    if before.rpe is None or after.rpe is None:
        return False
    return after.rpe[1] - before.rpe[1] >= limit("open.harder").value


def _alike(old: str, new: str) -> bool:
    """Tell whether a load of one says something about the load of the other."""
    kinds = {exercise_named(old).kind, exercise_named(new).kind}
    return kinds == {"lift"} or kinds <= FAST
