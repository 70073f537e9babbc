"""The balance model against published tables and its own equations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.rigid_body import (
    CENTRE_SD,
    Body,
    Hands,
    Hold,
    above_hip,
    balanced_shin_deg,
    centre_of_mass,
    pressed_at,
    usual_body,
    weight_on_foot,
    weight_sd,
)
from hiphinge.motion.segments import Masses, masses

if TYPE_CHECKING:
    from hiphinge.quantities import Floats

NEWTON, KG = 9.81, 80.0
LEG_M = 0.4502 + 0.4317
LENGTHS_M = {
    "shank": 0.4502, "thigh": 0.4317, "trunk": 0.5270, "upper_arm": 0.2880, "forearm": 0.2749,
    "hand": 0.0881, "heel": -0.25 * 0.2639, "foot": 0.2639,
}  # fmt: skip
"""The man of 1.78 m that the tables are of (de Leva 1996 lengths)."""
BALANCED = [
    (5, 60, -7.5, -12.5, 0.17, -0.067),
    (15, 45, -0.5, -15.5, 0.14, 0.00),
    (15, 60, -3.2, -18.2, 0.18, -0.03),
    (15, 75, -4.9, -19.9, 0.21, -0.04),
    (20, 60, -1.1, -21.1, 0.19, -0.01),
    (30, 70, 1.8, -28.2, 0.22, 0.02),
    (60, 60, 14.8, -45.2, 0.22, 0.13),
    (90, 45, 28.0, -62.0, 0.19, 0.24),
]
"""Knee and trunk; then shin, thigh, hips back and knee ahead, with the hands over mid-foot."""
MOMENTS = [
    (0, 15, 60, 0, "hanging", 91.4, 158.9),
    (0, 15, 60, 20, "hanging", 159.0, 248.5),
    (0, 15, 60, 60, "hanging", 294.3, 427.6),
    (0, 15, 60, 20, "at_shoulders", 163.3, 252.7),
    (0, 15, 90, 0, "hanging", 116.0, 183.5),
    (10, 70, 45, 60, "hanging", 6.5, 349.1),
]
"""Shin, knee, trunk, load [kg] and where it is; then the moments about ankle and hip [N m]."""


def man(scale: float = 1 / LEG_M) -> Body:
    lengths = {name: np.array(one * scale) for name, one in LENGTHS_M.items()}
    return Body(**lengths, masses=masses(np.array(0.0)))


def hold(body: Body, hands: Hands = "over_foot", load: float = 0.0) -> Hold:
    return Hold(hands, pressed_at(body, 0.5), np.array(load))


def hip_of(body: Body, shin_deg: float | Floats, knee_deg: float) -> float:
    """Return how far the hip is ahead of the ankle."""
    shin, thigh = np.radians(shin_deg), np.radians(shin_deg - knee_deg)
    return float(body.shank * np.sin(shin) + body.thigh * np.sin(thigh))


@pytest.mark.parametrize(("knee", "trunk", "shin", "thigh", "back", "ahead"), BALANCED)
def test_the_table_of_balanced_postures(
    knee: float, trunk: float, shin: float, thigh: float, back: float, ahead: float
) -> None:
    """The table calls itself good to 4 degrees and 0.05; the same body gives it to its digits."""
    body = man()
    found = float(balanced_shin_deg(body, hold(body), np.array(trunk), np.array(knee)))
    digits = 0.06 if abs(shin) < 20 else 0.5
    assert found == pytest.approx(shin, abs=digits)
    assert found - knee == pytest.approx(thigh, abs=digits)
    assert -hip_of(body, found, knee) == pytest.approx(back, abs=0.006)
    assert float(body.shank * np.sin(np.radians(found))) == pytest.approx(ahead, abs=0.006)


@pytest.mark.parametrize(("shin", "knee", "trunk", "kg", "where", "ankle", "hip"), MOMENTS)
def test_moments_about_ankle_and_hip(
    shin: float, knee: float, trunk: float, kg: float, where: Hands, ankle: float, hip: float
) -> None:
    """In metres, against vectors made for a test of inverse dynamics."""
    body = man(1.0)
    held = Hold(where, np.array(0.0), np.array(kg / KG))
    if where == "at_shoulders":  # the bar's place is in leg lengths
        body = man()
    metre = 1.0 if where != "at_shoulders" else LEG_M
    leans = (np.array(trunk), np.array(knee), np.array(shin))
    at = hip_of(body, shin, knee)
    mass, moment = above_hip(body, held, leans[0], at)
    assert float(moment - mass * at) * KG * NEWTON * metre == pytest.approx(hip, abs=0.5)
    whole = centre_of_mass(body, held, *leans) * (1 + held.load)
    feet = body.masses.mass["foot"] * (body.heel + body.masses.centre["foot"] * body.foot)
    assert float(whole - feet) * KG * NEWTON * metre == pytest.approx(ankle, abs=0.5)


@pytest.mark.parametrize(("knee", "trunk"), [(5.0, 60.0), (15.0, 45.0), (20.0, 75.0)])
def test_heels_and_toes_shift_the_shin_by_three_degrees(knee: float, trunk: float) -> None:
    body = man()
    heels, middle, toes = (
        float(balanced_shin_deg(body, hold(body), np.array(trunk), np.array(knee), place))
        for place in (0.35, 0.5, 0.65)
    )
    assert heels - middle == pytest.approx(-3.0, abs=0.5)
    assert toes - middle == pytest.approx(3.0, abs=0.5)
    moved = [hip_of(body, shin, knee) for shin in (heels, middle, toes)]
    assert np.diff(moved) == pytest.approx([0.05, 0.05], abs=0.01)


@given(
    st.floats(0.42, 0.58), st.floats(0.45, 0.70), st.floats(0.0, 1.0), st.floats(20.0, 90.0),
    st.floats(0.0, 90.0), st.floats(0.3, 0.7), st.floats(0.0, 1.0),
    st.sampled_from(["over_foot", "hanging", "at_shoulders", "as_seen"]),
)  # fmt: skip
def test_the_centre_of_mass_is_over_the_pressed_point(
    thigh: float, trunk: float, womanly: float, lean: float, knee: float, place: float,
    load: float, where: Hands,
) -> None:  # fmt: skip
    body = replace(
        man(), thigh=np.array(thigh), shank=np.array(1 - thigh), trunk=np.array(trunk),
        masses=masses(np.array(womanly)),
    )  # fmt: skip
    held = replace(hold(body, where, load), head=0.1, elbow=-0.05, wrist=0.05)
    shin = balanced_shin_deg(body, held, np.array(lean), np.array(knee), place)
    centre = centre_of_mass(body, held, np.array(lean), np.array(knee), shin)
    assert float(centre) == pytest.approx(float(pressed_at(body, place)), abs=1e-9)
    on_foot = weight_on_foot(body, held, np.array(lean), np.array(knee), shin)
    assert float(on_foot) == pytest.approx(place, abs=1e-9)


@given(st.floats(0.5, 300.0), st.floats(30.0, 80.0), st.floats(5.0, 60.0))
def test_size_does_not_matter(scale: float, trunk: float, knee: float) -> None:
    bodies = man(), man(scale)
    shins = [
        float(balanced_shin_deg(one, hold(one), np.array(trunk), np.array(knee))) for one in bodies
    ]
    assert shins[0] == pytest.approx(shins[1], abs=1e-9)


@given(st.floats(45.0, 80.0), st.floats(10.0, 25.0))
def test_a_longer_thigh_and_a_longer_trunk_ask_for_more_hips_back(
    trunk: float, knee: float
) -> None:
    body = man()

    def back(**other: float) -> float:
        one = replace(body, **{name: np.array(length) for name, length in other.items()})
        shin = balanced_shin_deg(one, hold(body), np.array(trunk), np.array(knee))
        return -hip_of(one, shin, knee)

    assert back(thigh=0.53, shank=0.47) > back(thigh=0.49, shank=0.51)
    assert back(trunk=0.65) > back(trunk=0.59)


def test_a_load_that_hangs_ahead_tips_the_body_back() -> None:
    """60 kg at the end of hanging arms: shin -11, hips 0.31 behind (balance model)."""
    body = man()
    shin = balanced_shin_deg(body, hold(body, "hanging", 60 / KG), np.array(60.0), np.array(15.0))
    assert float(shin) == pytest.approx(-11.0, abs=0.5)
    assert -hip_of(body, shin, 15.0) == pytest.approx(0.31, abs=0.005)


def test_what_nothing_balances_has_no_shin() -> None:
    body = replace(man(), trunk=np.array(9.0))
    assert np.isnan(balanced_shin_deg(body, hold(body), np.array(90.0), np.array(15.0)))


DEMPSTER_MASS = {
    "trunk": 0.497, "head": 0.081, "upper_arm": 0.056, "forearm": 0.032, "hand": 0.012,
    "thigh": 0.200, "shank": 0.093, "foot": 0.029,
}  # fmt: skip
DEMPSTER_CENTRE = {
    "trunk": 0.50, "upper_arm": 0.436, "forearm": 0.430, "hand": 0.506, "thigh": 0.433,
    "shank": 0.433, "foot": 0.50,
}  # fmt: skip
"""Dempster's table after Winter 2009, both limbs together; his trunk with head and neck."""
STANCES = [(4, 0, 0), (35, 30, 9), (47, 37, 11.5), (60, 60, 15), (90, 45, 28), (17.5, 75, -4)]
"""Knee, trunk and shin [deg]."""


