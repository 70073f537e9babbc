"""The groups of muscles that sets are counted for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hiphinge.training.data import STRICT, read

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Muscle:
    """A group of muscles; `hinge_side` if the week's sets are held against the scheme's band."""

    __pydantic_config__ = STRICT

    title: str
    hinge_side: bool = False


@cache
def muscles() -> Mapping[str, Muscle]:
    """Return every group by its key."""
    return read("muscles", dict[str, Muscle])


@cache
def hinge_side() -> tuple[str, ...]:
    """Return the groups whose weekly sets are held against the scheme's band."""
    return tuple(key for key, one in muscles().items() if one.hinge_side)
