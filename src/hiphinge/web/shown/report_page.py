"""The report's page as it is served: with today's notes, and the policy that its scripts need."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hiphinge.jobs.result import PAGE
from hiphinge.report.notes import Note, notes_json, with_notes
from hiphinge.report.page_units import with_units
from hiphinge.store.missing import NotFound
from hiphinge.web.security.policy import report_policy
from hiphinge.web.shown.results import result_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hiphinge.numerals import Units
    from hiphinge.store.folder import Folder
    from hiphinge.store.tables import Analysis, CoachNote

KEPT = 64
"""Policies that are kept: each is a few hundred bytes, and takes 10 ms to make of a long page."""
TAG_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Served:
    """A page and what stands on it.

    Attributes
    ----------
    html : str
        The page with its notes.
    tag : str
        Another one for each other page or other notes.
    policy : str
        What it may run and load: notes are data, so they change nothing of it.
    """

    html: str
    tag: str
    policy: str


def report_page(
    folder: Folder, analysis: Analysis | None, notes: Sequence[CoachNote], units: Units
) -> Served:
    """Return the page of a set that was judged, with loads in these units.

    Raises
    ------
    NotFound
        When nothing was judged yet.
    """
    path = result_of(folder, analysis) / PAGE
    told = told_notes(notes)
    try:
        changed = path.stat().st_mtime_ns
        html = with_units(with_notes(path.read_text(encoding="utf-8"), told), units)
        policy = _policy(path, changed)
    except FileNotFoundError as error:
        raise NotFound("Another report takes this one's place just now: load it again.") from error
    seen = f"{path.parent.name} {changed} {units} {notes_json(told)}"
    tag = hashlib.sha256(seen.encode()).hexdigest()[:TAG_LETTERS]
    return Served(html, f'"{tag}"', policy)


def told_notes(notes: Iterable[CoachNote]) -> tuple[Note, ...]:
    """Return notes as the page takes them."""
    return tuple(Note(one.time_s, one.text, one.author, one.created_at) for one in notes)


@lru_cache(maxsize=KEPT)
def _policy(path: Path, _changed: int) -> str:
    return report_policy(path.read_text(encoding="utf-8"))
