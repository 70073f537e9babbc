"""The verdict on a set in plain words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hiphinge.judgement.naming import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.judgement.finding import Finding
    from hiphinge.judgement.judged import JudgedRep
    from hiphinge.judgement.naming import Named

FEW = 3
"""So many repetitions of a kind are named by their numbers."""
WHAT_COUNTS = {
    "hips": "A repetition bends at the hips or knees by 35 degrees at least and stands up again.",
    "hands": "A repetition opens the hips and takes the hands up to the chest or higher.",
    "feet": "A repetition folds, leaves the floor with both feet, and lands.",
    "throws": "A repetition comes down from overhead into a fold and stands up again.",
}
"""What each counter looks for, in words."""
PLURALS = {
    "hinge": ("hinge", "hinges"),
    "squat": ("squat", "squats"),
    "stiff_legged": ("stiff-legged hinge", "stiff-legged hinges"),
    "bow": ("bow", "bows"),
    "unjudged": ("not judged", "not judged"),
}
"""Each kind for one repetition and for several."""


def set_verdict(reps: Sequence[JudgedRep], named: Named, *, left_out: bool = False) -> str:
    """Say in one sentence what the set was, without the repetitions that were left out."""
    if not reps and left_out:
        return "Every repetition of this clip was left out by you."
    if not reps:
        return "No repetition was found in this clip."
    counts = Counter(one.verdict.kind for one in reps)
    total = _counted(len(reps), named)
    own = named.move.kinds if named.move is not None else {}
    if len(counts) == 1:
        (kind,) = counts
        if kind in own:
            return f"{total}: {'all ' if len(reps) > 1 else ''}{own[kind]}."
        return f"{total}: {_all_of(kind, len(reps), named)}."
    parts = []
    for kind, number in counts.most_common():
        which = ", ".join(str(one.number) for one in reps if one.verdict.kind == kind)
        one_or_more = own.get(kind, PLURALS[kind][number > 1])
        few = number <= FEW and number < len(reps) / 2
        place = f" (rep{'s' if number > 1 else ''} {which})" if few else ""
        parts.append(f"{number} {one_or_more}{place}")
    return f"{total}: {', '.join(parts)}."


def _counted(number: int, named: Named) -> str:
    """Say how many repetitions there are, by the name of a move that has one of its own."""
    move = named.move
    if move is None or not move.ballistic or named.name == UNKNOWN:
        return "1 repetition" if number == 1 else f"{number} repetitions"
    return f"1 {move.title}" if number == 1 else f"{number} {move.plural}"


def _all_of(kind: str, number: int, named: Named) -> str:
    one, several = PLURALS[kind]
    if kind == "unjudged":
        return "counted, but not judged"
    if named.name == "deadlift" and kind == "hinge":
        return "a hinge from the floor" if number == 1 else "all hinges from the floor"
    expected = " as you said" if named.given and named.name == kind else ""
    return f"a {one}{expected}" if number == 1 else f"all {several}{expected}"


def _what_counts(named: Named) -> str:
    """Say what a repetition would be, where none was found."""
    said = WHAT_COUNTS[named.counts]
    if named.given:
        said += " If it is something else, leave the exercise open: it is then looked for."
    return said


def set_detail(
    reps: Sequence[JudgedRep],
    findings: Sequence[Finding],
    named: Named,
    *,
    silence: str,
    left_out: bool = False,
) -> str:
    """Say what comes next: the first fix, what is good, or why nothing could be judged."""
    if not reps and left_out:
        return " ".join(filter(None, [named.question, "Keep one of them to have it judged."]))
    if not reps:
        return " ".join(filter(None, [named.question, _what_counts(named)]))
    if all(one.verdict.kind == "unjudged" for one in reps):
        return " ".join(filter(None, [named.question, f"Not judged: {reps[0].verdict.reason}."]))
    if named.name == "squat" and named.given:
        told = "The rules of the hinge are not held against a squat."
        hinged = all(one.verdict.kind == "hinge" for one in reps)
        return f"You said squat, but these look like hinges. {told}" if hinged else told
    fixes = sum(one.role == "fix" for one in findings)
    good = [one.title.split(" (")[0].lower() for one in findings if one.role == "keep"]
    sentences = [named.question] if named.question else []
    if fixes:
        sentences.append(f"{'One thing' if fixes == 1 else 'Two things'} to fix.")
    else:
        sentences.append("Nothing to fix was found in what could be measured.")
    if good:
        sentences.append(f"Done well: {', '.join(good[:2])}.")
    if silence:
        sentences.append(f"Whether the back rounds could not be told: {silence}.")
    if named.name == "squat" and not named.given:
        sentences.append("If you meant to squat, say so.")
    return " ".join(sentences)
