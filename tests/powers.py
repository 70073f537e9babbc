"""Courses of the power moves, with the exact moments at which their keys stand."""

from __future__ import annotations

from dataclasses import dataclass

from courses import TALL, Course, Key, Posture

BACKSWING = Posture(60.0, -24.0, 2.0)  # knee 26
SQUATTED = Posture(40.0, -55.0, 25.0)  # a squat-style backswing: knee 80
PULL = Posture(62.0, -62.0, 20.0)  # a clean's start: knee 82
AT_KNEE = Posture(64.0, -36.0, 2.0)  # knees back: 38
UNDER = Posture(18.0, -32.0, 22.0)  # the power position: knee 54
CATCH = Posture(18.0, -42.0, 26.0)  # knee 68
DIP = Posture(45.0, -50.0, 27.0)  # a jump's loading: knee 77
SLAMMED = Posture(65.0, -32.0, 8.0)  # knee 40


@dataclass(frozen=True)
class Moves:
    """A set of a power move: its course, and the moments of each repetition's events [s]."""

    course: Course
    reps: tuple[dict[str, float], ...]


def swings(number: int = 4, bottom: Posture = BACKSWING, period_s: float = 1.4) -> Moves:
    """Swings to chest height, one down and up in each period, from and to standing."""
    keys, reps, time_s = [Key(0.0, TALL), Key(1.5, TALL)], [], 1.5
    half_s = period_s / 2
    for _ in range(number):
        low_s, top_s = time_s + half_s, time_s + period_s
        # The arms fly on after the hips are open.
        open_s = low_s + 0.65 * half_s
        keys += [
            Key(low_s, bottom, arm_deg=-45.0),
            Key(open_s, TALL, arm_deg=35.0),
            Key(top_s, TALL, arm_deg=85.0),
        ]
        reps.append({"bottom": low_s, "lockout": open_s, "top": top_s})
        time_s = top_s
    keys += [Key(time_s + 0.7, TALL), Key(time_s + 1.7, TALL)]
    return Moves(Course(tuple(keys)), tuple(reps))


def cleans(number: int = 2, *, top_deg: float = 100.0, hang: bool = False) -> Moves:
    """Pulls from the floor (or the hang) to the shoulders or overhead, caught in a quarter squat.

    The synthetic arm is one stick, so the hands end level with the shoulders and ahead of them.
    """
    keys, reps = [Key(0.0, TALL), Key(1.0, TALL)], []
    time_s = 1.0
    for _ in range(number):
        down_s = time_s + 1.2
        start = down_s + 0.5
        keys += [Key(down_s, AT_KNEE if hang else PULL), Key(start, AT_KNEE if hang else PULL)]
        knee_s = start + (0.0 if hang else 0.5)
        if not hang:
            keys.append(Key(knee_s, AT_KNEE))
        power_s, open_s = knee_s + 0.25, knee_s + 0.45
        caught_s, stood_s = open_s + 0.3, open_s + 1.1
        keys += [
            Key(power_s, UNDER),
            Key(open_s, TALL, arm_deg=20.0),
            Key(caught_s, CATCH, arm_deg=top_deg),
            Key(stood_s, TALL, arm_deg=top_deg),
            Key(stood_s + 0.8, TALL, arm_deg=top_deg),
            Key(stood_s + 1.6, TALL),
        ]
        time_s = stood_s + 2.2
        keys.append(Key(time_s, TALL))
        reps.append(
            {"power_position": power_s, "extension": open_s, "catch": caught_s, "stand": stood_s}
        )
    keys.append(Key(time_s + 1.0, TALL))
    return Moves(Course(tuple(keys)), tuple(reps))


def slams(number: int = 2) -> Moves:
    """Slow up to overhead, fast down into the fold, up again with the ball."""
    keys, reps, time_s = [Key(0.0, TALL, arm_deg=20.0)], [], 1.0
    keys.append(Key(time_s, TALL, arm_deg=20.0))
    for _ in range(number):
        up_s, low_s = time_s + 0.9, time_s + 1.5
        keys += [
            Key(up_s, TALL, arm_deg=175.0),
            Key(up_s + 0.15, TALL, arm_deg=175.0),
            Key(low_s, SLAMMED, arm_deg=10.0),
            Key(low_s + 0.5, SLAMMED, arm_deg=10.0),
            Key(low_s + 1.4, TALL, arm_deg=20.0),
        ]
        reps.append({"reach": up_s + 0.075, "follow_through": low_s})
        time_s = low_s + 1.8
        keys.append(Key(time_s, TALL, arm_deg=20.0))
    keys.append(Key(time_s + 1.0, TALL, arm_deg=20.0))
    return Moves(Course(tuple(keys)), tuple(reps))
