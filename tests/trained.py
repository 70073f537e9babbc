"""Training days of a programme as a person would do them: begun, logged, filmed, finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hiphinge.store import analyses, athletes, course, days, programmes, sets
from hiphinge.store.clock import new_uid, now
from hiphinge.store.profiles import profile_json
from hiphinge.store.tables import Video
from hiphinge.training.model import Profile

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.database import Database
    from hiphinge.store.tables import Analysis, Athlete, LiftSet, Programme

GOOD = {"reps": 8, "green": 8, "spine_deg": 8.0, "spine_sd_deg": 4.0, "what": ""}
BAD = {"reps": 8, "green": 3, "spine_deg": 9.0, "spine_sd_deg": 4.0, "what": "Less knee, more hip"}
HOME = Profile("learn", "beginner", 3, frozenset({"stick", "kettlebell"}), body_mass_kg=70.0)
BAR = Profile(
    "strength", "intermediate", 3, frozenset({"barbell", "bench"}), body_mass_kg=80.0,
    loads_kg={"barbell_rdl": 80.0},
)  # fmt: skip


def begun(
    db: Database, athlete: Athlete, profile: Profile = HOME, starts_on: str = "2026-03-02"
) -> Programme:
    """Begin a programme on Monday, Wednesday and Friday."""
    with db.write() as session:
        return programmes.create(
            session, athletes.get(session, athlete.uid), profile=profile_json(profile), screen={},
            starts_on=starts_on, weekdays=[0, 2, 4],
        )  # fmt: skip


def train(
    db: Database,
    programme: Programme,
    day: str,
    form: dict[str, Any] | None = None,
    *,
    pain: int = 0,
    finished: bool = True,
    judged: bool = True,
    anew: bool = False,
) -> str:
    """Do a session as it is asked, filming what is to be filmed; return its uid.

    `pain` is that of the hinges. `judged` says whether the films are judged already,
    `anew` whether it is begun beside one that is not finished.
    """
    with db.write() as session:
        own = programmes.get(session, programme.uid)
        made = course.begin_day(session, own, day, None, anew=anew)
        plan = course.plan_of(made)
        assert plan is not None
        for asked in plan.prescriptions:
            for _ in range(asked.sets):
                lift = sets.create(
                    session, made, exercise=asked.exercise, reps=asked.reps_low,
                    load_kg=asked.load_kg, rpe=asked.rpe_low,
                    pain=pain if asked.slot == "hinge" else 0,
                )  # fmt: skip
                if asked.film and form is not None:
                    judge(filmed(session, lift), form if judged else None)
        if finished:
            days.finish(session, made.uid)
        return made.uid


def filmed(session: Session, lift: LiftSet) -> Analysis:
    """Give a set a film that waits to be judged."""
    sha256 = new_uid().ljust(64, "0")
    session.add(
        Video(sha256=sha256, name="set.mp4", suffix=".mp4", size=1000, duration_s=14.0,
              created_at=now())
    )  # fmt: skip
    session.flush()
    return analyses.create(session, lift, sha256)


def judge(film: Analysis, form: dict[str, Any] | None) -> None:
    """Say what a film showed, as the work on it keeps it; None to let it wait."""
    if form is None:
        return
    film.state, film.judged = "done", film.wanted
    film.summary = {
        "verdict": "", "detail": "", "reps": form["reps"], "judged": form["reps"], "counts": {},
        "kind": "hinge", "kind_probability": 0.9, "exercise": "hinge", "exercise_title": "Hinge",
        "exercise_source": "given", "question": "", "candidates": [], "best_rep": 1,
        "worst_rep": 1, "best_why": "", "keeps": [], "from_floor": False, "left_out": [],
        "view_usable": True, "view_advice": "", "duration_s": 14.0, "version": "0", "fix": None,
        "form": form,
    }  # fmt: skip
