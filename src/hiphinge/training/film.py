"""What the films of an exercise say about its next step: may the load rise, did the form pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.moves.move import moves
from hiphinge.numerals import percent
from hiphinge.training.evidence import day_of, held_against
from hiphinge.training.exercises import exercise_named
from hiphinge.training.gate_lines import back_line, green_line
from hiphinge.training.loads import NEAR_KG
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from datetime import date

    from hiphinge.training.gates import GateView
    from hiphinge.training.model import Gate, Said
    from hiphinge.training.state import Seen, State


def no_rise(state: State, key: str) -> Said | None:
    """Return why the load of an exercise may not rise; None where it may.

    Pain holds it. Where a film of it can be judged, the latest film has to have passed, to show
    about the load that is worked with, and to be fresh enough; `rules.toml` says how fresh.
    """
    waits = no_more(state, key)
    if waits is not None or exercise_named(key).move is None:
        return waits
    filmed = [one for one in state.seen.get(key, ()) if one.form is not None]
    title, gate = exercise_named(key).title, state.profile.gate
    if not filmed:
        return limit(f"film.days_{gate}").said(
            f"{title}: never filmed, so its load stays. Film a set from the side, and it can rise."
        )
    today = state.seen[key][-1].day
    return _film_wait(filmed[-1], today, title, gate) or _light_film(state, key, filmed[-1])


def no_more(state: State, key: str) -> Said | None:
    """Return why nothing at all is added to an exercise; None where something may be.

    Pain in its latest session or on the day after holds it.
    """
    seen, gate = state.seen.get(key, ()), state.profile.gate
    if seen and day_of(seen[-1], gate).pain == "broken":
        pain = limit(f"gate.{gate}.pain")
        told = "rose overnight" if seen[-1].rose else f"was {_pain(seen[-1])} of 10"
        return pain.said(
            f"{exercise_named(key).title}: pain {told}; more comes only at {pain.value:.0f} or "
            "less, without a rise."
        )
    return None


def shows_load(film: Seen, load_kg: float) -> bool:
    """Tell whether a film shows about a load: one of a clearly lighter set says little about it."""
    least = (1 - limit("film.lighter").value) * load_kg
    return film.load_kg is None or film.load_kg > least - NEAR_KG


def no_answer(state: State, key: str) -> Said | None:
    """Return that the day after the session before is not known; None where it may be so.

    Who comes back goes up a rung only when the day after was no worse in all that it rests on.
    After the latest session it cannot be known yet: what that one earned waits for it.
    """
    before = state.seen.get(key, ())[-2:-1]
    if state.profile.goal != "return" or not before or before[0].next_pain is not None:
        return None
    return limit("next_day.wanted").said(
        f"{exercise_named(key).title}: how the day after {on(before[0].day)} was is not known, so "
        "nothing is added. Say it on the day after, and more can come."
    )


def _light_film(state: State, key: str, film: Seen) -> Said | None:
    work = state.works.get(key)
    if work is None or not work.load_kg or film.load_kg is None:
        return None
    if shows_load(film, work.load_kg):
        return None
    return limit("film.lighter").said(
        f"{exercise_named(key).title}: the film of {on(film.day)} shows {film.load_kg:g} kg, and "
        f"{work.load_kg:g} kg are worked with, so the load stays. Film a working set."
    )


def _film_wait(film: Seen, today: date, title: str, gate: Gate) -> Said | None:
    """Return why the latest film does not let the load rise; None where it does."""
    fresh, least = limit(f"film.days_{gate}"), limit(f"gate.{gate}.reps")
    judged = day_of(film, gate).form
    if (today - film.day).days > fresh.value:
        text = f"{title}: the last film is of {on(film.day)}, so its load stays."
        return fresh.said(f"{text} Film a set from the side, and it can rise.")
    if judged == "broken":
        text = f"{title}: the film of {on(film.day)} did not pass, so its load stays."
        return fresh.said(f"{text} Film a set from the side.")
    if judged == "unknown":
        return least.said(
            f"{title}: {_judged(film)}, and {least.value:.0f} are wanted, so its load stays. Film "
            f"a whole set from the side{_next_film(film)}."
        )
    return None


def shown(state: State, key: str) -> tuple[Said, ...]:
    """Return what the film shows that a rise rests on; empty where no film decides.

    A back that could not be told is said with it.
    """
    move = exercise_named(key).move
    filmed = [one for one in state.seen.get(key, ()) if one.form is not None]
    if move is None or not filmed:
        return ()
    gate = state.profile.gate
    day = day_of(filmed[-1], gate)
    green = green_line([day], gate).said
    said = [replace(green, text=f"Film of {on(filmed[-1].day)}: {green.text}")]
    if moves()[move].spine:
        said.append(back_line([day], gate).said)
    return tuple(said)


def broken(view: GateView, seen: Seen, state: State) -> tuple[Said, ...]:
    """Return what of a day's form surely did not pass, in sentences; empty where all may have."""
    gate = state.profile.gate
    if seen.form is None or day_of(seen, gate).form != "broken":
        return ()
    wanted = ("green", "back", "growth", "knee")
    said = [one.said for one in view.lines if one.what in wanted and one.standing == "broken"]
    run = limit("within.red_run")
    if seen.form.red_run >= run.value:
        said.append(
            run.said(
                f"{seen.form.red_run} repetitions in a row were not green: end a set at the second."
            )
        )
    return tuple(said)


def slowed(seen: Seen, key: str) -> Said | None:
    """Return that fast work has surely slowed too much within a set; None where it has not."""
    form, most, band = seen.form, limit("speed.limit"), limit("speed.band").value
    if form is None or form.speed_loss_frac is None:
        return None
    if held_against(form.speed_loss_frac, form.speed_loss_sd_frac, most.value) != "broken":
        return None
    low = int(form.speed_loss_frac / band) * band
    text = (
        f"{exercise_named(key).title}: the hips lost about {percent(low)} to "
        f"{percent(low + band)} of their speed within the set, {percent(most.value)} or less is "
        "wanted: fewer a set, each as fast as the first."
    )
    return most.said(text)


def on(day: date) -> str:
    """Return a day as a reader reads it."""
    return f"{day.day} {day:%B}"


def _pain(seen: Seen) -> int:
    return max(seen.pain or 0, seen.next_pain or 0)


def _next_film(seen: Seen) -> str:
    """Return what would let more of the next film be judged, to go on with; empty for nothing."""
    what = seen.form.what if seen.form else ""
    return f": {what[0].lower()}{what[1:].rstrip('.')}" if what else ""


def _judged(seen: Seen) -> str:
    reps = seen.form.reps if seen.form else 0
    words = "repetition" if reps == 1 else "repetitions"
    return f"only {reps} {words} of the film of {on(seen.day)} could be judged"
