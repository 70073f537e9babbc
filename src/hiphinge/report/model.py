"""The one contract of `report.json`, versioned. Everything a reader sees comes from here."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA: Final = "hiphinge.report/1"

Kind = Literal["hinge", "squat", "stiff_legged", "bow", "unjudged"]
Role = Literal["fix", "keep", "watch", "cannot_tell"]


class Part(BaseModel):
    """Base of every part: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Measured(Part):
    """A number that reaches a person."""

    value: float | None = Field(description="The value; null where it is unknown.")
    sd: float | None = Field(description="Its standard deviation, in the same unit.")
    unit: str = Field(description="deg, frac (of leg length), s, m, deg/rep, ...")


class ClipInfo(Part):
    """The video that was seen."""

    file: str = Field(description="Name of the file, without its folder.")
    width_px: int
    height_px: int
    duration_s: float
    fps: float = Field(description="Average frame rate, informative; times are the frames' own.")
    frames: int = Field(description="Frames that were looked at.")
    frames_measured: int = Field(description="Frames in which the lifter was measured.")


class ViewInfo(Part):
    """How the camera looked at the lifter."""

    yaw_deg: float | None = Field(description="Turn away from a pure side view; 0 side, 90 front.")
    yaw_sd_deg: float | None
    roll_deg: float | None = Field(
        default=None,
        description="The camera's turn about its own axis; taken out of all leans.",
    )
    roll_sd_deg: float | None = None
    pitch_deg: float | None = Field(default=None, description="The camera's tilt; up is positive.")
    pitch_sd_deg: float | None = None
    usable: bool
    advice: str = Field(description="How to film it next time; empty where nothing is to be said.")
    facing: Literal["left", "right"]
    near_side: Literal["left", "right"] = Field(description="The lifter's side that was measured.")


class RepInfo(Part):
    """One repetition."""

    rep: int = Field(description="Number, from 1.")
    start_s: float
    bottom_s: float
    end_s: float
    complete: bool = Field(description="False where the clip cuts it off, or it stops half way.")
    cut: str = Field(description="Why it is not complete, in words; empty where it is.")
    from_floor: bool = Field(description="True for a pull from the floor.")
    kind: Kind
    kind_probability: float | None = Field(description="Probability of this kind among the four.")
    reason: str = Field(description="Why it is of this kind, or why it cannot be judged.")
    eccentric_s: Measured
    pause_s: Measured
    concentric_s: Measured
    bottom: dict[str, Measured] = Field(description="Each measure at the bottom.")
    silence: str = Field(
        default="", description="Why hip and spine are not told apart in it; empty where they are."
    )


class Finding(Part):
    """One thing that the set shows, with its evidence."""

    rule: str = Field(description="Name of the rule in the standard.")
    role: Role = Field(description="fix: mend this; keep: done well; watch: small or rare.")
    title: str = Field(description="A few plain words.")
    rep: int | None = Field(description="The repetition that shows it best; null for the set.")
    reps: list[int] = Field(description="All repetitions that show it.")
    time_s: float | None = Field(description="The moment to look at.")
    measure: str = Field(description="Name of the measure.")
    value: float | None
    sd: float | None
    unit: str
    zone: str = Field(description="Name of the zone the value falls in, such as `stiff`.")
    zone_low: float | None = Field(description="Lower edge of the wanted zone; null for none.")
    zone_high: float | None = Field(description="Upper edge of the wanted zone; null for none.")
    probability: float | None = Field(description="That the value truly lies outside (or inside).")
    certainty: str = Field(description="How sure, in words.")
    evidence: str = Field(description="Which rep, which moment, what number against what zone.")
    cue: str = Field(description="What to do, as a coach says it.")
    why: str = Field(description="Why it matters, faithful to the standard and to its evidence.")
    source: str = Field(description="Where the rule and its zone come from.")
    label: str = Field(description="Q read at its source, D derived, R our judgement, A article.")


class SetInfo(Part):
    """The set as a whole."""

    verdict: str = Field(description="One sentence.")
    detail: str = Field(description="One or two sentences more.")
    counts: dict[Kind, int]
    consistency: dict[str, Measured] = Field(description="Spread of each measure over the reps.")
    drift: dict[str, Measured] = Field(description="Change of each measure for each rep.")


class NotMeasured(Part):
    """Something a reader would look for and will not find."""

    what: str
    why: str
    advice: str


class Gap(Part):
    """A stretch of the clip that was not measured, or was mended."""

    start_s: float
    end_s: float
    why: str


class Step(Part):
    """One stage of the analysis and the settings it ran with."""

    stage: str
    what: str
    parameters: dict[str, str | float | int | bool | None] = Field(default_factory=dict)


class Report(Part):
    """Everything that hiphinge says about one clip."""

    schema_: Literal["hiphinge.report/1"] = Field(default=SCHEMA, alias="schema")
    version: str = Field(description="Version of hiphinge.")
    clip: ClipInfo
    exercise: str = Field(description="As given, or as seen: hinge, deadlift, squat, unknown.")
    exercise_source: Literal["given", "seen"]
    load_kg: float | None
    height_cm: float | None
    strictness: Literal["lenient", "normal", "strict"]
    lifter: str = Field(description="Who was measured, in words.")
    view: ViewInfo
    how_sure: list[str] = Field(
        default_factory=list,
        description="How sure the numbers are and what makes them less so, in sentences.",
    )
    set: SetInfo
    reps: list[RepInfo]
    findings: list[Finding]
    not_measured: list[NotMeasured]
    gaps: list[Gap]
    provenance: list[Step]

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )
