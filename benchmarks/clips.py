"""The clips that are timed: the example as it is, and the same played several times over."""

from __future__ import annotations

from pathlib import Path

from hiphinge.source.encode import Encoder
from hiphinge.source.probe import probe
from hiphinge.source.video import frames

EXAMPLE = Path(__file__).parents[1] / "src" / "hiphinge" / "example" / "example.mp4"


def repeated(times: int, target: Path) -> Path:
    """Write the example `times` times over, one after the other; return the path."""
    clip = probe(EXAMPLE)
    width, height = clip.working_size_px
    with Encoder(target, width, height) as encoder:
        offset_s = 0.0
        for _ in range(times):
            last_s = 0.0
            for frame in frames(clip):
                encoder.write(frame.rgb, offset_s + frame.time_s)
                last_s = frame.time_s
            offset_s += last_s + 1 / clip.fps
    return target