def usual_man() -> Body:
    return usual_body(0.49, 0.60)


@given(st.floats(-20.0, 90.0), st.floats(0.0, 110.0), st.floats(-30.0, 40.0), st.floats(0.0, 1.0))
def test_arms_that_are_seen_to_hang_are_hanging_arms(
    trunk: float, knee: float, shin: float, load: float
) -> None:
    body = man()
    head = float(body.masses.head_beyond * body.trunk * np.sin(np.radians(trunk)))
    seen, hung = Hold("as_seen", load=load, head=head), Hold("hanging", load=load)
    mine, other = (centre_of_mass(body, one, trunk, knee, shin) for one in (seen, hung))
    assert float(mine) == pytest.approx(float(other), abs=1e-12)


@given(st.floats(0.0, 90.0), st.floats(0.0, 110.0), st.floats(-30.0, 40.0), st.floats(-0.1, 0.3))
def test_straight_arms_that_are_seen_over_the_foot_are_over_it(
    trunk: float, knee: float, shin: float, ahead: float
) -> None:
    """Elbow and wrist of a straight arm are on the way to the grip; its hand is taken with it."""
    body = replace(man(), hand=0.0)
    lean = np.sin(np.radians(trunk))
    shoulder = hip_of(body, shin, knee) + float(body.trunk * lean)
    elbow = float(body.upper_arm / (body.upper_arm + body.forearm)) * (ahead - shoulder)
    head = float(body.masses.head_beyond * body.trunk * lean)
    seen = Hold("as_seen", head=head, elbow=elbow, wrist=ahead - shoulder)
    reached = Hold("over_foot", ahead)
    mine, other = (centre_of_mass(body, one, trunk, knee, shin) for one in (seen, reached))
    assert float(mine) == pytest.approx(float(other), abs=1e-12)


