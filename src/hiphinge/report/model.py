"""The one contract of `report.json`, versioned. Everything a reader sees comes from here."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

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
    recorded: str | None = Field(
        default=None, description="When it was filmed, as the file tells; null where it does not."
    )


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


class Course(Part):
    """A whole repetition in 51 even steps of its own phase, to be laid over another one."""

    time_s: list[float | None] = Field(
        description="The clip's time at each step; null before the bottom of a pull from the floor."
    )
    series: dict[str, list[float | None]] = Field(description="The measures over the phase.")
    forward: dict[str, list[float | None]] = Field(
        description="How far each part of the near side is ahead of the ankle, in leg lengths."
    )
    up: dict[str, list[float | None]] = Field(
        description="How far it is above the ankle, in leg lengths."
    )


class Candidate(Part):
    """A move that a set may be; ``other`` is none of the known ones."""

    name: str
    title: str = Field(default="", description="Its name for a reader.")
    probability: float


class EventInfo(Part):
    """A named moment of a repetition."""

    event: str = Field(description="Its key: bottom, lift_off, take_off, top, catch, ...")
    name: str = Field(description="Its name in this move.")
    what: str = Field(description="What happens then.")
    time_s: float
    sd_s: float = Field(description="Its standard deviation.")


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
    events: list[EventInfo] = Field(
        default_factory=list, description="The moments that are phases of this move, in order."
    )
    unseen: list[str] = Field(
        default_factory=list, description="Names of the move's phases that were not seen in it."
    )
    hinge_s: float | None = Field(
        default=None, description="When its hinge is held and measured: the move says at which."
    )
    silence: str = Field(
        default="", description="Why hip and spine are not told apart in it; empty where they are."
    )
    signature: dict[str, Measured] = Field(
        default_factory=dict, description="Its hinge in numbers that any move has."
    )
    signature_unknown: dict[str, str] = Field(
        default_factory=dict, description="Why each of the others is not known."
    )
    course: Course | None = Field(
        default=None, description="Its movement over its phase; null for one that is cut."
    )
    target: dict[str, Measured] = Field(
        default_factory=dict,
        description="The balanced hinge that this body should show there; empty where not known.",
    )
    target_words: list[str] = Field(
        default_factory=list, description="What differs from it, or why it is not known."
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
    cadence: Measured | None = Field(
        default=None, description="Repetitions a minute of a move done in a row; null for others."
    )
    signature: dict[str, Measured] = Field(
        default_factory=dict, description="Median of each signature over the judged repetitions."
    )
    signature_spread: dict[str, Measured] = Field(
        default_factory=dict, description="Its spread over them."
    )
    signature_unknown: dict[str, str] = Field(
        default_factory=dict, description="Why each of the others is not known."
    )
    best_rep: int | None = Field(
        default=None, description="The repetition that keeps to the standard best; null for none."
    )
    worst_rep: int | None = Field(
        default=None, description="The repetition that keeps to it least; null for none."
    )
    best_why: str = Field(
        default="", description="What sets the two apart, or why none is named; may be empty."
    )


class NotMeasured(Part):
    """Something a reader would look for and will not find."""

    what: str
    why: str
    advice: str


class Gap(Part):
    """A stretch of the clip that was not measured, or was mended."""

    start_s: FiniteFloat
    end_s: FiniteFloat
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
    exercise: str = Field(description="As given, or as seen; unknown where that is not sure.")
    exercise_title: str = Field(default="", description="Its name for a reader.")
    exercise_source: Literal["given", "seen", "unsure"]
    exercise_probability: float | None = Field(
        default=None, description="Of what was seen; null where it was given or is unknown."
    )
    exercise_candidates: list[Candidate] = Field(
        default_factory=list, description="What it may be, the likeliest first."
    )
    question: str = Field(default="", description="What to ask the lifter; empty where it is sure.")
    exercise_about: str = Field(
        default="", description="What the hinge in it is; empty where it is unknown."
    )
    judged_as: str = Field(
        default="",
        description="The move whose rules were held: the likeliest one where it is not sure.",
    )
    kind_words: dict[str, str] = Field(
        default_factory=dict,
        description="What this move calls the kinds, where it has words of its own.",
    )
    implement: str | None = Field(default=None, description="What is held, as given.")
    load_kg: float | None
    load_units: Literal["kg", "lb"] = Field(
        default="kg", description="What a reader is told the load in: as it was given."
    )
    height_cm: float | None
    strictness: Literal["lenient", "normal", "strict"]
    lifter: str = Field(description="Who was measured, in words.")
    view: ViewInfo
    how_sure: list[str] = Field(
        default_factory=list,
        description="How sure the numbers are and what makes them less so, in sentences.",
    )
    set: SetInfo
    proportions: dict[str, Measured] = Field(
        default_factory=dict,
        description="The lifter's own lengths that the targets are drawn from, in leg lengths.",
    )
    body: list[str] = Field(
        default_factory=list,
        description="What this lifter's build asks for, or why no target is known, in sentences.",
    )
    reps: list[RepInfo]
    left_out: list[int] = Field(
        default_factory=list,
        description="Numbers of the repetitions that the lifter asked to leave out.",
    )
    findings: list[Finding]
    not_measured: list[NotMeasured]
    gaps: list[Gap]
    provenance: list[Step]

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )
