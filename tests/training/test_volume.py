"""Weekly sets: direct ones count 1, indirect ones a half, easy ones nothing."""

from __future__ import annotations

import pytest

from hiphinge.errors import UsageError
from hiphinge.training.happening import SetDone
from hiphinge.training.volume import weekly_sets


def test_direct_and_indirect_sets_are_added_up() -> None:
    done = [SetDone("barbell_deadlift", 5)] * 4 + [SetDone("leg_curl", 10)] * 3
    sums = weekly_sets(done)
    assert sums["glutes"] == pytest.approx(4.0)
    assert sums["hamstrings"] == pytest.approx(4 * 0.5 + 3)
    assert sums["lower_back"] == pytest.approx(4.0)
    assert sums["calves"] == pytest.approx(1.5)


def test_swings_jumps_and_drills_are_no_hard_sets() -> None:
    easy = [SetDone(key, 10) for key in ("two_hand_swing", "box_jump", "wall_tap", "power_clean")]
    assert set(weekly_sets(easy).values()) == {0.0}


def test_an_unknown_exercise_is_told() -> None:
    with pytest.raises(UsageError):
        weekly_sets([SetDone("moon_walk", 1)])
