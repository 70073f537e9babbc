"""Where an athlete's programme stands, in two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.store import programmes
from hiphinge.store.course import standing
from hiphinge.training.goals import scheme
from hiphinge.training.ladder import rung_exercise
from hiphinge.web.exercise_names import title_of
from hiphinge.web.words import day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.tables import Athlete


def programme_glance(session: Session, athlete: Athlete) -> tuple[str, ...]:
    """Return where the programme that goes on stands; nothing where there is none."""
    programme = programmes.current(session, athlete)
    if programme is None:
        return ()
    try:
        state = standing(session, programme).state
    except UsageError as error:
        return (str(error),)
    goal = scheme(state.profile.goal, state.profile.level).title
    since = f"{goal}, since {day(programme.starts_on)}."
    if state.stopped:
        return since, f"Training is stopped: {state.stopped[0].text}"
    lighter = ", a lighter week" if state.deload else ""
    hinge = rung_exercise(state.rung, state.profile)
    now = f" The hinge now: {title_of(hinge)}." if hinge else ""
    return since, f"Next: week {state.week}, day {state.day}{lighter}.{now}"
