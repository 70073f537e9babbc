"""The tables of the first version that keeps anything."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _athletes()
    _programmes()
    _days()
    _sets()
    _notes()
    _films()
    _analyses()
    _measures()


def downgrade() -> None:
    raise NotImplementedError("an older version cannot read it: bring a backup back instead")


def _leads(table: str, column: str, to: str, when_gone: str | None) -> sa.ForeignKeyConstraint:
    """Return the constraint that a column names a row of another table."""
    name = f"fk_{table}_{column}_{to.partition('.')[0]}"
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=when_gone)


def _athletes() -> None:
    """Athletes and devices."""
    op.create_table(
        "athlete",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("height_cm", sa.Double(), nullable=True),
        sa.Column("mass_kg", sa.Double(), nullable=True),
        sa.Column("born_year", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("units", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_athlete"),
        sa.UniqueConstraint("uid", name="uq_athlete_uid"),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("paired_at", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=True),
        sa.Column("revoked_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("token_sha256", name="uq_device_token_sha256"),
        sa.UniqueConstraint("uid", name="uq_device_uid"),
    )


def _programmes() -> None:
    """Programmes and what happened to them."""
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("screen", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.String(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        _leads("programme", "athlete_id", "athlete.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_programme"),
        sa.UniqueConstraint("uid", name="uq_programme_uid"),
    )
    op.create_index("ix_programme_athlete_id", "programme", ["athlete_id"])
    op.create_table(
        "programme_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("training_day_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        _leads("programme_event", "programme_id", "programme.id", "CASCADE"),
        _leads("programme_event", "training_day_id", "training_day.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_programme_event"),
        sa.UniqueConstraint("uid", name="uq_programme_event_uid"),
    )
    op.create_index("ix_programme_event_programme_id", "programme_event", ["programme_id"])
    op.create_index("ix_programme_event_training_day_id", "programme_event", ["training_day_id"])


def _days() -> None:
    """Training days."""
    op.create_table(
        "training_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("athlete_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("planned", sa.JSON(), nullable=True),
        sa.Column("log", sa.JSON(), nullable=True),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        _leads("training_day", "athlete_id", "athlete.id", "CASCADE"),
        _leads("training_day", "programme_id", "programme.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_training_day"),
        sa.UniqueConstraint("uid", name="uq_training_day_uid"),
    )
    op.create_index("ix_training_day_athlete_id", "training_day", ["athlete_id"])
    op.create_index("ix_training_day_day", "training_day", ["day"])
    op.create_index("ix_training_day_programme_id", "training_day", ["programme_id"])


def _sets() -> None:
    """Sets with their tags."""
    op.create_table(
        "lift_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("training_day_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(), nullable=True),
        sa.Column("implement", sa.String(), nullable=True),
        sa.Column("load_kg", sa.Double(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("rpe", sa.Double(), nullable=True),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("log", sa.JSON(), nullable=True),
        sa.Column("logged_at", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        _leads("lift_set", "training_day_id", "training_day.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_lift_set"),
        sa.UniqueConstraint("uid", name="uq_lift_set_uid"),
    )
    op.create_index("ix_lift_set_logged_at", "lift_set", ["logged_at"])
    op.create_index("ix_lift_set_training_day_id", "lift_set", ["training_day_id"])
    op.create_table(
        "tag",
        sa.Column("lift_set_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        _leads("tag", "lift_set_id", "lift_set.id", "CASCADE"),
        sa.PrimaryKeyConstraint("lift_set_id", "word", name="pk_tag"),
    )
    op.create_index("ix_tag_word", "tag", ["word"])


def _notes() -> None:
    """Notes of a coach."""
    op.create_table(
        "coach_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("lift_set_id", sa.Integer(), nullable=False),
        sa.Column("time_s", sa.Double(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        _leads("coach_note", "lift_set_id", "lift_set.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_coach_note"),
        sa.UniqueConstraint("uid", name="uq_coach_note_uid"),
    )
    op.create_index("ix_coach_note_lift_set_id", "coach_note", ["lift_set_id"])


def _films() -> None:
    """Films and files on their way in."""
    op.create_table(
        "video",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=True),
        sa.Column("recorded_at", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_video"),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("lift_set_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("heartbeat_at", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        _leads("upload", "lift_set_id", "lift_set.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
        sa.UniqueConstraint("uid", name="uq_upload_uid"),
    )
    op.create_index("ix_upload_lift_set_id", "upload", ["lift_set_id"])
    op.create_index("ix_upload_state", "upload", ["state"])


def _analyses() -> None:
    """What is known of filmed sets."""
    op.create_table(
        "analysis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("lift_set_id", sa.Integer(), nullable=False),
        sa.Column("video_sha256", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("frames", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("heartbeat_at", sa.String(), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("exercise_seen", sa.String(), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=True),
        sa.Column("finished_at", sa.String(), nullable=True),
        _leads("analysis", "lift_set_id", "lift_set.id", "CASCADE"),
        _leads("analysis", "video_sha256", "video.sha256", None),
        sa.PrimaryKeyConstraint("id", name="pk_analysis"),
        sa.UniqueConstraint("lift_set_id", name="uq_analysis_lift_set_id"),
        sa.UniqueConstraint("uid", name="uq_analysis_uid"),
    )
    op.create_index("ix_analysis_state_priority", "analysis", ["state", "priority", "id"])
    op.create_index("ix_analysis_video_sha256", "analysis", ["video_sha256"])


def _measures() -> None:
    """What was measured of them."""
    op.create_table(
        "set_measure",
        sa.Column("analysis_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("sd", sa.Double(), nullable=False),
        sa.Column("own_sd", sa.Double(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        _leads("set_measure", "analysis_id", "analysis.id", "CASCADE"),
        sa.PrimaryKeyConstraint("analysis_id", "name", name="pk_set_measure"),
    )
