"""What a set is called: as given, as recognised, or not at all, and then the lifter is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hiphinge.judgement.recognise import OTHER, SURE_ENOUGH, recognise
from hiphinge.moves.move import move_named, moves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.judgement.recognise import Recognised
    from hiphinge.moves.move import Counts, Move
    from hiphinge.reps.signs import Signs

FOLDS = ("hinge", "squat")
"""Moves that only the kind of their repetitions tells apart."""
FOLD_LEAST = 0.3
"""... where it is one of them with this probability at least."""
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
    """

    move: Move | None
    name: str
    given: bool
    probability: float | None = None
    candidates: tuple[tuple[str, float], ...] = ()

    @property
    def counts(self) -> Counts:
        """What its repetitions are counted by."""
        return self.move.counts if self.move is not None else "hips"

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
        could = [
            f"a {moves()[name].title} ({part:.0%})"
            for name, part in self.candidates
            if name != OTHER
        ]
        if not could:
            return "Which move this is could not be told: say it with --exercise."
        first = self.candidates[0][0]
        say = first if first != OTHER else self.candidates[1][0]
        return (
            f"Which move this is could not be told for sure: {' or '.join(could)}. "
            f"Say it with --exercise, such as --exercise {say}."
        )


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
    if found.move and seen.form != "hips":
        # Counted and measured as what it is likeliest to be; not called so.
        return Named(moves()[found.move], UNKNOWN, given=False, candidates=found.candidates)
    return Named(None, UNKNOWN, given=False, candidates=found.candidates)


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
        return Named(None, UNKNOWN, given=False)
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
