"""Each thing a gate wants, with how far it is: numbers for a picture, a sentence to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.numerals import decimal, percent
from hiphinge.training.evidence import held_against, surely_within, together
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.evidence import Day, Standing
    from hiphinge.training.model import Gate, Said
    from hiphinge.training.rules import Limit

What = Literal["sessions", "reps", "green", "back", "growth", "knee", "pain"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing wanted.

    Attributes
    ----------
    what : str
        Its key.
    title : str
        Its name for a reader.
    standing : {"met", "wanted", "broken", "cannot_tell", "unknown"}
        ``wanted`` where it is only not there yet.
    value, sd : float or None
        What is there, with its doubt; None where it is unknown.
    limit : float
        The threshold.
    least : bool
        True where at least the threshold is wanted, False where at most.
    unit : str
    said : Said
        The sentence, with the rule's source.
    """

    what: What
    title: str
    standing: Standing | Literal["wanted"]
    value: float | None
    sd: float | None
    limit: float
    least: bool
    unit: str
    said: Said


def sessions_line(held: int, wanted: float, rule: Limit) -> Line:
    """Return how many days in a row there are of those wanted, by a rule."""
    counted = f"{held} of" if held <= wanted else f"{held}, wanted"
    text = f"Filmed sessions in a row that passed: {counted} {wanted:.0f}."
    standing: Literal["met", "wanted"] = "met" if held >= wanted else "wanted"
    return Line(
        "sessions", "Sessions in a row", standing, held, None, wanted, True, "sessions in a row",
        rule.said(text),
    )  # fmt: skip


def reps_line(judged: int, strictness: Gate) -> Line:
    """Return how many repetitions of these days were judged of those wanted."""
    rule = limit(f"gate.{strictness}.total")
    text = f"Repetitions judged in them: {judged}, wanted {rule.value:.0f} or more."
    standing: Literal["met", "wanted"] = "met" if judged >= rule.value else "wanted"
    return Line(
        "reps", "Repetitions judged", standing, judged, None, rule.value, True, rule.unit,
        rule.said(text),
    )  # fmt: skip


def green_line(days: Sequence[Day], strictness: Gate) -> Line:
    """Return the share of green repetitions over some days."""
    rule, least = limit(f"gate.{strictness}.green"), limit(f"gate.{strictness}.reps")
    forms = [one.seen.form for one in days if one.seen.form is not None]
    reps, green = sum(one.reps for one in forms), sum(one.green for one in forms)
    unjudged = sum(one.unjudged for one in forms)
    wanted = f"wanted {percent(rule.value)} or more"
    standing: Standing = "unknown"
    if not forms:
        text = f"No film yet to count green repetitions in ({wanted}): film a set from the side."
    elif not reps:
        text = f"No repetition of the film could be judged ({wanted}): {_advice(days)}."
    else:
        text = f"{green} of {reps} repetitions green ({_part(green / reps, rule.value)}, {wanted})"
        standing = _worst([one.green for one in days])
        if standing == "unknown":
            text += f"; a session counts from {least.value:.0f} judged repetitions on"
        what = next((one.what for one in forms[::-1] if one.what), "")
        if what and green < reps:
            text += f"; first to mend: {what[0].lower()}{what[1:]}"
        text = f"{text}."
        if unjudged:
            text += f" {unjudged} more could not be judged{_next_film(what, told=green < reps)}."
    return Line(
        "green", "Green repetitions", standing, green / reps if reps else None, None, rule.value,
        True, "of repetitions", rule.said(text),
    )  # fmt: skip


def _part(part: float, least: float) -> str:
    """Write a part so that one which is a little under what is wanted does not read as enough."""
    close = part < least and percent(part) == percent(least)
    return percent(part, 1 if close else 0)


