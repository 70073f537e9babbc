"""Which repetitions are judged where a person says that some are none, or are not to be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection


def kept_numbers(count: int, leave_out: Collection[int]) -> list[int]:
    """Return the numbers of the repetitions that are judged, from 1, in order.

    Parameters
    ----------
    count : int
        How many repetitions were counted.
    leave_out : collection of int
        Numbers of those that are left out.

    Raises
    ------
    UsageError
        When there is no repetition of such a number; the message says which there are.
    """
    unknown = sorted(set(leave_out).difference(range(1, count + 1)))
    if unknown:
        wrong = " or ".join(map(str, unknown))
        raise UsageError(f"There is no rep {wrong} to leave out: {_there_are(count)}.")
    return [number for number in range(1, count + 1) if number not in leave_out]


def _there_are(count: int) -> str:
    if count == 0:
        return "no repetition was found in this clip"
    return "this set has one rep, number 1" if count == 1 else f"this set has reps 1 to {count}"
