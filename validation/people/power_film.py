"""Film power moves and ghosts: ``python -m validation.people.power_film dev 0 10 build/power``.

Films 0 to 6 of a round are the seven moves, 7 to 9 the ghosts, in which no repetition may be found.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from validation.people import power_bells, power_ghosts, power_lifts, power_throws
from validation.people.camera import camera
from validation.people.lens import lens
from validation.people.power_course import SAMPLES_HZ, Script, moments
from validation.people.power_events import courses, events
from validation.people.power_rig import Rig
from validation.people.power_stage import Stage, Thing, still
from validation.people.studio import TRUTHS
from validation.people.subject import DOUBT, TEST, subject
from validation.rendering.balance import EVEN_SPINE
from validation.rendering.video import encode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validation.people.camera import Camera
    from validation.people.power_course import Moment

FPS = 60
SIDE_DEG = 12.0
BLUR_LEAST_PX = 0.55
"""Softens the edges, which are drawn without samples between pixels to be quick."""
PARTS = {"dev": DOUBT, "test": TEST}
FILMS = (
    *("kettlebell_swing", "kettlebell_snatch", "power_clean", "snatch", "hang_clean"),
    *("box_jump", "slam", "ghost_walk", "ghost_chat", "ghost_rack"),
)
HELD = {
    **{"kettlebell_swing": "bell", "kettlebell_snatch": "bell", "power_clean": "bar"},
    **{"snatch": "bar", "hang_clean": "bar", "slam": "ball", "ghost_rack": "bar"},
}
_FRAMING = {
    **{"box_jump": (0.5, 1.05), "snatch": (0.53, 1.12), "kettlebell_snatch": (0.56, 1.08)},
    **{"power_clean": (0.6, 0.98), "hang_clean": (0.6, 0.98), "slam": (0.58, 1.05)},
}
"""The part of the picture that the stature fills, and the height in its middle [m]."""
_BELOW = 1000
"""Bodies of power films begin so many numbers after a part's first: none is in other films."""


@dataclass(frozen=True)
class Play:
    """What a film shows: its course, what is held and what stands there."""

    moments: list[Moment]
    script: Script | None
    onto: power_throws.Box | None
    style: str


