"""A clip as the probe found it, and one frame of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.quantities import Bytes


@dataclass(frozen=True, slots=True)
class Clip:
    """A readable video file. Sizes are those of the upright picture, as a player shows it.

    Attributes
    ----------
    path : Path
        The file.
    width_px, height_px : int
        Size of the upright picture at full resolution [px].
    fps : float
        Average frame rate [1/s]; informative only, times come from the frames.
    duration_s : float
        Length as the container tells it [s].
    codec : str
        Name of the video codec, such as ``h264``.
    pixel_format : str
        Such as ``yuv420p``; tells bit depth and chroma.
    rotation_deg : int
        Quarter turns, counter-clockwise, that stand the stored picture upright: 0, 90, 180, 270.
    working_scale : float
        Size of the frames that are handed on, divided by full size; 1 or less.
    """

    path: Path
    width_px: int
    height_px: int
    fps: float
    duration_s: float
    codec: str
    pixel_format: str
    rotation_deg: int
    working_scale: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture and the moment it is shown.

    Attributes
    ----------
    time_s : float
        Presentation time since the clip's first frame [s].
    rgb : (H, W, 3) uint8
        The upright picture at working size, contiguous.
    """

    time_s: float
    rgb: Bytes
