"""Names of the files with what the networks see of a film: they tell all that it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiphinge.store.tables import Analysis


def seen_name(sha256: str, *, fast: bool, lifter_at: tuple[float, float] | None) -> str:
    """Return the name of what the networks see of a film.

    Parameters
    ----------
    sha256 : str
        The film's content.
    fast : bool
        Whether the faster network looks.
    lifter_at : (float, float) or None
        The point on the lifter, as parts of the picture's size.
    """
    network = "full" if fast else "heavy"
    at = "" if lifter_at is None else "-at-{:.4f}-{:.4f}".format(*lifter_at)
    return f"{sha256}-{network}{at}.json"


def seen_name_of(analysis: Analysis) -> str:
    """Return the name of what the networks see, as an analysis is wanted now."""
    at = analysis.options.get("lifter_at")
    return seen_name(
        analysis.video_sha256,
        fast=bool(analysis.options.get("fast")),
        lifter_at=None if at is None else (float(at[0]), float(at[1])),
    )
