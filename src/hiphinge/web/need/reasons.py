"""Why athletes need the coach, gathered from all that is known: of everybody, or of one.

The list of athletes and the page of one athlete tell the same reasons, and they come from here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hiphinge.store import overview
from hiphinge.store.refused import refused_films
from hiphinge.web.need.order import needs_of
from hiphinge.web.need.signs import Look, Signs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.athletes import ListedAthlete
    from hiphinge.store.overview import Sore
    from hiphinge.store.tables import Athlete
    from hiphinge.web.need.looks import Looks
    from hiphinge.web.need.order import Need


def reasons_of_all(
    session: Session,
    everyone: Sequence[ListedAthlete],
    sorest: Mapping[str, Sore],
    looks: Mapping[str, Look],
) -> dict[str, tuple[Need, ...]]:
    """Return the reasons of each athlete, by uid, the most urgent first.

    Parameters
    ----------
    session : Session
    everyone : sequence of ListedAthlete
    sorest : mapping of str to Sore
        What hurt most on each one's last day.
    looks : mapping of str to Look
        What is known of each one's programme and trends.
    """
    films, refused = overview.last_films(session), refused_films(session)
    among, today = _among(looks), date.today()
    found = {}
    for one in everyone:
        uid = one.athlete.uid
        sore = sorest.get(uid)
        signs = Signs(
            uid=uid,
            last_day=one.last_day,
            pain=sore.pain if sore else None,
            pain_day_uid=sore.day_uid if sore else "",
            films=films.get(uid, ()),
            refused=refused.get(uid, ()),
            look=looks.get(uid, Look()),
        )
        found[uid] = needs_of(signs, today, among)
    return found


def reasons_of_one(session: Session, athlete: Athlete, looks: Looks) -> tuple[Need, ...]:
    """Return the reasons of one athlete as the list of all tells them.

    Programme and trends of the others are not waited for.
    """
    known, _ = looks.found(session, patience_s=0.0, first=athlete.uid)
    uid = athlete.uid
    sore = overview.sorest(session, athlete).get(uid)
    signs = Signs(
        uid=uid,
        last_day=overview.last_day(session, athlete),
        pain=sore.pain if sore else None,
        pain_day_uid=sore.day_uid if sore else "",
        films=overview.last_films(session, athlete).get(uid, ()),
        refused=refused_films(session).get(uid, ()),
        look=known.get(uid, Look()),
    )
    return needs_of(signs, date.today(), _among(known))


def _among(looks: Mapping[str, Look]) -> int:
    """Return how many measures are looked at together, of all athletes."""
    return sum(look.measures for look in looks.values())
