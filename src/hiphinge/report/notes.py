"""Notes that a person writes to moments of a clip, and their place in the report page.

They stand in a block of their own, so that a page that is written already takes fresh ones without
being made again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.report.json_block import safe_json

if TYPE_CHECKING:
    from collections.abc import Iterable

OPENS: Final = '<script type="application/json" id="notes-data">'
"""What the block begins with, as the page's template has it."""
CLOSES: Final = "</script>"


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody says to a moment of a clip.

    Attributes
    ----------
    time_s : float
        The moment, on the clip's clock [s].
    text : str
        As it was written; shown as text, with its line ends.
    author : str
        Who wrote it; empty where that is not told.
    written : str
        When, as date and time after ISO 8601; empty where that is not told.
    """

    time_s: float
    text: str
    author: str = ""
    written: str = ""


def notes_json(notes: Iterable[Note]) -> str:
    """Return notes in the order of time, as JSON that cannot end the element it stands in."""
    return safe_json([asdict(note) for note in sorted(notes, key=lambda note: note.time_s)])


def with_notes(html_text: str, notes: Iterable[Note]) -> str:
    """Return a report page with these notes in place of those that it has.

    Parameters
    ----------
    html_text : str
        The whole page, as it was written.
    notes : iterable of Note
        All notes that it shall have.

    Raises
    ------
    UsageError
        When it is no report page, or one of a version that knew no notes.
    """
    before, opens, rest = html_text.rpartition(OPENS)
    _, closes, after = rest.partition(CLOSES)
    if not (opens and closes):
        raise UsageError(
            "This report page has no place for notes: it is of an older hiphinge; judge the clip "
            "anew."
        )
    return "".join((before, opens, notes_json(notes), closes, after))
