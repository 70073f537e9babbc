"""The plate calculator's form: what is asked, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hiphinge.errors import HingeError, UsageError
from hiphinge.numerals import as_units
from hiphinge.web.gym import LOAD_MOST, PLATES_MOST, Gym, Loaded, checked, loaded, usual
from hiphinge.web.typed import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.numerals import Units

PAIRS: Final = "pairs_"
"""Before the weight in the name of a plate's field."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was filled in, and what came of it.

    Attributes
    ----------
    gym : Gym
        What is there: as typed where that is right, else as it was remembered.
    texts : mapping of str to str
        What stands in the fields.
    wrong : mapping of str to str
        A sentence for each field that is not right.
    found : Loaded or None
        None where no load was asked for, or something is wrong.
    """

    gym: Gym
    texts: Mapping[str, str]
    wrong: Mapping[str, str]
    found: Loaded | None = None


def read(query: Mapping[str, str], known: Gym) -> Filled:
    """Read the form; fields that were not sent stay as they are remembered.

    Parameters
    ----------
    query : mapping of str to str
        What was sent.
    known : Gym
        What is remembered, in the units that were asked for.
    """
    wrong: dict[str, str] = {}
    texts = {"load": query.get("load", ""), "bar": query.get("bar", f"{known.bar:g}")}
    texts["more"] = query.get("more", "")
    gym = known
    bar = _number("bar", texts, wrong)
    if bar is not None:
        gym = replace(gym, bar=bar)
    sent = any(name.startswith(PAIRS) for name in query)
    if sent:
        try:
            gym = checked(replace(gym, plates=_plates(query, known)))
        except UsageError as error:
            wrong["more"], gym = str(error), known
    if "bar" not in wrong and "more" not in wrong:
        try:
            gym = checked(gym)
        except UsageError as error:
            wrong["bar"], gym = str(error), known
    load = _number("load", texts, wrong)
    if wrong or load is None:
        return Filled(gym, texts, wrong)
    try:
        return Filled(gym, texts, wrong, loaded(load, gym))
    except HingeError as error:
        return Filled(gym, texts, {"load": str(error)})


def rows(gym: Gym) -> list[tuple[str, str]]:
    """Return each plate with the pairs of it as texts: the usual ones, and those that are there."""
    there = dict(gym.plates)
    every = sorted({*there, *(weight for weight, _ in usual(gym.units).plates)}, reverse=True)
    return [(f"{one:g}", _pairs_text(there.get(one, 0))) for one in every]


def units_of(text: str, otherwise: str) -> Units:
    """Return the units that were asked for, else those of the athlete."""
    return as_units(text if text in LOAD_MOST else otherwise)


def _pairs_text(pairs: int | None) -> str:
    return "" if pairs is None else str(pairs)


def _plates(query: Mapping[str, str], known: Gym) -> tuple[tuple[float, int | None], ...]:
    """Return the plates that were said to be there.

    Raises
    ------
    UsageError
        When a number of pairs or a weight is none.
    """
    found: dict[float, int | None] = {}
    for weight, _ in rows(known):
        pairs = number(query.get(f"{PAIRS}{weight}", "0"))
        if pairs is not None and not 0 <= pairs == int(pairs):
            raise UsageError(f"How many pairs of {weight} {known.units} there are is a count.")
        if pairs != 0:
            found[float(weight)] = None if pairs is None else int(pairs)
    more = [part for part in query.get("more", "").replace(";", " ").split() if part]
    if len(more) > PLATES_MOST:
        raise UsageError(f"At most {PLATES_MOST} kinds of plates are reckoned with.")
    for part in more:
        weight_more = number(part.strip(","))
        if weight_more is not None:
            found[weight_more] = None
    return tuple(found.items())


def _number(name: str, texts: Mapping[str, str], wrong: dict[str, str]) -> float | None:
    try:
        return number(texts[name])
    except UsageError as error:
        wrong[name] = str(error)
        return None
