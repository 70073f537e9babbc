"""Films that were refused, as long as no good one of the same athlete has come after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from hiphinge.store.rows import SHOWN
from hiphinge.store.tables import Analysis, Athlete, LiftSet, TrainingDay, Upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Refused:
    """A film that could not be taken in.

    Attributes
    ----------
    name : str
        Of its file.
    day : str
        When it was sent.
    """

    name: str
    day: str


def refused_films(session: Session) -> dict[str, tuple[Refused, ...]]:
    """Return the films that were refused and not put away, by the athlete's uid, oldest first.

    One that a judged film of the same athlete has followed is left out: it was done again.
    """
    query = select(Upload).where(Upload.state == "refused").order_by(Upload.id)
    uploads = session.scalars(query).all()
    if not uploads:
        return {}
    good = _good_since(session, min(one.created_at for one in uploads))
    found: dict[str, list[Refused]] = {}
    for upload in uploads:
        for uid in _owner(session, upload):
            if good.get(uid, "") <= upload.created_at:
                found.setdefault(uid, []).append(Refused(upload.name, upload.created_at[:10]))
    return {uid: tuple(films) for uid, films in found.items()}


def _good_since(session: Session, stamp: str) -> dict[str, str]:
    """Return when the last film came of which something was judged, by the athlete's uid."""
    query = (
        select(Athlete.uid, func.max(Analysis.created_at))
        .select_from(Analysis)
        .join(Analysis.lift_set)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .where(
            *SHOWN,
            Analysis.created_at > stamp,
            func.coalesce(func.json_extract(Analysis.summary, "$.judged"), 0) > 0,
        )
        .group_by(Athlete.id)
    )
    return {uid: str(last) for uid, last in session.execute(query)}


def _owner(session: Session, upload: Upload) -> Iterator[str]:
    """Yield whose film it was, as it was said with it: an athlete, a set, the only one there is."""
    said = upload.about
    everyone = select(Athlete.uid).where(Athlete.deleted_at.is_(None))
    if said.get("set"):
        everyone = (
            everyone.join(TrainingDay, TrainingDay.athlete_id == Athlete.id)
            .join(LiftSet, LiftSet.training_day_id == TrainingDay.id)
            .where(LiftSet.uid == said["set"])
        )
    elif said.get("athlete"):
        everyone = everyone.where(Athlete.uid == said["athlete"])
    uids = session.scalars(everyone.limit(2)).all()
    if len(uids) == 1:
        yield uids[0]
