"""One of two sets that are held side by side: its repetitions over their phase, and its places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hiphinge.errors import UsageError
from hiphinge.jobs.result import PAGE
from hiphinge.numerals import as_units
from hiphinge.report.page_places import page_data, places_at
from hiphinge.web.exercise_names import title_of
from hiphinge.web.set_lines import line_of
from hiphinge.web.shown.results import kind_words, report_of, result_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hiphinge.report.model import RepInfo, Report
    from hiphinge.store.folder import Folder
    from hiphinge.store.tables import LiftSet
    from hiphinge.web.set_lines import SetLine

KEPT = 8
"""Sets of which the places are kept: half a megabyte each."""
MEASURES = {
    "trunk_deg": "Trunk lean",
    "knee_deg": "Knee bend",
    "shin_deg": "Shin lean",
    "hips_back_frac": "Hips back, in leg lengths",
}
"""What is told at each moment, and how it is called."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sets.

    Attributes
    ----------
    uid : str
    label : str
        What it is called beside the other one.
    line : SetLine
        As lists show it.
    title : str
        Of the exercise.
    report : Report
    reps : tuple of RepInfo
        Those that are whole, so that they have a course to be held in step.
    chosen : int
        Number of the repetition to begin with: the best one, or the first.
    wide : bool
        Whether the film is wider than high.
    script : dict
        What the page's script is given.
    """

    uid: str
    label: str
    line: SetLine
    title: str
    report: Report
    reps: tuple[RepInfo, ...]
    chosen: int
    wide: bool
    script: dict[str, Any]

    def words(self, rep: RepInfo) -> str:
        """Return what a list calls a repetition."""
        best = ", the best" if rep.rep == self.report.set.best_rep else ""
        return f"Rep {rep.rep}: {kind_words(self.report, rep.kind)}{best}"

    def rep(self, number: int) -> RepInfo:
        """Return a repetition by its number."""
        return next(one for one in self.reps if one.rep == number)


def side_of(folder: Folder, lift: LiftSet, label: str, rep: int | None = None) -> Side:
    """Return a set as one of two.

    Parameters
    ----------
    folder : Folder
    lift : LiftSet
        With day, athlete and analysis.
    label : str
    rep : int or None
        The repetition that is asked for; another one where there is no such whole repetition.

    Raises
    ------
    NotFound
        When it was not judged.
    UsageError
        When no repetition of it is whole.
    """
    units = as_units(lift.training_day.athlete.units)
    report = report_of(folder, lift.analysis).model_copy(update={"load_units": units})
    page = result_of(folder, lift.analysis) / PAGE
    reps = tuple(one for one in report.reps if one.course is not None)
    if not reps:
        raise UsageError(
            f"No repetition of {label} is whole, so there is nothing to hold in step: choose "
            "another set."
        )
    numbers = [one.rep for one in reps]
    wanted = (rep, report.set.best_rep, numbers[0])
    seen = lift.analysis.exercise_seen if lift.analysis else None
    return Side(
        uid=lift.uid,
        label=label,
        line=line_of(lift),
        title=title_of(lift.exercise or seen),
        report=report,
        reps=reps,
        chosen=next(one for one in wanted if one in numbers),
        wide=report.clip.width_px > report.clip.height_px,
        script=_script(page, page.stat().st_mtime_ns),
    )


@lru_cache(maxsize=KEPT)
def _script(page: Path, _changed: int) -> dict[str, Any]:
    """Return what the script needs of a set, all from its page."""
    data = page_data(page.read_text(encoding="utf-8"))
    clip = data["report"]["clip"]
    return {
        "start_s": data["video"].get("start", 0.0),
        "width": clip["width_px"],
        "height": clip["height_px"],
        "bones": data["bones"],
        "reps": [_rep(data, rep) for rep in data["report"]["reps"] if rep["course"] is not None],
    }


def _rep(data: Mapping[str, Any], rep: Mapping[str, Any]) -> dict[str, Any]:
    course = rep["course"]
    return {
        "rep": rep["rep"],
        "time_s": course["time_s"],
        "series": {name: course["series"].get(name, []) for name in MEASURES},
        "sd": {name: rep["signature"].get(name, {}).get("sd") for name in MEASURES},
        "places": places_at(data, course["time_s"]),
    }
