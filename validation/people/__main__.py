"""Draw people and see them: ``python -m validation.people fit 0 400 build/people``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.blazepose import BlazePose
from validation.people.see import see
from validation.people.subject import DOUBT, FIT, TEST

if TYPE_CHECKING:
    from collections.abc import Sequence

SECOND_EVERY = 3
PARTS = {"fit": FIT, "doubt": DOUBT, "test": TEST}


def main(arguments: Sequence[str] | None = None) -> int:
    """See the bodies of one part, from the first to before the last, each into a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=sorted(PARTS))
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    networks = {size: BlazePose(size) for size in ("heavy", "full")}
    for number in PARTS[options.part][options.first : options.last : options.step]:
        path = options.out / f"{number}.npz"
        if path.exists():
            continue
        began = time.monotonic()
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            # The second network's habits need fewer people.
            chosen = networks if number % SECOND_EVERY == 0 else {"heavy": networks["heavy"]}
            np.savez_compressed(file, **see(number, chosen))
        unfinished.replace(path)
        print(f"{number}: {time.monotonic() - began:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
