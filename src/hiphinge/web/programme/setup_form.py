"""The form that makes a programme: what each step asks for, carried from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from hiphinge.training.screen import questions

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS = {
    "goal": "What for",
    "days": "Days",
    "equipment": "Equipment",
    "you": "You and your loads",
    "screen": "Questions",
    "preview": "Look ahead",
}
"""The steps and their titles, in order."""
FIELDS = {
    "goal": ("goal", "level"),
    "days": ("weekdays", "starts_on"),
    "equipment": ("equipment", "weigh_of", "weigh", "plate_of", "pairs", "plates_more", "told_in"),
    "you": ("body_mass", "load_of", "load", "best", "gate", "rung", "left_out"),
    "preview": ("knowing",),
}
"""What each step asks for; the questions' answers are named `q_` and their key."""
KNOWING = {
    "cleared": "Somebody who can examine me has said that I may train",
    "own": "I have read this, and I decide myself to begin without having asked",
}
"""On what grounds somebody begins whom the questions send to a clinician first."""
ANSWERS = {"yes": True, "no": False}


class SetupForm(BaseModel):
    """All that was typed so far: each page carries what the others asked."""

    model_config = ConfigDict(extra="allow")

    step: str = "goal"
    go: str = ""
    uid: str = ""
    units: str = ""
    """Of what is typed, as the form was shown: the athlete's may have been changed since."""
    ends: str = ""
    """Uid of the programme that the last page says will end, or ``none``; empty: not said."""
    goal: str = ""
    level: str = ""
    weekdays: list[str] = Field(default_factory=list)
    starts_on: str = ""
    equipment: list[str] = Field(default_factory=list)
    weigh_of: list[str] = Field(default_factory=list)
    weigh: list[str] = Field(default_factory=list)
    plate_of: list[str] = Field(default_factory=list)
    pairs: list[str] = Field(default_factory=list)
    plates_more: str = ""
    told_in: str = ""
    """Units that what is there was told in, where those are not the form's."""
    body_mass: str = ""
    load_of: list[str] = Field(default_factory=list)
    load: list[str] = Field(default_factory=list)
    best: list[str] = Field(default_factory=list)
    gate: str = "normal"
    rung: str = ""
    left_out: list[str] = Field(default_factory=list)
    knowing: str = ""

    @property
    def answers(self) -> Mapping[str, bool]:
        """The questions that were answered."""
        said = {one.key: (self.model_extra or {}).get(f"q_{one.key}") for one in questions()}
        return {key: ANSWERS[one] for key, one in said.items() if one in ANSWERS}

    @property
    def typed_loads(self) -> Mapping[str, tuple[str, str]]:
        """Load that is managed and best single of each exercise, as typed."""
        return dict(zip(self.load_of, zip(self.load, self.best, strict=False), strict=False))

    @property
    def typed_weights(self) -> Mapping[str, str]:
        """The weights of each kind, as typed, by the key of the equipment."""
        return dict(zip(self.weigh_of, self.weigh, strict=False))

    @property
    def typed_plates(self) -> Mapping[str, str]:
        """How many pairs there are of each usual plate, as typed."""
        return dict(zip(self.plate_of, self.pairs, strict=False))


def carried(form: SetupForm) -> list[tuple[str, str]]:
    """Return what the page of a step carries of the others, as hidden fields."""
    kept: list[tuple[str, str]] = []
    for step, names in FIELDS.items():
        if step in (form.step, "preview"):
            continue
        for name in names:
            value = getattr(form, name)
            kept += [(name, one) for one in value] if isinstance(value, list) else [(name, value)]
    if form.step != "screen":
        kept += [(f"q_{key}", "yes" if yes else "no") for key, yes in form.answers.items()]
    return kept


def step_after(form: SetupForm, way: int) -> str:
    """Return the step some places on, or back where negative."""
    names = list(STEPS)
    at = names.index(form.step) + way
    return names[min(max(at, 0), len(names) - 1)]
