"""The set of `synthetic` as if it were swings: phases, words of its own, a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import synthetic
import synthetic_report

from hiphinge.report.model import Candidate, EventInfo, Measured, Report
from hiphinge.report.page_input import PageInput

if TYPE_CHECKING:
    from hiphinge.report.model import RepInfo

KIND_WORDS = {"hinge": "hinged", "squat": "squat-style"}
WHAT = {
    "backswing": "the fold is deepest, the bell between the legs",
    "snap": "the hips are open",
    "float": "the bell is highest",
}


def event(key: str, name: str, time_s: float) -> EventInfo:
    return EventInfo(event=key, name=name, what=WHAT[name], time_s=time_s, sd_s=0.03)


def phased(rep: RepInfo, *, hinge_late_s: float = 0.0) -> RepInfo:
    """Return a rep with three phases; the last rep, which is cut, shows the first one only."""
    hinge_s = rep.bottom_s + hinge_late_s
    events = [event("bottom", "backswing", hinge_s)]
    if rep.complete:
        events += [event("lockout", "snap", rep.end_s - 0.4), event("top", "float", rep.end_s)]
    unseen = [] if rep.complete else ["snap", "float"]
    return rep.model_copy(update={"events": events, "unseen": unseen, "hinge_s": hinge_s})


def make_report(*, hinge_late_s: float = 0.0, **changes: Any) -> Report:
    """Return what would be said of the set."""
    plain = synthetic_report.make_report(synthetic.make_motion())
    cadence = Measured(value=40.2, sd=0.4, unit="per min")
    return plain.model_copy(
        update={
            "exercise": "kettlebell_swing",
            "exercise_title": "kettlebell swing",
            "exercise_probability": 0.957,
            "exercise_about": "The hike is one clean hinge.",
            "judged_as": "kettlebell_swing",
            "kind_words": KIND_WORDS,
            "implement": "kettlebell",
            "set": plain.set.model_copy(update={"cadence": cadence}),
            "reps": [phased(rep, hinge_late_s=hinge_late_s) for rep in plain.reps],
        }
        | changes
    )


def unsure() -> dict[str, Any]:
    """Return what a report has of a set whose move is not sure."""
    return {
        "exercise": "unknown",
        "exercise_title": "",
        "exercise_source": "unsure",
        "exercise_probability": None,
        "exercise_about": "",
        "exercise_candidates": [
            Candidate(name="kettlebell_swing", title="kettlebell swing", probability=0.55),
            Candidate(name="kettlebell_snatch", title="kettlebell snatch", probability=0.31),
            Candidate(name="other", probability=0.14),
        ],
        "question": "Which move this is could not be told for sure: a kettlebell swing (55%) or a "
        "kettlebell snatch (31%). Say which it was, and it is judged as that.",
    }


def make_page(**changes: Any) -> PageInput:
    return PageInput(
        report=make_report(**changes), motion=synthetic.make_motion(), zones=synthetic_report.ZONES
    )
