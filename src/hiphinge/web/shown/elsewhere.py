"""An edit from a page that showed something else than is kept by now: nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hiphinge.errors import HingeError
from hiphinge.report.words import rep_list
from hiphinge.store.limits import clean
from hiphinge.web import words
from hiphinge.web.exercise_names import title_of
from hiphinge.web.set_form import HELD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hiphinge.store.tables import LiftSet

SAME_KG: Final = 0.005
"""A load is shown to a hundredth of a pound: what reads like the one that is kept is it [kg]."""

LABELS: Final = {
    "implement": "held", "load_kg": "load", "reps": "repetitions", "rpe": "effort (RPE)",
    "strictness": "how strict", "leave_out": "left out", "lifter_at": "the lifter",
}  # fmt: skip
"""What fields are called where not by their name."""


class ChangedElsewhere(HingeError):  # noqa: N818 (it reads as what it is)
    """The same fields were changed in another window meanwhile."""


def check_shown(
    lift: LiftSet, said: Mapping[str, Any], shown: Mapping[str, Any], now: Mapping[str, Any]
) -> None:
    """Refuse an edit of fields that are not what its page showed, nor what it says.

    Parameters
    ----------
    lift : LiftSet
    said, shown : mapping
        What is said anew, and what the page showed of that.
    now : mapping
        What is kept.

    Raises
    ------
    ChangedElsewhere
    """
    day = lift.training_day
    kept = {**now, "athlete": day.athlete.uid, "day": day.day}
    both = [
        name
        for name in said
        if name in shown and name in kept and not _same(kept[name], shown[name], said[name])
    ]
    if both:
        theirs = ", ".join(_told(lift, name, kept[name]) for name in both)
        raise ChangedElsewhere(
            f"Meanwhile this was changed elsewhere: {theirs}. What you wrote still stands here: "
            "save again to keep yours, or put the other one in."
        )


def _same(kept: object, *others: object) -> bool:
    """Tell whether what is kept is one of the others."""
    return any(_alike(kept, other) for other in others)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return clean(one, lines=True) == clean(other, lines=True)
    if isinstance(one, float) and isinstance(other, int | float):
        return one - SAME_KG < other < one + SAME_KG  # a difference may be too large for a float
    if isinstance(one, tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(part in other for part in one)
    return bool(one == other)


def _told(lift: LiftSet, name: str, value: Any) -> str:
    """Say a field and what is kept in it, such as ``load 62.5 kg``."""
    day = lift.training_day
    say: dict[str, Callable[[Any], str]] = {
        "exercise": title_of,
        "implement": lambda key: HELD.get(key, key),
        "load_kg": lambda load: words.load(load, day.athlete.units),
        "leave_out": rep_list,
        "athlete": lambda _: day.athlete.name,
        "day": words.day,
    }
    label = LABELS.get(name, name)
    if value in (None, "", ()):
        return f"{label} nothing"
    return f"{label} “{say.get(name, str)(value)}”"
