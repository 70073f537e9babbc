"""A made-up person who does what is asked: no model of anybody's strength."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.training.exercises import exercise_named
from hiphinge.training.happening import Form, SessionDone, SetDone
from hiphinge.training.loads import fitting
from hiphinge.training.rules import group, limit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hiphinge.training.model import Prescription, Profile, SessionPlan

Scenario = Literal["all_well", "some_reps_fail", "missed_week", "never_filmed"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who trains in a simulation.

    Attributes
    ----------
    profile : Profile
    scenario : {"all_well", "some_reps_fail", "missed_week", "never_filmed"}
    """

    profile: Profile
    scenario: Scenario

    def trained(
        self, plan: SessionPlan, day: date, number: int, films: Mapping[str, int]
    ) -> SessionDone:
        """Return a training day done as asked.

        Parameters
        ----------
        plan : SessionPlan
        day : date
        number : int
            Of the calendar week, from 1: some have room for more, others not.
        films : mapping
            How many days each exercise was filmed before.
        """
        sets: list[SetDone] = []
        for asked in plan.prescriptions:
            sets.extend(self._sets(asked, number, films.get(asked.exercise, 0)))
        return SessionDone(day, tuple(sets))

    def _sets(self, asked: Prescription, number: int, films: int) -> list[SetDone]:
        load = asked.load_kg if asked.load_kg is not None else self._found(asked)
        effort, sets, judged = self._effort(asked, number), [], 0
        wanted = group(f"gate.{self.profile.gate}")
        least = wanted["total"].value / wanted["sessions"].value
        for _ in range(asked.sets):
            form = None
            # As many sets are filmed as the gate wants repetitions of a session.
            if asked.film and self.scenario != "never_filmed" and judged < least:
                form, judged = self._form(asked.reps_low, films), judged + asked.reps_low
            sets.append(SetDone(asked.exercise, asked.reps_low, load, effort, 0, form))
        return sets

    def _effort(self, asked: Prescription, number: int) -> float | None:
        if asked.rpe_low is None or asked.rpe_high is None:
            return None
        weeks = limit(f"made_up.room_{self.profile.level}").value
        if number % weeks:
            return asked.rpe_high
        return round(asked.rpe_low + asked.rpe_high) / 2

    def _found(self, asked: Prescription) -> float | None:
        """Return the load that is found by effort where none is known [kg]."""
        made, mass = group("made_up"), self.profile.body_mass_kg
        one = exercise_named(asked.exercise)
        easy = asked.rpe_high is not None and asked.rpe_high <= limit("easy.cap").value
        part = made["other"]
        if asked.slot == "hinge":
            part = made["one_leg"] if one.per_side else made["easy" if easy else "lift"]
        load = part.value * (made["mass"].value if mass is None else mass)
        return fitting(load, one, self.profile)

    def _form(self, reps: int, films: int) -> Form:
        made = {key: one.value for key, one in group("made_up").items()}
        fails = self.scenario == "some_reps_fail" and films % made["fails"] == 1
        if not fails:
            return Form(reps, reps, spine_deg=made["back"], spine_sd_deg=made["back_sd"])
        drifts = films % (2 * made["fails"]) == 1
        return Form(
            reps,
            reps - max(1, round(made["red"] * reps)),
            spine_deg=made["back"],
            spine_sd_deg=made["back_sd"],
            knee_drift_deg=made["drift"] if drifts else None,
            knee_drift_sd_deg=made["drift_sd"] if drifts else None,
            what="Less knee, more hip",
        )
