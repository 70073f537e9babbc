"""Landmarks from elsewhere, which lack some of the 33 throughout: COCO has no heel and no toe."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bodies import Camera, film
from courses import HINGE, lifts

from hiphinge.motion.measure import measure
from hiphinge.pose.skeleton import mirror_order

COURSE, _ = lifts([HINGE] * 2)
LACKING = {"feet": slice(29, 33), "face": slice(1, 11), "hands": slice(17, 23)}
MEASURES = ("trunk_deg", "thigh_deg", "shin_deg", "hips_back_frac")


@pytest.mark.parametrize("gone", LACKING.values(), ids=LACKING)
def test_what_is_lacking_changes_nothing_else(gone: slice) -> None:
    track = film(COURSE, noise_px=4.0, dropped=[(2.0, 2.1), (6.0, 7.0)])
    fewer = track.xy_px.copy()
    fewer[:, gone] = np.nan
    whole, partial = measure(track), measure(replace(track, xy_px=fewer))
    # The same smoothing, the same gaps filled; it once was neither smoothed nor mended.
    for name in MEASURES:
        assert partial.series[name].value == pytest.approx(whole.series[name].value, nan_ok=True)
    assert [one.kind for one in partial.repairs].count("gap") == 1
    assert np.array_equal(partial.missing, whole.missing)


def test_exchanged_legs_are_seen_without_feet() -> None:
    track = film(COURSE, camera=Camera(25.0))
    xy = track.xy_px.copy()
    xy[40:44] = xy[40:44][:, mirror_order()]
    xy[40:44, :23] = track.xy_px[40:44, :23]
    xy[:, LACKING["feet"]] = np.nan
    motion = measure(replace(track, xy_px=xy))
    assert [(one.kind, one.frames) for one in motion.repairs] == [("swap", 4)]


def test_a_hand_hidden_for_a_while_leaves_the_legs_measured() -> None:
    track = film(COURSE)
    xy = track.xy_px.copy()
    xy[50:80, 15:23] = np.nan
    motion = measure(replace(track, xy_px=xy))
    assert np.isfinite(motion.series["trunk_deg"].value).all()
    assert np.isnan(motion.series["wrist_height_frac"].value[50:80]).all()
    assert np.isfinite(motion.series["wrist_height_frac"].value[:50]).all()
