"""Encoding: pictures to a small H.264 file that any player opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy as np


def encode(
    path: Path,
    pictures: Iterable[np.ndarray],
    size: tuple[int, int],
    fps: int,
    quality: int,
    preset: str = "slow",
) -> None:
    """Write RGB pictures as H.264, yuv420p, in an mp4 whose index comes first.

    Parameters
    ----------
    size
        Width and height in pixels.
    fps
        Frames per second.
    quality
        The encoder's constant rate factor.
    preset
        How much time the encoder takes.
    """
    unfinished = path.with_suffix(".part")  # nobody should find half a clip
    container = av.open(str(unfinished), "w", format="mp4", options={"movflags": "+faststart"})
    with container:
        # One thread: the encoder's choices then do not depend on the machine's cores.
        options = {"crf": str(quality), "preset": preset, "threads": "1"}
        stream = container.add_stream("libx264", rate=fps, options=options)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = 5 * fps
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    unfinished.replace(path)


def save_png(path: Path, picture: np.ndarray) -> None:
    """Write one RGB picture as PNG."""
    height, width = picture.shape[:2]
    with av.open(str(path), "w", format="image2") as container:
        stream = container.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = width, height, "rgb24"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
