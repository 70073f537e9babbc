"""The contract of `stance.json`, versioned: everything that is said about one posture."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import ConfigDict, Field

from hiphinge.judgement.stance.kind import StanceKind  # noqa: TC001 (pydantic needs it)
from hiphinge.report.model import Measured, NotMeasured, Part, Step

SCHEMA: Final = "hiphinge.stance/1"


class PictureInfo(Part):
    """The picture that was seen."""

    file: str = Field(description="Name of the file, without its folder.")
    width_px: int = Field(description="Width of the upright picture that was looked at.")
    height_px: int
    at_s: float | None = Field(description="Its moment in a video; null for a picture file.")


class PictureView(Part):
    """How the camera looked at the body."""

    yaw_deg: Measured = Field(description="Turn away from a pure side view; 0 side, 90 front.")
    roll_deg: Measured = Field(
        description="The camera's turn about its own axis, taken out of all leans; positive turns "
        "the picture clockwise, null where nothing upright tells it."
    )
    facing: Literal["left", "right"] = Field(description="Where the body looks in the picture.")
    near_side: Literal["left", "right"] = Field(description="The side that was measured.")
    advice: str = Field(description="How to take it next time; empty where nothing is to be said.")


class StanceFinding(Part):
    """One thing that the stance shows, with its evidence."""

    rule: str = Field(description="Name of the rule.")
    role: Literal["fix", "keep", "cannot_tell"]
    title: str
    measure: str = Field(description="Name of the measure.")
    value: float
    sd: float = Field(description="Its standard deviation, in the same unit.")
    unit: str
    zone: str = Field(description="Where the value falls, such as `clearly low`.")
    zone_low: float | None = Field(description="Lower edge of the wanted zone; null for none.")
    zone_high: float | None = Field(description="Upper edge of the wanted zone; null for none.")
    probability: float = Field(description="That the true value lies outside (fix) or inside.")
    certainty: str = Field(description="How sure, in words.")
    evidence: str = Field(description="What number against what zone.")
    cue: str = Field(description="What to do, as a coach says it.")
    why: str
    source: str
    label: str = Field(description="R our judgement, built on A the article or D derived.")


class ReadyInfo(Part):
    """One thing that readiness to move left or right asks for."""

    what: str
    told: Literal["yes", "no", "unsure", "unknown"] = Field(
        description="`unsure`: measured too roughly; `unknown`: does not show from the side."
    )
    probability: float | None = Field(description="That it is so; null where unknown.")
    how: str = Field(description="What it was seen by, or how to find out.")


class Tilt(Part):
    """How far an acceleration tilts the force into the ground."""

    acceleration_mps2: float
    tilt_deg: float = Field(description="atan(acceleration / gravity), from vertical.")


class TorsoAndShinInfo(Part):
    """Torso and shin read together, the shin against the ground in front of it."""

    torso_deg: Measured = Field(description="Lean of the torso from vertical.")
    shin_deg: Measured = Field(description="Lean of the shin from vertical.")
    ground_deg: Measured = Field(
        description="The article's angle: shin against the ground in front; 90 - `shin_deg`, small "
        "is strongly forward."
    )
    still_low_deg: float | None = Field(
        description="That angle when standing still with this torso and these knees, the weight at "
        "the front of the middle foot; null where no shin would put it there."
    )
    still_high_deg: float | None = Field(
        description="The same with the weight at the back of the middle foot; null likewise."
    )
    other_trunk_deg: float = Field(description="Another torso to compare with.")
    other_deg: float | None = Field(
        description="That angle with it and the same knees, standing still; null likewise."
    )
    tilts: list[Tilt]
    sentences: list[str] = Field(description="All of it in words.")


class StanceReport(Part):
    """Everything that hiphinge says about one posture."""

    schema_: Literal["hiphinge.stance/1"] = Field(default=SCHEMA, alias="schema")
    version: str = Field(description="Version of hiphinge.")
    picture: PictureInfo
    person: str = Field(description="Who was measured, in words.")
    view: PictureView
    kind: StanceKind
    kind_probability: float | None = Field(description="Of this kind; null where not judged.")
    parts: dict[str, float] = Field(description="Probability of each kind that has any.")
    verdict: str = Field(description="One sentence.")
    detail: str = Field(description="One or two sentences more.")
    reason: str = Field(description="What the kind was seen by.")
    measures: dict[str, Measured] = Field(description="Every measure with its doubt.")
    torso_and_shin: TorsoAndShinInfo
    findings: list[StanceFinding] = Field(description="At most two fixes, then what is good.")
    ready: list[ReadyInfo] = Field(description="What a side view tells of moving to either side.")
    how_sure: list[str]
    not_measured: list[NotMeasured]
    places_px: dict[str, tuple[float, float]] = Field(
        description="Near side's parts in the picture, x right and y down."
    )
    provenance: list[Step]

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )
