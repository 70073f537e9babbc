"""The tables: what is kept of people, training days, sets, videos and their analyses.

Every row that a person makes has a `uid` that stays the same when data are exported and imported,
or when a phone that was offline sends it twice. Times are UTC, written as ISO 8601 text; days are
the person's own calendar days. Nothing is deleted at once: `deleted_at` hides a row until it is
deleted for good.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from hiphinge.store.clock import new_uid

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Names of constraints, so that a migration can speak of them."""


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 (SQLAlchemy's way)


class Athlete(Base):
    """A person who is filmed or trains."""

    __tablename__ = "athlete"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    height_cm: Mapped[float | None]
    mass_kg: Mapped[float | None]
    born_year: Mapped[int | None]
    sex: Mapped[str | None]
    units: Mapped[str] = mapped_column(default="kg")
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[str]
    deleted_at: Mapped[str | None]
    sessions: Mapped[list[TrainingDay]] = relationship(back_populates="athlete")


class TrainingDay(Base):
    """One session of one athlete."""

    __tablename__ = "training_day"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    athlete_id: Mapped[int] = mapped_column(
        ForeignKey("athlete.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    programme_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme.id", ondelete="SET NULL"), index=True
    )
    planned: Mapped[dict[str, Any] | None]
    log: Mapped[dict[str, Any] | None]
    """When each field was last said by a phone, and what it changed of the plan for this day."""
    finished_at: Mapped[str | None]
    created_at: Mapped[str]
    deleted_at: Mapped[str | None]
    athlete: Mapped[Athlete] = relationship(back_populates="sessions")
    sets: Mapped[list[LiftSet]] = relationship(
        back_populates="training_day", order_by="LiftSet.position, LiftSet.id"
    )


class LiftSet(Base):
    """One set: logged by hand, filmed, or both."""

    __tablename__ = "lift_set"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    training_day_id: Mapped[int] = mapped_column(
        ForeignKey("training_day.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    exercise: Mapped[str | None]
    """Key of the exercise as given by the person; None to let the film tell."""
    implement: Mapped[str | None]
    load_kg: Mapped[float | None]
    reps: Mapped[int | None]
    rpe: Mapped[float | None]
    pain: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    log: Mapped[dict[str, Any] | None]
    """When each field was last said by a phone: what arrives late must not undo it."""
    logged_at: Mapped[str] = mapped_column(index=True)
    deleted_at: Mapped[str | None]
    training_day: Mapped[TrainingDay] = relationship(back_populates="sets")
    tags: Mapped[list[Tag]] = relationship(
        back_populates="lift_set", cascade="all, delete-orphan", order_by="Tag.word"
    )
    analysis: Mapped[Analysis | None] = relationship(back_populates="lift_set")
    notes: Mapped[list[CoachNote]] = relationship(
        back_populates="lift_set",
        cascade="all, delete-orphan",
        order_by="CoachNote.time_s, CoachNote.id",
    )


class Tag(Base):
    """A word a person puts on a set, to find it again."""

    __tablename__ = "tag"
    lift_set_id: Mapped[int] = mapped_column(
        ForeignKey("lift_set.id", ondelete="CASCADE"), primary_key=True
    )
    word: Mapped[str] = mapped_column(primary_key=True, index=True)
    lift_set: Mapped[LiftSet] = relationship(back_populates="tags")


class CoachNote(Base):
    """What a coach says about a moment of a filmed set."""

    __tablename__ = "coach_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    lift_set_id: Mapped[int] = mapped_column(
        ForeignKey("lift_set.id", ondelete="CASCADE"), index=True
    )
    time_s: Mapped[float]
    text: Mapped[str]
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[str]
    deleted_at: Mapped[str | None]
    lift_set: Mapped[LiftSet] = relationship(back_populates="notes")


class Video(Base):
    """A film, known by its content: the same file twice is one row and one file."""

    __tablename__ = "video"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    suffix: Mapped[str]
    size: Mapped[int]
    duration_s: Mapped[float | None]
    recorded_at: Mapped[str | None]
    created_at: Mapped[str]


class Upload(Base):
    """A file on its way in. `received` bytes of it are on disk, whatever happens.

    `state`: ``receiving``, ``whole`` (all bytes are here), ``checked`` (it is a video and a set was
    made of it), ``refused`` (with `error`), ``cancelled``.
    """

    __tablename__ = "upload"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    size: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="receiving", index=True)
    about: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Athlete, day, exercise, implement, load, set it belongs to: what the person said with it."""
    error: Mapped[str] = mapped_column(default="")
    lift_set_id: Mapped[int | None] = mapped_column(
        ForeignKey("lift_set.id", ondelete="SET NULL"), index=True
    )
    sha256: Mapped[str | None]
    """Of its content, once known; until it is checked, a video file of that name is its own."""
    attempts: Mapped[int] = mapped_column(default=0)
    """Workers that died over it."""
    worker: Mapped[str | None]
    heartbeat_at: Mapped[str | None]
    created_at: Mapped[str]


class Analysis(Base):
    """What is known of a filmed set, and the work that makes it: this row is the truth.

    `state`: ``queued``, ``running``, ``done``, ``failed``, ``cancelled``. `wanted` counts up with
    every edit; what was judged is of `judged`: while they differ, a judgement is still due.
    """

    __tablename__ = "analysis"
    __table_args__ = (Index("ix_analysis_state_priority", "state", "priority", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    lift_set_id: Mapped[int] = mapped_column(
        ForeignKey("lift_set.id", ondelete="CASCADE"), unique=True
    )
    video_sha256: Mapped[str] = mapped_column(ForeignKey("video.sha256"), index=True)
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was said with it: fast, strictness, plate_px, leave_out, lifter_at. What belongs to the
    set or the athlete (exercise, implement, load, height) is read from there."""
    state: Mapped[str] = mapped_column(default="queued")
    priority: Mapped[int] = mapped_column(default=1)
    """0 for what needs no look at the video (an edit), 1 for a new film."""
    stage: Mapped[str] = mapped_column(default="")
    progress: Mapped[float] = mapped_column(default=0.0)
    frames: Mapped[int | None]
    """Frames the video is thought to have, so that progress can be told as frames."""
    attempts: Mapped[int] = mapped_column(default=0)
    wanted: Mapped[int] = mapped_column(default=1)
    judged: Mapped[int] = mapped_column(default=0)
    cancel: Mapped[bool] = mapped_column(default=False)
    worker: Mapped[str | None]
    heartbeat_at: Mapped[str | None]
    error: Mapped[str] = mapped_column(default="")
    seen: Mapped[str | None]
    """Name of the file of landmarks: content hash, network and the lifter that was pointed at."""
    result: Mapped[str | None]
    """Name of the folder of results."""
    verdict: Mapped[str] = mapped_column(default="")
    exercise_seen: Mapped[str | None]
    summary: Mapped[dict[str, Any] | None]
    """What lists need: counts, kind, question, best rep, first fix, form for the programme."""
    created_at: Mapped[str]
    started_at: Mapped[str | None]
    finished_at: Mapped[str | None]
    lift_set: Mapped[LiftSet] = relationship(back_populates="analysis")
    measures: Mapped[list[SetMeasure]] = relationship(
        back_populates="analysis", cascade="all, delete-orphan"
    )


class SetMeasure(Base):
    """One measure of a judged set: the median over its repetitions, its doubt, its unit."""

    __tablename__ = "set_measure"
    analysis_id: Mapped[int] = mapped_column(
        ForeignKey("analysis.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float]
    sd: Mapped[float]
    """The whole doubt: what is constant in a clip, and what differs between its repetitions."""
    own_sd: Mapped[float]
    """Of it the part that differs between repetitions, which several sets average out."""
    unit: Mapped[str]
    reps: Mapped[int]
    analysis: Mapped[Analysis] = relationship(back_populates="measures")


class Programme(Base):
    """A training programme of an athlete: what was said at its beginning."""

    __tablename__ = "programme"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    athlete_id: Mapped[int] = mapped_column(
        ForeignKey("athlete.id", ondelete="CASCADE"), index=True
    )
    profile: Mapped[dict[str, Any]]
    screen: Mapped[dict[str, Any]]
    starts_on: Mapped[str]
    weekdays: Mapped[list[Any]]
    ended_at: Mapped[str | None]
    created_at: Mapped[str]
    deleted_at: Mapped[str | None]


class ProgrammeEvent(Base):
    """Something that happened to a programme, in the person's own order; folded into its state."""

    __tablename__ = "programme_event"
    __table_args__ = (UniqueConstraint("uid"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    day: Mapped[str]
    data: Mapped[dict[str, Any]]
    training_day_id: Mapped[int | None] = mapped_column(
        ForeignKey("training_day.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[str]


class Device(Base):
    """A phone or computer that was paired; only a hash of its token is kept."""

    __tablename__ = "device"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    paired_at: Mapped[str]
    seen_at: Mapped[str | None]
    revoked_at: Mapped[str | None]
