"""How a step from one shape of the tables to the next is run: on the connection that is given."""

from __future__ import annotations

from alembic import context

import hiphinge.store.gone  # noqa: F401 (a table of its own)
from hiphinge.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite undoes changes of tables as well: a step is done whole or not at all.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
