"""A repetition with what was judged of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.judgement.kind import Verdict
    from hiphinge.quantities import Quantity
    from hiphinge.reps.rep import Rep


@dataclass(frozen=True, slots=True)
class JudgedRep:
    """A repetition with its number, its measures and its kind."""

    number: int
    rep: Rep
    measures: Mapping[str, Quantity]
    verdict: Verdict
