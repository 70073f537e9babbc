"""What the networks gave for a clip: with it the clip can be judged again without being seen again.

At rest it is a pose track (`pose.trackfile`) with two keys more, `gaps` and `notes`; a track
without them is one of a clip of which nothing is known beside the landmarks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from hiphinge.pose import trackfile
from hiphinge.pose.trackcheck import refuse
from hiphinge.report.model import Gap

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.pose.track import PoseTrack

GAPS = TypeAdapter(tuple[Gap, ...])
NOTES = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Seen:
    """What the networks gave for a clip.

    Attributes
    ----------
    track : PoseTrack
        The lifter's landmarks.
    gaps : tuple of Gap
        What is known of the clip itself: where it broke off, cuts or fades.
    notes : tuple of str
        What is to be said of how it was filmed.
    """

    track: PoseTrack
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()


def render(seen: Seen) -> str:
    """Return it as JSON: the track as `trackfile.render` writes it, its gaps and notes."""
    gaps = [gap.model_dump() for gap in seen.gaps]
    whole = trackfile.as_data(seen.track) | {"gaps": gaps, "notes": list(seen.notes)}
    return json.dumps(whole, separators=(",", ":"))


def read(path: Path) -> Seen:
    """Read what was seen, or a pose track from elsewhere.

    Raises
    ------
    UsageError
        When the file cannot be read.
    ClipError
        When it holds no pose track that can be measured, or its gaps or notes are none.
    """
    data = trackfile.load(path)
    track = trackfile.from_data(path.name, data)
    if data.get("schema") != trackfile.SCHEMA:
        return Seen(track)  # keys of these names may mean anything there
    return Seen(
        track,
        gaps=_checked(GAPS, data.get("gaps") or (), path.name, "gaps", "start_s, end_s and why"),
        notes=_checked(NOTES, data.get("notes") or (), path.name, "notes", "text"),
    )


def _checked(shape: TypeAdapter[Any], value: Any, name: str, key: str, of: str) -> Any:
    try:
        return shape.validate_python(value)
    except ValidationError:
        refuse(name, f"its {key} must be a list, each with {of}; without {key} it can be read")
