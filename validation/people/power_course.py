"""Key postures in time: a smooth course through them, flights under gravity, sampled finely."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from validation.people.power_rig import AT, CHANNELS, com_y, com_z

if TYPE_CHECKING:
    from validation.people.power_rig import Rig

SAMPLES_HZ = 240
"""Events are found in a course sampled so often [1/s]."""
GRAVITY_M_S2 = 9.81
_SWAY_DEG = 0.3


@dataclass
class Take:
    """Key states while one foot (or both, alike) carries the body."""

    support: str
    keys: list[tuple[float, np.ndarray]]


@dataclass(frozen=True)
class Hold:
    """Something is in the hands: `sides` of them, from one time until another [s]."""

    from_s: float
    until_s: float
    sides: str


@dataclass(frozen=True)
class Flight:
    """A jump: from the push's begin over take-off and landing to the deepest point after [s]."""

    push_s: float
    take_off_s: float
    landing_s: float
    deepest_s: float


@dataclass
class Script:
    """A clip as it is written: takes, what is held when, and each repetition's marks.

    A repetition's marks are key times by name [s]; the events are found from the joints near them.
    """

    takes: list[Take]
    holds: list[Hold] = field(default_factory=list)
    flights: list[Flight] = field(default_factory=list)
    reps: list[dict[str, float]] = field(default_factory=list)

    @classmethod
    def begin(cls, state: np.ndarray, support: str = "R") -> Script:
        """Return a script that begins in a state."""
        return cls([Take(support, [(0.0, state)])])

    @property
    def now(self) -> float:
        """When the script ends so far [s]."""
        return self.takes[-1].keys[-1][0]

    @property
    def state(self) -> np.ndarray:
        """The last key state."""
        return self.takes[-1].keys[-1][1]

    def to(self, state: np.ndarray, after_s: float) -> float:
        """Add a key state so long after the last; its supporting foot stays where it is."""
        here = self.state
        kept = state.copy()
        for name in ("ahead", "up"):
            kept[AT[name]] = here[AT[name]]
        return self.move(kept, after_s)

    def move(self, state: np.ndarray, after_s: float) -> float:
        """Add a key state with a place of its own."""
        self.takes[-1].keys.append((self.now + after_s, state))
        return self.now

    def hold(self, for_s: float) -> float:
        """Stay in the last state."""
        return self.to(self.state, for_s)

    def carry(self, rig: Rig, support: str) -> None:
        """Let the other foot carry from now on, where it is."""
        turns, joints = rig.place(self.state, self.takes[-1].support)
        heel, ball = rig.contact(turns, joints, support)
        state = self.state.copy()
        state[AT["ahead"]] = rig.ball_y - float(ball[1])
        state[AT["up"]] = min(float(heel[2]), float(ball[2]))
        self.takes.append(Take(support, [(self.now, state)]))

    def at(self, time_s: float) -> tuple[np.ndarray, str]:
        """Return the state at a time and who carries."""
        take = next((t for t in self.takes if time_s < t.keys[-1][0]), self.takes[-1])
        times = np.array([time for time, _ in take.keys])
        return through(times, np.stack([state for _, state in take.keys]), time_s), take.support


def through(times: np.ndarray, states: np.ndarray, time_s: float) -> np.ndarray:
    """Return the state at a time of a course through key states.

    Between two keys each channel is the quintic with no acceleration at the keys; where the
    channel rests or turns at both, that is the minimum-jerk course (Flash and Hogan, 1985, J
    Neurosci 5:1688). Where it goes on in the same direction its speed at the key is the harmonic
    mean of the mean speeds before and after (Fritsch and Butland, 1984, SIAM J Sci Stat Comput
    5:300), so that nothing overshoots.
    """
    if time_s >= times[-1]:
        return states[-1].copy()
    i = max(int(np.searchsorted(times, time_s, side="right")) - 1, 0)
    speeds = [_speed(times, states, i), _speed(times, states, i + 1)]
    span = times[i + 1] - times[i]
    p = (time_s - times[i]) / span
    gap, first, last = states[i + 1] - states[i], speeds[0] * span, speeds[1] * span
    cubic, quartic, quintic = (
        10 * gap - 6 * first - 4 * last,
        -15 * gap + 8 * first + 7 * last,
        6 * gap - 3 * first - 3 * last,
    )
    return np.asarray(states[i] + first * p + cubic * p**3 + quartic * p**4 + quintic * p**5)


def _speed(times: np.ndarray, states: np.ndarray, i: int) -> np.ndarray:
    if i in (0, len(times) - 1):
        return np.zeros(len(CHANNELS))
    before = (states[i] - states[i - 1]) / (times[i] - times[i - 1])
    after = (states[i + 1] - states[i]) / (times[i + 1] - times[i])
    same = before * after > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = 2 * before * after / (before + after)
    return np.where(same, mean, 0.0)


