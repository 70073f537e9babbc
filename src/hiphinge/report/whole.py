"""A judged clip with everything that is written of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.report.model import Report
    from hiphinge.report.seen import Seen
    from hiphinge.source.frame import Clip


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is known of one clip once it is judged.

    Attributes
    ----------
    clip : Clip or None
        The video; None when only landmarks were given.
    seen : Seen
        What the networks gave.
    motion : Motion
        What the body did.
    report : Report
        What is said of it.
    """

    clip: Clip | None
    seen: Seen
    motion: Motion
    report: Report
