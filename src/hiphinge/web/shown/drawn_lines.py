"""Films that are drawn on, as lines in the list of all work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from hiphinge.store import analyses
from hiphinge.web.exercise_names import title_of
from hiphinge.web.shown.drawn_state import drawn_state
from hiphinge.web.work_lines import DONE_S, WorkLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from hiphinge.store.folder import Folder
    from hiphinge.store.tables import Analysis
    from hiphinge.web.shown.drawer import Drawer
    from hiphinge.web.shown.drawn_state import Drawn

STATES: Final[Mapping[str, Literal["waiting", "running", "done", "failed"]]] = {
    "waiting": "waiting",
    "drawing": "running",
    "ready": "done",
    "failed": "failed",
}
"""How far work is, by how far the film is."""
SAVED: Final = "The film with what was seen drawn on it is made."


def drawn_lines(session: Session, folder: Folder, drawer: Drawer) -> Iterator[WorkLine]:
    """Yield a line for each film that is drawn on, in the order in which they are; then what ended.

    Parameters
    ----------
    session : Session
    folder : Folder
    drawer : Drawer
    """
    names = drawer.names(DONE_S)
    found = {one.result: one for one in analyses.of_results(session, names)} if names else {}
    for name in names:
        if (analysis := found.get(name)) is not None:
            told = drawn_state(folder.result_path(name), drawer, analysis.frames)
            if told.state != "none":  # it was given up
                yield _line(analysis, told)


def _line(analysis: Analysis, told: Drawn) -> WorkLine:
    lift = analysis.lift_set
    exercise = lift.exercise or analysis.exercise_seen
    here = f"/api/sets/{lift.uid}/drawn"
    state = STATES[told.state]
    return WorkLine(
        kind="drawing",
        uid=f"drawn-{lift.uid}",
        name=f"{title_of(exercise)}, drawn on" if exercise else "A film, drawn on",
        athlete=lift.training_day.athlete.name,
        state=state,
        sentence=SAVED if state == "done" else told.sentence,
        share=told.share,
        url=f"/sets/{lift.uid}#hand-on",
        cancel=f"DELETE {here}" if state in ("waiting", "running") else None,
        retry=f"POST {here}" if state == "failed" else None,
    )
