"""Titles within a sentence."""

from __future__ import annotations

from hiphinge.training.exercises import exercise_named
from hiphinge.training.ladder import rung_named

PROPER = ("Romanian", "Nordic", "Pallof")
"""Words that keep their capital letter."""


def exercise_title(key: str) -> str:
    """Return what an exercise is called within a sentence."""
    return within(exercise_named(key).title)


def rung_title(key: str) -> str:
    """Return what a rung is called within a sentence."""
    return within(rung_named(key).title)


def within(title: str) -> str:
    """Return a title as it stands within a sentence."""
    return title if title.startswith(PROPER) else f"{title[:1].lower()}{title[1:]}"
