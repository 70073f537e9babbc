"""What would be said about the set of `synthetic`, and the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import synthetic
from synthetic import LOST, REPS

from hiphinge.quantities import Facing
from hiphinge.report.model import Report
from hiphinge.report.page_input import PageInput, Zone

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion

ZONES = {
    "knee_deg": (
        Zone("stiff", -np.inf, 8, "off"),
        Zone("almost stiff", 8, 12, "near"),
        Zone("soft", 12, 30, "good"),
        Zone("squatty", 30, 45, "near"),
        Zone("squatting", 45, np.inf, "off"),
    ),
    "shin_deg": (
        Zone("far back", -np.inf, -10, "near"),
        Zone("upright", -10, 5, "good"),
        Zone("forward", 5, 10, "near"),
        Zone("far forward", 10, np.inf, "off"),
    ),
    "trunk_deg": (
        Zone("too tall", -np.inf, 30, "off"),
        Zone("tall", 30, 40, "near"),
        Zone("leaning", 40, 80, "good"),
        Zone("low", 80, np.inf, "near"),
    ),
    "hips_back_frac": (
        Zone("bowing", -np.inf, 0.08, "off"),
        Zone("a little back", 0.08, 0.12, "near"),
        Zone("back", 0.12, np.inf, "good"),
    ),
    "hip_kept_frac": (
        Zone("dropped", -np.inf, 0.88, "off"),
        Zone("sinking", 0.88, 0.93, "near"),
        Zone("tall", 0.93, np.inf, "good"),
    ),
}


def make_report(motion: Motion, file: str = "tuesday set.mp4") -> Report:
    """Return what would be said about the set."""
    reps = [_rep_info(number, rep, motion) for number, rep in enumerate(REPS, 1)]
    spread = {"knee_deg": (4.1, 3.0), "trunk_deg": (3.6, 2.6), "hips_back_frac": (0.02, 0.02)}
    return Report.model_validate(
        {
            "version": "0.1.0",
            "clip": {
                "file": file, "width_px": synthetic.WIDTH,
                "height_px": synthetic.HEIGHT, "duration_s": 15.0,
                "fps": 30.0, "frames": 450, "frames_measured": int((motion.missing == 0).sum()),
            },
            "exercise": "hinge", "exercise_source": "seen", "load_kg": 60.0, "height_cm": None,
            "strictness": "normal",
            "lifter": "The one person in the picture.",
            "view": {
                "yaw_deg": 8.0, "yaw_sd_deg": 4.0, "usable": True, "advice": "",
                "facing": "right" if motion.view.facing is Facing.RIGHT else "left",
                "near_side": "right",
            },
            "set": {
                "verdict": "Three of your four full reps were hip hinges; the third was a squat.",
                "detail": "Your hips went well back in reps 1, 2 and 4. A fifth rep is cut off "
                "by the end of the clip and was not counted.",
                "counts": {"hinge": 3, "squat": 1, "stiff_legged": 0, "bow": 0, "unjudged": 1},
                "consistency": {
                    name: _measured(*pair, name) for name, pair in spread.items()
                },
                "drift": {
                    "knee_deg": {"value": -2.6, "sd": 1.9, "unit": "deg/rep"},
                    "trunk_deg": {"value": 2.7, "sd": 1.5, "unit": "deg/rep"},
                },
            },
            "reps": reps,
            "findings": _findings(),
            "not_measured": [
                {"what": "rounding of the spine",
                 "why": "Hip and spine are one stick to these landmarks, so that a round back and "
                        "a flat one look alike.",
                 "advice": "Ask a partner to watch your back, or look at the video yourself."},
                {"what": "centimetres", "why": "Nothing in the clip gives its scale.",
                 "advice": "Give your stature with --height."},
            ],
            "gaps": [{"start_s": LOST[0], "end_s": LOST[1], "why": "the lifter was lost"}],
            "provenance": [
                {"stage": "pose", "what": "Thirty-three landmarks in each frame.",
                 "parameters": {"network": "heavy", "frames": 450}},
                {"stage": "motion", "what": "Near side chosen, gaps mended, smoothed without lag.",
                 "parameters": {"cutoff_hz": 4.0, "side": "right"}},
            ],
        }
    )  # fmt: skip


def _measured(value: float | None, sd: float | None, name: str) -> dict[str, Any]:
    return {"value": value, "sd": sd, "unit": name.rsplit("_", 1)[1]}


def _rep_info(number: int, rep: synthetic.Rep, motion: Motion) -> dict[str, Any]:
    bottom = rep.start + rep.down + rep.pause / 2
    cut = number == len(REPS)
    index = int(np.argmin(np.abs(motion.time_s - bottom)))
    at = {name: one.at(index) for name, one in motion.series.items()}
    at["hip_kept_frac"] = at["hip_height_frac"]  # the drawn body stands one leg length tall
    return {
        "rep": number, "start_s": rep.start, "bottom_s": min(bottom, 14.95),
        "end_s": min(rep.start + rep.down + rep.pause + rep.up, 14.97),
        "complete": not cut, "cut": "the clip ends before the way up." if cut else "",
        "from_floor": False, "kind": rep.kind,
        "kind_probability": None if cut else {1: 0.97, 2: 0.98, 3: 0.995, 4: 0.81}[number],
        "reason": {
            1: "Hips back, shin upright, knee soft.", 2: "Hips back, shin upright, knee soft.",
            3: "The knees bent by 88° and the shin leaned far forward.",
            4: "Hips back; the knee is close to stiff.", 5: "Only part of it was seen.",
        }[number],
        "eccentric_s": _measured(rep.down, 0.05, "t_s"),
        "pause_s": _measured(None if cut else rep.pause, None if cut else 0.05, "t_s"),
        "concentric_s": _measured(None if cut else rep.up, None if cut else 0.05, "t_s"),
        "bottom": {} if cut else {
            name: _measured(quantity.value, quantity.sd, name) for name, quantity in at.items()
            if np.isfinite(quantity.value)
        },
    }  # fmt: skip


def _findings() -> list[dict[str, Any]]:
    knee = {"measure": "knee_deg", "low": 12.0, "high": 30.0}
    return [
        _finding("knee.soft", "fix", "Keep the knees still and send the hips back", 3, [3],
                 zone="squatting", value=92.0, certainty="almost certain", probability=0.99,
                 **knee),
        _finding("knee.stiff", "fix", "Let the knees stay soft", 4, [4],
                 zone="almost stiff", value=9.0, certainty="likely", probability=0.82, **knee),
        _finding("hips.back", "keep", "Your hips travel well back", 1, [1, 2, 4],
                 zone="back", value=0.18, measure="hips_back_frac", low=0.12,
                 certainty="almost certain", probability=0.98),
        _finding("tempo", "watch", "The way down grows slower", None, [1, 2, 3, 4],
                 certainty="unsure"),
        _finding("lead", "cannot_tell", "Whether the hips lead the knees in rep 5", 5, [5],
                 certainty="cannot be told"),
    ]  # fmt: skip


def _finding(
    rule: str, role: str, title: str, rep: int | None, reps: list[int], /, *,
    zone: str = "", value: float | None = None, measure: str = "none", certainty: str,
    low: float | None = None, high: float | None = None, probability: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    when = None if rep is None else min(REPS[rep - 1].start + REPS[rep - 1].down + 0.05, 14.9)
    unit = measure.rsplit("_", 1)[-1] if "_" in measure else ""
    sd = None if value is None else {"deg": 5.0, "frac": 0.02}[unit]
    return {
        "rule": rule, "role": role, "title": title, "rep": rep, "reps": reps,
        "time_s": when, "measure": measure, "value": value, "sd": sd, "unit": unit, "zone": zone,
        "zone_low": low, "zone_high": high, "probability": probability, "certainty": certainty,
        "evidence": f"{'The set' if rep is None else f'Rep {rep}, at the bottom'}: this is what "
        "the numbers show against the zone that is wanted.",
        "cue": "Imagine a string that holds your hips up while another pulls your chest down.",
        "why": "In a hinge the bend is at the hips; bending knees turn it into a squat.",
        "source": "Bands recommended from a balance model", "label": "R",
    }  # fmt: skip


def make_page(video: bytes | str | None, file: str = "tuesday set.mp4") -> PageInput:
    """Return all that the page of the drawn set shows."""
    motion = synthetic.make_motion()
    return PageInput(
        report=make_report(motion, file), motion=motion, video=video,
        key_frames=synthetic.make_key_frames(), zones=ZONES,
    )  # fmt: skip
