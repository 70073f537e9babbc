"""docs/training.md says the numbers that the tables hold."""

from __future__ import annotations

from pathlib import Path

from hiphinge.training.data import table
from hiphinge.training.exercises import LEVELS, exercises
from hiphinge.training.ladder import ladder

PAGE = Path(__file__).parents[2] / "docs" / "training.md"


def dose_rows() -> list[str]:
    """Return the rows of the page's table of doses."""
    rows = []
    for dose in table("goals")["dose"]:
        who = ", ".join([*dose.get("goals", ["all"]), *dose.get("levels", [])])
        rpe = "to {1:g}, from {0:g}".format(*dose["rpe"]) if "rpe" in dose else "-"
        part = "{:.0%} to {:.0%}".format(*dose["part"]) if "part" in dose else "-"
        sets = " / ".join(str(one) for one in dose["sets"])
        reps = "{} to {}".format(*dose["reps"])
        kinds = ", ".join(dose["kinds"])
        rows.append(
            f"| {kinds} | {who} | {sets} | {reps} | {part} | {rpe} | {dose['rest_s']} s "
            f"| {dose['progression']} | {dose['label']} |"
        )
    return rows


def ladder_rows() -> list[str]:
    """Return the rows of the page's table of the ladder."""
    known = exercises()
    return [
        f"| {at} | {rung.title} | {', '.join(known[key].title for key in rung.exercises)} "
        f"| {rung.opened_by} |"
        for at, rung in enumerate(ladder(), start=1)
    ]


def test_the_page_has_every_dose_and_every_rung() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for row in (*dose_rows(), *ladder_rows()):
        assert row in text, row


def test_the_page_has_the_bands() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for level in LEVELS:
        low, high = table("goals")["band"][level]
        assert f"{level} {low:g} to {high:g}" in text
    assert "## How it moves on" in text
