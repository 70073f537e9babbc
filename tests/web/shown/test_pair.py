"""Two sets held side by side: what they are called, what is told to differ, and what is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from courses import HINGE, SQUAT, Tempo

from hiphinge.store import days

if TYPE_CHECKING:
    from judged import Judged
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import LiftSet

SLOW = Tempo(2.0, 0.6, 1.5, 0.5)


@pytest.fixture
def other(judged: Judged, lift: LiftSet, client: Client) -> LiftSet:
    """Return a slower set of squats, of a week before."""
    with client.db.write() as session:
        day = days.create(session, session.merge(lift.training_day.athlete), "2026-11-20")
    return judged.film(day, (SQUAT, SQUAT), SLOW)


def carried(html: str) -> Any:
    return json.loads(html.partition('id="step-data">')[2].partition("</script>")[0])


def test_repetitions_are_sent_over_their_phase(
    client: Client, judged: Judged, lift: LiftSet, other: LiftSet
) -> None:
    page = client.get(f"/compare?first={lift.uid}&second={other.uid}").text
    sides = carried(page)["sides"]
    assert [len(side["reps"]) for side in sides] == [3, 2]
    assert {(side["width"], side["height"]) for side in sides} == {(480, 640)}
    for side, uid in zip(sides, (lift.uid, other.uid), strict=True):
        for rep, truth in zip(side["reps"], judged.truths[uid], strict=True):
            time_s = rep["time_s"]
            assert len(time_s) == 51
            assert time_s[25] == pytest.approx(truth.bottom_s, abs=0.15)
            assert time_s == sorted(time_s)
    hip = sides[0]["reps"][0]["places"]["hip"]
    assert hip[25][0] < hip[0][0] - 20, "the hips went back, to the left"


def test_what_differs_beyond_doubt_is_told_and_the_rest_is_said_not_to(
    client: Client, judged: Judged, lift: LiftSet, other: LiftSet
) -> None:
    hinges = judged.film(judged.lift(lift.uid).training_day, (HINGE, HINGE))
    page = " ".join(client.get(f"/compare?first={hinges.uid}&second={other.uid}").text.split())
    sure = page.split("Differs beyond doubt")[1].split("</div>")[0]
    assert "In “Fri 20 Nov 2026” the knees bend" in sure
    assert "Hip speed of “Fri 27 Nov 2026” and “Fri 20 Nov 2026”: different moves" in page
    assert "±" in sure


def test_the_best_repetition_is_chosen_unless_another_is_asked_for(
    client: Client, judged: Judged, lift: LiftSet, other: LiftSet
) -> None:
    best = (judged.analysis(lift.uid).summary or {})["best_rep"]
    url = f"/compare?first={lift.uid}&second={other.uid}"
    assert f'<option value="{best}" selected>Rep {best}: hinge, the best' in client.get(url).text
    asked = client.get(f"{url}&first_rep=2&second_rep=99").text
    assert '<option value="2" selected>Rep 2' in asked
    assert '<option value="1" selected>Rep 1' in asked, "there is no rep 99"


def test_a_set_is_the_same_as_itself(client: Client, judged: Judged, lift: LiftSet) -> None:
    twin = judged.film(judged.lift(lift.uid).training_day, (HINGE, SQUAT, HINGE), exercise="rdl")
    page = client.get(f"/compare?first={lift.uid}&second={twin.uid}").text
    assert "Differs beyond doubt" not in page
    assert "Nothing differs beyond doubt between these two sets." in page
    assert "“Set 1”" in page
    assert "“Set 2”" in page


def test_two_people_are_said_to_be_two(
    client: Client, judged: Judged, lift: LiftSet, rows: Seeds
) -> None:
    theirs = judged.film(rows.day(rows.athlete("Bert")), (HINGE, HINGE))
    page = client.get(f"/compare?first={lift.uid}&second={theirs.uid}").text
    assert "These are sets of two people" in page
    assert "“Bert”" in page


def test_the_whole_page_may_run_its_own_script(
    client: Client, lift: LiftSet, other: LiftSet
) -> None:
    answer = client.get(f"/compare/page?first={lift.uid}&second={other.uid}")
    assert "Hip hinge comparison" in answer.text
    assert "script-src 'sha256-" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, "Two judged films are needed"),
        (f"?first={'set-of-anna'}", 200, "Two judged films are needed"),
        ("?first=set-of-anna&second=nowhere-at-all", 404, "There is no such set here"),
        ("/page?first=set-of-anna&second=set-of-anna", 400, "Name two different sets"),
    ],
)
def test_what_cannot_be_compared_is_said(
    client: Client, lift: LiftSet, query: str, status: int, said: str
) -> None:
    assert lift.uid == "set-of-anna"
    answer = client.get(f"/compare{query}")
    assert (answer.status_code, said in answer.text) == (status, True)


def test_a_set_that_was_not_judged_says_so(client: Client, lift: LiftSet, rows: Seeds) -> None:
    logged = rows.lift(rows.day(rows.athlete("Bert")))
    page = client.get(f"/compare?first={lift.uid}&second={logged.uid}")
    assert page.status_code == 200
    assert "There is no report of this set yet" in page.text
