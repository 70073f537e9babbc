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
    container : str
        Name of the container as its reader calls it, such as ``mov,mp4,m4a,3gp,3g2,mj2``.
    mirrored : bool
        Whether the stored picture is mirrored left to right before it is turned.
    first_shown_s : float
        Moment of the first frame on the file's own clock [s]; `Frame.time_s` counts from it.
    player_offset_s : float
        Moment of the first frame on a player's clock [s]. A player counts from the earliest
        stream, often the sound: ``player time = Frame.time_s + player_offset_s``.
    timed : bool
        Whether frames carry presentation times; without them the frame rate has to do.
    recorded : str
        When it was filmed, as the file tells: date and time after ISO 8601; empty where it does
        not.
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
    container: str = ""
    mirrored: bool = False
    first_shown_s: float = 0.0
    player_offset_s: float = 0.0
    timed: bool = True
    recorded: str = ""

    @property
    def working_size_px(self) -> tuple[int, int]:
        """Width and height of the upright frames that are handed on [px]."""
        return (
            max(1, round(self.width_px * self.working_scale)),
            max(1, round(self.height_px * self.working_scale)),
        )


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
