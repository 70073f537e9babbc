"""What the report page is given to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hiphinge.judgement.doubt import ALMOST_CERTAIN, LIKELY, MORE_LIKELY, certainty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.motion.motion import Motion
    from hiphinge.report.model import Report
    from hiphinge.report.notes import Note

Tone = Literal["good", "near", "off"]
Moment = Literal["start", "bottom", "lockout"]

LADDER = (
    *((certainty(least), least) for least in (ALMOST_CERTAIN, LIKELY, MORE_LIKELY)),
    (certainty(0.0), 0.0),
)
"""Words for a probability and the least value each stands for, the highest first."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of one measure at the bottom, and how it is seen.

    Attributes
    ----------
    name : str
        As a person reads it, such as ``soft``.
    low, high : float
        Its edges in the unit of the measure's series; infinite for an open end.
    tone : str
        ``good``, ``near`` or ``off``.
    """

    name: str
    low: float
    high: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class PageInput:
    """Everything that the page shows.

    Attributes
    ----------
    report : Report
        What is said about the clip.
    motion : Motion
        The movement, for charts and drawing.
    video : bytes, str or None
        A video to embed, the name of one that lies beside the page, or none.
    key_frames : mapping
        JPEG pictures by repetition number and moment.
    zones : mapping
        Zones of each measure at the bottom, in the unit of its series.
    certainty : tuple of (str, float)
        Words for a probability and the least value each stands for, the highest first.
    video_start_s : float
        Clip time at which the video's own clock reads zero [s].
    video_note : str
        Why there is no video, where that is to be said; empty for the usual words.
    notes : sequence of Note
        Notes to moments of the clip.
    """

    report: Report
    motion: Motion
    video: bytes | str | None = None
    key_frames: Mapping[tuple[int, Moment], bytes] = field(default_factory=dict)
    zones: Mapping[str, tuple[Zone, ...]] = field(default_factory=dict)
    certainty: tuple[tuple[str, float], ...] = LADDER
    video_start_s: float = 0.0
    video_note: str = ""
    notes: Sequence[Note] = ()
