"""A change is told when it is beyond what the measurement can do by itself, and not otherwise."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from hiphinge.numerals import NO_BREAK
from hiphinge.report.compare.difference import SETUP_SD, OfSet, apart, setup_sd, told_sds
from hiphinge.store import analyses, athletes, days, sets, trends
from hiphinge.store.change import between, change
from hiphinge.store.measures import CADENCE, KEPT
from hiphinge.store.tables import SetMeasure, Video
from hiphinge.store.trend_words import CHANGES, TITLES, amount, how_sure, loads, told
from hiphinge.store.trends import Lifted, Point

if TYPE_CHECKING:
    from hiphinge.store.database import Database

SETUP = SETUP_SD["deg"]


def point(day: int, value: float, *, reps: int = 5, own: float = 1.0, shared: float = 2.0) -> Point:
    date = f"2026-{1 + day // 28:02d}-{1 + day % 28:02d}"
    return Point(date, value, math.hypot(own, shared), own, "deg", reps, f"set-{day}", None)


def test_of_one_day_nothing_can_be_told() -> None:
    assert change([]) is None
    assert change([point(0, 10), point(0, 60)]) is None
    assert "second filmed day" in told("knee_deg", None)


def test_one_set_against_another_tells_what_the_science_says_it_can() -> None:
    """MDC95 of two sets on two days: 1.96 sqrt(2) SEM, 8 to 14 degrees (science H.2)."""
    found = change([point(0, 20), point(7, 26)])
    assert found is not None
    assert found.verdict == "no_change"
    assert found.least == pytest.approx(1.96 * math.sqrt(2) * math.hypot(SETUP, 1.0))
    assert 8 < found.least < 14
    more = change([point(0, 20), point(7, 20 + found.least + 0.1)])
    assert more is not None
    assert more.verdict == "more"
    less = change([point(0, 20), point(7, 20 - found.least - 0.1)])
    assert less is not None
    assert less.verdict == "less"


@pytest.mark.parametrize(("reps", "shared", "by"), [(5, 2.0, 14.5), (2, 6.0, 9.0), (1, 1.0, 11.0)])
@pytest.mark.parametrize("among", [1, 7, 16])
def test_two_sets_are_told_apart_alike_in_trends_and_in_a_comparison(
    reps: int, shared: float, by: float, among: int
) -> None:
    early, late = (point(day, by * day, reps=reps, shared=shared) for day in (0, 1))
    course = change([early, late], among)
    assert course is not None
    found = apart(*(OfSet(p.value, p.sd, p.own_sd, p.unit, p.reps) for p in (early, late)), among)
    assert (course.value, course.sd) == pytest.approx((found.value, found.sd))
    assert course.least == pytest.approx(found.least)
    assert (course.verdict != "no_change") is found.sure


def test_more_sets_of_one_day_do_not_average_out_the_set_up() -> None:
    many = change([point(day, 20 + 6 * day) for day in (0, 1) for _ in range(100)])
    assert many is not None
    assert many.sd > math.sqrt(2) * SETUP
    assert many.verdict == "no_change"


def test_more_days_do() -> None:
    one = between([[point(0, 20)]], [[point(9, 26)]])
    four = between([[point(d, 20)] for d in range(4)], [[point(9 + d, 26)] for d in range(4)])
    assert four.sd == pytest.approx(one.sd / 2)
    assert (one.verdict, four.verdict) == ("no_change", "more")


def test_few_repetitions_tell_a_large_change_only() -> None:
    def sides(by: float, reps: int) -> str:
        early = [[point(d, 20, reps=reps)] for d in range(4)]
        late = [[point(9 + d, 20 + by, reps=5)] for d in range(4)]
        return between(early, late).verdict

    assert sides(9.0, 2) == "more", "eight repetitions in all are enough"
    assert sides(9.0, 1) == "no_change"
    assert sides(10.5, 1) == "more"


def test_days_that_lie_far_apart_count_by_their_own_scatter() -> None:
    early = [[point(0, 0)], [point(1, 40)]]
    late = [[point(2, 20)], [point(3, 60)]]
    found = between(early, late)
    assert found.sd == pytest.approx(math.sqrt(2 * (40**2 / 2) / 2))
    assert found.verdict == "no_change"


def test_clips_that_doubt_themselves_are_doubted() -> None:
    hidden = between([[point(0, 20, shared=8)]], [[point(1, 40, shared=8)]])
    assert hidden.sd > math.sqrt(2) * 8
    assert hidden.verdict == "no_change"


def test_thirds_are_held_against_each_other_and_of_few_days_halves() -> None:
    def split(count: int) -> tuple[int, int]:
        found = change([point(day, 0) for day in range(count)])
        assert found is not None
        return found.early.days, found.late.days

    assert [split(n) for n in (2, 3, 4, 5, 6, 8, 9)] == [
        (1, 1), (1, 1), (2, 2), (2, 2), (2, 2), (2, 2), (3, 3)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [2, 4, 9, 30])
def test_where_nothing_changed_seldom_a_change_is_told(count: int) -> None:
    """Days with the set-up's shift and repetitions' noise, and no change in truth."""
    rng = np.random.default_rng(count)
    wrong = sum(
        (found := change(course(rng, count, 0.0))) is not None and found.verdict != "no_change"
        for _ in range(400)
    )
    assert wrong / 400 < 0.05 + 2 * math.sqrt(0.05 * 0.95 / 400)


def test_a_large_steady_change_over_some_weeks_is_told() -> None:
    rng = np.random.default_rng(1)
    found = [change(course(rng, 12, 15.0)) for _ in range(200)]
    assert sum(one is not None and one.verdict == "more" for one in found) / 200 > 0.9


def course(rng: np.random.Generator, count: int, rise: float) -> list[Point]:
    shifts = rng.normal(0, SETUP, count)
    return [
        point(day, 20 + rise * day / (count - 1) + shifts[day] + float(rng.normal(0, 1.0)))
        for day in range(count)
        for _ in range(2)
    ]


def test_each_unit_has_its_own_set_up_part() -> None:
    assert setup_sd("deg", 100) == SETUP_SD["deg"]
    assert setup_sd("frac", 0.8) == SETUP_SD["frac"]
    assert setup_sd("deg/s", -200) == pytest.approx(10)
    assert setup_sd("s", 2) == pytest.approx(0.14)
    assert setup_sd("per min", 40) == 0
    few = [replace(point(d, 40 + d), unit="per min", reps=1, own_sd=0.01, sd=0.01) for d in (0, 1)]
    found = change(few)
    assert found is not None
    assert found.verdict == "no_change"


def test_every_kept_measure_has_words() -> None:
    assert set(TITLES) == set(CHANGES) == set(KEPT)


def test_a_told_change_says_numbers_units_doubt_and_sides() -> None:
    early = [[replace(point(d, 35), load_kg=40.0)] for d in range(3)]
    late = [[replace(point(9 + d, 20), load_kg=60.0)] for d in range(3)]
    said = told("knee_deg", between(early, late)).replace(NO_BREAK, " ")
    assert said == (
        "The knees bend 15° ±3° less than at first. At first 35° ±2° (15 reps on 3 days), lately "
        "20° ±2° (15 reps on 3 days). The load differs as well: 40 kg on average at first, 60 kg "
        "lately."
    )
    assert f"88.2{NO_BREAK}lb" in told("knee_deg", between(early, late), "lb")


def test_what_cannot_be_told_says_what_it_would_take() -> None:
    said = told("trunk_deg", between([[point(0, 60)]], [[point(9, 62)]]))
    assert said == (
        "Depth: no change that the measurement could tell. It would have to be more than ±11°; it "
        "is 2° ±5°. At first 60° ±4° (5 reps on 1 day), lately 62° ±4° (5 reps on 1 day)."
    )
    assert "not change" not in said.lower()


@pytest.mark.parametrize(("name", "unit"), [("pause_s", "s"), (CADENCE, "min")])
def test_where_no_change_is_large_enough_alone_it_takes_repetitions(name: str, unit: str) -> None:
    """Neither a pause of nothing nor a cadence is shifted by a set-up: no size is large of them."""
    three = [replace(point(day, 0.0, reps=3, own=0.03, shared=0.0), unit=unit) for day in (0, 7)]
    found = change(three, 9)
    assert "It would take 5 reps on each side; it is 0" in told(name, found)


def test_shares_are_said_in_points_and_lengths_in_legs() -> None:
    early = [[replace(point(0, 0.6), unit="frac", own_sd=0.01, sd=0.04)]]
    late = [[replace(point(9, 0.85), unit="frac", own_sd=0.01, sd=0.04)]]
    assert "25 ±6 points larger" in told("hip_share_frac", between(early, late))
    assert "0.25 ±0.06 leg lengths farther back" in told("hips_back_frac", between(early, late))
    late[0][0] = replace(late[0][0], value=0.62)
    assert "more than ±12 points; it is 2 ±6 points." in told(
        "hip_share_frac", between(early, late)
    )
    assert amount("eccentric_s", 1.04, 0.001) == "1.0 s ±0.1 s"
    assert amount("spine_deg", -0.2) == "0°"
    assert any("3.5°" in line for line in how_sure(12))
    assert "none of the 12 looked at here" in how_sure(12)[0]
    assert "2.9 standard deviations" in how_sure(12)[0]


def lift(day: str, load_kg: float) -> Lifted:
    return Lifted(day, load_kg, 5, None, "uid")


def test_loads_are_told_without_doubt() -> None:
    assert loads([]) == "No load was logged yet."
    assert loads([lift("2026-11-27", 60)]).replace(NO_BREAK, " ") == (
        "The heaviest set was 60 kg on 27 November 2026, as logged."
    )
    course = [lift("2026-10-02", 40), lift("2026-10-02", 50), lift("2026-10-09", 80)]
    assert loads([*course, lift("2026-11-27", 62.5)]).replace(NO_BREAK, " ") == (
        "The heaviest set of a day went up by 12.5 kg, from 50 kg on 2 October 2026 to 62.5 kg on "
        "27 November 2026, as logged. The most was 80 kg on 9 October 2026."
    )
    assert f"down by 22{NO_BREAK}lb" in loads(
        [lift("2026-10-02", 60), lift("2026-10-03", 50)], "lb"
    )
    assert "was the same" in loads([lift("2026-10-02", 60), lift("2026-10-03", 60)])


def test_the_course_is_read_from_sets_that_are_shown(db: Database) -> None:
    with db.write() as session:
        ada, bob = (athletes.create(session, name=name) for name in ("Ada", "Bob"))
        for number, (who, exercise, seen) in enumerate(
            [(ada, "rdl", "squat"), (ada, None, "rdl"), (bob, "rdl", None), (ada, "squat", "rdl"),
             (ada, "rdl", "rdl"), (ada, None, None)]
        ):  # fmt: skip
            day = days.create(session, who, f"2026-11-{20 - number}")
            made = sets.create(session, day, exercise=exercise, load_kg=number)
            session.add(
                Video(sha256=f"{number:064x}", name="", suffix=".mp4", size=0, created_at="")
            )
            film = analyses.create(session, made, f"{number:064x}")
            film.exercise_seen, film.judged = seen, 1
            numbers = {"value": number, "sd": 2, "own_sd": 1, "unit": "deg", "reps": 3}
            session.add(SetMeasure(analysis_id=film.id, name="knee_deg", **numbers))
        sets.delete(session, made.uid)
        gone = session.get_one(type(made), made.id - 1)
        sets.delete(session, gone.uid)
    with db.read() as session:
        assert [(one.exercise, one.sets, one.judged) for one in trends.exercises(session, ada)] == [
            ("rdl", 2, 2), ("squat", 1, 1)
        ]  # fmt: skip
        assert trends.measured(session, ada, "rdl") == ["knee_deg"]
        found = trends.points(session, ada, "rdl", "knee_deg")
        assert [(one.day, one.value, one.load_kg) for one in found] == [
            ("2026-11-19", 1.0, 1.0), ("2026-11-20", 0.0, 0.0)
        ]  # fmt: skip
        assert [one.load_kg for one in trends.lifted(session, ada, "rdl")] == [1.0, 0.0]
        assert trends.points(session, ada, "rdl", "trunk_deg") == []


def test_many_measures_looked_at_together_are_told_together() -> None:
    rng = np.random.default_rng(5)
    measures, athletes = 12, 400
    told_by_chance = sum(
        any(
            (found := change(course(rng, 12, 0.0), measures)) is not None
            and found.verdict != "no_change"
            for _ in range(measures)
        )
        for _ in range(athletes)
    )
    assert told_by_chance / athletes < 0.05 + 3 * (0.05 * 0.95 / athletes) ** 0.5
    assert told_sds(1) == pytest.approx(1.96, abs=1e-6)
    assert told_sds(12) == pytest.approx(2.865, abs=2e-3)  # two-sided 0.05 / 12 of the normal
