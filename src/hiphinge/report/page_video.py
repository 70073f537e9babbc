"""The video of a report page: inside it, beside it, or none, and what is to be said of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.source.encode import browser_plays, reencode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.source.frame import Clip

EMBED_MOST_BYTES = 48_000_000
"""A video up to this size goes into the page itself; a larger one lies beside it."""
TOO_LARGE = (
    "The video is too large to travel inside this page; the measured body is drawn alone. Pictures "
    "of each repetition are further down."
)


@dataclass(frozen=True, slots=True)
class PageVideo:
    """The video as a page has it.

    Attributes
    ----------
    source : bytes, str or None
        What goes into the page, the name of what lies beside it, or none.
    start_s : float
        The clip's time at which that video's own clock reads zero [s].
    made_anew : bool
        Whether it was encoded again.
    note : str
        Why there is none, where a reader would miss it.
    """

    source: bytes | str | None = None
    start_s: float = 0.0
    made_anew: bool = False
    note: str = ""


def beside(clip: Clip | None, name: str | None) -> PageVideo:
    """Return the video under a name that it will have beside the page.

    Where browsers do not play the clip, another video has to lie there: one that
    `hiphinge.source.encode.reencode` makes, whose clock starts with the clip's.
    """
    if clip is None or name is None:
        return PageVideo()
    return PageVideo(name, -clip.player_offset_s if browser_plays(clip) else 0.0)


def inside(
    clip: Clip | None, made: Path, on_progress: Callable[[str, float], None]
) -> PageVideo | None:
    """Return the video as it goes into a page; None where it is too large even made anew.

    Parameters
    ----------
    clip : Clip or None
        The clip.
    made : Path
        An ``.mp4`` to write where the clip is too large or browsers could not play it. It stays
        there where it is too large, and is gone otherwise.
    on_progress : callable
        Told ``video``, and the share of it that is encoded.

    Raises
    ------
    UsageError
        When the place cannot be written; nothing is left there.
    ClipError
        When the clip is gone.
    """
    if clip is None:
        return PageVideo()
    if browser_plays(clip) and clip.path.stat().st_size <= EMBED_MOST_BYTES:
        return PageVideo(clip.path.read_bytes(), -clip.player_offset_s)
    reencode(clip, made, on_progress=lambda part: on_progress("video", part))
    if made.stat().st_size > EMBED_MOST_BYTES:
        return None
    data = made.read_bytes()
    made.unlink()
    return PageVideo(data, made_anew=True)
