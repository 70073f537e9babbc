"""The questions before a programme: what a yes asks for."""

from __future__ import annotations

import pytest

from hiphinge.errors import UsageError
from hiphinge.training.screen import Question, questions, returning, screened, stop_rules

NO = {one.key: False for one in questions()}


def test_all_no_is_clear_and_does_not_say_that_you_are_well() -> None:
    answer = screened(NO)
    assert answer.verdict == "clear"
    assert "cannot tell" in answer.said[0].text


@pytest.mark.parametrize("one", questions(), ids=lambda one: one.key)
def test_each_yes_asks_for_what_the_question_says(one: Question) -> None:
    answer = screened({**NO, one.key: True})
    assert answer.verdict == one.verdict
    assert len(answer.said) == 2
    assert one.text in answer.said[1].text


def test_the_emergency_comes_first_and_at_once() -> None:
    assert screened({"both_legs": True}).verdict == "emergency"
    both = screened({**NO, "both_legs": True, "pregnancy": True})
    assert both.verdict == "emergency"
    assert "today" in both.said[0].text
    assert "no programme" in both.said[0].text


def test_what_the_science_names_is_asked() -> None:
    asked = {one.key for one in questions() if one.verdict == "emergency"}
    assert asked == {"saddle", "bladder_bowel", "sexual", "both_legs", "weak_leg"}
    assert {"cancer", "trauma", "night", "pregnancy", "surgery", "pressure"} <= set(NO)


def test_open_and_unknown_questions_are_told() -> None:
    with pytest.raises(UsageError, match="not answered"):
        screened({"cancer": True})
    with pytest.raises(UsageError, match="No question"):
        screened({**NO, "shoe_size": True})


def test_stop_rules_and_the_way_back_are_there() -> None:
    assert {one.key for one in stop_rules()} >= {
        "sharp",
        "pain",
        "tingling",
        "pop",
        "dizzy",
        "slow",
    }
    assert any(one.today for one in stop_rules())
    assert len(returning()) == 3
