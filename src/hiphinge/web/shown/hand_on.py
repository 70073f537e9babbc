"""What a person takes away of a set: one page with the film inside, and tables for programs.

What takes long is made once, in a process of its own, and lies in the folder of the result: when
the set is judged anew it goes with it.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hiphinge.errors import UsageError
from hiphinge.jobs.result import FRAMES, REPORT, REPS
from hiphinge.pipeline import Options
from hiphinge.report.notes import notes_json, with_notes
from hiphinge.report.page_units import with_units
from hiphinge.store.missing import NotFound
from hiphinge.web.shown.child import Refused, ask
from hiphinge.web.shown.hand_on_child import ANGLES, MARKERS, SHARED
from hiphinge.web.shown.results import report_of, result_of
from hiphinge.web.shown.video import film_of, played

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.numerals import Units
    from hiphinge.report.model import Report
    from hiphinge.report.notes import Note
    from hiphinge.store.folder import Folder
    from hiphinge.store.tables import Analysis

CHILD = "hiphinge.web.shown.hand_on_child"
WALL_S = 1800.0
"""A film of many minutes is encoded anew in this time, on a slow computer [s]."""
TABLES = {
    REPORT: "application/json",
    REPS: "text/csv; charset=utf-8",
    FRAMES: "text/csv; charset=utf-8",
    MARKERS: "text/plain; charset=utf-8",
    ANGLES: "text/plain; charset=utf-8",
}
"""Files that may be taken away, and what they are sent as."""
AGAIN = "This set is being judged anew: try again when that is done."
ONE_AT_A_TIME = threading.Lock()
"""Making a page takes a whole core; two at once would only take longer."""


@dataclass(frozen=True, slots=True)
class HandOn:
    """All that it takes to make what is handed on, read from the database at once.

    Attributes
    ----------
    folder : Folder
    result : Path
        Folder of the result.
    question : dict
        What the child is asked, but for what is wanted.
    fresh : bool
        Whether what is shown is how the set is said to be now.
    """

    folder: Folder
    result: Path
    question: dict[str, Any]
    fresh: bool

    @property
    def shared(self) -> Path | None:
        """The page to hand on, where it was made already; its notes are put in when it is sent."""
        made = (self.result / name for name in SHARED.values())
        return next((path for path in made if path.is_file()), None)

    def share(self) -> Path:
        """Return the page to hand on, made where it is not there yet.

        Raises
        ------
        UsageError
            While the set is being judged anew.
        Refused, Broken
            When it cannot be made.
        """
        with ONE_AT_A_TIME:
            return self.shared or self.result / self._make("page")

    def table(self, name: str) -> Path:
        """Return a table, made where it is not there yet; see `share`.

        Raises
        ------
        NotFound
            When there is no such table.
        """
        if name not in TABLES:
            raise NotFound("There is no such file of a set.")
        path = self.result / name
        with ONE_AT_A_TIME:
            if not path.is_file():
                self._make("tables")
        return path

    def _make(self, what: str) -> str:
        if not self.fresh:
            raise UsageError(AGAIN)
        try:
            made: str = ask(self.folder, CHILD, {**self.question, "what": what}, WALL_S)
        except Refused as refusal:
            if self.result.is_dir():
                raise
            raise UsageError(AGAIN) from refusal  # its folder went with the judgement before
        return made


def hand_on(session: Session, folder: Folder, analysis: Analysis | None) -> HandOn:
    """Return what it takes to hand a set on.

    Raises
    ------
    NotFound
        When it was not judged yet, or its film is gone.
    """
    result, report = result_of(folder, analysis), report_of(folder, analysis)
    assert analysis is not None  # noqa: S101 (`result_of` found its result)
    video, path = film_of(session, folder, analysis)
    question = {
        "video": str(path),
        "played": str(played(folder, video, path)[0]),
        "name": video.name,
        "seen": str(folder.seen_path(analysis.seen)) if analysis.seen else "",
        "result": str(result),
        "options": asdict(options_of(report, analysis)),
    }
    fresh = analysis.judged == analysis.wanted and bool(analysis.seen)
    return HandOn(folder, result, question, fresh)


def options_of(report: Report, analysis: Analysis) -> Options:
    """Return how a set was judged, as its report tells: the rows may say something else by now."""
    return Options(
        exercise=report.exercise if report.exercise_source == "given" else None,
        height_cm=report.height_cm,
        load_kg=report.load_kg,
        load_units=report.load_units,
        strictness=report.strictness,
        implement=report.implement,
        leave_out=tuple(report.left_out),
        plate_px=analysis.options.get("plate_px"),
    )


def page_to_send(shared: Path, notes: Iterable[Note], units: Units) -> bytes:
    """Return the page to hand on with today's notes, loads in these units."""
    return with_units(with_notes(shared.read_text(encoding="utf-8"), notes), units).encode()


def size_to_send(shared: Path, notes: Iterable[Note]) -> int:
    """Return the size of the page to hand on with today's notes [bytes]."""
    return shared.stat().st_size - len(notes_json(())) + len(notes_json(notes))
