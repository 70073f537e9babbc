"""What a person says anew of a set: which rows it changes, when the film is judged anew, undo."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hiphinge.store import athletes, days
from hiphinge.store.tables import Analysis

if TYPE_CHECKING:
    from judged import Judged
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import LiftSet


def edit(client: Client, uid: str, **said: Any) -> Any:
    answer = client.patch(f"/api/sets/{uid}", json=said)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_no_judgement_rests_on_is_only_kept(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    done = edit(client, lift.uid, rpe=8.5, reps=5, pain=2, note="belt")
    assert done["said"] == "Saved."
    assert done["undo"] == {"rpe": None, "reps": None, "pain": None, "note": ""}
    now = judged.lift(lift.uid)
    assert (now.rpe, now.reps, now.pain, now.note) == (8.5, 5, 2, "belt")
    assert judged.analysis(lift.uid).state == "done"


@pytest.mark.parametrize(
    "said",
    [{"exercise": None}, {"load_kg": 62.5}, {"strictness": "strict"}, {"leave_out": [2]},
     {"implement": "barbell"}],
    ids=str,
)  # fmt: skip
def test_what_it_rests_on_is_judged_anew_without_the_film(
    client: Client, judged: Judged, lift: LiftSet, said: dict[str, Any]
) -> None:
    done = edit(client, lift.uid, **said)
    assert done["said"] == "Saved. The film is judged anew."
    assert done["state"]["state"] == "waiting"
    assert done["state"]["sentence"] == "Judging anew: waiting: it is next."
    waits = judged.analysis(lift.uid)
    assert (waits.state, waits.priority, waits.wanted, waits.judged) == ("queued", 0, 2, 1)


def test_a_repetition_left_out_is_not_judged_and_can_still_be_found(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    assert "1 squat" in judged.analysis(lift.uid).verdict
    done = edit(client, lift.uid, leave_out=[2])
    judged.work()
    shown = client.get(f"/api/sets/{lift.uid}").json()
    assert (shown["state"], shown["result"]) == ("done", f"{judged.analysis(lift.uid).uid}-2")
    assert "squat" not in shown["verdict"]
    page = client.get(f"/sets/{lift.uid}").text
    bottom_s = judged.truths[lift.uid][1].bottom_s
    assert "Rep 2: " in page
    kept = judged.analysis(lift.uid).options["left_out_at"]["2"]
    assert kept["hinge_s"] == pytest.approx(bottom_s, abs=0.1)
    assert f'data-seek="{kept["hinge_s"]}"' in page
    edit(client, lift.uid, **done["undo"])
    judged.work()
    assert "1 squat" in judged.analysis(lift.uid).verdict


def test_the_answer_to_the_question_names_the_move(
    client: Client, judged: Judged, rows: Seeds
) -> None:
    day = rows.day(rows.athlete())
    asked = {
        "question": "Which move this is could not be told for sure.", "exercise_source": "unsure",
        "candidates": [
            {"name": "hang_clean", "title": "hang clean", "probability": 0.62},
            {"name": "other", "title": "", "probability": 0.38},
        ],
    }  # fmt: skip
    rows.judged(day, summary=asked)
    with client.db.read() as session:
        (uid,) = [one.uid for one in days.get(session, day.uid).sets]
    page = client.get(f"/sets/{uid}").text
    assert "Which move is it?" in page
    assert page.count("data-exercise=") == 1
    assert 'data-exercise="hang_clean">Hang clean' in " ".join(page.split())
    assert "--exercise" not in page
    edit(client, uid, exercise="hang_clean")
    assert judged.lift(uid).exercise == "hang_clean"
    assert judged.analysis(uid).state == "queued"
    assert "Which move is it?" not in client.get(f"/sets/{uid}").text


def test_another_lifter_is_looked_for_in_the_film_and_has_other_repetitions(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    edit(client, lift.uid, leave_out=[2])
    judged.work()
    done = edit(client, lift.uid, lifter_at=[0.25, 0.5])
    assert done["said"] == (
        "Saved. The film is looked at again, which takes as long as the first time. "
        "Rep 2, which you left out, counts again: it is another lifter."
    )
    waits = judged.analysis(lift.uid)
    assert (waits.priority, waits.options["leave_out"]) == (1, [])
    assert waits.options["lifter_at"] == [0.25, 0.5]
    edit(client, lift.uid, **done["undo"])
    back = judged.analysis(lift.uid)
    assert (back.priority, back.options["leave_out"], back.options["lifter_at"]) == (0, [2], None)


def test_a_move_counted_otherwise_has_other_numbers(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    edit(client, lift.uid, leave_out=[2])
    judged.work()
    same = edit(client, lift.uid, exercise="good_morning")
    assert "counts again" not in same["said"]
    other = edit(client, lift.uid, exercise="box_jump")
    assert other["said"].endswith("counts again: this move is counted in another way.")
    assert judged.analysis(lift.uid).options["leave_out"] == []


def test_a_set_moves_to_another_athlete_and_back(
    client: Client, judged: Judged, lift: LiftSet, rows: Seeds
) -> None:
    rows.lift(judged.lift(lift.uid).training_day)
    rows.athlete("Bert", uid="bert-bert", height_cm=190.0)
    done = edit(client, lift.uid, athlete="bert-bert", day="2026-11-20")
    moved = judged.lift(lift.uid).training_day
    assert (moved.athlete.name, moved.day) == ("Bert", "2026-11-20")
    assert judged.analysis(lift.uid).state == "queued", "his height makes other lengths"
    edit(client, lift.uid, **done["undo"])
    back = judged.lift(lift.uid)
    assert (back.training_day.athlete.name, back.training_day.day) == ("Anna", "2026-11-27")
    assert back.position == lift.position
    with client.db.read() as session:
        bert = athletes.get(session, "bert-bert")
        assert days.of_athlete(session, bert) == [], "the session that the move made is gone"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"load_kg": 2000}, "The load must be a number from 0 to 1000 kg."),
        ({"rpe": 11}, "The effort (RPE) must be a number from 1 to 10."),
        ({"reps": True}, "Reps: input should be a valid number"),
        ({"load_kg": "60"}, "Load kg: input should be a valid number"),
        ({"leave_out": [True]}, "should be a valid integer"),
        ({"reps": 2.5}, "The number of repetitions must be a whole number"),
        ({"exercise": "No Such"}, "An exercise is named by a key"),
        ({"day": "yesterday"}, "The day must be written"),
        ({"athlete": "nobody-here"}, "There is no such athlete here"),
        ({"lifter_at": [0.5, 1.5]}, "must be at most 1"),
        ({"leave_out": [0]}, "must be at least 1"),
        ({"strictness": "mild"}, "Strictness"),
        ({"colour": "red"}, "Colour is not known here."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    client: Client, judged: Judged, lift: LiftSet, said: dict[str, Any], sentence: str
) -> None:
    answer = client.patch(f"/api/sets/{lift.uid}", json={"note": "kept?", **said})
    assert answer.status_code in (400, 404, 422)
    assert sentence in answer.json()["error"]
    assert judged.lift(lift.uid).note == ""


def test_a_failure_after_an_edit_keeps_what_was_judged(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    before = judged.analysis(lift.uid)
    edit(client, lift.uid, leave_out=[9])
    judged.work()
    shown = client.get(f"/api/sets/{lift.uid}").json()
    assert shown["state"] == "failed"
    assert shown["result"] == before.result
    assert shown["sentence"] == (
        "It could not be judged anew. There is no rep 9 to leave out: this set has reps 1 to 3. "
        "What is shown is from before the change."
    )
    page = client.get(f"/sets/{lift.uid}")
    assert "Try again" in page.text
    assert client.get(f"/sets/{lift.uid}/report").status_code == 200


def test_a_set_without_a_film_is_only_changed(client: Client, judged: Judged, rows: Seeds) -> None:
    logged = rows.lift(rows.day(rows.athlete()), exercise="rdl")
    assert edit(client, logged.uid, load_kg=50, exercise="deadlift")["said"] == "Saved."
    assert judged.lift(logged.uid).load_kg == 50
    page = client.get(f"/sets/{logged.uid}").text
    assert "No film of this set" in page
    assert "<iframe" not in page


def test_two_lifters_are_pointed_at_by_a_button(
    client: Client, rows: Seeds, judged: Judged
) -> None:
    waiting = rows.film(rows.day(rows.athlete()))
    with client.db.write() as session:
        analysis = session.get_one(Analysis, waiting.id)
        analysis.state, analysis.error = "failed", (
            "Two people lift side by side in this clip: point at the one who is meant, "
            "--lifter-at 0.21,0.52 or --lifter-at 0.74,0.49, or film one lifter at a time."
        )  # fmt: skip
        uid = analysis.lift_set.uid
    page = " ".join(client.get(f"/sets/{uid}").text.split())
    assert (
        "Two people lift side by side in this clip: point at the one who is meant, or film one "
        "lifter at a time."
    ) in page
    assert (
        '<button class="button primary" data-lifter="0.21,0.52">The one on the left</button>'
        in page
    )
    assert 'data-lifter="0.74,0.49">The one on the right</button>' in page
    edit(client, uid, lifter_at=[0.74, 0.49])
    assert json.loads(json.dumps(judged.analysis(uid).options["lifter_at"])) == [0.74, 0.49]
    assert judged.analysis(uid).state == "queued"


def test_what_is_under_way_is_shown_and_can_be_stopped_and_tried_again(
    client: Client, rows: Seeds
) -> None:
    waiting = rows.film(rows.day(rows.athlete()))
    with client.db.read() as session:
        uid = session.get_one(Analysis, waiting.id).lift_set.uid
    page = client.get(f"/sets/{uid}").text
    assert "Waiting: it is next." in page
    assert f'data-work="/api/work/{waiting.uid}/cancel">Stop' in page
    assert client.post(f"/api/work/{waiting.uid}/cancel").status_code == 204
    stopped = client.get(f"/sets/{uid}").text
    assert "Judging was stopped." in stopped
    assert client.post(f"/api/work/{waiting.uid}/retry").status_code == 204
    with client.db.write() as session:
        row = session.get_one(Analysis, waiting.id)
        row.state, row.stage, row.progress = "running", "seeing", 0.25
    told = client.get(f"/api/sets/{uid}").json()
    assert (told["sentence"], told["share"]) == ("Seeing frame 105 of 420.", 0.25)


def test_sets_of_a_session_lead_to_each_other_and_a_deleted_one_comes_back(
    client: Client, rows: Seeds, judged: Judged, lift: LiftSet
) -> None:
    later = rows.lift(judged.lift(lift.uid).training_day)
    assert f'rel="next" href="/sets/{later.uid}">Set 2' in client.get(f"/sets/{lift.uid}").text
    page = client.get(f"/sets/{later.uid}").text
    assert f'rel="prev" href="/sets/{lift.uid}">← Set 1' in page
    assert client.post(f"/sets/{lift.uid}/delete").status_code == 303
    assert client.get(f"/sets/{lift.uid}").status_code == 404
    assert "Set 2" not in client.get(f"/sets/{later.uid}").text
    assert client.post(f"/sets/{lift.uid}/restore").status_code == 303
    assert client.get(f"/sets/{lift.uid}").status_code == 200


def test_the_form_of_a_set_says_the_same_of_numbers(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    edit(client, lift.uid, leave_out=[2])
    judged.work()
    answer = client.post(f"/sets/{lift.uid}/edit", data={"exercise": "box_jump"})
    assert answer.status_code == 303
    assert judged.analysis(lift.uid).options["leave_out"] == []
    assert judged.work() == 1


def test_a_session_that_a_phone_has_begun_to_log_stays_when_a_move_is_taken_back(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    done = edit(client, lift.uid, day="2026-11-20")
    made = judged.lift(lift.uid).training_day.uid
    with client.db.write() as session:
        days.get(session, made).log = {"choices": {"extra.a1": "plank"}}
    edit(client, lift.uid, **done["undo"])
    assert client.get(f"/days/{made}").status_code == 200
