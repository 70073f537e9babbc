"""Scale the fitted doubt on films of bodies kept for that: ``... calibrate build/films``.

Prints the factors for `motion/doubt.toml`: with them 95 % of the errors of each measure, away from
standing, lie within 1.96 standard deviations; and the standard deviation of the camera's turn.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.correct import LEANS, MEASURES
from hiphinge.motion.doubt import fitted
from validation.agreement import HALF_WIDTH_SD, joined
from validation.films import CLIP_COLUMNS, all_measured

if TYPE_CHECKING:
    from collections.abc import Sequence

COVERED = 0.95
TRIED = np.geomspace(0.3, 5.0, 200)
RESAMPLES = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the films for the doubt and print what its factors should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fast", action="store_true", help="the fast network's doubt")
    options = parser.parse_args(arguments)
    row = fitted("BlazePose full" if options.fast else "BlazePose heavy")
    if row is None:
        return 1
    films = all_measured(options.folder, "2", fast=options.fast)
    frames = joined([one for one, _ in films])
    camera = np.stack([clip for _, clip in films])
    for name in MEASURES:
        part = frames.where(measure=name)
        part = part.take(part.heard & (part.phase != "standing"))
        error = np.abs(part.ours - part.truth)
        roll = (
            _roll_sd(part.body, camera, row.roll_sd_deg)
            if name in (*LEANS, "hip_deg")
            else np.zeros(len(error))
        )
        size = np.sqrt(np.maximum(part.sd**2 - roll**2, 1e-6)) / row.factor[name]
        factor = _factor(error, size, roll, part.body)
        now = np.mean(error <= HALF_WIDTH_SD * part.sd)
        sys.stdout.write(
            f"{name} = {factor:.2f}  # now {row.factor[name]:.2f} covers {now:.1%}, mean absolute "
            f"{error.mean():.2f}, {len(error)} frames\n"
        )
    column = dict(zip(CLIP_COLUMNS, camera.T, strict=True))
    off = column["yaw"] - column["turn"]
    rms = np.sqrt(np.mean(off**2)) * (1 + 1 / np.sqrt(2 * len(off)))
    sys.stdout.write(f"turn_sd_deg = {rms:.1f}  # {len(off)} films\n")
    unknown = ~np.isfinite(column["roll_said"])
    sys.stdout.write(f"roll told in {(~unknown).sum()} of {len(off)} films\n")
    return 0


def _factor(error: np.ndarray, size: np.ndarray, roll: np.ndarray, body: np.ndarray) -> float:
    """Return the factor that covers, and a standard error more: so few bodies may be easy ones.

    Bodies are resampled whole; of each sample the factor is found, and of these the 84th percentile
    is taken.
    """
    inside = np.stack([error <= HALF_WIDTH_SD * np.hypot(f * size, roll) for f in TRIED], axis=1)
    bodies = np.unique(body)
    counts = np.array([np.sum(body == one) for one in bodies])
    covered = np.stack([inside[body == one].sum(axis=0) for one in bodies])
    rng = np.random.default_rng(0)
    found = []
    for _ in range(RESAMPLES):
        chosen = rng.integers(len(bodies), size=len(bodies))
        share = covered[chosen].sum(axis=0) / counts[chosen].sum()
        found.append(TRIED[int(np.argmax(share >= COVERED))])
    return float(np.quantile(found, 0.84))


def _roll_sd(body: np.ndarray, camera: np.ndarray, unknown: float) -> np.ndarray:
    """Return what was left of the roll in each row [deg]."""
    said = {f"{clip[0]:.0f}": clip[6] for clip in camera}
    found = np.array([said[name] for name in body])
    return np.where(np.isfinite(found), found, unknown)


if __name__ == "__main__":
    sys.exit(main())
