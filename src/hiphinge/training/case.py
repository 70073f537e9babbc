"""What one exercise's next step is decided on: what was asked, what was done, what may rise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.rules import group, limit
from hiphinge.training.volume import NOT_HARD

if TYPE_CHECKING:
    from hiphinge.training.goals import Dose
    from hiphinge.training.happening import SetDone
    from hiphinge.training.model import Prescription, Profile, Said
    from hiphinge.training.state import Decision, Work

UNITS = {"reps": "repetitions", "s": "s", "m": "m"}
"""What is counted, as a reader calls it."""


def unit_words(number: int, count: str) -> str:
    """Return what is counted as a reader calls it, for that many of it."""
    return "repetition" if number == 1 and count == "reps" else UNITS[count]


@dataclass(frozen=True, slots=True)
class Case:
    """One exercise of one training day.

    Attributes
    ----------
    key : str
    profile : Profile
    asked : Prescription
    dose : Dose
        The row of `goals.toml` that it is asked by.
    work : Work
        Where it stood before.
    sets : tuple of SetDone
        What was done of it, in order.
    week : int
        Of the programme.
    no_rise : Said or None
        Why the load may not rise, whatever was lifted; None where it may.
    no_more : Said or None
        Why nothing at all may be added, neither load nor repetitions nor sets; None where it may.
    """

    key: str
    profile: Profile
    asked: Prescription
    dose: Dose
    work: Work
    sets: tuple[SetDone, ...]
    week: int
    no_rise: Said | None
    no_more: Said | None = None

    @property
    def title(self) -> str:
        """Name of the exercise for a reader."""
        return exercise_named(self.key).title

    @property
    def low(self) -> int:
        """Lowest repetitions of the range."""
        return self.dose.reps[0]

    @property
    def high(self) -> int:
        """Highest repetitions of the range."""
        return self.dose.reps[1]

    @property
    def step(self) -> int:
        """By how many repetitions, seconds or metres it grows."""
        return int(group("volume")[self.asked.count].value)

    @property
    def practice(self) -> bool:
        """Whether it is practised or fast: then a set never goes over its range.

        Long sets of practice tire what is learned, and long sets of fast work slow.
        """
        easy = self.dose.rpe is not None and self.dose.rpe[1] <= limit("easy.cap").value
        return easy or exercise_named(self.key).kind in NOT_HARD

    @property
    def most_sets(self) -> int:
        """Most sets that it may grow to: as its dose and the bounds of a week of it allow."""
        dose = self.dose
        if dose.week_most is None or dose.days_most is None:
            return dose.most_sets
        return min(dose.most_sets, dose.week_most // (self.high * dose.days_most))

    @property
    def trimmed(self) -> bool:
        """Whether the week has no room for as many sets as it has grown to."""
        return self.asked.sets < self.work.sets

    @property
    def own_sets(self) -> bool:
        """Whether the person decides themselves how many sets there are."""
        own = self.profile.own.get(self.key)
        return own is not None and own.sets is not None

    @property
    def own_reps(self) -> bool:
        """Whether the person decides themselves how many repetitions a set has."""
        own = self.profile.own.get(self.key)
        return own is not None and own.reps is not None

    @property
    def least_done(self) -> int:
        """Fewest repetitions of a set."""
        return min(one.reps for one in self.sets)

    @property
    def all_sets(self) -> bool:
        """Whether as many sets were done as were asked."""
        return len(self.sets) >= self.asked.sets

    @property
    def full(self) -> bool:
        """Whether all that was asked was done."""
        return self.all_sets and self.least_done >= self.asked.reps_low

    @property
    def short(self) -> bool:
        """Whether a set ended below the range."""
        return self.least_done < self.low

    @property
    def rpe(self) -> float | None:
        """Effort of the hardest set; None where it was not told."""
        return max((one.rpe for one in self.sets if one.rpe is not None), default=None)

    @property
    def done_words(self) -> str:
        """What was done, such as ``8, 8 and 7 repetitions`` or ``3 sets of 8 repetitions``."""
        reps = [f"{one.reps}" for one in self.sets]
        joined = f"{', '.join(reps[:-1])} and {reps[-1]}" if len(reps) > 1 else reps[0]
        if len(reps) > 1 and len(set(reps)) == 1:
            joined = f"{len(reps)} sets of {reps[0]}"
        felt = "" if self.rpe is None else f" at effort {self.rpe:g}"
        one = len(set(reps)) == 1 and reps[0] == "1"
        return f"{joined} {unit_words(1 if one else 2, self.asked.count)}{felt}"

    def too_hard(self, rule: str = "double.reserve") -> bool:
        """Tell whether it left less in reserve than a rule wants, or was harder than asked."""
        if self.rpe is None:
            return False
        most = 10.0 - limit(rule).value
        if self.asked.rpe_high is not None:
            most = min(most, self.asked.rpe_high)
        return self.rpe > most


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an exercise stands after it, and what was decided."""

    work: Work
    decision: Decision
