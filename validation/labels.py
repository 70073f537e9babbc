"""Clips with labels: a folder with a `labels.csv` that says what a person counted and timed.

The folder is named by the environment variable ``HIPHINGE_CLIPS``. Columns used: `file`,
`exercise`, `view`, `reps`, `bottoms_s`, `tops_s`. A time is a moment (``3.4``), a stretch
(``0.5-1.8``), or a moment with its stretch (``7.3 (6.8-8.2)``); several are parted by ``;``.
"""

from __future__ import annotations

import csv
import os
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER_VARIABLE = "HIPHINGE_CLIPS"
STRETCH = re.compile(r"(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)")
MOMENT = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Label:
    """What a person saw in one clip; `reps` is None where nobody counted."""

    path: Path
    exercise: str
    view: str
    reps: int | None
    bottoms_s: tuple[tuple[float, float], ...]
    tops_s: tuple[tuple[float, float], ...]

    @property
    def side(self) -> bool:
        """Whether it is filmed from the side or near it."""
        return bool(re.match(r"(near )?side(,|$)", self.view))


def labelled_folder() -> Path | None:
    """Return the folder of labelled clips that the environment names, if it is there."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named and (Path(named) / "labels.csv").is_file() else None


def read_labels(folder: Path) -> list[Label]:
    """Read `labels.csv`; clips that are not in the folder are left out."""
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Label(
            path=folder / row["file"],
            exercise=row["exercise"],
            view=row["view"],
            reps=int(row["reps"]) if row["reps"].strip().isdigit() else None,
            bottoms_s=times(row["bottoms_s"]),
            tops_s=times(row["tops_s"]),
        )
        for row in rows
        if (folder / row["file"]).is_file()
    ]


def times(text: str) -> tuple[tuple[float, float], ...]:
    """Return the labelled times as stretches (from, to) [s]; what names no time is left out."""
    found = []
    # What a bracket adds in words, such as a floor pick-up, is no event of a repetition.
    for item in re.sub(r"\([^()]*[A-Za-z]{3,}[^()]*\d[^()]*\)", "", text).split(";"):
        if stretch := STRETCH.search(item):
            found.append((float(stretch[1]), float(stretch[2])))
        elif moment := MOMENT.search(item):
            found.append((float(moment[0]), float(moment[0])))
    return tuple(found)


def distance_s(time_s: float, stretch: tuple[float, float]) -> float:
    """Return how far a moment lies outside a stretch [s]."""
    return max(stretch[0] - time_s, time_s - stretch[1], 0.0)
