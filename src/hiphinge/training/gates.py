"""The gate to the next step: what measured form and pain have met, and what is still wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.moves.move import moves
from hiphinge.training.evidence import day_of
from hiphinge.training.exercises import exercise_named
from hiphinge.training.gate_lines import (
    Line,
    back_line,
    green_line,
    pain_line,
    reps_line,
    sessions_line,
    within_lines,
)
from hiphinge.training.rules import group, limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.evidence import Day
    from hiphinge.training.model import Gate, Said
    from hiphinge.training.state import Seen, State

Answer = Literal["opens", "holds", "back"]


@dataclass(frozen=True, slots=True)
class GateView:
    """Where a gate stands, for a picture of the way to it and for the decision.

    Attributes
    ----------
    exercise : str
        Key of the exercise whose form decides.
    answer : {"opens", "holds", "back"}
    held : int
        Filmed days in a row that passed, up to the last one.
    failed : int
        Filmed days in a row whose form did not pass, up to the last one.
    backs : int
        Days among `held` on which the back was seen and within its threshold.
    filmed : int
        Days of which a film counts at all.
    lines : tuple of Line
        Each thing wanted, with how far it is.
    why : tuple of Said
        The answer in sentences: what was measured against what, and what to do.
    """

    exercise: str
    answer: Answer
    held: int
    failed: int
    backs: int
    filmed: int
    lines: tuple[Line, ...]
    why: tuple[Said, ...]


def gate(seen: Sequence[Seen], exercise: str, strictness: Gate = "normal") -> GateView:
    """Hold what the training days told of an exercise against the gate.

    A day counts when enough of its repetitions were judged. It passes when enough of these are
    green and neither back, nor its growth, nor the knee's drift is surely beyond its threshold, nor
    pain above its own. A back that cannot be told holds the gate for some sessions more, and is
    said; then the rest decides, and that is said too.

    Parameters
    ----------
    seen : sequence of Seen
        The oldest first.
    exercise : str
        Its key.
    strictness : {"tight", "normal", "loose"}
        The person's choice.

    Raises
    ------
    UsageError
        When there is no such exercise.
    """
    named = exercise_named(exercise).move
    move = None if named is None else moves()[named]
    spine, fast = move is None or move.spine, move is not None and move.ballistic
    rule = limit("gate.fast.sessions" if fast else f"gate.{strictness}.sessions")
    sessions = limit(f"gate.{strictness}.sessions").value + (rule.value if fast else 0)
    days = [day_of(one, strictness) for one in seen]
    row, failed = _row(days), _failed(days)
    backs = sum(one.back == "met" for one in row) if spine else len(row)
    answer: Answer = "holds"
    judged = sum(one.seen.form.reps for one in row if one.seen.form)
    back = back_line(shown := row or _last_counted(days), strictness)
    rounds = spine and back.standing == "broken"
    if not rounds and _open(len(row), judged, backs, sessions, strictness):
        answer = "opens"
    elif failed >= limit("again.failed").value:
        answer = "back"
    lines = (
        sessions_line(len(row), sessions, rule),
        reps_line(judged, strictness),
        green_line(shown, strictness),
        *((back,) if spine else ()),
        *within_lines(shown),
        pain_line(days[-len(shown) :] if shown else days, strictness),
    )
    return GateView(
        exercise=exercise,
        answer=answer,
        held=len(row),
        failed=failed,
        backs=backs,
        filmed=sum(one.form != "unknown" for one in days),
        lines=lines,
        why=_why(lines, answer, unseen=backs < len(row) and not rounds, strictness=strictness),
    )


def gate_of(state: State, exercise: str) -> GateView:
    """Return the gate of an exercise as it stands in a programme."""
    return gate(state.seen.get(exercise, ()), exercise, state.profile.gate)


def passing(state: State, exercise: str) -> tuple[Seen, ...]:
    """Return what the filmed days in a row told that passed, up to the last one."""
    days = [day_of(one, state.profile.gate) for one in state.seen.get(exercise, ())]
    return tuple(one.seen for one in _row(days))


def _open(held: int, judged: int, backs: int, sessions: float, strictness: Gate) -> bool:
    wanted = group(f"gate.{strictness}")
    enough = held >= sessions and judged >= wanted["total"].value
    return enough and (backs >= sessions or held >= sessions + wanted["patience"].value)


def _row(days: Sequence[Day]) -> list[Day]:
    """Return the days in a row that passed, up to the last; a day without a film breaks no row."""
    row: list[Day] = []
    for one in reversed(days):
        if one.form == "broken" or one.pain == "broken":
            break
        if one.counts:
            row.append(one)
    return row[::-1]


def _failed(days: Sequence[Day]) -> int:
    """Count the filmed days in a row, up to the last, whose form did not pass."""
    count = 0
    for one in reversed(days):
        if one.form == "met":
            break
        count += one.form == "broken"
    return count


def _last_counted(days: Sequence[Day]) -> list[Day]:
    """Return the last day that has a film, for what it shows."""
    return [one for one in days if one.seen.form is not None][-1:]


def _why(
    lines: Sequence[Line], answer: Answer, *, unseen: bool, strictness: Gate
) -> tuple[Said, ...]:
    """Return the sentences of the lines that decide: all where it opens, else what is wanting."""
    rule = limit(f"gate.{strictness}.sessions")
    if answer == "opens":
        said = [one.said for one in lines]
        if unseen:
            said.append(
                rule.said(
                    "The back could not be told in each of these films, so the gate opens on the "
                    "rest. A film straight from the side in a fitted shirt would show it."
                )
            )
        return tuple(said)
    wanting = [one.said for one in lines if one.standing != "met"]
    if unseen:
        wanting.append(
            rule.said(
                "Film the next one straight from the side in a fitted shirt: your back could not "
                "be told well enough so far."
            )
        )
    return tuple(wanting)
