"""Measure accuracy anew and rewrite docs/accuracy.md: `python -m validation`."""

from __future__ import annotations

import sys
from pathlib import Path

from hiphinge import analyze
from validation.clips import outcome
from validation.films import load
from validation.labels import labelled_folder, read_labels
from validation.made_up import made_up
from validation.page import page
from validation.power import load as load_power
from validation.power_page import power_moves
from validation.renders import CLIPS, EXAMPLE, SIDE, bottoms, example_errors

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"


def main() -> None:
    """Judge every clip whose truth is known and write the page."""
    sys.stderr.write("example\n")
    example = analyze(EXAMPLE / "example.mp4")
    found = bottoms("example", EXAMPLE / "truth_events.json", EXAMPLE / "example.mp4", example)
    for name in SIDE:
        sys.stderr.write(f"{name}\n")
        found += bottoms(name, CLIPS / f"{name}_truth_events.json", CLIPS / f"{name}.mp4")
    folder = labelled_folder()
    outcomes = []
    for label in read_labels(folder) if folder else []:
        sys.stderr.write(f"{label.path.name}\n")
        outcomes.append(outcome(label))
    films = made_up(*load())
    text = page(example_errors(example), found, outcomes, films, power_moves(load_power()))
    PAGE.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
