"""Which repetition is the best of each exercise."""

from __future__ import annotations

from hiphinge.store.best import BestRep, best_of_each


def rep(exercise: str, day: str, clean: int, judged: int, number: int | None = 1) -> BestRep:
    return BestRep(exercise, f"{exercise}-{day}", day, 60.0, number, "", clean, judged)


def test_the_cleanest_set_counts_and_of_equals_the_latest() -> None:
    early, late = rep("rdl", "2026-10-01", 5, 5), rep("rdl", "2026-10-02", 4, 5)
    other = rep("squat", "2026-10-01", 1, 5)
    assert best_of_each([early, late, other]) == {"rdl": early, "squat": other}
    same = rep("rdl", "2026-10-03", 5, 5)
    assert best_of_each([early, late, same])["rdl"] is same


def test_more_clean_repetitions_of_the_same_share_count_more() -> None:
    many, few = rep("rdl", "2026-10-01", 8, 8), rep("rdl", "2026-10-02", 2, 2)
    assert best_of_each([many, few])["rdl"] is many


def test_a_set_in_which_none_stands_out_is_no_best_one_however_clean() -> None:
    named, single = rep("rdl", "2026-10-01", 4, 5), rep("rdl", "2026-10-02", 1, 1, number=None)
    assert best_of_each([single, named, single]) == {"rdl": named}


def test_nothing_judged_has_no_clean_part() -> None:
    assert rep("rdl", "2026-10-01", 0, 0).share == 0.0
    assert best_of_each([]) == {}
