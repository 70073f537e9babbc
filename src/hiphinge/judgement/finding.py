"""What is told of a set: at most two fixes, what was done well, what could not be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from hiphinge.judgement.doubt import LIKELY, MORE_LIKELY, Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hiphinge.judgement.rule import Check
    from hiphinge.judgement.standard import Advice, Dial
    from hiphinge.quantities import Quantity

Role: TypeAlias = Literal["fix", "keep", "watch", "cannot_tell"]

MOST_FIXES = 2
"""Nobody changes three things at once."""
MOST_PRAISE = 3
THEMES = {"squat": ("sinking",), "stiff_legged": ("stiff",), "bow": ("bow", "rounding")}
"""The root faults of each kind that is no hinge."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the set shows, with its evidence.

    Attributes
    ----------
    rule, title, measure, unit : str
        The rule, its name for a reader, and what it measures.
    role : {"fix", "keep", "watch", "cannot_tell"}
    rep : int or None
        The repetition that shows it best; None for the set as a whole.
    reps : tuple of int
        All repetitions that show it.
    time_s : float or None
        The moment to look at [s].
    quantity : Quantity
        The value there.
    zone : Zone
        The wanted zone.
    zone_name : str
        Where the value lies: ``wanted``, ``low``, ``high``, ``clearly low``, ``clearly high`` or
        ``undecided``.
    probability : float or None
        Of what is said.
    cue, why, source, label : str
        What to do, why, and where that comes from.
    """

    rule: str
    title: str
    measure: str
    unit: str
    role: Role
    rep: int | None
    reps: tuple[int, ...]
    time_s: float | None
    quantity: Quantity
    zone: Zone
    zone_name: str
    probability: float | None
    cue: str
    why: str
    source: str
    label: str


def find(checks: Sequence[Check], dial: Dial, kinds: Mapping[int, str]) -> tuple[Finding, ...]:
    """Choose what to tell from the checks of all judged repetitions.

    Faults of one theme have one root, so only the strongest of a theme is told as a fix: a rep
    that was squatted bends the knee, tips the shin and drops the hips all at once. Only hinges
    are praised: what a squat shares with a hinge is no merit of it.

    Parameters
    ----------
    checks : sequence of Check
        Every rule's answer for every judged repetition.
    dial : Dial
        How probable a fault must be.
    kinds : mapping of int to str
        Kind of each judged repetition, by its number. What makes a repetition no hinge is always
        told.
    """
    by_rule = _by_rule(checks)
    hinges = {number for number, kind in kinds.items() if kind == "hinge"}
    faults = sorted(
        (fault for group in by_rule for fault in _faults(group, dial, kinds)),
        key=lambda fault: -fault[0],
    )
    fixes: list[Finding] = []
    watched: list[Finding] = []
    themes: set[str] = set()
    for _, advice, finding in faults:
        if advice.theme in themes:
            continue
        themes.add(advice.theme)
        if len(fixes) < MOST_FIXES:
            fixes.append(finding)
        else:
            watched.append(_as_watch(finding))
    blamed = {finding.rule for _, _, finding in faults}
    praise = [
        found
        for group in by_rule
        if (found := _praise([one for one in group if one.rep in hinges], blamed, len(hinges)))
        is not None
    ]
    unsure = [found for group in by_rule if (found := _unsure(group, blamed)) is not None]
    return (*fixes, *praise[:MOST_PRAISE], *watched, *unsure)


def _by_rule(checks: Iterable[Check]) -> list[list[Check]]:
    ordered = sorted(checks, key=lambda one: (-one.rule.weight, one.rule.name, one.rep))
    return [list(group) for _, group in groupby(ordered, key=lambda one: one.rule.name)]


def _faults(
    group: Sequence[Check], dial: Dial, kinds: Mapping[int, str]
) -> list[tuple[float, Advice, Finding]]:
    """Return a rule's faults with their weight: importance, how sure, how often."""
    found = []
    sides: tuple[Literal["low", "high"], ...] = ("low", "high")
    for side in sides:
        advice = group[0].rule.low if side == "low" else group[0].rule.high
        if advice is None:
            continue
        told = [
            one
            for one in group
            if one.told(side, dial)
            or (advice.theme in THEMES.get(kinds[one.rep], ()) and one.out(side) >= MORE_LIKELY)
        ]
        if not told:
            continue
        worst = max(told, key=lambda one: (one.off(side), one.out(side)))
        often = len(told) / len(group)
        sure = sum(one.out(side) for one in told) / len(told)
        strength = group[0].rule.weight * sure * (0.5 + 0.5 * often)
        found.append((strength, advice, _fault(worst, side, advice, told)))
    return found


def _fault(
    worst: Check, side: Literal["low", "high"], advice: Advice, told: Sequence[Check]
) -> Finding:
    clearly = "clearly " if worst.off(side) >= MORE_LIKELY else ""
    return Finding(
        rule=worst.rule.name,
        title=advice.title,
        measure=worst.rule.measure,
        unit=worst.rule.unit,
        role="fix",
        rep=worst.rep,
        reps=tuple(one.rep for one in told),
        time_s=worst.time_s,
        quantity=worst.quantity,
        zone=worst.rule.good,
        zone_name=f"{clearly}{side}",
        probability=worst.out(side),
        cue=advice.cue,
        why=advice.why,
        source=worst.rule.source,
        label=worst.rule.label,
    )


def _praise(group: Sequence[Check], blamed: set[str], hinges: int) -> Finding | None:
    """Return what was done well: in the wanted zone, likely, in most of the reps."""
    met = [one for one in group if one.good >= LIKELY]
    if not met or met[0].rule.name in blamed or 2 * len(met) <= hinges:
        return None
    best = max(met, key=lambda one: one.good)
    return _plain(best, tuple(one.rep for one in met), "keep", best.good)


def _unsure(group: Sequence[Check], blamed: set[str]) -> Finding | None:
    """Return what could not be told: neither in nor out is likely in most of the reps."""
    open_ones = [one for one in group if one.good < LIKELY and 1 - one.good < LIKELY]
    if group[0].rule.name in blamed or 2 * len(open_ones) <= len(group):
        return None
    worst = min(open_ones, key=lambda one: abs(one.good - 0.5))
    return _plain(worst, tuple(one.rep for one in open_ones), "cannot_tell", worst.good)


def _plain(one: Check, reps: tuple[int, ...], role: Role, probability: float) -> Finding:
    kept = role == "keep"
    return Finding(
        rule=one.rule.name,
        title=one.rule.title,
        measure=one.rule.measure,
        unit=one.rule.unit,
        role=role,
        rep=one.rep,
        reps=reps,
        time_s=one.time_s,
        quantity=one.quantity,
        zone=one.rule.good,
        zone_name="wanted" if kept else "undecided",
        probability=probability,
        cue=one.rule.praise
        if kept
        else "Film closer, straighter from the side, in fitted clothes.",
        why="" if kept else "The value is too close to the edge of its zone for this measurement.",
        source=one.rule.source,
        label=one.rule.label,
    )


def _as_watch(finding: Finding) -> Finding:
    return replace(finding, role="watch")