def play(move: str, rig: Rig, rng: np.random.Generator, number: int) -> Play:
    """Write and pose one film's course; a body's number chooses between a move's two styles."""
    onto, style, reps = None, "", int(rng.integers(3, 5))
    other = bool(number // len(FILMS) % 2)
    if move == "ghost_walk":
        return Play(power_ghosts.walking(rig, rng), None, None, style)
    if move == "kettlebell_swing":
        style = "squat" if other else "hinge"
        script = power_bells.swing(rig, rng, reps + 1, squat=other)
    elif move == "kettlebell_snatch":
        style = "dead stop" if other else "cyclic"
        script = power_bells.snatch(rig, rng, 3, dead_stop=other)
    elif move in ("power_clean", "snatch"):
        script = power_lifts.from_floor(rig, rng, 3, overhead=move == "snatch")
    elif move == "hang_clean":
        script = power_lifts.hang_clean(rig, rng, reps)
    elif move == "box_jump":
        onto = power_throws.box(rng)
        script = power_throws.box_jump(rig, rng, 2, onto)
    elif move == "slam":
        script = power_throws.slam(rig, rng, 3)
    else:
        written = {"ghost_chat": power_ghosts.chatting, "ghost_rack": power_ghosts.racking}
        script = written[move](rig, rng)
    return Play(moments(rig, script, rng), script, onto, style)


def _camera(rng: np.random.Generator, move: str, facing: Any) -> Camera:
    """Draw a phone near the side, far enough for arms overhead."""
    tall, aim = _FRAMING.get(move, (0.66, 0.95))
    drawn = camera(rng)
    height = float(rng.uniform(0.6, 1.3))
    distance = float(rng.uniform(3.2, 5.5))
    return replace(
        drawn,
        facing=facing,
        turn_deg=float(rng.uniform(-SIDE_DEG, SIDE_DEG)),
        height_m=height,
        distance_m=distance,
        pitch_deg=float(np.degrees(np.arctan2(aim - height, distance)) + rng.normal(0, 0.7)),
        share=tall * float(rng.uniform(0.92, 1.0)),
        size_px=int(rng.choice([400, 420, 440])),
    )


def film(move: str, number: int, video: Path) -> None:
    """Film a move of a body's number, and write what is true beside it.

    Beside the video: `.npz` with `time_s` (T,), `truth` (T, 10) [deg] in the order of
    `studio.TRUTHS`, `joints` (T, 2, 4, 2) [px] and `wrists` (T, 2, 2) [px], near side first; and
    `.json` with the move, the rate, each repetition's events [s] and what the film is about.
    """
    rng = np.random.default_rng(number + 17)
    who = subject(number)
    facing = "right" if (number + number // len(FILMS)) % 2 else "left"
    place, glass = _camera(rng, move, facing), lens(rng)
    plan = still(EVEN_SPINE, float(rng.uniform(-0.45, -0.1)))
    stage = Stage(who, plan, place, number, aim_ahead_m=0.35 if move == "box_jump" else 0.08)
    rig = Rig(stage.person, who.female, plan.neck_share, plan.spine_shares)
    shown = play(move, rig, rng, number)
    kind, script = HELD.get(move), shown.script
    thing = Thing(kind, script, shown.moments, rig) if kind and script else None
    rack = thing.middle[0] if thing is not None and move == "ghost_rack" else None
    stage.furnish(kind, shown.onto, rack)
    sides = script.holds[0].sides if script is not None and script.holds else "RL"
    found = events(move, script, courses(rig, shown.moments, sides)) if script else []
    rows: dict[str, list[np.ndarray]] = {"truth": [], "joints": [], "wrists": []}
    quality, step = int(rng.choice([21, 24, 27])), SAMPLES_HZ // FPS

    def pictures() -> Iterator[np.ndarray]:
        for index in range(0, len(shown.moments), step):
            moment = shown.moments[index]
            seen = stage.turned(rig, moment)
            rows["truth"].append(stage.truth(stage.shot_of(rig, moment)))
            rows["joints"].append(stage.joints_px(seen))
            rows["wrists"].append(stage.wrists_px(seen))
            at = None if thing is None else (thing.middle[index], float(thing.turn_deg[index]))
            yield _soft(stage.draw(rig, moment, at), glass.blur_px, glass.colour)

    encode(video, pictures(), (place.size_px, place.size_px), FPS, quality, "veryfast")
    stage.close()
    about = {"number": number, "style": shown.style, "held_by": sides, **asdict(place)}
    about |= {"near": stage.near, "gender": who.build.gender, "loose_m": who.build.loose_m}
    about |= {"box": asdict(shown.onto) if shown.onto else None, "truths": list(TRUTHS)}
    truth = {"move": move, "fps": FPS, "reps": found, "about": about}
    np.savez_compressed(
        video.with_suffix(".npz"),
        time_s=np.arange(len(rows["truth"])) / FPS,
        **{name: np.stack(row) for name, row in rows.items()},
    )
    video.with_suffix(".json").write_text(json.dumps(truth, indent=1))


def _soft(picture: np.ndarray, blur_px: float, colour: float) -> np.ndarray:
    """Return a picture through a lens; the film's own compression comes after."""
    image = Image.fromarray(picture).filter(ImageFilter.GaussianBlur(max(blur_px, BLUR_LEAST_PX)))
    return np.asarray(ImageEnhance.Color(image).enhance(colour))


def main(arguments: Sequence[str] | None = None) -> int:
    """Film one part, from the first film to before the last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=sorted(PARTS))
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="films whose name has this in it")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for index in range(options.first, options.last):
        move, number = FILMS[index % len(FILMS)], PARTS[options.part][_BELOW + index]
        video = options.out / f"{number}_{move}.mp4"
        if options.only not in move or video.with_suffix(".json").exists():
            continue
        began = time.monotonic()
        film(move, number, video)
        print(f"{video.name}: {time.monotonic() - began:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
