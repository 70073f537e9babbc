"""The coming sessions fall on the chosen days, after what was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from hiphinge.store.happenings import Row
from hiphinge.store.steps import Step
from hiphinge.store.tables import Programme
from hiphinge.training.happening import Missed, NextDay, SessionDone
from hiphinge.training.model import Profile
from hiphinge.training.plan import start
from hiphinge.web.programme.dates import due_day, next_day, weekdays_of

if TYPE_CHECKING:
    from hiphinge.training.happening import Happening

MON_THU = (0, 3)
STATE = start(Profile("learn", "beginner", 2, frozenset()))


def trail(*happenings: Happening) -> list[Step]:
    return [Step(Row(one), (), STATE) for one in happenings]


def day(text: str) -> date:
    return date.fromisoformat(f"2026-03-{text}")  # the 2nd is a Monday


@pytest.mark.parametrize(
    ("begins", "happened", "today", "due", "coming"),
    [
        ("02", (), "01", "02", "02"),
        ("02", (), "02", "02", "02"),
        ("03", (), "02", "05", "05"),
        ("02", (), "04", "02", "05"),  # late, and the next day that is chosen
        ("02", (SessionDone(day("02"), ()),), "02", "05", "05"),
        ("02", (SessionDone(day("04"), ()),), "04", "05", "05"),  # trained on another day
        ("02", (Missed(day("05")),), "06", "09", "09"),
        ("02", (SessionDone(day("05"), ()), NextDay(day("06"), 1, rose=False)), "06", "09", "09"),
    ],
)
def test_the_next_session(
    begins: str, happened: tuple[Happening, ...], today: str, due: str, coming: str
) -> None:
    programme = Programme(starts_on=f"2026-03-{begins}", weekdays=list(MON_THU))
    assert due_day(programme, MON_THU, trail(*happened)) == day(due)
    assert next_day(programme, MON_THU, trail(*happened), day(today)) == day(coming)


@pytest.mark.parametrize(
    ("kept", "told"), [([3, 0], (0, 3)), ([], (0, 2, 4)), (["x", 9, None], (0, 2, 4))]
)
def test_days_that_cannot_be_read_fall_back_on_the_usual_ones(
    kept: list[object], told: tuple[int, ...]
) -> None:
    assert weekdays_of(Programme(weekdays=kept), 3) == told
