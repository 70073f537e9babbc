"""Films of the power moves through the whole program: names, counts and events against the truth.

``python -m validation.power build/power/test`` measures films that `validation.people.power_film`
made and keeps what was found in `power.json`, from which the page of accuracy is written.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiphinge import analyze
from hiphinge.errors import ClipError
from hiphinge.pipeline import look
from hiphinge.pose import trackfile
from hiphinge.source.probe import probe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.report.model import RepInfo, Report

TABLE = Path(__file__).with_name("power.json")
FOUND_S = 0.5
"""A repetition is found when one is told whose bottom is this near [s]."""
GHOSTS = "ghost"
AIM_S = 0.05
"""What is asked of an event at 60 frames a second [s]."""
FROM_FLOOR = ("power_clean", "snatch")
"""Pulls whose truth has no bottom but the moment when the bar leaves, as a snatch's from a dead
stop: our bottom is the middle of the time that it lies."""
TRUE_NAMES = {"stand": "lockout"}
"""Our event's name in the truth of moves that land or catch: there `stand` is scripted, while
`lockout` is when the body is straight again."""


@dataclass(frozen=True)
class Film:
    """What was made of one film.

    Attributes
    ----------
    film, move : str
        Its name, and what it truly shows.
    named : str
        What it was called; ``unknown`` where that was not sure, ``refused`` where it was refused.
    probability : float or None
    reps, found, extra : int
        True repetitions, those that were found, and those told that are none.
    errors_s : dict of str to list of float
        Told minus true time of each event [s].
    missed : dict of str to int
        Events of found repetitions that were not told.
    """

    film: str
    move: str
    named: str
    probability: float | None
    reps: int
    found: int
    extra: int
    errors_s: dict[str, list[float]]
    missed: dict[str, int]


def measured(video: Path) -> Film:
    """Judge one film and hold it against what is true of it."""
    truth = json.loads(video.with_suffix(".json").read_text(encoding="utf-8"))
    kept = video.with_suffix(".track.json")
    if not kept.exists():
        kept.write_text(trackfile.render(look(probe(video))), encoding="utf-8")
    reps, move = truth.get("reps") or [], truth["move"]
    try:
        report = analyze(video, track=kept).report
    except ClipError:
        return Film(video.stem, move, "refused", None, len(reps), 0, 0, {}, {})
    return held_against(video.stem, move, reps, report)


def held_against(film: str, move: str, truth: Sequence[dict[str, float]], report: Report) -> Film:
    """Pair told repetitions with true ones, each once, the nearest first; compare their events."""
    told = [rep for rep in report.reps if rep.complete]
    errors: dict[str, list[float]] = {}
    missed: dict[str, int] = {}
    found = 0
    for one in truth:
        rep = _nearest(told, _bottom_s(one), move)
        if rep is None:
            continue
        told.remove(rep)
        found += 1
        for name, time_s in _wanted(one, move, report).items():
            at_s = next((e.time_s for e in rep.events if e.event == name), None)
            if at_s is None:
                missed[name] = missed.get(name, 0) + 1
            else:
                errors.setdefault(name, []).append(round(at_s - time_s, 4))
    return Film(
        film=film,
        move=move,
        named=report.exercise,
        probability=report.exercise_probability,
        reps=len(truth),
        found=found,
        extra=len(told),
        errors_s=errors,
        missed=missed,
    )


def _bottom_s(truth: dict[str, float]) -> float:
    return next(truth[name] for name in ("bottom", "follow_through", "lift_off") if name in truth)


def _nearest(told: Sequence[RepInfo], bottom_s: float, move: str) -> RepInfo | None:
    def away(rep: RepInfo) -> float:
        # A bar lies before it leaves: its stay is the bottom of a pull from the floor.
        off_s = (
            [e.time_s for e in rep.events if e.event == "lift_off"] if move in FROM_FLOOR else []
        )
        return min(abs(at_s - bottom_s) for at_s in (rep.bottom_s, *off_s))

    best = min(told, key=away, default=None)
    return best if best is not None and away(best) <= FOUND_S else None


def _wanted(truth: dict[str, float], move: str, report: Report) -> dict[str, float]:
    """Return the true times of the events that a move's phases are."""
    phases = {e.event for rep in report.reps for e in rep.events}
    named = {name: TRUE_NAMES.get(name, name) for name in phases}
    if move in FROM_FLOOR or truth.get("bottom") == truth.get("lift_off", -1.0):
        named.pop("bottom", None)
    return {name: truth[true] for name, true in named.items() if true in truth}


def all_measured(folder: Path) -> list[Film]:
    """Measure every film of a folder."""
    found = []
    for video in sorted(folder.glob("*.mp4")):
        sys.stderr.write(f"{video.name}\n")
        found.append(measured(video))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the films of a folder and keep the table."""
    (folder,) = sys.argv[1:] if arguments is None else arguments
    rows = [asdict(one) for one in all_measured(Path(folder))]
    TABLE.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


def load(path: Path = TABLE) -> list[Film]:
    """Return the kept table."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [Film(**row) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
