"""Whole clips of made-up people, as a phone would film them, with what is true of every frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from validation.people.camera import camera
from validation.people.lens import Lens, lens, through
from validation.people.moves import IMPLEMENTS, MOVES, move_set
from validation.people.studio import Studio
from validation.people.subject import subject
from validation.rendering.motion import Clip, Repetition, course
from validation.rendering.video import encode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validation.people.moves import MoveSet
    from validation.rendering.motion import Course

REPS = 3
RATES = (20, 25, 30)
QUALITIES = (21, 25, 29)
"""Constant rate factors of the encoder."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a film beyond its body; None leaves it to chance."""

    loose: bool | None = None
    turn_most_deg: float = 42.0
    move: Any = None


def film(number: int, video: Path, wanted: Wanted | None = None) -> None:
    """Film the set of a body's number into a video, and what is true into a file beside it.

    The truth's file, `.npz`, holds `time_s` (T,), `truth` (T, 10) [deg] in the order of
    `studio.TRUTHS`, `joints` (T, 2, 4, 2) [px], `depth` and `rep` (T,), `events` (reps, 3): start,
    bottom and end [s], and `about`, as `see` gives it.
    """
    wanted = wanted or Wanted()
    rng = np.random.default_rng(number + 11)
    who, plan = subject(number, wanted.loose), move_set(rng, REPS, wanted.move)
    place, glass = camera(rng, wanted.turn_most_deg), lens(rng)
    # Two pixels a step: the encoder wants even sizes.
    size = 2 * round(place.size_px * glass.scale / 2)
    fps, quality = int(rng.choice(RATES)), int(rng.choice(QUALITIES))
    studio = Studio(who, plan, place, number)
    time = _course(plan, rng, fps)
    rows: dict[str, list[Any]] = {"truth": [], "joints": []}

    def pictures() -> Iterator[np.ndarray]:
        sway = _sway(rng, time.time_s)
        rep = 0
        for index, depth in enumerate(time.depth):
            rep = max(rep, int(time.rep[index]))
            shot = studio.shot(float(depth), max(rep, 1) - 1, float(sway[index]))
            rows["truth"].append(studio.truth(shot))
            rows["joints"].append(studio.joints_px(shot) * glass.scale)
            yield _even(through(studio.picture(shot), _video(glass), rng), size)

    encode(video, pictures(), (size, size), fps, quality, "veryfast")
    studio.close()
    about = (
        *(number, who.build.gender, who.build.loose_m, MOVES.index(plan.move)),
        *(IMPLEMENTS.index(plan.implement), int(place.facing == "right"), place.turn_deg),
        *(place.roll_deg, place.pitch_deg, size, glass.blur_px),
    )
    events = [(event.start_s, event.bottom_s, event.end_s) for event in time.events]
    np.savez_compressed(
        video.with_suffix(".npz"),
        time_s=time.time_s,
        truth=np.stack(rows["truth"]),
        joints=np.stack(rows["joints"]),
        depth=time.depth,
        rep=time.rep,
        events=np.array(events),
        about=np.array(about),
    )


def _video(glass: Lens) -> Lens:
    """Return the picture quality without single pictures' compression: the film's comes last."""
    return Lens(glass.scale, glass.blur_px, glass.noise / 2, glass.gamma, glass.colour, 95)


def _even(picture: np.ndarray, size: int) -> np.ndarray:
    return np.ascontiguousarray(picture[:size, :size])


def _sway(rng: np.random.Generator, time_s: np.ndarray) -> np.ndarray:
    """Return three slow waves of a fraction of a degree: nobody stands quite still."""
    phases = rng.uniform(0, 2 * np.pi, 3)
    waves = [
        0.35 / (n + 1) * np.sin(2 * np.pi * rate * time_s + phases[n])
        for n, rate in enumerate((0.23, 0.41, 0.67))
    ]
    return np.asarray(np.sum(waves, axis=0))


def _course(plan: MoveSet, rng: np.random.Generator, fps: int) -> Course:
    """Lay a set out in time: swings are fast, pulls begin at the floor."""
    swing, pull = plan.move == "swing", plan.move == "deadlift"
    down, up = (0.5, 0.45) if swing else (rng.uniform(0.9, 2.0), rng.uniform(0.7, 1.4))
    tempo = {
        "descent_s": float(down),
        "ascent_s": float(up),
        "pause_s": 0.0 if swing else float(rng.uniform(0.0, 0.4)),
        "stand_s": 0.05 if swing else float(rng.uniform(0.4, 0.8)),
    }
    reps = tuple(
        Repetition("hinge", bottom.trunk_deg, bottom.knee_deg, **tempo) for bottom in plan.reps
    )
    clip = Clip("film", None, reps, lead_s=0.9, tail_s=0.7, from_floor=pull)  # type: ignore[arg-type]
    return course(clip, fps)
