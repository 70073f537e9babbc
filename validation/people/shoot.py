"""Shoot the films: ``python -m validation.people.shoot test 0 48 build/films``.

Every fourth body wears a loose shirt, every third is seen from farther off the side.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from validation.people.film import Wanted, film
from validation.people.subject import DOUBT, TEST

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = {"doubt": DOUBT, "test": TEST}
LOOSE_EVERY, OBLIQUE_EVERY = 4, 3
SIDE_DEG, OBLIQUE_DEG = 14.0, 42.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Shoot the films of one part, from the first to before the last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=sorted(PARTS))
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    numbers = PARTS[options.part]
    for index in range(options.first, options.last, options.step):
        number = numbers[index]
        video = options.out / f"{number}.mp4"
        if video.with_suffix(".npz").exists():
            continue
        began = time.monotonic()
        oblique = index % OBLIQUE_EVERY == OBLIQUE_EVERY - 1
        wanted = Wanted(
            loose=index % LOOSE_EVERY == LOOSE_EVERY - 1,
            turn_most_deg=OBLIQUE_DEG if oblique else SIDE_DEG,
        )
        film(number, video, wanted)
        print(f"{number}: {time.monotonic() - began:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
