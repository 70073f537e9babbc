"""Which charts the weeks are shown in, and what each says in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hiphinge.numerals import NO_BREAK, decimal, in_units, plain
from hiphinge.training.muscles import hinge_side, muscles
from hiphinge.training.rules import limit
from hiphinge.web.week.panels import Chart, Panel, Value, drawn, week_words
from hiphinge.web.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.web.week.weeks import Week

    Span = tuple[float, float]

NONE: Final = "–"
PERCENT: Final = 100.0
EFFORTS: Final = (1.0, 10.0)
PAIN_MOST: Final = 10.0


def panels(weeks: Sequence[Week], band: Span | None, units: str) -> list[Panel]:
    """Return the charts that have anything to show.

    Parameters
    ----------
    weeks : sequence of Week
        At least one, the oldest first.
    band : (float, float) or None
        Hard sets a week that the scheme aims at; None without a programme [sets].
    units : str
        Of loads: ``kg`` or ``lb``.
    """
    charts = [
        *(_muscle(weeks, key, band) for key in hinge_side()),
        _load(weeks, units), _form(weeks), _back(weeks), _effort(weeks), _pain(weeks),
    ]  # fmt: skip
    return [found for one in charts if (found := drawn(one, weeks)) is not None]


def lately(weeks: Sequence[Week], words: Callable[[Week], str]) -> str:
    """Say the last two weeks."""
    *_, before, this = (weeks[0], *weeks)
    return f"Last week {words(before)}; this week so far {words(this)}"


def against(sets: float, band: Span | None) -> str:
    """Say a number of sets, and how it lies to the band."""
    if band is None:
        return plain(sets)
    low, high = band
    where = "below" if sets < low else "above" if sets > high else "within"
    return f"{plain(sets)}, {where} {plain(low)} to {plain(high)}"


def moved(week: Week, units: str) -> str:
    """Say load times repetitions of the hinges, rounded to whole units."""
    if week.hinge_kg is None:
        return NONE
    whole = f"{in_units(week.hinge_kg, units):,.0f}".replace(",", "\N{THIN SPACE}")
    return f"{whole}{NO_BREAK}{units}"


def green(week: Week) -> str:
    """Say how many repetitions were green of those that could be judged."""
    form = week.form
    if form is None or not form.reps:
        return NONE if form is None else "none judged"
    return f"{form.green} of {form.reps} green"


def back(week: Week) -> str:
    """Say how far the back changed its shape, with its doubt."""
    form = week.form
    if form is None or form.spine_deg is None:
        return NONE
    doubt = "" if form.spine_sd_deg is None else f" ±{decimal(form.spine_sd_deg)}°"
    return f"{decimal(form.spine_deg)}°{doubt}"


def effort(week: Week) -> str:
    """Say mean and range of the effort."""
    one = week.effort
    if one is None:
        return NONE
    span = "" if one.low == one.high else f" ({plain(one.low)} to {plain(one.high)})"
    return f"{plain(round(one.mean, 1))}{span}"


def pain(number: int | None) -> str:
    """Say a pain."""
    return NONE if number is None else str(number)


def _muscle(weeks: Sequence[Week], key: str, band: Span | None) -> Chart:
    title = muscles()[key].title

    def value(week: Week) -> Value | None:
        sets = week.by_muscle[key]
        if not sets and not week.sets:
            return None
        return Value(sets, f"{week_words(week)}: {plural_sets(sets)}")

    def said(week: Week) -> str:
        return against(week.by_muscle[key], band) if week.sets else "no set logged"

    return Chart(
        key,
        f"{title.capitalize()}: hard sets",
        lately(weeks, said),
        value,
        bands=() if band is None else (band,),
    )


def plural_sets(sets: float) -> str:
    """Say how many hard sets."""
    return plural(1, "set") if sets == 1 else f"{plain(sets)}{NO_BREAK}sets"


def _load(weeks: Sequence[Week], units: str) -> Chart:
    def value(week: Week) -> Value | None:
        if week.hinge_kg is None:
            return None
        return Value(in_units(week.hinge_kg, units), f"{week_words(week)}: {moved(week, units)}")

    words = lately(weeks, lambda week: moved(week, units))
    return Chart("load", f"Hinges: load × repetitions, {units}", words, value)


def _form(weeks: Sequence[Week]) -> Chart:
    def value(week: Week) -> Value | None:
        form = week.form
        if form is None or not form.reps:
            return None
        said = f"{week_words(week)}: {green(week)}"
        return Value(PERCENT * form.green / form.reps, said)

    return Chart(
        "form", "Form: green repetitions of films, %", lately(weeks, green), value, most=PERCENT
    )


def _back(weeks: Sequence[Week]) -> Chart:
    def value(week: Week) -> Value | None:
        form = week.form
        if form is None or form.spine_deg is None:
            return None
        sd = form.spine_sd_deg or 0.0
        at = form.spine_deg
        return Value(at, f"{week_words(week)}: {back(week)}", low=at - sd, high=at + sd)

    lows = [one.low for week in weeks if (one := value(week)) is not None and one.low is not None]
    least = min(0.0, *lows) if lows else 0.0
    words = lately(weeks, back)
    return Chart(
        "back", "Back: change of its shape, °, ±1 sd", words, value, dots=True, least=least
    )


def _effort(weeks: Sequence[Week]) -> Chart:
    def value(week: Week) -> Value | None:
        one = week.effort
        if one is None:
            return None
        said = f"{week_words(week)}: {effort(week)}, of {plural(one.sets, 'set')}"
        return Value(one.mean, said, low=one.low, high=one.high)

    low, high = EFFORTS
    words = lately(weeks, effort)
    return Chart("effort", "Effort: mean and range", words, value, True, high, low)


def _pain(weeks: Sequence[Week]) -> Chart:
    def value(week: Week) -> Value | None:
        if week.pain is None and week.next_pain is None:
            return None
        after = "" if week.next_pain is None else f", on the day after {week.next_pain}"
        said = f"{week_words(week)}: at worst {pain(week.pain)}{after}"
        beside = None if week.next_pain is None else float(week.next_pain)
        return Value(float(week.pain or 0), said, beside=beside)

    stop = limit("pain.stop").value
    words = lately(weeks, lambda week: pain(week.pain))
    return Chart(
        "pain", "Pain: the worst of the week, 0 to 10", words, value,
        most=PAIN_MOST, bands=((stop, stop),),
    )  # fmt: skip
