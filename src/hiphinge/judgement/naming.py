"""What a set is called: as given, as recognised, or not at all, and then the lifter is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hiphinge.judgement.recognise import OTHER, SURE_ENOUGH, recognise
from hiphinge.moves.move import move_named, moves
from hiphinge.numerals import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.judgement.recognise import Recognised
    from hiphinge.moves.move import Counts, Move
    from hiphinge.reps.signs import Signs

FOLDS = ("hinge", "squat")
"""Moves that only the kind of their repetitions tells apart."""
FOLD_LEAST = 0.3
"""... where it is one of them with this probability at least."""
JUDGED_LEAST = 0.5
"""Rules of a move are held against a set that is not sure to be it from this probability."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Named:
    """What a set is called.

    Attributes
    ----------
    move : Move or None
        The move that it is judged as; None for a movement without a name.
    name : str
        Its key, or ``unknown``.
    given : bool
        Whether the lifter said so.
    probability : float or None
        Of the name, from the signs alone; None where it was given, where there is none, and where
        only what was judged of the repetitions gave it.
    candidates : tuple of (str, float)
        What it may be, the likeliest first.
    form : {"hips", "hands", "feet", "throws"}
        What its repetitions are made by, as it looks.
    """

    move: Move | None
    name: str
    given: bool
    probability: float | None = None
    candidates: tuple[tuple[str, float], ...] = ()
    form: Counts = "hips"

    @property
    def counts(self) -> Counts:
        """What its repetitions are counted by: what it was seen by where the name is not sure."""
        known = self.move is not None and self.name != UNKNOWN
        return self.move.counts if self.move is not None and known else self.form

    @property
    def ballistic(self) -> bool:
        """Whether it is smoothed less, and its tempo not judged."""
        return self.move is not None and self.move.ballistic

    @property
    def title(self) -> str:
        """Its name for a reader; empty where it is unknown."""
        return self.move.title if self.move is not None and self.name != UNKNOWN else ""

    @property
    def source(self) -> Literal["given", "seen", "unsure"]:
        """Where the name comes from; unsure where moves were seen and none is sure."""
        if self.given:
            return "given"
        return "unsure" if self.question else "seen"

    @property
    def question(self) -> str:
        """What to ask the lifter; empty where the name is sure."""
        if self.name != UNKNOWN or not self.candidates:
            return ""
        could = [f"{_called(name)} ({percent(part)})" for name, part in self.candidates]
        return (
            f"Which move this is could not be told for sure: {' or '.join(could)}. "
            "Say which it was, and it is judged as that."
        )


def _called(name: str) -> str:
    return "none of those it knows" if name == OTHER else f"a {moves()[name].title}"


def given_name(name: str) -> Named:
    """Return what a set is called that the lifter has named.

    Raises
    ------
    UsageError
        When no move has that name.
    """
    move = move_named(name)
    return Named(move, move.name, given=True)


def name_set(seen: Signs, implement: str | None = None) -> Named:
    """Name a set from its signs, before its repetitions are judged.

    Parameters
    ----------
    seen : Signs
        What it looks like.
    implement : str or None
        What the lifter said is held.
    """
    found = recognise(seen, implement)
    if found.sure:
        return _known(found.move, found)
    likely = dict(found.candidates)
    if sum(likely.get(name, 0.0) for name in FOLDS) >= SURE_ENOUGH:
        return _known(max(FOLDS, key=lambda name: likely.get(name, 0.0)), found)
    likeliest = found.candidates[0][0] if found.candidates else OTHER
    judged = likeliest == found.move and found.probability >= JUDGED_LEAST and seen.form != "hips"
    # Measured as what it is likeliest to be; not called so.
    move = moves()[found.move] if judged else None
    return Named(move, UNKNOWN, given=False, candidates=found.candidates, form=seen.form)


def _known(name: str, found: Recognised) -> Named:
    chances = dict(found.candidates)
    chance = chances.get(name, found.probability)
    return Named(moves()[name], name, given=False, probability=chance, candidates=found.candidates)


def renamed(named: Named, kinds: Sequence[str], *, floor: bool) -> Named:
    """Return the name once the repetitions are judged.

    What is pulled from the floor is a deadlift; a hinge and a squat are told apart by what was
    judged of them, which knows its doubt.

    Parameters
    ----------
    named : Named
        From the signs.
    kinds : sequence of str
        Kind of each repetition.
    floor : bool
        Whether the set is pulled from the floor.
    """
    if not kinds and not named.given:
        return replace(named, move=None, name=UNKNOWN, probability=None)
    if named.given or named.counts != "hips" or (named.move is not None and named.ballistic):
        return named
    judged = [kind for kind in kinds if kind != "unjudged"]
    if not judged:
        return named
    if floor:
        return _as(named, "deadlift")
    likely = sum(part for name, part in named.candidates if name in FOLDS)
    if named.name in FOLDS or (named.name == UNKNOWN and likely >= FOLD_LEAST):
        return _as(named, "squat" if judged.count("squat") * 2 > len(judged) else "hinge")
    return named


def _as(named: Named, name: str) -> Named:
    chance = dict(named.candidates).get(name)
    return replace(named, move=moves()[name], name=name, probability=chance)