@dataclass(frozen=True)
class Moment:
    """A body at a time: its state, its bones' rotations and heads.

    The body is turned by `heading_deg` about the upright axis through `pivot` when it is drawn.
    """

    time_s: float
    state: np.ndarray
    turns: np.ndarray
    joints: dict[str, np.ndarray]
    heading_deg: float = 0.0
    pivot: np.ndarray = field(default_factory=lambda: np.zeros(3))


def moments(rig: Rig, script: Script, rng: np.random.Generator) -> list[Moment]:
    """Return the course at `SAMPLES_HZ`, flights under gravity."""
    times = np.arange(int(script.now * SAMPLES_HZ) + 1) / SAMPLES_HZ
    phases = rng.uniform(0, 2 * np.pi, 2)
    paces = [pace for flight in script.flights for pace in _paces(rig, script, flight)]
    found = []
    for time_s in times.tolist():
        state, support = script.at(_paced(paces, time_s))
        waves = np.sin(2 * np.pi * np.array([0.31, 0.57]) * time_s + phases)
        state[AT["trunk"]] += _SWAY_DEG * float(waves.sum())
        turns, joints = rig.place(state, support)
        found.append(Moment(time_s, state, turns, joints))
    for flight in script.flights:
        _fly(rig, script, flight, found)
    return found


def rise(rig: Rig, state: np.ndarray) -> float:
    """Return the height of the centre of mass of a state on the ground, but for a constant [m]."""
    return _mass_centre(rig, rig.place(state)[1])[1]


def take_off_speed(rise_m: float, flight_s: float) -> float:
    """Return the upward speed [m/s] of a flight that ends so much higher after so long."""
    return rise_m / flight_s + GRAVITY_M_S2 * flight_s / 2


def _mass_centre(rig: Rig, joints: dict[str, np.ndarray]) -> tuple[float, float]:
    """Return the y of the centre of mass and its height but for a constant [m]."""
    # The sum takes the feet to be about y = 0.
    ankle = float(joints["foot.R"][1])
    near = {bone: head - (0.0, ankle, 0.0) for bone, head in joints.items()}
    height = com_z(rig.person, joints, rig.female) + float(joints["foot.R"][2])
    return com_y(rig.person, near, rig.female) + ankle, height


def _fly(rig: Rig, script: Script, flight: Flight, found: list[Moment]) -> None:
    """Put the moments of a flight onto the parabola between its ends."""
    ends = []
    for time_s in (flight.take_off_s, flight.landing_s):
        _, joints = rig.place(script.at(time_s)[0])
        ends.append(_mass_centre(rig, joints))
    last = flight.landing_s - flight.take_off_s
    speed = take_off_speed(ends[1][1] - ends[0][1], last)
    for index, moment in enumerate(found):
        t = moment.time_s - flight.take_off_s
        if not 0 < t < last:
            continue
        height = ends[0][1] + speed * t - GRAVITY_M_S2 * t**2 / 2
        along = ends[0][0] + (ends[1][0] - ends[0][0]) * t / last
        shift = np.array([0.0, along, height]) - (0.0, *_mass_centre(rig, moment.joints))
        joints = {bone: head + shift for bone, head in moment.joints.items()}
        found[index] = replace(moment, joints=joints)


@dataclass(frozen=True)
class Pace:
    """The script's times at given times [s]: a push or a landing at the flight's own speed."""

    time_s: np.ndarray
    script_s: np.ndarray


def _paces(rig: Rig, script: Script, flight: Flight) -> list[Pace]:
    """Return the paces of a flight's push and landing, which have its speed at its ends."""
    ends = [rise(rig, script.at(t)[0]) for t in (flight.take_off_s, flight.landing_s)]
    flown = flight.landing_s - flight.take_off_s
    up = take_off_speed(ends[1] - ends[0], flown)
    return [
        _pace(rig, script, (flight.push_s, flight.take_off_s), (0.0, up)),
        _pace(
            rig,
            script,
            (flight.landing_s, flight.deepest_s),
            (up - GRAVITY_M_S2 * flown, 0.0),
        ),
    ]


def _pace(rig: Rig, script: Script, span: tuple[float, float], speeds: tuple[float, float]) -> Pace:
    """Return the pace at which the centre of mass has given upward speeds at a span's ends."""
    path = np.linspace(*span, 80)
    heights = np.array([rise(rig, script.at(t)[0]) for t in path.tolist()])
    last, gap = span[1] - span[0], heights[-1] - heights[0]
    p, begin, end = np.linspace(0, 1, 80), speeds[0] * last, speeds[1] * last
    # The cubic with the given heights and speeds at its ends.
    wanted = heights[0] + begin * p + (3 * gap - 2 * begin - end) * p**2
    wanted = wanted + (begin + end - 2 * gap) * p**3
    sign = np.sign(gap)
    order = np.maximum.accumulate(sign * heights) + 1e-9 * np.arange(len(path))
    script_s = np.maximum.accumulate(np.interp(sign * wanted, order, path))
    return Pace(path, script_s)


def _paced(paces: list[Pace], time_s: float) -> float:
    for pace in paces:
        if pace.time_s[0] < time_s < pace.time_s[-1]:
            return float(np.interp(time_s, pace.time_s, pace.script_s))
    return time_s
