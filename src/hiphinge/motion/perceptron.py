"""Small fitted functions: a few perceptrons whose answers are averaged, in numpy.

They are fitted on rendered people by `validation.people.fit` and lie beside this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.quantities import Floats

FARTHEST = 4.0
"""Inputs are held within so many standard deviations of what was fitted on: beyond, a straight
line through other people says nothing."""


@dataclass(frozen=True, slots=True)
class Perceptron:
    """Layers of E networks for I inputs, two hidden layers of H and K, and O outputs.

    Attributes
    ----------
    mean, scale : (I,) float
        Of the inputs; an unknown input counts as the mean.
    first, second, third : (E, I + 1, H), (E, H + 1, K), (E, K + 1, O) float
        Weights, the constant last; between them max(0, x).
    straight : (E, I, O) float
        Weights of the inputs on the outputs themselves.
    out_mean, out_scale : (O,) float
        Of the outputs.
    """

    mean: Floats
    scale: Floats
    first: Floats
    second: Floats
    third: Floats
    straight: Floats
    out_mean: Floats
    out_scale: Floats

    def scaled(self, table: Floats) -> Floats:
        """Return (T, I) inputs in standard deviations; unknown ones are 0."""
        with np.errstate(invalid="ignore"):
            place = np.clip((table - self.mean) / self.scale, -FARTHEST, FARTHEST)
        return np.where(np.isfinite(place), place, 0.0)

    def __call__(self, scaled: Floats) -> Floats:
        """Return the (E, T, O) answers of each network to scaled inputs."""
        hidden = np.maximum(scaled @ self.first[:, :-1] + self.first[:, -1:], 0.0)
        hidden = np.maximum(hidden @ self.second[:, :-1] + self.second[:, -1:], 0.0)
        out = hidden @ self.third[:, :-1] + self.third[:, -1:] + scaled @ self.straight
        return np.asarray(out * self.out_scale + self.out_mean)


@cache
def load(path: Path) -> dict[str, Perceptron]:
    """Read the perceptrons of a file by their names.

    Raises
    ------
    OSError, KeyError
        When the file is not there, or lacks a part.
    """
    with np.load(path) as file:
        names = {key.split(".")[0] for key in file.files}
        return {
            name: Perceptron(
                **{
                    part: file[f"{name}.{part}"].astype(np.float64)
                    for part in Perceptron.__dataclass_fields__
                }
            )
            for name in names
        }