def test_upright_the_weight_is_a_little_ahead_of_the_ankle() -> None:
    """A body that is one plumb line, feet aside, has its weight at the ankle."""
    body = usual_man()
    place = float(weight_on_foot(body, Hold("as_seen"), 0.0, 0.0, 0.0))
    ankle = float(-body.heel / body.foot)
    assert ankle < place < ankle + 0.02  # the feet reach forward, and weigh a fortieth


def test_a_leaning_part_moves_the_weight_by_its_mass() -> None:
    """Leaning the trunk alone by a small angle moves mass x lever; head, trunk, arms go along."""
    body, held = usual_man(), Hold("as_seen")
    moved = centre_of_mass(body, held, 1.0, 0.0, 0.0) - centre_of_mass(body, held, 0.0, 0.0, 0.0)
    # De Leva's mean of man and woman: trunk 0.430 at 0.595 of its length, the rest at the top.
    lever = 0.60 * (0.4302 * 0.5954 + 0.0681 + 2 * 0.0472)
    assert float(moved) == pytest.approx(lever * np.sin(np.radians(1.0)), rel=0.01)


@given(st.floats(0.0, 70.0), st.floats(20.0, 100.0))
def test_standing_still_a_taller_torso_sends_the_shin_forward(trunk: float, knee: float) -> None:
    body, held = usual_man(), Hold("as_seen")
    taller, farther = (balanced_shin_deg(body, held, one, knee) for one in (trunk - 10, trunk))
    assert float(taller) > float(farther)


@pytest.mark.parametrize("where", ["hanging", "over_foot"])
@pytest.mark.parametrize(("knee", "trunk", "shin"), STANCES)
def test_another_table_of_masses_is_within_the_models_doubt(
    knee: float, trunk: float, shin: float, where: Hands
) -> None:
    ours = usual_man()
    theirs = Masses(
        {name: np.array(one) for name, one in DEMPSTER_MASS.items()},
        {name: np.array(one) for name, one in DEMPSTER_CENTRE.items()},
        ours.masses.head_beyond,
        ours.masses.neck_beyond,
    )
    one, other = (
        float(centre_of_mass(body, hold(ours, where), trunk, knee, shin))
        for body in (ours, replace(ours, masses=theirs))
    )
    assert abs(one - other) < 0.0075 < CENTRE_SD / 2


def test_the_doubt_of_the_weight_is_two_centimetres_of_a_foot() -> None:
    leg_m = (0.8625 + 0.8071) / 2  # thigh and shank of de Leva's men and women
    assert weight_sd() * float(usual_man().foot) * leg_m == pytest.approx(0.02, abs=0.003)
