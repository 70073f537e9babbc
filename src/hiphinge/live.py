"""The same steps while the camera runs: frames one by one in, repetitions out soon after.

A file is measured as a whole; a camera's frames are measured in a window that moves along. What
the window shows of moments that are past by `SETTLED_S` does not change any more when further
frames come, and goes to the counters of `reps.stream`, the same that a file's motion goes
through. So a repetition is told at most `DELAY_S` after it ended.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.judgement.naming import Named, given_name, name_set
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.motion.smooth import BALLISTIC_CUTOFF_HZ
from hiphinge.reps import stream
from hiphinge.reps.count import as_set
from hiphinge.reps.sample import Frame, samples
from hiphinge.reps.signs import signs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.motion.motion import Motion
    from hiphinge.moves.move import Counts
    from hiphinge.pose.track import PoseTrack
    from hiphinge.reps.rep import Rep
    from hiphinge.reps.stream import Stream

WINDOW_S = 12.0
"""Frames are kept for so long [s]: several repetitions, and the stand before them."""
EVERY_S = 0.5
"""The window is measured anew after so long [s]."""
SETTLED_S = 0.8
"""A zero-lag filter has forgotten the window's end so long before it [s]: over three periods of
its cut-off."""
MACHINE_S = 0.8
"""A counter knows of a repetition this long after it ended [s]: `machine.SETTLED_S`, and
`hands.HELD_S`."""
DELAY_S = EVERY_S + SETTLED_S + MACHINE_S + stream.TAIL_S
"""The longest time from a repetition's end until it is told [s]."""
FORMS: tuple[Counts, ...] = ("hips", "hands", "feet", "throws")


@dataclass(frozen=True, slots=True)
class Live:
    """A running set.

    Attributes
    ----------
    settings : MotionSettings
    given : Named or None
        What the lifter said the move is; None to see for itself.
    named : Named or None
        What the set seems to be so far.
    reps : tuple of Rep
        Its repetitions so far.
    track : PoseTrack or None
        The frames in the window.
    frame : Frame or None
        What places in the picture are counted from, kept from the first window on.
    measured_s, fed_s : float
        Until when frames were measured, and given to the counters [s].
    streams, told : mapping
        State of each counter, and what it has told.
    """

    settings: MotionSettings
    given: Named | None = None
    named: Named | None = None
    reps: tuple[Rep, ...] = ()
    track: PoseTrack | None = None
    frame: Frame | None = None
    measured_s: float = -np.inf
    fed_s: float = -np.inf
    streams: Mapping[Counts, Stream] = field(default_factory=dict)
    told: Mapping[Counts, tuple[Rep, ...]] = field(default_factory=dict)


def start(exercise: str | None = None, cutoff_hz: float = BALLISTIC_CUTOFF_HZ) -> Live:
    """Return the state before the first frame.

    Parameters
    ----------
    exercise : str or None
        Its name; None to see for itself.
    cutoff_hz : float
        Of the smoothing [Hz].

    Raises
    ------
    UsageError
        When no move has that name.
    """
    given = None if exercise is None else given_name(exercise)
    forms = FORMS if given is None else (given.counts,)
    return Live(
        settings=MotionSettings(cutoff_hz),
        given=given,
        named=given,
        streams={form: stream.start(form) for form in forms},
        told=dict.fromkeys(forms, ()),
    )


def feed(state: Live, frames: PoseTrack) -> Live:
    """Take the next frame or frames; `reps` holds what is known by then.

    Frames that are not later than the last one are left out.
    """
    last_s = -np.inf if state.track is None else float(state.track.time_s[-1])
    # Later than everything before it, in this call and in those before.
    before_s = np.fmax.accumulate(np.concatenate([[last_s], frames.time_s]))[:-1]
    fresh = frames.time_s > before_s
    if not fresh.any():
        return state
    track = _joined(state.track, _part(frames, fresh))
    now_s = float(track.time_s[-1])
    track = _part(track, track.time_s >= now_s - WINDOW_S)
    state = replace(state, track=track)
    if now_s - max(state.measured_s, float(track.time_s[0])) < EVERY_S:
        return state
    return _measured(replace(state, measured_s=now_s), now_s - SETTLED_S)


def close(state: Live) -> Live:
    """Return the state once the last frame has come: nothing more is waited for."""
    if state.track is None:
        return state
    state = _measured(state, np.inf)
    told = {form: (*state.told[form], *stream.close(one)) for form, one in state.streams.items()}
    return _read(replace(state, told=told), state.named)


def _measured(state: Live, until_s: float) -> Live:
    """Measure the window and give the counters what has settled."""
    if state.track is None:
        return state
    try:
        motion = measure(state.track, state.settings)
    except ClipError:  # nobody in the window yet
        return state
    frame = state.frame or _frame(motion)
    streams, told = dict(state.streams), dict(state.told)
    fed_s = state.fed_s
    for sample in samples(motion, frame):
        if not state.fed_s < sample.time_s <= until_s:
            continue
        fed_s = sample.time_s
        for form, one in streams.items():
            streams[form], done = stream.feed(one, sample)
            told[form] = (*told[form], *done)
    state = replace(state, frame=frame, streams=streams, told=told, fed_s=fed_s)
    return _read(state, _named(state, motion))


def _frame(motion: Motion) -> Frame:
    """Return what places are counted from in a session: a leg's length is read once."""
    return Frame(0.0, 0.0, motion.leg_px.value)


def _named(state: Live, motion: Motion) -> Named | None:
    """Return what the set is; what was sure once stays while nothing else is."""
    if state.given is not None:
        return state.given
    now = name_set(signs(motion))
    before = state.named
    if before is not None and now.probability is None and now.counts == before.counts:
        return before
    return now


def _read(state: Live, named: Named | None) -> Live:
    counts = named.counts if named is not None else "hips"
    return replace(state, named=named, reps=as_set(list(state.told.get(counts, ()))))


def _joined(one: PoseTrack | None, other: PoseTrack) -> PoseTrack:
    """Return one track after another."""
    if one is None:
        return other
    outlined = one.outline_px is not None and other.outline_px is not None
    return replace(
        other,
        time_s=np.concatenate([one.time_s, other.time_s]),
        xy_px=np.concatenate([one.xy_px, other.xy_px]),
        depth_px=np.concatenate([one.depth_px, other.depth_px]),
        visibility=np.concatenate([one.visibility, other.visibility]),
        missing=np.concatenate([one.missing, other.missing]),
        outline_px=np.concatenate([one.outline_px, other.outline_px]) if outlined else None,
    )


def _part(track: PoseTrack, which: np.ndarray) -> PoseTrack:
    return replace(
        track,
        time_s=track.time_s[which],
        xy_px=track.xy_px[which],
        depth_px=track.depth_px[which],
        visibility=track.visibility[which],
        missing=track.missing[which],
        outline_px=None if track.outline_px is None else track.outline_px[which],
    )
