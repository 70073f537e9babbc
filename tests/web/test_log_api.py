"""The log as phones send it: taken once, refused in a sentence, never lost half-way."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from hiphinge.store import analyses, athletes, course, days, programmes, sets
from hiphinge.store.profiles import profile_json
from hiphinge.training.model import Profile

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import TrainingDay

TODAY = date.today().isoformat()
START_MS = time.time_ns() // 1_000_000 - 60_000


def said(day: str, lift: str | None = "1", count: int = 1, **fields: Any) -> dict[str, Any]:
    """Return a change of a set (or, with None, of the session), made a moment ago."""
    return {
        "uid": f"change-of-{lift}-{count}",
        "at_ms": START_MS + count,
        "count": count,
        "day": day,
        "set": None if lift is None else f"{day}-0-{lift}",
        "fields": fields,
    }


def sent(client: Client, *changes: dict[str, Any]) -> Any:
    answer = client.post("/api/log", json={"changes": list(changes)})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def day(rows: Seeds) -> TrainingDay:
    return rows.day(rows.athlete(), TODAY)


def asked_day(client: Client, rows: Seeds) -> str:
    """Return a session of a programme that was just begun."""
    profile = Profile(
        "strength", "intermediate", 3, frozenset({"barbell"}), loads_kg={"barbell_rdl": 80.0}
    )
    one = rows.athlete("Athlete P")
    with client.db.write() as session:
        made = programmes.create(
            session, athletes.get(session, one.uid), profile=profile_json(profile), screen={},
            starts_on=TODAY, weekdays=[0, 2, 4],
        )  # fmt: skip
        return course.begin_day(session, made, TODAY, None).uid


def test_what_is_sent_is_kept_and_sent_twice_is_kept_once(client: Client, day: TrainingDay) -> None:
    batch = [
        said(day.uid, exercise="barbell_rdl", load_kg=60, reps=8, position=1, rpe=7.5, pain=0),
        said(day.uid, None, note="Short of sleep"),
    ]
    first, second = (sent(client, *batch) for _ in range(2))
    assert first["taken"] == second["taken"] == [one["uid"] for one in batch]
    assert abs(first["now_ms"] - time.time() * 1000) < 60_000
    state = client.get(f"/api/log/{day.uid}").json()
    (lift,) = state["sets"]
    assert lift == {
        "uid": f"{day.uid}-0-1", "exercise": "barbell_rdl", "title": "Romanian deadlift with a bar",
        "load_kg": 60, "reps": 8, "rpe": 7.5, "pain": 0, "note": "", "position": 1,
        "removed": False, "film": None,
    }  # fmt: skip
    assert (state["note"], state["finished"], state["decided"]) == ("Short of sleep", False, None)
    assert state["latest_ms"] == batch[0]["at_ms"]
    page = client.get(f"/days/{day.uid}").text
    assert "effort\N{NO-BREAK SPACE}7.5/10" in page


def test_two_phones_late_and_out_of_order(client: Client, day: TrainingDay) -> None:
    later = said(day.uid, count=5, reps=10)
    sent(client, later, said(day.uid, count=4, rpe=9, reps=9))
    sent(client, said(day.uid, count=2, reps=6, load_kg=50, exercise="barbell_rdl"))
    sent(client, later)
    (lift,) = client.get(f"/api/log/{day.uid}").json()["sets"]
    assert (lift["reps"], lift["rpe"], lift["load_kg"]) == (10, 9, 50)


def test_one_that_is_wrong_does_not_keep_the_others_out(client: Client, day: TrainingDay) -> None:
    answer = sent(
        client,
        said(day.uid, "1", reps=5),
        said(day.uid, "2", pain=12),
        said("no-such-session", "3", reps=5),
        said(day.uid, "4", reps=6),
    )
    assert answer["taken"] == ["change-of-1-1", "change-of-4-1"]
    wrong, gone = answer["refused"]
    assert (wrong["why"], gone["why"]) == ("wrong", "gone")
    assert wrong["error"] == "Pain must be a whole number from 0 to 10."
    assert "no such session" in gone["error"]
    with client.db.read() as session:
        assert [one.reps for one in days.get(session, day.uid).sets] == [5, 6]


def test_a_clock_that_is_ahead_is_told_and_the_same_change_is_taken_with_another(
    client: Client, day: TrainingDay
) -> None:
    ahead = said(day.uid, reps=5) | {"at_ms": time.time_ns() // 1_000_000 + 86_400_000}
    answer = sent(client, ahead)
    assert [one["why"] for one in answer["refused"]] == ["clock"]
    assert sent(client, ahead | {"at_ms": answer["now_ms"]})["taken"] == [ahead["uid"]]


def test_what_is_not_there_is_404(client: Client) -> None:
    for path in ("/log/no-such-session", "/api/log/no-such-session", "/week/no-such-athlete"):
        assert client.get(path).status_code == 404, path
    assert client.get("/week/no-such-athlete.csv").status_code == 404
    data = {"athlete": "no-such-athlete", "day": TODAY}
    assert client.post("/log", data=data).status_code == 404


def test_only_pages_of_ours_may_send(stranger: Client) -> None:
    answer = stranger.post("/api/log", json={"changes": []})
    assert answer.status_code == 403
    assert "out of date" in answer.json()["error"]


@pytest.mark.parametrize(
    "broken",
    [{"uid": "short"}, {"at_ms": 1.5}, {"at_ms": -1}, {"count": "1"}, {"set": "a/b-c-d-e-f"},
     {"fields": []}, {"fields": {f"f{place}": 1 for place in range(21)}}, {"more": 1}],
)  # fmt: skip
def test_what_is_no_change_is_not_read(
    client: Client, day: TrainingDay, broken: dict[str, Any]
) -> None:
    answer = client.post("/api/log", json={"changes": [said(day.uid, reps=5) | broken]})
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_a_film_is_judged_anew_where_the_judgement_rests_on_what_changed(
    client: Client, rows: Seeds, day: TrainingDay
) -> None:
    film = rows.judged(day, exercise="barbell_rdl", load_kg=60.0, uid=f"{day.uid}-0-1")

    def state() -> tuple[str, int]:
        with client.db.read() as session:
            found = analyses.get(session, film.uid)
            return found.state, found.wanted

    sent(client, said(day.uid, count=1, rpe=8, pain=1, reps=5))
    assert state() == ("done", 1)
    sent(client, said(day.uid, count=2, load_kg=62.5), said(day.uid, count=3, load_kg=65))
    assert state() == ("queued", 2)
    (lift,) = client.get(f"/api/log/{day.uid}").json()["sets"]
    assert lift["film"]["state"] == "waiting"


def test_what_the_programme_decided_is_told_once_it_is_finished(
    client: Client, rows: Seeds
) -> None:
    uid = asked_day(client, rows)
    with client.db.read() as session:
        plan = course.plan_of(days.get(session, uid))
    assert plan is not None
    main = next(one for one in plan.prescriptions if one.load_kg)
    changes = [
        said(uid, str(number), exercise=main.exercise, load_kg=main.load_kg, reps=main.reps_high,
             rpe=6, pain=5, position=number)
        for number in range(1, main.sets + 1)
    ]  # fmt: skip
    sent(client, *changes)
    assert client.get(f"/api/log/{uid}").json()["decided"] is None
    sent(client, said(uid, None, finished=True))
    decided = client.get(f"/api/log/{uid}").json()["decided"]
    (stop,) = [one for one in decided["changes"] if one["title"] == "Stop"]
    assert "pain 5 of 10" in stop["why"]
    with client.db.read() as session:
        assert days.get(session, uid).finished_at is not None


def test_choices_for_the_day_leave_the_plan_as_it_was_asked(client: Client, rows: Seeds) -> None:
    uid = asked_day(client, rows)
    with client.db.read() as session:
        asked = days.get(session, uid).planned
    sent(client, said(uid, None, **{"swap.0": "dumbbell_rdl", "count.1": 4, "skip.2": True}))
    state = client.get(f"/api/log/{uid}").json()
    assert state["choices"] == {"swap.0": "dumbbell_rdl", "count.1": 4, "skip.2": True}
    with client.db.read() as session:
        assert days.get(session, uid).planned == asked


def test_the_log_of_today_is_begun_once(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    data = {"athlete": one.uid, "day": TODAY}
    first, second = (client.post("/log", data=data).headers["location"] for _ in range(2))
    assert first == second
    page = client.get(first)
    assert page.status_code == 200
    assert 'id="log-data"' in page.text


def test_the_page_holds_nothing_that_its_text_could_break_out_of(
    client: Client, rows: Seeds
) -> None:
    day = rows.day(rows.athlete("</script><script>alert(1)</script>"), TODAY, note="</script><b>")
    page = client.get(f"/log/{day.uid}").text
    assert "<script>alert(1)" not in page
    assert "</script><b>" not in page


def test_the_worker_is_sent_from_the_root_and_asked_for_anew(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"


def test_a_set_that_was_deleted_with_a_form_stays_deleted(client: Client, day: TrainingDay) -> None:
    sent(client, said(day.uid, reps=5))
    with client.db.write() as session:
        sets.delete(session, f"{day.uid}-0-1")
    sent(client, said(day.uid, count=2, rpe=7))
    (lift,) = client.get(f"/api/log/{day.uid}").json()["sets"]
    assert (lift["removed"], lift["rpe"]) == (True, 7)


def test_what_was_changed_on_a_page_is_not_undone_by_what_was_said_before(
    client: Client, day: TrainingDay
) -> None:
    sent(client, said(day.uid, load_kg=50, reps=5))
    uid = f"{day.uid}-0-1"
    client.patch(f"/api/sets/{uid}", json={"load_kg": 99})
    sent(client, said(day.uid, count=2, load_kg=60, reps=6))
    (lift,) = client.get(f"/api/log/{day.uid}").json()["sets"]
    assert (lift["load_kg"], lift["reps"]) == (99, 6)
    later = said(day.uid, count=3, load_kg=70)
    later["at_ms"] += 61_000 + time.time_ns() // 1_000_000 - START_MS - 60_000
    sent(client, later)
    (lift,) = client.get(f"/api/log/{day.uid}").json()["sets"]
    assert lift["load_kg"] == 70


def test_another_exercise_of_a_filmed_set_has_other_repetitions(
    client: Client, rows: Seeds, day: TrainingDay
) -> None:
    sent(client, said(day.uid, exercise="barbell_rdl"))
    film = rows.judged(day, exercise="barbell_rdl")
    with client.db.write() as session:
        found = analyses.get(session, film.uid)
        found.options = {"leave_out": [1]}
    change = said(day.uid, count=4, exercise="box_jump") | {"set": film.lift_set.uid}
    sent(client, change)
    with client.db.read() as session:
        found = analyses.get(session, film.uid)
        assert (found.state, found.options["leave_out"]) == ("queued", [])
