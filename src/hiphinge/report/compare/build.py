"""From the reports of several sets to their comparison."""

from __future__ import annotations

from importlib.metadata import version
from itertools import combinations
from typing import TYPE_CHECKING

from hiphinge.report.compare import words
from hiphinge.report.compare.difference import SETUP_SD, OfSet, apart, why_not
from hiphinge.report.compare.model import (
    ComparedRep,
    ComparedSet,
    Comparison,
    Difference,
    Pair,
)
from hiphinge.report.compare.naming import headline, likeliest, names
from hiphinge.report.compare.own import own_sd
from hiphinge.report.signature_zones import is_floor
from hiphinge.report.signed import unit_of
from hiphinge.report.words import sentence
from hiphinge.reps.signature import SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.report.compare.model import Verdict
    from hiphinge.report.model import Report

FAR_OFF_DEG = 15.0
"""From this turn of the camera on it is named among what makes the comparison unsure [deg]."""


def compare(
    reports: Sequence[Report], labels: Sequence[str] = (), *, one_lifter: bool = True
) -> Comparison:
    """Hold several sets together.

    Parameters
    ----------
    reports : sequence of Report
        Two or more, each with a judged repetition at least.
    labels : sequence of str
        Names for the first of them; an empty one leaves the naming to what is known.
    one_lifter : bool
        Whether all are of one lifter, so that what is constant in a body cancels.
    """
    called = names(reports, labels)
    sets = [
        _set(chr(ord("A") + index), *called[index], report) for index, report in enumerate(reports)
    ]
    pairs = list(combinations(sets, 2))
    among = sum(not _why_untold(name, *pair)[1] for pair in pairs for name in SIGNATURE)
    return Comparison(
        version=version("hiphinge"),
        headline=headline(sets),
        detail=_detail(sets),
        how_sure=_how_sure(sets, reports, among, one_lifter=one_lifter),
        sets=sets,
        pairs=[
            Pair(
                first=first.key,
                second=second.key,
                differences=[
                    _difference(name, first, second, among, one_lifter=one_lifter)
                    for name in SIGNATURE
                ],
            )
            for first, second in pairs
        ],
    )


def _set(key: str, label: str, subject: str, report: Report) -> ComparedSet:
    judged = [rep for rep in report.reps if rep.kind != "unjudged"]
    kind, probability = likeliest(judged)
    told = report.set
    return ComparedSet(
        key=key,
        label=label,
        subject=subject,
        file=report.clip.file,
        recorded=report.clip.recorded,
        exercise=report.exercise,
        exercise_source=report.exercise_source,
        load_kg=report.load_kg,
        load_units=report.load_units,
        from_floor=is_floor(report),
        counts=told.counts,
        kind=kind,
        kind_probability=round(probability, 6),
        signature=told.signature,
        signature_spread=told.signature_spread,
        signature_unknown=told.signature_unknown,
        best_rep=told.best_rep,
        worst_rep=told.worst_rep,
        reps=[
            ComparedRep(
                rep=rep.rep,
                kind=rep.kind,
                kind_probability=rep.kind_probability,
                signature=rep.signature,
                course=rep.course,
            )
            for rep in judged
        ],
    )


def _difference(
    name: str, first: ComparedSet, second: ComparedSet, among: int, *, one_lifter: bool
) -> Difference:
    """Hold one measure of two sets together, as one of all that are told on the page."""
    verdict, why = _why_untold(name, first, second)
    if why:
        return _untold(name, first, second, verdict, why)
    found = apart(_of_set(name, first), _of_set(name, second), among, one_lifter=one_lifter)
    tell = words.differs if found.sure else words.alike
    return Difference(
        measure=name,
        verdict="differs" if found.sure else "cannot_tell",
        value=round(found.value, 6),
        sd=round(found.sd, 6),
        unit=unit_of(name),
        probability=round(found.probability, 6),
        why="",
        sentence=tell(name, first, second, found),
    )


def _why_untold(name: str, first: ComparedSet, second: ComparedSet) -> tuple[Verdict, str]:
    """Return why a measure of two sets is not held together; an empty reason where it is."""
    why = why_not(
        name,
        same_form=first.from_floor == second.from_floor,
        same_move=first.exercise == second.exercise,
    )
    if why:
        return "not_compared", why
    for one in (first, second):
        if name not in one.signature:
            reason = one.signature_unknown.get(name, "it was not measured")
            return "unknown", f"not known in {one.subject}, {reason}"
        if one.signature[name].value is None or one.signature[name].sd is None:
            return "unknown", "its doubt is not known"
    return "cannot_tell", ""


def _of_set(name: str, one: ComparedSet) -> OfSet:
    told, spread = one.signature[name], one.signature_spread.get(name)
    value, reps = told.value or 0.0, max(sum(name in rep.signature for rep in one.reps), 1)
    apart_by = 0.0 if spread is None else spread.value or 0.0
    return OfSet(value, told.sd or 0.0, own_sd(name, value, apart_by, reps), told.unit, reps)


def _untold(
    name: str, first: ComparedSet, second: ComparedSet, verdict: Verdict, why: str
) -> Difference:
    return Difference(
        measure=name,
        verdict=verdict,
        value=None,
        sd=None,
        unit=unit_of(name),
        probability=None,
        why=why,
        sentence=words.left_out(name, first, second, why),
    )


def _detail(sets: Sequence[ComparedSet]) -> str:
    """Say what the hip makes of the bend, of the sets that can be compared in it.

    A pull from the floor only with others of its kind: the height of the bar decides it there.
    """
    name = "hip_share_frac"
    floor = all(one.from_floor for one in sets)
    known = [one for one in sets if name in one.signature and one.from_floor is floor]
    if len(known) < 2:  # noqa: PLR2004 (a comparison)
        return ""
    parts = [
        f"{words.amount(name, one.signature[name].value or 0.0, one.signature[name].sd)} "
        f"in {one.subject}"
        for one in known
    ]
    return f"Of all the bending at hip and knee the hip makes {', '.join(parts)}."


def _how_sure(
    sets: Sequence[ComparedSet], reports: Sequence[Report], among: int, *, one_lifter: bool
) -> list[str]:
    said = [
        "± is one standard deviation",
        words.together(among),
        f"that counts in what setting up a phone anew can change by itself, "
        f"{SETUP_SD['deg']:g}° in an angle, which more repetitions do not average out",
        "that all sets are of one lifter is taken on trust"
        if one_lifter
        else "these are two people, so what is constant in the measurement of each body counts too",
    ]
    if len({one.exercise for one in sets}) > 1:
        said.append(
            "what a set is called is told by the zones of its own move, the numbers are the same "
            "for all"
        )
    off = [
        f"{one.key} by {report.view.yaw_deg:.0f}°"
        for one, report in zip(sets, reports, strict=True)
        if report.view.yaw_deg is not None and report.view.yaw_deg > FAR_OFF_DEG
    ]
    if off:
        said.append(
            f"filmed from off the side: {', '.join(off)}; sets are compared best when the phone "
            "stands in the same place"
        )
    few = [one.key for one in sets if len(one.reps) == 1]
    if few:
        said.append(f"only one judged repetition: {', '.join(few)}")
    return [sentence(one) for one in said]
