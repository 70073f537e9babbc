"""Reports of sets that never were, and training days with films that never were made."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hiphinge.report.model import Report
from hiphinge.training.happening import Form
from hiphinge.training.state import Seen

GOLDEN = Path(__file__).parents[1] / "golden" / "report.json"
FIRST = date(2026, 3, 2)

GOOD = {
    "trunk_deg": (62.0, 2.0), "knee_deg": (18.0, 3.0), "shin_deg": (-2.0, 2.0),
    "hips_back_frac": (0.18, 0.02), "hip_kept_frac": (0.97, 0.015),
}  # fmt: skip
"""A hinge at its bottom: value and standard deviation of each measure."""


def measured(pair: tuple[float | None, float | None], unit: str = "deg") -> dict[str, Any]:
    return {"value": pair[0], "sd": pair[1], "unit": unit}


def rep(number: int, kind: str = "hinge", sure: float | None = 0.99, **other: Any) -> Any:
    """A repetition that is a good hinge but for what is told otherwise; None leaves one out."""
    speed = other.pop("speed", None)
    bottom = {name: pair for name, pair in {**GOOD, **other}.items() if pair is not None}
    return {
        "rep": number, "start_s": 3.0 * number, "bottom_s": 3.0 * number + 1, "hinge_s": None,
        "end_s": 3.0 * number + 2, "complete": True, "cut": "", "from_floor": False,
        "kind": kind, "kind_probability": sure, "reason": "",
        "eccentric_s": measured((1.0, 0.1), "s"), "pause_s": measured((0.1, 0.1), "s"),
        "concentric_s": measured((1.0, 0.1), "s"),
        "bottom": {name: measured(pair) for name, pair in bottom.items()},
        "signature": {"hip_speed_deg_per_s": measured(speed, "deg/s")} if speed else {},
    }  # fmt: skip


def report(*reps: Any, move: str = "hinge", given: bool = True, **drift: Any) -> Report:
    """A report of these repetitions, with these drifts for each repetition."""
    kinds = [one["kind"] for one in reps]
    return Report.model_validate(
        {
            "version": "0", "exercise": move, "exercise_title": move, "judged_as": move,
            "exercise_source": "given" if given else "seen", "load_kg": None, "height_cm": None,
            "strictness": "normal", "lifter": "",
            "clip": {
                "file": "set.mp4", "width_px": 640, "height_px": 480, "duration_s": 60.0,
                "fps": 60.0, "frames": 1, "frames_measured": 1,
            },
            "view": {
                "yaw_deg": 0.0, "yaw_sd_deg": 2.0, "usable": True, "facing": "right",
                "advice": "Film it straight from the side.", "near_side": "right",
            },
            "set": {
                "verdict": "", "detail": "", "consistency": {},
                "counts": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
                "drift": {name: measured(pair, "deg/rep") for name, pair in drift.items()},
            },
            "reps": list(reps), "findings": [], "not_measured": [], "gaps": [], "provenance": [],
        }
    )  # fmt: skip


def form(green: int = 8, reps: int = 8, back: float | None = 8.0, sd: float = 4.0) -> Form:
    """What a film told, all well but for what is told otherwise."""
    return Form(reps, green, spine_deg=back, spine_sd_deg=None if back is None else sd)


def days(*forms: Form | None, pain: int | None = 0, rose: bool = False) -> tuple[Seen, ...]:
    """Training days three days apart with these films; pain and its rise are those of the last."""
    seen = [Seen(FIRST + timedelta(3 * place), one, 0) for place, one in enumerate(forms)]
    last = seen[-1]
    return (*seen[:-1], Seen(last.day, last.form, pain, None, rose))
