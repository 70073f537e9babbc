"""The page's part on the power moves: which is which, how many there are, and when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from validation.markdown import table
from validation.power import AIM_S, GHOSTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validation.power import Film

UNSURE = ("unknown", "refused")


def power_moves(films: Sequence[Film]) -> str:
    """Return the tables as Markdown."""
    moves = [one for one in films if not one.move.startswith(GHOSTS)]
    ghosts = [one for one in films if one.move.startswith(GHOSTS)]
    return "\n".join(
        [
            "# The power moves\n",
            "Made-up people doing each move, side view within 12°, 60 frames a second, through a "
            "real encoder, the real network and the whole program (`validation/people/power_*`; "
            "what was measured is kept in `validation/power.json`). They were drawn by one "
            "renderer from scripted key postures: they show that the events are read rightly off "
            "a body that moves like this, not how all people move.\n",
            _which(moves),
            _how_many(moves, ghosts),
            _when(moves),
        ]
    )


def _which(films: Sequence[Film]) -> str:
    names = sorted({one.move for one in films})
    answers = [*names, *sorted({one.named for one in films} - set(names))]
    rows = []
    for name in names:
        given = Counter(one.named for one in films if one.move == name)
        rows.append((name, *(str(given[answer]) if given[answer] else "" for answer in answers)))
    right = sum(one.named == one.move for one in films)
    unsure = sum(one.named in UNSURE for one in films)
    return (
        "## Which move it is\n\n"
        f"One row for what was done, one column for what it was called. {right} of {len(films)} "
        f"films are named right, {unsure} are not named but asked about or refused, "
        f"{len(films) - right - unsure} are named wrong.\n\n"
        + table(("done", *(answer.replace("_", " ") for answer in answers)), rows)
    )


def _how_many(films: Sequence[Film], ghosts: Sequence[Film]) -> str:
    true, found, extra = (
        sum(getattr(one, name) for one in films) for name in ("reps", "found", "extra")
    )
    f1 = 2 * found / max(2 * found + extra + true - found, 1)
    told = ", ".join(f"{one.film} {one.extra}" for one in ghosts if one.extra) or "none"
    return (
        "## How many there are\n\n"
        f"{found} of {true} repetitions found, {extra} told that are none: F1 {f1:.3f} (aim 0.99). "
        f"In {len(ghosts)} films of walking, talking and racking a bar, repetitions told: {told} "
        "(aim none).\n"
    )


def _when(films: Sequence[Film]) -> str:
    rows = []
    for move in sorted({one.move for one in films}):
        mine = [one for one in films if one.move == move]
        for event in sorted({name for one in mine for name in (*one.errors_s, *one.missed)}):
            errors = np.array([e for one in mine for e in one.errors_s.get(event, ())])
            missed = sum(one.missed.get(event, 0) for one in mine)
            if not len(errors):
                rows.append((move, event, "0", "-", "-", "-", str(missed)))
                continue
            met = int(np.sum(np.abs(errors) <= AIM_S))
            rows.append(
                (
                    move.replace("_", " "),
                    event.replace("_", " "),
                    str(len(errors)),
                    f"{np.median(errors):+.3f}",
                    f"{np.abs(errors).max():.3f}",
                    f"{met} of {len(errors)}",
                    str(missed),
                )
            )
    every = np.array([e for one in films for them in one.errors_s.values() for e in them])
    met = int(np.sum(np.abs(every) <= AIM_S))
    return (
        "## When each event was\n\n"
        f"Told minus true, in seconds. {met} of {len(every)} events are within {AIM_S} s (aim: "
        "all). Where a body lingers, at a bottom or with the arms up, the middle of the stay is "
        "meant; a straight body that bends again at once, the extension of a clean, is told late "
        "by the landmarks.\n\n"
        + table(
            ("move", "event", "events", "median", "largest", f"within {AIM_S} s", "not told"), rows
        )
    )
