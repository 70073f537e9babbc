"""Where the weight is over the foot, against an independent balance model and against mechanics."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.balance import (
    Build,
    balanced_shin_deg,
    foot_span,
    model_sd,
    weight_on_foot,
)

LEG_M, TRUNK_M, HEAD_M = 0.8819, 0.5270, 0.2429  # a man of 1.78 m (de Leva 1996)


def man(trunk_deg: float) -> Build:
    """Return him with hanging arms, his head's middle in line with the trunk."""
    ahead = 0.45 * HEAD_M / LEG_M * math.sin(math.radians(trunk_deg))
    return Build(0.4317 / LEG_M, TRUNK_M / LEG_M, ahead)


@pytest.mark.parametrize(
    ("knee_deg", "trunk_deg", "shin_deg"),
    # The balance model that the standard's zones come from: it knows nothing of this code.
    [
        *((5, 60, -7.5), (15, 45, -0.5), (15, 60, -3.2), (20, 60, -1.1), (30, 70, 1.8)),
        *((60, 60, 14.8), (60, 50, 16.0), (60, 10, 28.0), (90, 45, 28.0)),
    ],
)
def test_balanced_shins_agree_with_the_model_of_the_standard(
    knee_deg: float, trunk_deg: float, shin_deg: float
) -> None:
    found = balanced_shin_deg(man(trunk_deg), trunk_deg, knee_deg, 0.5)
    assert found == pytest.approx(shin_deg, abs=1.0)


def test_upright_it_is_a_little_ahead_of_the_ankle() -> None:
    """A body that is one plumb line, feet aside, has its weight at the ankle."""
    place = float(weight_on_foot(Build(0.49, 0.59), 0.0, 0.0, 0.0))
    heel, toe = foot_span()
    ankle = -heel / (toe - heel)
    assert ankle < place < ankle + 0.02  # the feet reach forward, and weigh a fortieth


@given(
    trunk_deg=st.floats(-20, 90),
    knee_deg=st.floats(0, 110),
    place=st.floats(0.1, 0.9),
)
def test_the_balanced_shin_puts_the_weight_there(
    trunk_deg: float, knee_deg: float, place: float
) -> None:
    build = Build(0.5, 0.6, 0.1, -0.05, 0.1)
    shin_deg = balanced_shin_deg(build, trunk_deg, knee_deg, place)
    found = float(weight_on_foot(build, trunk_deg, shin_deg - knee_deg, shin_deg))
    assert found == pytest.approx(place, abs=1e-6)


@given(trunk_deg=st.floats(0, 70), knee_deg=st.floats(20, 100))
def test_standing_still_a_taller_torso_sends_the_shin_forward(
    trunk_deg: float, knee_deg: float
) -> None:
    build = Build(0.5, 0.6)
    taller = balanced_shin_deg(build, trunk_deg - 10, knee_deg, 0.5)
    assert taller > balanced_shin_deg(build, trunk_deg, knee_deg, 0.5)


def test_a_leaning_part_moves_the_weight_by_its_mass() -> None:
    """Leaning the trunk alone by a small angle moves mass x lever; head, trunk, arms go along."""
    build, step = Build(0.5, 0.6), math.radians(1.0)
    moved = float(weight_on_foot(build, 1.0, 0.0, 0.0) - weight_on_foot(build, 0.0, 0.0, 0.0))
    heel, toe = foot_span()
    # De Leva's mean of man and woman: trunk 0.430 at 0.595 of its length, the rest at the top.
    lever = 0.6 * (0.4302 * 0.5954 + 0.0681 + 2 * 0.0472)
    assert moved * (toe - heel) == pytest.approx(lever * math.sin(step), rel=0.01)


def test_the_doubt_is_a_few_centimetres_of_a_foot() -> None:
    heel, toe = foot_span()
    assert 0.02 < model_sd() * (toe - heel) < 0.04
    many = weight_on_foot(Build(0.5, 0.6), np.zeros(3), np.zeros(3), np.array([-5.0, 0.0, 5.0]))
    assert (np.diff(many) > 0).all()
