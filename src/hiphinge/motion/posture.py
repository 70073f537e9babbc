"""The posture in one picture: the films' measures, from several looks at one moment.

Each look goes the way that a film's frame goes (`motion.measure`). The looks are averaged; what
they differ by is noise that a film would have smoothed away, and is added to the doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.motion.angles import lean_deg
from hiphinge.motion.features import JOINTS
from hiphinge.motion.measure import measure
from hiphinge.motion.rigid_body import Hold, usual_body, weight_on_foot, weight_sd
from hiphinge.motion.upright import turned_px
from hiphinge.motion.view import USABLE_YAW_DEG, turned
from hiphinge.pose.skeleton import SIDED, sided
from hiphinge.quantities import Quantity, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.motion.motion import Motion, View
    from hiphinge.motion.rigid_body import Body
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

ANGLES = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg")
MEASURES = (
    *ANGLES,
    *("hips_back_frac", "hip_height_frac", "knee_ahead_frac", "chest_height_frac"),
    "wrist_height_frac",
)
"""What is taken over from each look, by its name among the films' measures."""
AGREE_LEAST = 2 / 3
"""Part of the looks that must say the same of which way the lifter faces."""
FOOT_SD_DEG = 8.0
"""Standard deviation of a foot's pitch, from heel and toe landmarks [deg]: 4 measured on standing
people in photos, twice that for what those do not show."""
DRAWS = 4000
"""Plausible bodies drawn for the doubt of what is no straight sum of leans."""


@dataclass(frozen=True, slots=True)
class Posture:
    """What one picture shows of a body from the side.

    Attributes
    ----------
    view : View
        Camera and side.
    measures : mapping of str to Quantity
        `MEASURES`, and `weight_foot` (where the centre of mass is over the foot: 0 heel, 1 toes),
        `toe_down_deg` (how far the near foot points down) and `feet_apart_frac` (how far one ankle
        is ahead of the other, in leg lengths).
    places : mapping of str to (2,) float
        Near side's parts in the picture [px]: joint centres where they are known, else landmarks.
    body : Body
        The body in leg lengths, for what balance asks for: thigh and trunk as seen, the rest usual.
    hold : Hold
        Where head and arms are beside the shoulder.
    visibility : float
        The network's opinion of the least seen of the near side's hip, knee and ankle, 0 to 1.
    spread_deg : float
        The largest spread of a lean over the looks [deg].
    leg_px : float
        Length of the leg in the picture [px].
    corrected : bool
        Whether joint centres are known, rather than landmarks.
    """

    view: View
    measures: Mapping[str, Quantity]
    places: Mapping[str, Floats]
    body: Body
    hold: Hold
    visibility: float
    spread_deg: float
    leg_px: float
    corrected: bool


def measure_posture(looks: Sequence[PoseTrack]) -> Posture:
    """Measure the posture that several looks at one picture show.

    Parameters
    ----------
    looks : sequence of PoseTrack
        Tracks of one frame each, of the same body in the same picture.

    Raises
    ------
    ClipError
        When hips, legs or shoulders are not in the picture, or it cannot be told which way the
        body faces.
    """
    seen = [(motion, look) for look in looks if (motion := _measured(look)) is not None]
    if len(seen) < AGREE_LEAST * len(looks):
        raise ClipError(
            "Hips, legs or shoulders are out of this picture: step back, or turn the phone, so "
            "that the whole body is in it, from head to feet."
        )
    alike = _alike(seen)
    oblique = np.median([one.view.yaw_deg.value for one, _ in seen]) > USABLE_YAW_DEG
    # From the front nobody faces left or right; that view is refused for what it is.
    if len(alike) < AGREE_LEAST * len(seen) and not oblique:
        raise ClipError(
            "It cannot be told which way the body in this picture faces: take it straight from "
            "the side, in good light, from head to feet."
        )
    # Near the limit of what was fitted, some looks know the joint centres and some do not.
    known = [one for one in alike if one[0].joints_px is not None]
    unknown = [one for one in alike if one[0].joints_px is None]
    alike = known if len(known) >= len(unknown) else unknown
    motions = [motion for motion, _ in alike]
    view = _view(motions)
    places = _places(motions)
    level = {name: turned_px(at, -_roll(motions), np.zeros(2)) for name, at in places.items()}
    measures = _measures(motions)
    body, hold = _built(level, view)
    measures["weight_foot"] = _weight(body, hold, measures)
    measures |= _feet(motions, view, _roll(motions))
    return Posture(
        view=view,
        measures=measures,
        places=places,
        body=body,
        hold=hold,
        visibility=float(np.mean([_seen(look, view.near) for _, look in alike])),
        spread_deg=max(_spread(motions, name) for name in ANGLES[:3]),
        leg_px=float(np.mean([motion.leg_px.value for motion in motions])),
        corrected=all(motion.joints_px is not None for motion in motions),
    )


def _measured(look: PoseTrack) -> Motion | None:
    """Measure one look; None where what it needs lies outside the picture."""
    try:
        return measure(look)
    except ClipError:
        return None


