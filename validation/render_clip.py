"""Render the project's own clips: a made-up person doing a set, and the truth about it.

The person is an anny body (Apache-2.0, https://github.com/naver/anny; its MakeHuman assets, by
way of MPFB2, are CC0 1.0: see the installed package's LICENSE and data/mpfb2/LICENSE.md). The
pictures, the room and the clothes are made here from nothing else.

Examples
--------
In an environment with what ``requirements-render.txt`` names::

    python -m validation.render_clip --set example --out src/hiphinge/example
    python -m validation.render_clip --set squat --out tests/clips
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from validation.rendering.clips import CLIPS
from validation.rendering.scene import frames
from validation.rendering.video import encode, save_png

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validation.rendering.scene import Rendered

FPS = 30
COLUMNS = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg")


def write_truth(path: Path, rendered: Rendered) -> None:
    """Write the near side's true angles (degrees) and the repetition (0 outside) per frame."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("time_s", *COLUMNS, "rep"))
        for time_s, angles, rep in zip(
            rendered.course.time_s, rendered.truth, rendered.course.rep, strict=True
        ):
            row = [f"{angles[name]:.2f}" for name in COLUMNS]
            writer.writerow((f"{time_s:.4f}", *row, int(rep)))


def write_events(path: Path, rendered: Rendered) -> None:
    """Write when each repetition starts, is deepest and ends (seconds), and the bottom's truth.

    Angles in degrees; hips_back is how far the hip is behind the ankle in leg lengths.
    """
    events = []
    for event in rendered.course.events:
        frame = min(round(event.bottom_s * FPS), len(rendered.truth) - 1)
        bottom = {name: round(value, 2) for name, value in rendered.truth[frame].items()}
        events.append({**asdict(event), "bottom": bottom})
    clip = rendered.clip
    about = {"clip": clip.name, "view": clip.view, "fps": FPS, "reps": events}
    path.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Render one clip with its truth files, or with --stills a few pictures to look at."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=sorted(CLIPS), default="example", dest="name")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument(
        "--stills", type=float, nargs="*", help="seconds to save as PNG instead of a video"
    )
    options = parser.parse_args(arguments)
    clip, out = CLIPS[options.name], options.out
    out.mkdir(parents=True, exist_ok=True)
    if options.stills is not None:
        for index, picture in frames(clip, FPS, only_s=options.stills).pictures:
            save_png(out / f"{clip.name}_{index:04d}.png", picture)
        return 0
    rendered = frames(clip, FPS)
    video = out / f"{clip.name}.mp4"
    encode(video, (picture for _, picture in rendered.pictures), clip.size, FPS, clip.quality)
    prefix = "" if clip.name == "example" else f"{clip.name}_"
    write_events(out / f"{prefix}truth_events.json", rendered)
    if clip.name == "example":
        write_truth(out / "truth.csv", rendered)
    print(f"{video}: {video.stat().st_size / 1000:.0f} kB, {len(rendered.truth)} frames")
    return 0


if __name__ == "__main__":
    sys.exit(main())
