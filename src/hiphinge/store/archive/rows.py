"""The rows of an archive, table by table. They name each other by uid; a film is its content.

Devices, uploads and the state of work are not in it: they belong to one machine. Reports lie beside
it as files for people and other programs; they are made anew where it is taken in.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, model_validator

from hiphinge.errors import HingeError
from hiphinge.store.archive.said import checked_log
from hiphinge.store.archive.values import (
    Day,
    Moment,
    Part,
    RepNumber,
    Row,
    Seconds,
    Sha256,
    Tree,
    Uid,
    kept,
)
from hiphinge.store.happenings import read_event
from hiphinge.store.limits import ATHLETE, COACH_NOTE, DAY, SET, TAG, TAGS_MOST, Words
from hiphinge.store.measures import KEPT
from hiphinge.store.profiles import read_profile
from hiphinge.store.summary import Summary
from hiphinge.store.tables import ProgrammeEvent
from hiphinge.training.happening import Form
from hiphinge.training.model import SessionPlan

_PLAN: Final = TypeAdapter(SessionPlan)
_SUMMARY: Final = TypeAdapter(Summary)
_FORM: Final = TypeAdapter(Form)


def _profile(value: dict[str, Any]) -> dict[str, Any]:
    read_profile(value)
    return value


def _plan(value: dict[str, Any] | None) -> dict[str, Any] | None:
    if value is not None:
        _PLAN.validate_python(value)
    return value


def _summary(value: dict[str, Any] | None) -> dict[str, Any] | None:
    if value is not None:
        # As JSON: lists are what the types call tuples, and nothing is turned into anything else.
        _SUMMARY.validate_json(json.dumps(value), strict=True)
        if value["form"] is not None:
            _FORM.validate_json(json.dumps(value["form"]), strict=True)
    return value


class AthleteRow(Row):
    """An athlete."""

    uid: Uid
    name: Annotated[str, kept(ATHLETE["name"])]
    height_cm: Annotated[float | None, kept(ATHLETE["height_cm"])]
    mass_kg: Annotated[float | None, kept(ATHLETE["mass_kg"])]
    born_year: Annotated[int | None, kept(ATHLETE["born_year"])]
    sex: Annotated[str | None, kept(ATHLETE["sex"])]
    units: Annotated[str, kept(ATHLETE["units"])]
    note: Annotated[str, kept(ATHLETE["note"])]
    created_at: Moment


class ProgrammeRow(Row):
    """A programme of an athlete."""

    uid: Uid
    athlete: Uid
    profile: Annotated[Tree, kept(_profile)]
    screen: Tree
    starts_on: Day
    weekdays: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(max_length=7)]
    ended_at: Moment | None
    created_at: Moment


class DayRow(Row):
    """A training day of an athlete."""

    uid: Uid
    athlete: Uid
    programme: Uid | None
    day: Day
    title: Annotated[str, kept(DAY["title"])]
    note: Annotated[str, kept(DAY["note"])]
    planned: Annotated[Tree | None, AfterValidator(_plan)]
    log: Annotated[Tree | None, AfterValidator(checked_log)]
    finished_at: Moment | None
    created_at: Moment


class EventRow(Row):
    """Something that happened to a programme."""

    uid: Uid
    programme: Uid
    training_day: Uid | None
    kind: Annotated[str, Field(max_length=40)]
    day: Day
    data: Tree
    created_at: Moment

    @model_validator(mode="after")
    def _is_read(self) -> EventRow:
        try:
            read_event(ProgrammeEvent(kind=self.kind, day=self.day, data=self.data))
        except HingeError as error:
            raise ValueError(str(error)) from error
        return self


class SetRow(Row):
    """A set of a training day, with its tags."""

    uid: Uid
    training_day: Uid
    position: Annotated[int, kept(SET["position"])]
    exercise: Annotated[str | None, kept(SET["exercise"])]
    implement: Annotated[str | None, kept(SET["implement"])]
    load_kg: Annotated[float | None, kept(SET["load_kg"])]
    reps: Annotated[int | None, kept(SET["reps"])]
    rpe: Annotated[float | None, kept(SET["rpe"])]
    pain: Annotated[int | None, kept(SET["pain"])]
    note: Annotated[str, kept(SET["note"])]
    log: Annotated[Tree | None, AfterValidator(checked_log)]
    logged_at: Moment
    tags: Annotated[list[Annotated[str, kept(TAG)]], Field(max_length=TAGS_MOST)]


class NoteRow(Row):
    """A coach's note at a moment of a set."""

    uid: Uid
    lift_set: Uid
    time_s: Annotated[float, kept(COACH_NOTE["time_s"])]
    text: Annotated[str, kept(COACH_NOTE["text"])]
    author: Annotated[str, kept(COACH_NOTE["author"])]
    created_at: Moment


