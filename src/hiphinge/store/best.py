"""The best repetition of each exercise: of which set it is, and which of its repetitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiphinge.store.rows import SHOWN
from hiphinge.store.tables import Analysis, Athlete, LiftSet, TrainingDay
from hiphinge.store.trends import exercise_of_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class BestRep:
    """The best repetition of one judged set, where one is named, and how clean the set is.

    Attributes
    ----------
    exercise : str
        Its key.
    set_uid, day : str
        Which set, and when.
    load_kg : float or None
    rep : int or None
        Its number in the set; None where none stands out, as in a set of one.
    why : str
        Why that one, in the report's words; may be empty.
    clean, judged : int
        Of the set: repetitions with nothing out of its zone, and all that could be judged.
    """

    exercise: str
    set_uid: str
    day: str
    load_kg: float | None
    rep: int | None
    why: str
    clean: int
    judged: int

    @property
    def share(self) -> float:
        """The clean part of the set."""
        return self.clean / self.judged if self.judged else 0.0


def best_reps(session: Session, athlete: Athlete) -> list[BestRep]:
    """Return the best repetition of every judged set, in the order of the days.

    Only exercises that someone named or the film told.
    """
    query = (
        select(exercise_of_set(), LiftSet.uid, TrainingDay.day, LiftSet.load_kg, Analysis.summary)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .join(LiftSet.analysis)
        .where(Athlete.id == athlete.id, *SHOWN, exercise_of_set().is_not(None))
        .order_by(TrainingDay.day, TrainingDay.id, LiftSet.position, LiftSet.id)
    )
    found = []
    for exercise, uid, day, load_kg, summary in session.execute(query):
        if summary:
            clean, judged = _clean(summary)
            found.append(
                BestRep(
                    exercise or "", uid, day, load_kg, summary.get("best_rep"),
                    summary.get("best_why", ""), clean, judged,
                )
            )  # fmt: skip
    return found


def best_of_each(reps: list[BestRep]) -> dict[str, BestRep]:
    """Return for each exercise the best repetition of its cleanest set, the latest of equals."""
    best: dict[str, BestRep] = {}
    for one in reps:
        if one.rep is None:
            continue
        known = best.get(one.exercise)
        if known is None or (one.share, one.clean) >= (known.share, known.clean):
            best[one.exercise] = one
    return best


def _clean(summary: Mapping[str, Any]) -> tuple[int, int]:
    form = summary.get("form")
    if form and form["reps"]:
        return form["green"], form["reps"]
    # A move without a hinge, or an older judgement: by the kinds alone.
    counts = summary.get("counts", {})
    judged = sum(count for kind, count in counts.items() if kind != "unjudged")
    kind = "squat" if summary.get("exercise") == "squat" else "hinge"
    return counts.get(kind, 0), judged
