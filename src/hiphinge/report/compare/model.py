"""The contract of `compare.json`, versioned: the sets, and each pair of them held together."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import ConfigDict, Field

from hiphinge.report.model import Course, Kind, Measured, Part

SCHEMA: Final = "hiphinge.compare/1"

Verdict = Literal["differs", "cannot_tell", "not_compared", "unknown"]


class ComparedRep(Part):
    """One judged repetition of a set."""

    rep: int = Field(description="Its number in its own report.")
    kind: Kind
    kind_probability: float | None = Field(description="Probability of this kind among the four.")
    signature: dict[str, Measured] = Field(description="Its hinge in numbers that any move has.")
    course: Course | None = Field(
        description="Its movement over its phase; null for one that is cut."
    )


class ComparedSet(Part):
    """One of the sets that are compared."""

    key: str = Field(description="A letter, in the order given.")
    label: str = Field(description="As given, else the move's name, else the file's.")
    subject: str = Field(description="What it is called within a sentence.")
    file: str = Field(description="Name of the clip's file, without its folder.")
    recorded: str | None = Field(
        description="When it was filmed, as the file tells; null where it does not."
    )
    exercise: str = Field(description="As in its report.")
    exercise_source: Literal["given", "seen", "unsure"]
    load_kg: float | None
    load_units: Literal["kg", "lb"] = Field(default="kg", description="As in its report.")
    from_floor: bool = Field(description="True for pulls from the floor.")
    counts: dict[Kind, int] = Field(description="How many repetitions are of each kind.")
    kind: Kind = Field(description="The kind that one of its judged repetitions is likeliest of.")
    kind_probability: float = Field(description="How likely that is.")
    signature: dict[str, Measured] = Field(description="Median over the judged repetitions.")
    signature_spread: dict[str, Measured] = Field(description="Its spread over them.")
    signature_unknown: dict[str, str] = Field(description="Why each of the others is not known.")
    best_rep: int | None = Field(description="As in its report.")
    worst_rep: int | None = Field(description="As in its report.")
    reps: list[ComparedRep] = Field(description="The judged repetitions, in order.")


class Difference(Part):
    """One measure of one set held against that of another."""

    measure: str = Field(description="Name of the measure.")
    verdict: Verdict = Field(
        description="differs: beyond doubt; cannot_tell; not_compared: the moves ask for different "
        "things; unknown: one of the two is not known."
    )
    value: float | None = Field(description="The second set's value less the first's.")
    sd: float | None = Field(description="Its standard deviation, with that of two set-ups.")
    unit: str
    probability: float | None = Field(description="That the difference truly has its sign.")
    why: str = Field(description="Why it is not compared or not known; empty where it is.")
    sentence: str = Field(description="The same in words.")


class Pair(Part):
    """Two sets held together."""

    first: str = Field(description="Key of the set that the other is held against.")
    second: str = Field(description="Key of the other.")
    differences: list[Difference] = Field(description="One for each measure of the signature.")


class Comparison(Part):
    """Everything that is said about the sets together; the outermost object."""

    schema_: Literal["hiphinge.compare/1"] = Field(
        default=SCHEMA, alias="schema", description="Name and version of this schema."
    )
    version: str = Field(description="Version of hiphinge.")
    headline: str = Field(description="What each set is, in one sentence.")
    detail: str = Field(description="What the hip does of the bending in each; may be empty.")
    how_sure: list[str] = Field(description="What the doubts hold and what they do not.")
    sets: list[ComparedSet] = Field(description="The sets, in the order given.")
    pairs: list[Pair] = Field(description="Each set against each one before it.")

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )
