"""The last weeks on one page: numbers that are right, charts that show them, words for the new."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations

from hiphinge.store import athletes, days, programmes
from hiphinge.store.happenings import note
from hiphinge.store.profiles import profile_json
from hiphinge.training.goals import scheme
from hiphinge.training.happening import NextDay
from hiphinge.training.model import Profile
from hiphinge.web.week.charts import against, back, effort, green, panels
from hiphinge.web.week.panels import HEIGHT, TOP
from hiphinge.web.week.weeks import WEEKS, weeks_of

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client, Served

    from hiphinge.store.tables import Athlete
    from hiphinge.web.week.weeks import Week

TODAY = date(2026, 11, 26)
MONDAY = date(2026, 11, 23)
FORM = {"reps": 8, "green": 6, "spine_deg": 12.0, "spine_sd_deg": 5.0, "unjudged": 1}


def programme(seeds: Seeds, one: Athlete) -> None:
    profile = Profile("strength", "intermediate", 3, frozenset({"barbell"}))
    with seeds.db.write() as session:
        made = programmes.create(
            session, athletes.get(session, one.uid), profile=profile_json(profile), screen={},
            starts_on="2026-11-02", weekdays=[0, 2, 4],
        )  # fmt: skip
        note(session, made, NextDay(date(2026, 11, 24), 3, True))


def filled(seeds: Seeds, name: str = "Anna", today: date = TODAY, **fields: Any) -> Athlete:
    """Make an athlete with a week and a half of everything."""
    one = seeds.athlete(name, **fields)
    monday = today - timedelta(days=today.weekday())
    this = seeds.day(one, monday.isoformat())
    for count in (1, 2):
        seeds.lift(this, exercise="barbell_rdl", load_kg=60 + 5 * count, reps=8, rpe=6 + count,
                   pain=count)  # fmt: skip
    seeds.judged(this, exercise="barbell_rdl", load_kg=60, reps=8, summary={"form": FORM})
    seeds.lift(this, exercise="single_leg_rdl", load_kg=10, reps=6)
    seeds.lift(this, exercise="two_hand_swing", load_kg=16, reps=15)
    seeds.lift(this, exercise="squat", load_kg=90, reps=5, pain=4)
    seeds.lift(this, exercise="nordic", reps=5)
    before = seeds.day(one, (monday - timedelta(days=1)).isoformat())
    seeds.lift(before, exercise="hip_thrust", load_kg=80, reps=10)
    seeds.lift(
        seeds.day(one, (monday - timedelta(weeks=WEEKS)).isoformat()), exercise="nordic", reps=5
    )
    return one


def weeks(seeds: Seeds, one: Athlete) -> list[Week]:
    with seeds.db.read() as session:
        return weeks_of(session, athletes.get(session, one.uid), TODAY)


def test_a_week_is_counted(rows: Seeds) -> None:
    one = filled(rows)
    programme(rows, one)
    found = weeks(rows, one)
    assert len(found) == WEEKS
    assert [week.monday for week in found] == [
        MONDAY - timedelta(weeks=back) for back in reversed(range(WEEKS))
    ]
    this, last = found[-1], found[-2]
    assert (this.so_far, last.so_far) == (True, False)
    # Three on two legs, one on each leg, a nordic, a hip thrust the day before.
    assert this.by_muscle["hamstrings"] == pytest.approx(5.0)
    assert this.by_muscle["glutes"] == pytest.approx(4.0)
    assert last.by_muscle["glutes"] == 1.0
    assert (this.sessions, this.sets, this.not_counted, this.fast_reps) == (1, 7, 1, 15)
    # One leg after the other is twice the work.
    assert this.hinge_kg == 65 * 8 + 70 * 8 + 60 * 8 + 10 * 6 * 2
    assert (this.heaviest_kg, last.heaviest_kg) == (70, None)
    assert this.effort is not None
    assert (this.effort.low, this.effort.mean, this.effort.high, this.effort.sets) == (7, 7.5, 8, 2)
    # Pain counts in whatever exercise; the day after is that of the programme's question.
    assert (this.pain, this.next_pain, last.pain, last.next_pain) == (4, 3, None, None)
    assert (this.films, green(this), back(this)) == (1, "6 of 8 green", "12° ±5°")
    assert effort(last) == green(last) == back(last) == "–"
    assert all(week.sets == 0 for week in found[:-2])


def test_a_bar_is_as_tall_as_its_week_and_the_band_is_where_it_should(rows: Seeds) -> None:
    one = filled(rows)
    band = scheme("strength", "intermediate").band
    found = {panel.key: panel for panel in panels(weeks(rows, one), band, "kg")}
    assert {"glutes", "hamstrings", "load", "form", "back", "effort", "pain"} == found.keys()
    glutes = found["glutes"]
    (before, this), (aim,) = glutes.bars, glutes.bands
    per_set = this.height / 4.0
    assert before.height == pytest.approx(per_set * 1.0, abs=0.2)
    assert aim.height == pytest.approx(per_set * (band[1] - band[0]), abs=0.3)
    assert aim.y == pytest.approx(TOP + HEIGHT - per_set * band[1], abs=0.3)
    assert (before.faint, this.faint) == (False, True)
    (form,) = found["form"].bars
    assert form.height == pytest.approx(0.75 * HEIGHT, abs=0.2)
    (dot,) = found["back"].dots
    assert dot.low > dot.y > dot.high
    assert found["pain"].bars[0].height == pytest.approx(0.4 * HEIGHT, abs=0.2)
    assert "this week so far 4, below 8 to 14" in glutes.lately


def test_without_a_set_there_is_no_chart(rows: Seeds) -> None:
    assert panels(weeks(rows, rows.athlete()), None, "kg") == []


@pytest.mark.parametrize(
    ("sets", "where"), [(7.5, "below"), (8, "within"), (14, "within"), (15, "above")]
)
def test_a_week_lies_to_its_band(sets: float, where: str) -> None:
    assert against(sets, (8.0, 14.0)) == f"{sets:g}, {where} 8 to 14"
    assert against(sets, None) == f"{sets:g}"


def test_the_page_says_where_it_comes_from_and_how_sure_that_is(
    client: Client, rows: Seeds
) -> None:
    one = filled(rows, today=date.today())
    page = client.get(f"/week/{one.uid}").text
    assert "counting indirect sets as half: Pelland 2025" in page
    assert "Our judgement" in page
    assert "has no programme" in page
    assert "4 to 8 for beginners" in page
    assert re.search(r"1.set of these weeks is not counted here", page)
    programme(rows, one)
    page = client.get(f"/week/{one.uid}").text
    assert "8 to 14 hard sets" in page
    assert "has no programme" not in page


def test_loads_are_said_in_the_athletes_units(client: Client, rows: Seeds) -> None:
    page = client.get(f"/week/{filled(rows, today=date.today(), units='lb').uid}").text
    assert "154.3\N{NO-BREAK SPACE}lb" in page
    assert "×" in page
    assert "\N{NO-BREAK SPACE}kg" not in page


def test_who_has_nothing_yet_is_told_what_will_be_here(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    page = client.get(f"/week/{one.uid}").text
    assert "No set in these weeks" in page
    assert 'action="/log"' in page


def test_a_programme_that_cannot_be_read_does_not_hide_the_weeks(
    client: Client, rows: Seeds
) -> None:
    one = filled(rows, today=date.today())
    with rows.db.write() as session:
        programmes.create(
            session, athletes.get(session, one.uid), profile={"goal": "?"}, screen={},
            starts_on="2026-11-02", weekdays=[0],
        )  # fmt: skip
    assert "Glutes: hard sets" in client.get(f"/week/{one.uid}").text


def test_the_log_as_a_table(client: Client, rows: Seeds) -> None:
    one = filled(rows)
    filled(rows, "Ben")
    answer = client.get(f"/week/{one.uid}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    lines = answer.text.removeprefix("\ufeff").splitlines()
    assert lines[0].startswith("day,athlete,session,set,exercise")
    assert len(lines) == 1 + 9
    assert all(",Anna," in line for line in lines[1:])


@pytest.mark.parametrize(("scheme_", "width"), [("dark", 320), ("light", 1280)])
def test_for_everybody(
    browser: Any, live_server: Served, seeds: Seeds, scheme_: str, width: int
) -> None:
    one = filled(seeds, today=date.today())
    programme(seeds, one)
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 800}, color_scheme=scheme_,
        reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    for who in (one, seeds.athlete("Nobody yet")):
        page.goto(f"/week/{who.uid}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Log a session now").click()
    page.wait_for_url("**/log/*")
    context.close()


def test_sets_in_the_bin_are_not_counted(rows: Seeds) -> None:
    one = rows.athlete()
    day = rows.day(one, MONDAY.isoformat())
    rows.lift(day, exercise="nordic", reps=5)
    with rows.db.write() as session:
        days.delete(session, day.uid)
    assert weeks(rows, one)[-1].sets == 0


def test_a_set_that_is_named_as_a_move_counts_for_what_it_stands_for(
    client: Client, rows: Seeds
) -> None:
    one = rows.athlete()
    day = rows.day(one, date.today().isoformat())
    rows.judged(day, exercise="rdl", load_kg=84.0, reps=4, summary={"form": FORM})
    rows.lift(day, exercise="rdl", load_kg=60.0, reps=5, implement="barbell")
    rows.lift(day, exercise="good_morning", load_kg=40.0, reps=5)
    rows.lift(day, exercise="squat", load_kg=90.0, reps=5)
    with rows.db.read() as session:
        this = weeks_of(session, athletes.get(session, one.uid), date.today())[-1]
    assert (this.sets, this.not_counted, this.films, green(this)) == (4, 1, 1, "6 of 8 green")
    assert (this.by_muscle["hamstrings"], this.by_muscle["glutes"]) == (3.0, 3.0)
    assert (this.hinge_kg, this.heaviest_kg) == (84 * 4 + 60 * 5 + 40 * 5, 84.0)
    page = client.get(f"/week/{one.uid}").text.replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "1 set of “Romanian deadlift” may be Romanian deadlift with dumbbells, Romanian deadlift "
        "with a kettlebell or Romanian deadlift with a bar: counts for what these have in common."
    ) in page
    assert (
        "1 set of “Good morning” counts as Good morning with a stick, the nearest exercise that "
        "the programme has, and as a hard set because of the load."
    ) in page
    assert "1 set of these weeks is not counted here" in page
