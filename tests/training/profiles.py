"""Random people: what they have, leave out, swap and want."""

from __future__ import annotations

from hypothesis import assume
from hypothesis import strategies as st

from hiphinge.errors import UsageError
from hiphinge.training.equipment import equipment
from hiphinge.training.exercises import exercises
from hiphinge.training.ladder import rungs_for
from hiphinge.training.model import Profile
from hiphinge.training.start import start
from hiphinge.training.state import State

GOALS = ("learn", "strength", "muscle", "power", "return")
LEVELS = ("beginner", "intermediate", "advanced")
DAYS = (2, 3, 4)


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, str]:
    """Swaps within a slot, up and down the ladder."""
    keys = draw(st.lists(st.sampled_from(sorted(exercises())), max_size=3, unique=True))
    known = exercises()
    chosen = {}
    for key in keys:
        others = [one.key for one in known.values() if one.slot == known[key].slot]
        chosen[key] = draw(st.sampled_from([one for one in others if one != key]))
    return chosen


@st.composite
def people(draw: st.DrawFn, goal: str, level: str, days: int) -> Profile:
    return Profile(
        goal=goal,
        level=level,
        days=days,
        equipment=draw(st.frozensets(st.sampled_from(sorted(equipment())))),
        best_kg=draw(
            st.dictionaries(st.sampled_from(sorted(exercises())), st.floats(1.0, 300.0), max_size=4)
        ),
        left_out=draw(st.frozensets(st.sampled_from(sorted(exercises())), max_size=4)),
        swaps=draw(wishes()),
    )


@st.composite
def programmes(draw: st.DrawFn, goal: str, level: str, days: int) -> State:
    """Somewhere on the ladder, in a usual or a lighter week."""
    profile = draw(people(goal, level, days))
    try:
        rungs = rungs_for(profile)
        assume(rungs)
        rung = draw(st.sampled_from([one.key for one in rungs]))
        state = start(profile)
    except UsageError:
        assume(False)
        raise
    return State(
        profile=profile, rung=rung, highest=rung, works=state.works, deload=draw(st.booleans())
    )
