"""What a week says as a whole, and each of its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.training.choice import BESIDE, SLOTS, candidates
from hiphinge.training.exercises import exercises, suits
from hiphinge.training.fit import hinge_sums, totals
from hiphinge.training.goals import scheme, weekdays
from hiphinge.training.ladder import place, rungs_for
from hiphinge.training.muscles import muscles
from hiphinge.training.notes import SLOT_TITLES, lack, note
from hiphinge.training.own import NOTHING
from hiphinge.training.prescribe import LOAD_FILMED
from hiphinge.training.rules import limit
from hiphinge.training.screen import returning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.fit import Draft
    from hiphinge.training.model import Said
    from hiphinge.training.state import State

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Weekdays as an example of the spread; the person may begin on any."""
FAST = {"swing": "swings", "pull": "cleans and snatches", "jump": "jumps", "slam": "slams"}
"""Fast work as a reader calls it."""
LATER = {**FAST, "carry": "carries"}
"""What may wait for a rung, as a reader calls it."""
COUNTED = {"swing": "Swings", "jump": "Landings of jumps"}
"""Kinds whose repetitions in a week are held against a least number."""


def title(today: Sequence[Draft]) -> str:
    """Return what a day is called: its slots, in order."""
    slots = dict.fromkeys(SLOT_TITLES[exercises()[one.exercise].slot] for one in today)
    words = ", ".join(slot.removeprefix("the ") for slot in slots)
    return words[:1].upper() + words[1:] or "Nothing to do"


def week_notes(drafts: Sequence[Draft], lacking: frozenset[str], state: State) -> tuple[Said, ...]:
    """Return what holds for the whole week."""
    days = [DAY_NAMES[day - 1] for day in weekdays(state.profile.days)]
    said = [note("days_apart", days=", ".join(days))]
    if state.deload:
        said.append(note("deload", effort=limit("deload.effort").value))
    if state.profile.goal == "return":
        said.extend((*returning(), note("soreness")))
    said.extend(_lacks(lacking, state))
    if not state.deload:
        said.extend(_bands(drafts, lacking, state))
        said.extend(_counts(drafts, state))
    return tuple(said)


def day_notes(today: Sequence[Draft], state: State) -> tuple[Said, ...]:
    """Return what holds for one day."""
    said = []
    if any(one.kind in LOAD_FILMED for one in today):
        said.append(note("warm_up"))
    heavy = scheme(state.profile.goal, state.profile.level).heavy
    if any(is_heavy(one, heavy.over) for one in today) and not state.deload:
        said.append(note("heavy", hours=heavy.hours))
    return tuple(said)


def is_heavy(draft: Draft, over: float) -> bool:
    """Say whether it is a hinge that may be loaded beyond this part of the best single."""
    return draft.kind == "lift" and draft.dose.part is not None and draft.dose.part[1] > over


def _lacks(lacking: frozenset[str], state: State) -> list[Said]:
    """Return what stays empty: because it is not open yet, or for want of equipment."""
    later = {one: _opens_with(one, state) for one in LATER if one in lacking}
    said = []
    waits = [f"{LATER[one]} (with the rung {rung})" for one, rung in later.items() if rung]
    if waits:
        said.append(note("closed", what=", ".join(waits)))
    said.extend(lack(one, state.profile) for one in SLOTS if one in lacking and not later.get(one))
    fast = [one for one in FAST if one in lacking]
    some = any(later.get(one) or candidates(one, state.profile, state.rung) for one in FAST)
    if fast and not some and state.profile.goal != "return":
        said.append(lack("power", state.profile))
    return said


def _opens_with(token: str, state: State) -> str | None:
    """Return the title of the rung with which something opens; None where it never does."""
    known, mine = exercises(), rungs_for(state.profile)
    if token in FAST and token not in BESIDE:
        kinds = ("start_swing", "swing") if token == "swing" else ("pull",)  # noqa: S105
        waits = [one for one in mine if any(known[key].kind in kinds for key in one.exercises)]
    else:
        some = [one for one in known.values() if token in (one.kind, one.slot)]
        least = [
            place(one.from_rung) for one in some if one.from_rung and suits(one, state.profile)
        ]
        waits = [one for one in mine if least and place(one.key) >= min(least)]
    waits = [one for one in waits if place(one.key) > place(state.rung)]
    return waits[0].title if waits else None


def _bands(drafts: Sequence[Draft], lacking: frozenset[str], state: State) -> list[Said]:
    low, high = scheme(state.profile.goal, state.profile.level).band
    # Where what trains them beside the hinge is not there at all, learning is not the reason.
    learning = any(one.kind in ("drill", "learning") for one in drafts)
    learning = learning and not lacking & {"hip_extension", "knee_flexion"}
    because = (
        "as long as the hinge is learned, its sets stay few and easy"
        if learning
        else "what you have and want to do leaves no more room for them"
    )
    own = any(one.own.sets is not None for one in drafts)
    said = []
    for muscle, sets in hinge_sums(drafts).items():
        if low <= sets <= high:
            continue
        if own:
            because = "some of the sets are as you chose"
        words = {"muscle": muscles()[muscle].title.capitalize(), "because": because}
        key = "low_band" if sets < low else "high_band"
        said.append(note(key, sets=sets, low=low, high=high, **words))
    return said


def _counts(drafts: Sequence[Draft], state: State) -> list[Said]:
    doses = scheme(state.profile.goal, state.profile.level).doses
    said = []
    chosen = {one.kind for one in drafts if one.own != NOTHING}
    for kind, (count, high) in totals(drafts).items():
        least, most = doses[kind].week_least, doses[kind].week_most
        if kind in chosen and most is not None and high > most:
            what = COUNTED.get(kind, "Nordic lowers")
            said.append(note("over_week", what=what, count=high, most=most))
        if kind in COUNTED and least is not None and count < least:
            said.append(note("few_swings", what=COUNTED[kind], count=count, least=least))
    return said