def back_line(days: Sequence[Day], strictness: Gate) -> Line:
    """Return how much the back changed its shape at most, with its doubt.

    Where that cannot be told of one film, all of them together may tell it.
    """
    rule = limit(f"gate.{strictness}.back")
    known = [one for one in days if one.seen.form and one.seen.form.spine_deg is not None]
    title, wanted = "Back keeps its shape", f"wanted at most {rule.value:.0f}°"
    if not known:
        text = f"The back's shape is not known ({wanted}): film from the side in a fitted shirt."
        return Line("back", title, "unknown", None, None, rule.value, False, "deg", rule.said(text))
    day = max(known, key=lambda one: abs(_deg(one)))
    form, value, standing = day.seen.form, _deg(day), day.back
    sd = form.spine_sd_deg if form else None
    start, end = "Back", ""
    pair = together(known) if standing == "cannot_tell" else None
    if pair is not None and held_against(abs(pair[0]), pair[1], rule.value) == "broken":
        (value, sd), standing = pair, "broken"
        start = f"Back over {len(known)} films together"
    if standing == "met" and not surely_within(abs(value), sd, rule.value):
        end = ": within it, but the doubt reaches past it"
    elif standing == "cannot_tell":
        end = ": whether it is beyond cannot be told; a better film would tell"
    elif standing == "broken":
        end = ": almost certainly beyond it"
    text = f"{start} {decimal(value, plus=True)}°{_doubt(sd)} since standing ({wanted}){end}."
    return Line("back", title, standing, value, sd, rule.value, False, "deg", rule.said(text))


def within_lines(days: Sequence[Day]) -> tuple[Line, ...]:
    """Return what surely changes within a set beyond its threshold; none where nothing does."""
    found = []
    for one in days[-1:]:
        form = one.seen.form
        if form is None:
            continue
        if one.growth == "broken":
            value, sd = form.spine_drift_deg, form.spine_drift_sd_deg
            words = "The back rounds more from the first to the last repetition"
            found.append(_within("growth", "Back from first to last", words, value, sd))
        if one.knee == "broken":
            value, sd = form.knee_drift_deg, form.knee_drift_sd_deg
            words = "The knees' bend changes from the first to the last repetition"
            found.append(_within("knee", "Knees from first to last", words, value, sd))
    return tuple(found)


def pain_line(days: Sequence[Day], strictness: Gate) -> Line:
    """Return the worst pain of some days and of the days after them."""
    rule = limit(f"gate.{strictness}.pain")
    told = [
        pain for one in days for pain in (one.seen.pain, one.seen.next_pain) if pain is not None
    ]
    wanted = f"wanted at most {rule.value:.0f}, and no more on the next day"
    rose = any(one.seen.rose for one in days)
    if not told and not rose:
        text = f"Pain was not told ({wanted}): the gate takes it as none."
        return Line(
            "pain", "Pain", "unknown", None, None, rule.value, False, rule.unit, rule.said(text)
        )
    worst = max(told, default=None)
    text = "Pain" if worst is None else f"Pain up to {worst} of 10"
    text += f"{', and it rose overnight' if rose else ''} ({wanted})."
    standing: Standing = "broken" if any(one.pain == "broken" for one in days) else "met"
    return Line(
        "pain", "Pain", standing, worst, None, rule.value, False, rule.unit, rule.said(text)
    )


def _within(
    what: Literal["growth", "knee"], title: str, words: str, value: float | None, sd: float | None
) -> Line:
    rule = limit("within.spine" if what == "growth" else "within.knee")
    found = f"{decimal(value or 0.0, plus=True)}°{_doubt(sd)}"
    text = f"{words}: {found} (wanted at most {rule.value:.0f}°)."
    return Line(what, title, "broken", value, sd, rule.value, False, "deg", rule.said(text))


def _worst(found: Sequence[Standing]) -> Standing:
    """Return the standing that decides over several days."""
    order: tuple[Standing, ...] = ("broken", "unknown", "cannot_tell", "met")
    return next(one for one in order if one in found)


def _deg(day: Day) -> float:
    form = day.seen.form
    return 0.0 if form is None or form.spine_deg is None else form.spine_deg


def _doubt(sd: float | None) -> str:
    return "" if sd is None else f" ±{sd:.0f}°"


def _advice(days: Sequence[Day]) -> str:
    words = next((one.seen.form.what for one in days[::-1] if one.seen.form), "")
    return (words or "film from the side, the whole body in the picture").rstrip(".")


def _next_film(what: str, *, told: bool) -> str:
    """Return what would let more be judged, to go on with; nothing where it was told already."""
    return (
        f"; for the next film: {what[0].lower()}{what[1:].rstrip('.')}" if what and not told else ""
    )
