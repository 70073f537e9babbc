"""Repetitions that a person leaves out: the rest is judged as a set, under its own numbers."""

from __future__ import annotations

from types import SimpleNamespace as Named
from typing import TYPE_CHECKING, Any

import pytest
from bodies import film
from courses import FLOOR, HINGE, SQUAT, TALL, Course, Key, lifts

from hiphinge.errors import UsageError
from hiphinge.judgement.judge import Judgement, judge
from hiphinge.judgement.left_out import kept_numbers
from hiphinge.motion.measure import measure
from hiphinge.report.phases import cadence
from hiphinge.reps.count import count

if TYPE_CHECKING:
    from collections.abc import Sequence

MOTION = measure(film(lifts([HINGE, HINGE, SQUAT, HINGE, HINGE])[0]))
REPS = count(MOTION)


def _without(*numbers: int) -> Judgement:
    return judge(MOTION, REPS, "hinge", leave_out=numbers)


def test_the_others_keep_their_numbers_and_are_judged_as_if_there_were_no_more() -> None:
    found = _without(3)
    alone = judge(MOTION, [*REPS[:2], *REPS[3:]], "hinge")
    assert [one.number for one in found.reps] == [1, 2, 4, 5]
    assert [one.rep.bottom_s for one in found.reps] == [one.rep.bottom_s for one in alone.reps]
    assert (found.verdict, found.summary) == (alone.verdict, alone.summary)
    assert found.left_out == (3,)
    assert "4 repetitions: all hinges" in found.verdict


def test_the_fault_of_a_rep_that_is_left_out_is_not_told() -> None:
    assert 3 in {number for one in judge(MOTION, REPS, "hinge").findings for number in one.reps}
    assert 3 not in {number for one in _without(3).findings for number in one.reps}
    assert any(5 in one.reps for one in _without(3).findings), "by its first number"


def test_a_rep_may_be_named_twice_and_in_any_order() -> None:
    assert _without(5, 1, 5).left_out == (1, 5)
    assert [one.number for one in _without(5, 1, 5).reps] == [2, 3, 4]


@pytest.mark.parametrize("wrong", [0, -1, 6])
def test_a_rep_that_is_not_there_is_refused(wrong: int) -> None:
    with pytest.raises(UsageError, match=rf"no rep {wrong} to leave out: this set has reps 1 to 5"):
        _without(2, wrong)


@pytest.mark.parametrize(
    ("found", "said"), [(0, "no repetition was found"), (1, "one rep, number 1")]
)
def test_what_there_is_is_said(found: int, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        kept_numbers(found, [7])


def test_nothing_is_left() -> None:
    found = _without(1, 2, 3, 4, 5)
    assert (found.reps, found.findings) == ((), ())
    assert found.verdict == "Every repetition of this clip was left out by you."
    assert "No repetition" not in found.detail


def test_what_is_left_tells_whether_it_is_pulled_from_the_floor() -> None:
    """A bar that is taken from the floor first makes no set of hinges one of pulls."""
    keys = [Key(0.0, FLOOR), Key(1.0, FLOOR), Key(2.4, TALL), Key(3.5, TALL)]
    for start_s in (3.5, 6.5):
        keys += [Key(start_s + 1.3, FLOOR), Key(start_s + 2.3, TALL), Key(start_s + 3.0, TALL)]
    motion = measure(film(Course(tuple(keys))))
    reps = count(motion)
    assert judge(motion, reps, "hinge").floor
    rest = judge(motion, reps, "hinge", leave_out=(1,))
    assert not rest.floor
    assert [one.number for one in rest.reps] == [2, 3]


def _told(numbers: Sequence[int], bottoms_s: Sequence[float]) -> float | None:
    reps = [
        Named(number=number, rep=Named(bottom_s=at_s))
        for number, at_s in zip(numbers, bottoms_s, strict=True)
    ]
    judgement: Any = Named(reps=reps, named=Named(ballistic=True))
    found = cadence(judgement)
    return None if found is None else found.value


def test_cadence_passes_over_a_rep_that_was_left_out() -> None:
    assert _told([1, 2, 3, 4], [0, 1.5, 3, 4.5]) == pytest.approx(40)
    assert _told([1, 2, 4, 5], [0, 1.5, 4.5, 6]) == pytest.approx(40), "a true one"
    assert _told([1, 2, 4, 5], [0, 1.5, 3.0, 4.5]) == pytest.approx(40), "one counted wrongly"
    assert _told([1, 2, 3, 4], [0, 1.5, 4.5, 6]) is None, "a rest within the set"
    assert _told([1, 3, 5], [0, 3.0, 6.0]) is None, "no two in a row"
