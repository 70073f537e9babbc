"""What each set is called, and what it is: the headline over several sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hiphinge.judgement.doubt import MORE_LIKELY
from hiphinge.numerals import chance
from hiphinge.report.words import KINDS, PLURALS, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.report.compare.model import ComparedSet
    from hiphinge.report.model import Kind, RepInfo, Report

NAMELESS: Final = ("hinge", "squat", "unknown")
"""Words for what is seen that name no move."""
VERBS: Final = {
    "hinge": "hinges",
    "squat": "squats",
    "stiff_legged": "hinges on stiff legs",
    "bow": "bows",
}
PLURAL_VERBS: Final = {
    "hinge": "hinge",
    "squat": "squat",
    "stiff_legged": "hinge on stiff legs",
    "bow": "bow",
}
HOW_MANY: Final = {2: "Both", **{n: f"All {n}" for n in range(3, 9)}}


def names(reports: Sequence[Report], labels: Sequence[str]) -> list[tuple[str, str]]:
    """Return the label of each set, and what it is called within a sentence.

    The label that was given; else the move, where it is named and no other set is the same; else
    the file, with the day where two are alike.
    """
    moves = [_move(report) for report in reports]
    files = [report.clip.file.rsplit(".", 1)[0] for report in reports]
    found = []
    for index, report in enumerate(reports):
        if index < len(labels) and labels[index]:
            found.append((labels[index], f"“{labels[index]}”"))
        elif moves[index] and moves.count(moves[index]) == 1:
            found.append((moves[index], f"your {moves[index]}"))
        else:
            file = files[index]
            if files.count(file) > 1 and report.clip.recorded:
                file = f"{file}, {day(report.clip.recorded)}"
            found.append((file, f"“{file}”"))
    return _told_apart(found)


def day(recorded: str) -> str:
    """Return the day of a moment that a file tells."""
    return recorded[:10]


def likeliest(reps: Sequence[RepInfo]) -> tuple[Kind, float]:
    """Return the kind that one of these judged repetitions is likeliest of, and how likely.

    The mean over the repetitions; one that was named another kind is this one at most by what is
    left of its probability.
    """
    kinds = list(dict.fromkeys(rep.kind for rep in reps))

    def part(kind: Kind) -> float:
        chances = (rep.kind_probability or 0.0 for rep in reps)
        same = (rep.kind == kind for rep in reps)
        return sum(p if yes else 1 - p for p, yes in zip(chances, same, strict=True)) / len(reps)

    best = max(kinds, key=part)
    return best, part(best)


def headline(sets: Sequence[ComparedSet]) -> str:
    """Say in one sentence what each set is."""
    clear = [one for one in sets if one.kind_probability >= MORE_LIKELY]
    forms = {(one.kind, one.from_floor, _expected(one)) for one in clear}
    if len(clear) == len(sets) and len(forms) == 1 and not _expected(sets[0]):
        chances = _listed([chance(one.kind_probability) for one in sets])
        where = " from the floor" if sets[0].from_floor else ""
        return f"{HOW_MANY[len(sets)]} sets {PLURAL_VERBS[sets[0].kind]}{where} ({chances})."
    return sentence(", ".join(_clause(one) for one in sets))


def _clause(one: ComparedSet) -> str:
    if one.kind_probability < MORE_LIKELY:
        return f"{one.subject} {_between(one)}"
    if _expected(one):
        return f"{one.subject} is a squat as it should be ({chance(one.kind_probability)})"
    where = " from the floor" if one.from_floor else ""
    return f"{one.subject} {VERBS[one.kind]}{where} ({chance(one.kind_probability)})"


def _between(one: ComparedSet) -> str:
    """Say what a set is that is none of the kinds clearly."""
    counts = {kind: count for kind, count in one.counts.items() if count and kind != "unjudged"}
    if len(counts) == 1:
        return f"may be a {KINDS[one.kind]} ({chance(one.kind_probability)})"
    parts = [
        f"{count} {KINDS[kind] if count == 1 else PLURALS[kind]}" for kind, count in counts.items()
    ]
    kinds = _listed([f"a {KINDS[kind]}" for kind in counts])
    return f"lies between {kinds} ({', '.join(parts)})"


def _expected(one: ComparedSet) -> bool:
    """Tell whether the set was named a squat and is one."""
    return one.kind == "squat" and one.exercise == "squat" and one.exercise_source == "given"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _move(report: Report) -> str:
    """Return the move's name; empty where what is seen names none."""
    if report.exercise in NAMELESS and report.exercise_source != "given":
        return ""
    return report.exercise_title or report.exercise.replace("_", " ")


def _told_apart(found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Number the names that are alike."""
    labels = [label for label, _ in found]
    result = []
    for index, (label, subject) in enumerate(found):
        if labels.count(label) == 1:
            result.append((label, subject))
            continue
        numbered = f"{label} ({labels[: index + 1].count(label)})"
        result.append((numbered, f"“{numbered}”"))
    return result
