"""Bring a database to today's shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.store.tables import Base

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from hiphinge.store.folder import Folder


def migrate(folder: Folder, engine: Engine) -> None:
    """Make the tables (a first stand-in: the migrations proper take its place)."""
    del folder
    Base.metadata.create_all(engine)
