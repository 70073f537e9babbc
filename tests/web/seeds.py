"""Rows to show, made through the store as the app makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hiphinge.store import analyses, athletes, days, sets
from hiphinge.store.clock import now
from hiphinge.store.tables import SetMeasure, Video

if TYPE_CHECKING:
    from hiphinge.store.database import Database
    from hiphinge.store.tables import Analysis, Athlete, LiftSet, TrainingDay

SUMMARY = {
    "verdict": "Four of your five reps were hip hinges.",
    "detail": "Rep 3 sank instead of bowing.",
    "reps": 5, "judged": 5, "counts": {"hinge": 4, "squat": 1}, "kind": "hinge",
    "kind_probability": 0.93, "exercise": "rdl", "exercise_title": "Romanian deadlift",
    "exercise_source": "you", "question": "", "candidates": [], "best_rep": 2, "worst_rep": 3,
    "best_why": "", "keeps": [], "from_floor": False, "left_out": [], "view_usable": True,
    "view_advice": "", "duration_s": 14.0, "form": None, "version": "0",
    "fix": {
        "title": "Knees bend too much", "cue": "Push the hips back, keep the shins still.",
        "certainty": "likely", "rep": 3, "time_s": 7.5,
    },
}  # fmt: skip
MEASURES = {"thigh_deg": (62.0, 4.0, 1.1, "deg"), "shin_deg": (7.0, 3.0, 0.9, "deg")}


class Seeds:
    """Makes rows; each call is a transaction of its own and returns the row."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._made = 0

    def athlete(self, name: str = "Anna", **fields: Any) -> Athlete:
        with self.db.write() as session:
            return athletes.create(session, name=name, **fields)

    def day(self, athlete: Athlete, day: str = "2026-11-27", **fields: Any) -> TrainingDay:
        with self.db.write() as session:
            return days.create(session, athletes.get(session, athlete.uid), day, **fields)

    def lift(self, day: TrainingDay, **fields: Any) -> LiftSet:
        """Log a set without a film."""
        with self.db.write() as session:
            return sets.create(session, session.merge(day), **fields)

    def film(self, day: TrainingDay, *, frames: int = 420, **fields: Any) -> Analysis:
        """Make a set with a film that waits to be judged."""
        lift = self.lift(day, **fields)
        self._made += 1
        with self.db.write() as session:
            sha256 = f"{self._made:064x}"
            if session.get(Video, sha256) is None:
                session.add(
                    Video(sha256=sha256, name=f"set {self._made}.mp4", suffix=".mp4", size=1000,
                          duration_s=14.0, created_at=now())
                )  # fmt: skip
                session.flush()
            made = analyses.create(session, session.merge(lift), sha256, frames=frames)
            return analyses.get(session, made.uid)

    def judged(self, day: TrainingDay, *, summary: Any = None, **fields: Any) -> Analysis:
        """Make a set with a film that was judged; there is no file of its result."""
        waiting = self.film(day, **fields)
        told = SUMMARY | (summary or {})
        with self.db.write() as session:
            analysis = analyses.get(session, waiting.uid)
            analysis.state, analysis.stage, analysis.progress = "done", "", 1.0
            analysis.judged = analysis.wanted
            analysis.verdict, analysis.summary = str(told["verdict"]), dict(told)
            analysis.exercise_seen = str(told["exercise"])
            analysis.started_at = analysis.finished_at = now()
            for name, (value, sd, own_sd, unit) in MEASURES.items():
                session.add(
                    SetMeasure(analysis_id=analysis.id, name=name, value=value, sd=sd,
                               own_sd=own_sd, unit=unit, reps=5)
                )  # fmt: skip
            return analysis
