"""What each repetition of a film counts as in the programme: green, red, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.judgement.rule import check
from hiphinge.judgement.standard import load, rules_of
from hiphinge.moves.move import moves
from hiphinge.quantities import Quantity
from hiphinge.training.rules import group, limit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.judgement.standard import Dial, Rule
    from hiphinge.moves.move import Move
    from hiphinge.report.model import RepInfo, Report

Colour = Literal["green", "red", "shallow", "unknown"]
"""``shallow`` is not counted as well: the hinge of a repetition that hardly bends cannot be judged.
"""

DIAL = "normal"
"""Green and red are told as the report tells faults at its usual strictness, whatever was chosen
for it: how strict the programme is, its own gate says."""
LEAN = "trunk_deg"
"""The measure of how far the trunk leans."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The repetitions of a film, in their order, as the programme counts them."""

    of: tuple[tuple[int, Colour], ...]

    def count(self, colour: Colour) -> int:
        """Return how many repetitions have a colour."""
        return sum(one == colour for _, one in self.of)

    @property
    def red_run(self) -> int:
        """Most red repetitions in a row; one that could not be judged ends a row."""
        most = run = 0
        for _, one in self.of:
            run = run + 1 if one == "red" else 0
            most = max(most, run)
        return most


def colours_of(report: Report) -> Colours:
    """Return the colour of each repetition of a film: green, red, or unknown."""
    move = moves().get(report.judged_as)
    widest = group("film.widest")
    dial = load().dials[DIAL]
    found: list[tuple[int, Colour]] = []
    for rep in report.reps:
        every = rules_of(load(), _hinge(move), floor=rep.from_floor)
        rules = [rule for rule in every if rule.measure in widest]
        colour = _colour(rep, rules, dial)
        if colour == "green" and _shallow(rep, rules, _lean(every), dial):
            colour = "shallow"
        found.append((rep.rep, colour))
    return Colours(tuple(found))


def asked_for(report: Report) -> str:
    """Return what is asked of repetitions that bend too little; empty where no lean is."""
    lean = _lean(rules_of(load(), _hinge(moves().get(report.judged_as)), floor=False))
    return lean.low.title if lean is not None and lean.low is not None else ""


def _hinge(move: Move | None) -> Move | None:
    """Return the move whose rules hold: the bare hinge's where what was seen is none."""
    return move if move is None or move.hinge else None


def _colour(rep: RepInfo, rules: Sequence[Rule], dial: Dial) -> Colour:
    if rep.kind == "unjudged" or not rules:
        return "unknown"
    if rep.kind != "hinge" and (rep.kind_probability or 0.0) >= limit("film.kind").value:
        return "red"
    measures = {
        name: Quantity(one.value, one.sd or 0.0)
        for name, one in rep.bottom.items()
        if one.value is not None
    }
    at_s = rep.bottom_s if rep.hinge_s is None else rep.hinge_s
    answers = [one for rule in rules if (one := check(rule, rep.rep, at_s, measures)) is not None]
    if any(one.told("low", dial) or one.told("high", dial) for one in answers):
        return "red"
    known = all(_known(rule, measures) for rule in rules)
    return "green" if known and rep.kind == "hinge" else "unknown"


def _lean(rules: Sequence[Rule]) -> Rule | None:
    """Return the rule that says how far the trunk leans in a move; None where none does."""
    return next((one for one in rules if one.measure == LEAN and one.low is not None), None)


def _shallow(rep: RepInfo, rules: Sequence[Rule], lean: Rule | None, dial: Dial) -> bool:
    """Tell whether a repetition bends too little for its hinge to be judged.

    That is where it is told that the trunk leans too little, or where it leans less than the move
    asks for and less than one of the rules needs to say anything.
    """
    trunk = rep.bottom.get(LEAN)
    if lean is None or trunk is None or trunk.value is None:
        return False
    needs = max((one.needs_trunk_deg for one in rules), default=0.0)
    if trunk.value < min(needs, lean.good.low):
        return True
    answer = check(lean, rep.rep, rep.bottom_s, {LEAN: Quantity(trunk.value, trunk.sd or 0.0)})
    return answer is not None and answer.told("low", dial)


def _known(rule: Rule, measures: Mapping[str, Quantity]) -> bool:
    """Tell whether a rule's measure was seen closely enough to be held against its zone."""
    trunk, found = measures.get("trunk_deg"), measures.get(rule.measure)
    if trunk is None or found is None:
        return False
    return found.sd <= group("film.widest")[rule.measure].value
