"""The whole judgement of clips that are not a plain set of hinges."""

from __future__ import annotations

from bodies import Camera, film, part
from courses import HINGE, SQUAT, lifts, pulls

from hiphinge.judgement.finding import find
from hiphinge.judgement.judge import judge
from hiphinge.judgement.standard import load
from hiphinge.motion.measure import measure
from hiphinge.reps.count import count

STANDARD = load()
RULES = {rule.name for rule in STANDARD.rules}


def test_a_view_from_the_front_is_counted_and_not_judged() -> None:
    motion = measure(film(lifts([HINGE] * 3)[0], camera=Camera(52.0)))
    judgement = judge(motion, count(motion))
    assert len(judgement.reps) == 3
    assert {one.verdict.kind for one in judgement.reps} == {"unjudged"}
    assert all("away from the side" in one.verdict.reason for one in judgement.reps)
    assert [one for one in judgement.findings if one.rep is not None] == []
    assert "not judged" in judgement.verdict
    assert judgement.detail.startswith("Not judged")


def test_a_squat_that_was_meant_is_not_held_against_the_hinge() -> None:
    motion = measure(film(lifts([SQUAT] * 3)[0]))
    judgement = judge(motion, count(motion), "squat")
    assert judgement.given
    assert [one for one in judgement.findings if one.rule in RULES] == []
    assert "not held against a squat" in judgement.detail
    unasked = judge(motion, count(motion))
    assert unasked.exercise == "squat"
    assert [one for one in unasked.findings if one.role == "fix"]
    assert "If you meant to squat, say so." in unasked.detail


def test_a_rep_that_was_cut_before_its_bottom_is_not_judged() -> None:
    course, truths = lifts([HINGE] * 3)
    for end_s in (truths[2].start_s + 0.8, truths[2].bottom_s - 0.3):
        track = film(course)
        motion = measure(part(track, track.time_s <= end_s))
        last = judge(motion, count(motion)).reps[-1]
        assert last.verdict.kind == "unjudged"
        assert "before its bottom" in last.verdict.reason


def test_nothing_is_found_in_nothing() -> None:
    assert find([], STANDARD.dials["normal"], {}) == ()
    motion = measure(film(lifts([HINGE])[0]))
    judgement = judge(motion, [])
    assert judgement.findings == ()
    assert judgement.exercise == "unknown"
    assert "No repetition" in judgement.verdict


def test_pulls_from_the_floor_have_their_own_rules() -> None:
    motion = measure(film(pulls(3)[0]))
    rules = {one.rule for one in judge(motion, count(motion)).findings if one.rep is not None}
    assert rules <= {"start_hips", "rise_together"}
    assert "rise_together" in rules
