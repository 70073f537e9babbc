"""People in the middle of a programme, and training days that they might have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from films import form
from hypothesis import strategies as st

from hiphinge.training.exercises import exercises
from hiphinge.training.happening import (
    Form,
    Geared,
    Happening,
    Missed,
    NextDay,
    Overruled,
    SessionDone,
    SetDone,
    Swapped,
)
from hiphinge.training.ladder import ladder
from hiphinge.training.model import Profile
from hiphinge.training.plan import next_session, start
from hiphinge.training.step import step

if TYPE_CHECKING:
    from hiphinge.training.state import State, Work

FIRST = date(2026, 3, 2)
GYM = frozenset(
    {"stick", "blocks", "kettlebell", "dumbbells", "barbell", "bench", "anchor", "leg_curl"}
)
RED = form(green=2)
OWN = ("sets", "reps", "rest")


def lifter(rung: str = "deadlift", **other: Any) -> State:
    """Somebody strong enough to lift, with a bar whose loads are known."""
    given = {"goal": "strength", "level": "beginner", "days": 3, "body_mass_kg": 80.0, **other}
    known = {"barbell_deadlift": 100.0, "barbell_rdl": 80.0, "hip_thrust": 60.0}
    loads, there = given.pop("loads_kg", known), given.pop("equipment", GYM)
    return start(Profile(equipment=there, rung=rung, loads_kg=loads, **given))


def asked(state: State, key: str) -> tuple[SetDone, ...]:
    """Sets of an exercise as they are asked of the day that comes next."""
    one = next(one for one in next_session(state).prescriptions if one.exercise == key)
    effort = None if one.rpe_low is None else one.rpe_low
    return (SetDone(key, one.reps_low, one.load_kg, effort, 0),) * one.sets


def day(number: int, *sets: SetDone) -> SessionDone:
    return SessionDone(FIRST + timedelta(days=number), sets)


def filmed(sets: tuple[SetDone, ...], film: Form | None) -> tuple[SetDone, ...]:
    return (replace(sets[0], form=film), *sets[1:])


def work(state: State, key: str) -> Work:
    return state.works[key]


def decided(state: State, key: str = "") -> str:
    """What was decided of an exercise, and why, in one line."""
    for one in state.decisions:
        if one.exercise == key:
            return f"{one.what}: {' '.join(said.text for said in one.why)}"
    return ""


FORMS = st.one_of(
    st.none(),
    st.builds(
        lambda reps, bad, back, sd, grown: Form(
            reps, max(0, reps - bad), back, sd, grown, 3.0, what="Soften your knees"
        ),
        st.integers(0, 12), st.integers(0, 4), st.floats(-30, 60), st.floats(1, 12),
        st.floats(-10, 30),
    ),
)  # fmt: skip


@st.composite
def trained(draw: st.DrawFn, state: State, on: date) -> SessionDone:
    """What was asked, done more or less: reps, loads, effort, pain and films as they come.

    Now and then with none of it, with what can hardly be meant, and with what was not asked.
    """
    sets: list[SetDone] = []
    for one in next_session(state).prescriptions:
        if draw(st.integers(0, 9)) == 0:
            continue
        load = one.load_kg if one.load_kg is not None else draw(st.sampled_from([None, 16.0, 40.0]))
        load = draw(st.sampled_from([load] * 9 + [None, 0.0, 30.0, 900.0]))
        pain = draw(st.sampled_from([None, 0, 0, 0, 1, 2, 3, 4, 10]))
        for _ in range(draw(st.integers(1, one.sets))):
            reps = max(0, one.reps_low + draw(st.sampled_from([-99, -3, 0, 0, 0, 0, 1, 6])))
            rpe = draw(st.sampled_from([None, 3.0, 6.0, 7.0, 7.5, 8.0, 9.5]))
            sets.append(SetDone(one.exercise, reps, load, rpe, pain, draw(FORMS)))
    if draw(st.integers(0, 5)) == 0:
        other = draw(st.sampled_from(sorted(exercises())))
        sets.append(SetDone(other, draw(st.integers(0, 20)), None, None, None, draw(FORMS)))
    return SessionDone(on, tuple(sets))


@st.composite
def happenings(draw: st.DrawFn, state: State, most: int = 14) -> tuple[Happening, ...]:
    """What may happen to somebody, in its order; what is trained answers what was asked."""
    found: list[Happening] = []
    on = FIRST
    for _ in range(draw(st.integers(1, most))):
        # Most days follow each other; some come twice, some in disorder.
        on += timedelta(days=draw(st.sampled_from([1, 2, 2, 3, 3, 12, 30, 60, 0, -4])))
        kind = draw(
            st.sampled_from(
                ["done"] * 7 + ["missed", "next", "rung", "load", "swap", "go", "own", "gear"]
            )
        )
        one: Happening
        if kind == "done":
            one = draw(trained(state, on))
        elif kind == "missed":
            one = Missed(on)
        elif kind == "next":
            one = NextDay(on, draw(st.integers(0, 6)), draw(st.booleans()))
        elif kind == "rung":
            one = Overruled(on, "rung", to=draw(st.sampled_from([r.key for r in ladder()])))
        elif kind == "load":
            key = draw(st.sampled_from(sorted(exercises())))
            one = Overruled(on, "load", key, f"{draw(st.integers(0, 200))}")
        elif kind == "swap":
            key = draw(st.sampled_from(sorted(exercises())))
            same = [e.key for e in exercises().values() if e.slot == exercises()[key].slot]
            one = Swapped(on, key, draw(st.sampled_from(same)))
        elif kind == "own":
            key, what = draw(st.sampled_from(sorted(exercises()))), draw(st.sampled_from(OWN))
            number = draw(st.integers(5, 10))
            one = Overruled(on, what, key, draw(st.sampled_from([f"{number}", ""])))
        elif kind == "gear":
            bells = draw(
                st.sampled_from([{}, {"kettlebell": (16.0,)}, {"kettlebell": (8.0, 24.0)}])
            )
            one = Geared(
                on, tuple(sorted(GYM)), bells, draw(st.sampled_from([{}, {"barbell": 15.0}]))
            )
        else:
            one = Overruled(on, draw(st.sampled_from(["deload", "resume"])))
        found.append(one)
        state = step(state, one)
    return tuple(found)
