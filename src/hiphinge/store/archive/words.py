"""What came of taking an archive in, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.store.archive.ahead import Ahead
    from hiphinge.store.archive.incoming import Taken
    from hiphinge.store.archive.merging import Counts

NAMES: Final = {
    "athlete": ("athlete", "athletes"),
    "programme": ("programme", "programmes"),
    "training_day": ("session", "sessions"),
    "lift_set": ("set", "sets"),
    "coach_note": ("note", "notes"),
    "analysis": ("judged film", "judged films"),
}
"""What each table holds, for a person; the others go along with these."""


def told(taken: Taken) -> list[str]:
    """Say what is new, what was here already, and what says something else here."""
    new = _listed(taken, lambda one: one.added)
    said = [f"New here: {new}." if new else "Nothing in it is new here."]
    same = _listed(taken, lambda one: one.same)
    if same:
        said.append(f"Here already: {same}.")
    other = _listed(taken, lambda one: one.differing)
    if other:
        end = "the archive's are here now" if taken.overwritten else "those here were kept"
        said.append(f"Different here: {other}; {end}.")
    hidden = _listed(taken, lambda one: one.hidden)
    if hidden and taken.overwritten:
        said.append(f"Brought back from the bin: {hidden}.")
    elif hidden:
        said.append(f"In the bin here, and left there: {hidden}.")
    if taken.ahead.count:
        said.append(_of_the_future(taken.ahead))
    if taken.films:
        said.append("Reports are being made anew from the films; that goes on by itself.")
    return said


def _listed(taken: Taken, count: Callable[[Counts], int]) -> str:
    numbers = {name: count(one) for name, one in taken.counts.items() if name in NAMES}
    parts = [f"{number} {NAMES[name][number > 1]}" for name, number in numbers.items() if number]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _of_the_future(ahead: Ahead) -> str:
    one = ahead.count == 1
    which = "1 session is" if one else f"{ahead.count} sessions are"
    return (
        f"{which} dated in the future, {'on' if one else 'the last on'} {ahead.last}. "
        f"{'It is' if one else 'They are'} kept and shown under "
        f"{'its day' if one else 'their days'}; "
        f"the programme counts {'it' if one else 'each'} from its day on. Where the day is wrong, "
        "change it in the session."
    )