def _alike(seen: Sequence[tuple[Motion, PoseTrack]]) -> list[tuple[Motion, PoseTrack]]:
    """Return the looks that see the body face the way that most of them do."""
    ways = [(motion.view.facing, motion.view.near) for motion, _ in seen]
    most = max(ways, key=ways.count)
    return [one for one, way in zip(seen, ways, strict=True) if way == most]


def _values(motions: Sequence[Motion], name: str) -> Floats:
    return np.array([motion.series[name].value[0] for motion in motions])


def _spread(motions: Sequence[Motion], name: str) -> float:
    """Return the standard deviation of a measure over the looks; 0 for a single look."""
    return float(np.std(_values(motions, name), ddof=1)) if len(motions) > 1 else 0.0


def _measures(motions: Sequence[Motion]) -> dict[str, Quantity]:
    """Return the mean of each measure; its doubt is a film's and the spread of the looks.

    The spread counts whole, not divided by the number of looks: they share the picture, so that
    what they agree on may be wrong together.
    """
    return {
        name: Quantity(
            float(np.mean(_values(motions, name))),
            float(
                np.hypot(
                    np.median([motion.series[name].sd[0] for motion in motions]),
                    _spread(motions, name),
                )
            ),
        )
        for name in MEASURES
    }


def _view(motions: Sequence[Motion]) -> View:
    """Return the view with the mean turn; one moment knows it less well than a film."""
    views = [motion.view for motion in motions]
    turns = [one.yaw_deg.value * (1 if one.front else -1) for one in views]
    spread = float(np.std(turns, ddof=1)) if len(turns) > 1 else 0.0
    sd = float(np.hypot(np.median([one.yaw_deg.sd for one in views]), spread))
    view = turned(views[0], Quantity(float(np.mean(turns)), sd))
    return replace(view, roll_deg=views[0].roll_deg, pitch_deg=views[0].pitch_deg)


def _roll(motions: Sequence[Motion]) -> float:
    roll = motions[0].view.roll_deg.value
    return roll if np.isfinite(roll) else 0.0


def _places(motions: Sequence[Motion]) -> dict[str, Floats]:
    near = motions[0].view.near
    found = {
        part: np.mean([motion.xy_px[0, sided(near, part)] for motion in motions], axis=0)
        for part in SIDED
    }
    joints = [motion.joints_px[0] for motion in motions if motion.joints_px is not None]
    # All four or none: a bone from a joint's centre to a landmark would lean falsely.
    if len(joints) == len(motions):
        found |= dict(zip(JOINTS, np.mean(joints, axis=0), strict=True))
    return found


def _built(level: Mapping[str, Floats], view: View) -> tuple[Body, Hold]:
    """Return the body's lengths, and where head and arms are, from the levelled picture."""

    def length(lower: str, upper: str) -> float:
        return float(np.hypot(*(level[upper] - level[lower])))

    def ahead(part: str) -> float:
        return float((level[part] - level["shoulder"])[0] * int(view.facing)) / leg

    leg = length("ankle", "knee") + length("knee", "hip")
    body = usual_body(length("knee", "hip") / leg, length("hip", "shoulder") / leg)
    hold = Hold("as_seen", head=ahead("ear"), elbow=ahead("elbow"), wrist=ahead("wrist"))
    return body, hold


def _weight(body: Body, hold: Hold, measures: Mapping[str, Quantity]) -> Quantity:
    """Return where the weight is over the foot, with the doubt of leans and of the model."""
    drawn = draw_leans(measures)
    place = weight_on_foot(body, hold, drawn["trunk_deg"], drawn["knee_deg"], drawn["shin_deg"])
    return Quantity(float(np.mean(place)), float(np.hypot(np.std(place), weight_sd())))


def draw_leans(measures: Mapping[str, Quantity]) -> dict[str, Floats]:
    """Draw plausible true leans and knee bends; the same draws each time, so results repeat."""
    random = np.random.default_rng(20_000)
    drawn = {
        name: measures[name].value + measures[name].sd * random.standard_normal(DRAWS)
        for name in ("trunk_deg", "thigh_deg", "shin_deg")
    }
    drawn["knee_deg"] = drawn["shin_deg"] - drawn["thigh_deg"]
    return drawn


def _feet(motions: Sequence[Motion], view: View, roll_deg: float) -> dict[str, Quantity]:
    """Return how far the near foot points down, and how far one foot is ahead of the other."""
    level = [turned_px(motion.xy_px[0], -roll_deg, np.zeros(2)) for motion in motions]
    leg_px = float(np.mean([motion.leg_px.value for motion in motions]))

    def at(side: Side, part: str) -> Floats:
        return np.stack([xy[int(sided(side, part))] for xy in level])

    # A flat foot leans by 90 from heel to toe.
    pitch = lean_deg(at(view.near, "heel"), at(view.near, "foot_index"), view.facing) - 90.0
    apart = (at(Side.LEFT, "ankle") - at(Side.RIGHT, "ankle"))[:, 0] / leg_px
    return {
        "toe_down_deg": Quantity(
            float(np.mean(pitch)), float(np.hypot(FOOT_SD_DEG, np.std(pitch)))
        ),
        "feet_apart_frac": Quantity(abs(float(np.mean(apart))), float(np.std(apart))),
    }


def _seen(look: PoseTrack, near: Side) -> float:
    return float(min(look.visibility[0, sided(near, part)] for part in JOINTS[1:]))
