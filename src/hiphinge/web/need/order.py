"""Who needs the coach first: from the signs of all athletes to their order, each with its reasons.

Pure: what is known goes in, with the day; kinds, their order and the limits are `kinds.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hiphinge.report.compare.difference import told_sds
from hiphinge.web.need.kinds import kinds, limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hiphinge.store.overview import LastFilm
    from hiphinge.web.need.kinds import Key
    from hiphinge.web.need.signs import Drift, Signs


@dataclass(frozen=True, slots=True)
class Need:
    """One reason to look at an athlete first.

    Attributes
    ----------
    key : str
        Of its kind.
    weight : float
        Who comes first within a kind: more first.
    text : str
        The reason in a few words.
    url : str
        Where the very thing is.
    """

    key: Key
    weight: float
    text: str
    url: str


def needs_of(signs: Signs, today: date, among: int) -> tuple[Need, ...]:
    """Return why an athlete needs the coach, the most urgent first; nothing where none does.

    Parameters
    ----------
    signs : Signs
    today : date
    among : int
        How many measures are looked at together, of all athletes: a change for the worse is told
        when it is 95 % sure that none of them is told by chance alone.
    """
    refused = _refused(signs, today)
    if signs.last_day is None:
        return refused
    away = (today - date.fromisoformat(signs.last_day)).days
    if away > limits()["gone"].value:
        return refused
    found = [*refused, *(need for one in _EACH for need in one(signs))]
    found += _worse(signs, among)
    if away > limits()["unseen"].value:
        found.append(
            Need("unseen", away, f"Not seen for {away} days", f"/athletes/{signs.uid}#sessions")
        )
    return tuple(sorted(found, key=_urgency))


def in_order(needs: Mapping[str, Sequence[Need]], days: Mapping[str, str | None]) -> list[str]:
    """Return athletes in the order in which they need the coach.

    Parameters
    ----------
    needs : mapping
        Of each athlete the reasons, the most urgent first.
    days : mapping
        The last training day of each, in an order that holds where nothing else decides.

    Returns
    -------
    list of str
        By the most urgent reason, then how much of it there is; the others by day, latest first.
    """
    by_day = sorted(days, key=lambda uid: days[uid] or "", reverse=True)
    return sorted(by_day, key=lambda uid: _urgency(needs[uid][0]) if needs[uid] else _LAST)


def told(drift: Drift, among: int) -> bool:
    """Return whether a change may be told where so many measures are looked at together."""
    return drift.size > max(drift.least, told_sds(among) * drift.sd)


def _stopped(signs: Signs) -> Sequence[Need]:
    if not signs.look.stopped:
        return ()
    return (Need("stopped", 0, "Training is stopped", f"/programme/{signs.uid}"),)


def _pain(signs: Signs) -> Sequence[Need]:
    found, least = [], limits()["pain"].value
    if signs.pain is not None and signs.pain > least:
        text = f"Pain {signs.pain} of 10 in the last session"
        found.append(Need("pain", signs.pain, text, f"/days/{signs.pain_day_uid}"))
    after, rose = signs.look.after, signs.look.rose
    if after is not None and (after > least or rose):
        text = f"Pain {after} of 10 on the day after{', more than before' if rose else ''}"
        found.append(Need("pain", after, text, f"/programme/{signs.uid}"))
    return found


def _back(signs: Signs) -> Sequence[Need]:
    text = f"Stepped back by form: {signs.look.back}"
    return (Need("back", 0, text, f"/programme/{signs.uid}"),) if signs.look.back else ()


def _held(signs: Signs) -> Sequence[Need]:
    if not signs.look.held or signs.look.back:
        return ()
    text = f"Gate held by form: {signs.look.held}"
    return (Need("held", 0, text, f"/programme/{signs.uid}"),)


def _films(signs: Signs) -> Sequence[Need]:
    found: dict[Key, Need] = {}
    for at, film in enumerate(signs.films):
        where = f"/sets/{film.set_uid}"
        if _done_again(film, signs.films[at + 1 :]):
            continue
        if film.state == "failed":
            found.setdefault("failed", Need("failed", 1, "A film could not be judged", where))
        elif film.state == "done" and film.asks:
            found.setdefault("asks", Need("asks", 0, "A film asks which exercise it was", where))
        elif film.state == "done" and not film.judged:
            text = "Nothing in a film could be judged"
            found.setdefault("failed", Need("failed", 0, text, where))
    return tuple(found.values())


def _done_again(film: LastFilm, later: Sequence[LastFilm]) -> bool:
    """Tell whether a film of which nothing was judged was followed by a good one of the same."""
    if film.judged or film.state not in ("failed", "done"):
        return False
    return any(
        one.state == "done"
        and one.judged > 0
        and (not film.exercise or film.exercise == one.exercise)
        for one in later
    )


def _refused(signs: Signs, today: date) -> tuple[Need, ...]:
    """Return one need for the films that were not taken in, with where the reason of each is."""
    since = (today - timedelta(days=limits()["gone"].value)).isoformat()
    count = sum(one.day >= since for one in signs.refused)
    if not count:
        return ()
    text = "A film was refused" if count == 1 else f"{count} films were refused"
    return (Need("failed", count, text, "/#under-way"),)


def _worse(signs: Signs, among: int) -> Sequence[Need]:
    """Return one need for each exercise; it leads to the measure that has changed most surely."""
    each: dict[str, list[Drift]] = {}
    for one in signs.look.drifts:
        if told(one, among):
            each.setdefault(one.exercise, []).append(one)
    found = []
    for key, drifts in each.items():
        drifts.sort(key=lambda one: -one.size / one.sd)
        most, names = drifts[0], ", ".join(one.name for one in drifts)
        text = f"{most.title} changed, now out of the zone: {names}"
        where = f"/trends/{signs.uid}?exercise={key}&measure={most.measure}#course"
        found.append(Need("worse", most.size / most.sd, text, where))
    return found


def _urgency(need: Need) -> tuple[int, float]:
    return _RANK[need.key], -need.weight


_EACH: tuple[Callable[[Signs], Sequence[Need]], ...] = (_stopped, _pain, _back, _held, _films)
_RANK = {one.key: rank for rank, one in enumerate(kinds())}
_LAST = (len(_RANK), 0.0)
