"""A table of what was deleted for good, so that a late phone does not make it once more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gone",
        sa.Column("uid_sha256", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid_sha256", name="pk_gone"),
    )


def downgrade() -> None:
    raise NotImplementedError("an older version cannot read it: bring a backup back instead")