class VideoRow(Row):
    """A film; its file may be in the archive or not."""

    sha256: Sha256
    name: Annotated[str, kept(Words("The name of the film", 255))]
    suffix: Annotated[str, Field(pattern=r"^\.[a-z0-9]{1,5}$")]
    size: Annotated[int, Field(ge=0, le=10**12)]
    duration_s: Seconds | None
    recorded_at: Annotated[str, kept(Words("The moment of filming", 100))] | None
    created_at: Moment


class LeftOutAt(Row):
    """Where a repetition was that is left out."""

    start_s: Seconds | None
    hinge_s: Seconds | None
    kind: Annotated[str, Field(max_length=40)]


class OptionsRow(Row):
    """What was said with a film; further keys are kept as they are."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True, allow_inf_nan=False)

    fast: bool = False
    strictness: Literal["lenient", "normal", "strict"] = "normal"
    plate_px: Annotated[float, Field(gt=0, le=1e5)] | None = None
    leave_out: Annotated[list[RepNumber], Field(max_length=1000)] = []  # noqa: RUF012 (pydantic)
    lifter_at: Annotated[list[Part], Field(min_length=2, max_length=2)] | None = None
    left_out_at: Annotated[dict[str, LeftOutAt], Field(max_length=1000)] | None = None


def _options(value: dict[str, Any]) -> dict[str, Any]:
    OptionsRow.model_validate(value)
    return value


class MeasureRow(Row):
    """One measure of a judged set."""

    name: Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_]+$")]
    value: Annotated[float, Field(ge=-1e6, le=1e6)]
    sd: Annotated[float, Field(ge=0, le=1e6)]
    own_sd: Annotated[float, Field(ge=0, le=1e6)]
    unit: Annotated[str, Field(max_length=20, pattern=r"^[a-z/ ]*$")]
    reps: Annotated[int, Field(ge=1, le=1000)]


class AnalysisRow(Row):
    """What is known of a filmed set, with its measures."""

    uid: Uid
    lift_set: Uid
    video: Sha256
    options: Annotated[Tree, AfterValidator(_options)]
    frames: Annotated[int, Field(ge=0, le=10**9)] | None
    seen: Annotated[str, Field(pattern=r"^[0-9a-f]{64}-[a-z0-9.-]{1,60}\.json$")] | None
    verdict: Annotated[str, kept(Words("The verdict", 5000, lines=True))]
    exercise_seen: Annotated[str | None, kept(SET["exercise"])]
    summary: Annotated[Tree | None, AfterValidator(_summary)]
    created_at: Moment
    finished_at: Moment | None
    measures: Annotated[list[MeasureRow], Field(max_length=4 * len(KEPT))]


TABLES: Final[dict[str, type[Row]]] = {
    "athlete": AthleteRow,
    "programme": ProgrammeRow,
    "training_day": DayRow,
    "programme_event": EventRow,
    "lift_set": SetRow,
    "coach_note": NoteRow,
    "video": VideoRow,
    "analysis": AnalysisRow,
}
"""All tables of an archive, each after those that it names."""
REFERENCES: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "athlete": {},
    "programme": {"athlete": ("athlete_id", "athlete")},
    "training_day": {
        "athlete": ("athlete_id", "athlete"),
        "programme": ("programme_id", "programme"),
    },
    "programme_event": {
        "programme": ("programme_id", "programme"),
        "training_day": ("training_day_id", "training_day"),
    },
    "lift_set": {"training_day": ("training_day_id", "training_day")},
    "coach_note": {"lift_set": ("lift_set_id", "lift_set")},
    "video": {},
    "analysis": {"lift_set": ("lift_set_id", "lift_set")},
}
"""Of each table the fields that name another row: the column, and the table that it is in."""
