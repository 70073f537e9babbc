"""The lockout of who never rests there: a jump, which ends in a landing that does rest."""

from __future__ import annotations

import numpy as np

from hiphinge.reps.phase import sharpen
from hiphinge.reps.rep import Rep


def test_a_jump_locks_out_where_it_is_tallest_and_not_in_the_landing() -> None:
    time_s = np.arange(0.0, 4.0, 1 / 30)
    # Down to 100 degrees, held, up in 0.35 s, at once down again into a landing that rests.
    keys_s = (0.0, 0.4, 1.2, 2.0, 2.35, 2.8, 4.0)
    closing = np.interp(time_s, keys_s, (0.0, 0.0, 100.0, 100.0, 0.0, 100.0, 100.0))
    rep = Rep(
        start_s=0.4, bottom_start_s=1.2, bottom_s=1.6, bottom_end_s=2.0, lockout_s=2.33, end_s=2.37,
        depth_deg=100.0, top_deg=0.0, from_bottom=False, complete=True,
    )  # fmt: skip
    found = sharpen(rep, time_s, closing)
    assert 2.3 <= found.lockout_s <= 2.4
    assert found.end_s <= 2.4
