"""What was deleted for good: only that it was, so that a phone which comes late makes it no more.

Of its name a hash is kept and nothing else: who has the name can ask for it, and nobody can read it
out of the database.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from hiphinge.store.clock import now
from hiphinge.store.tables import Base

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session


class Gone(Base):
    """The name of a row that was deleted for good, as its hash."""

    __tablename__ = "gone"
    uid_sha256: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[str]


def remember(session: Session, uids: Iterable[str]) -> None:
    """Note that these rows are deleted for good now; of one that was before, this time counts."""
    moment = now()
    rows = [{"uid_sha256": _hash(uid), "at": moment} for uid in uids]
    if rows:
        said = insert(Gone)
        session.execute(said.on_conflict_do_update(set_={"at": said.excluded.at}), rows)


def since(session: Session, uid: str) -> str | None:
    """Return when the row of a uid was deleted for good, as tables keep it; None for never."""
    return session.scalar(select(Gone.at).where(Gone.uid_sha256 == _hash(uid)))


def forget(session: Session, uids: Iterable[str]) -> None:
    """Let rows be here again: somebody brought them back out of an export of before."""
    names = [_hash(uid) for uid in uids]
    session.execute(
        delete(Gone).where(Gone.uid_sha256.in_(names)).execution_options(synchronize_session=False)
    )


def _hash(uid: str) -> str:
    return hashlib.sha256(uid.encode()).hexdigest()
