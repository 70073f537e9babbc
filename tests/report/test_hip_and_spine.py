"""What a report says of hip and spine: told apart, silent, or both, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import exportbodies
import numpy as np
import pytest

from hiphinge.judgement.judge import judge
from hiphinge.motion.motion import Standing
from hiphinge.quantities import Quantity
from hiphinge.report.account import not_measured, provenance
from hiphinge.report.build import About, build
from hiphinge.report.silence import UNSEEN, rep_silence, rounding_not_measured
from hiphinge.report.sureness import how_sure
from hiphinge.reps.count import count

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.report.model import Report

BOTTOM, BOTTOM_S = 20, 2.0
SHIRT = "a loose shirt hides the back"
PARTS = {"thigh_trunk_deg", "hip_part_deg", "spine_part_deg"}
NEITHER = {"thigh_trunk_deg"}


def built(motion: Motion) -> Report:
    """Return the report of a motion, judged."""
    clip = exportbodies.report().clip
    about = About(version="0", network="blazepose heavy", lifter="", strictness="normal")
    return build(clip, motion, judge(motion, count(motion)), about)


def standing(*, quiet: bool) -> Standing:
    posture = {
        name: one.at(0) for name, one in exportbodies.apart(exportbodies.motion()).series.items()
    }
    return Standing(0.0, 0.3, posture, quiet)


def test_a_rep_with_both_parts_is_told() -> None:
    assert rep_silence(exportbodies.apart(exportbodies.motion()), BOTTOM_S, PARTS) == ""


def test_a_silent_rep_says_why() -> None:
    plain = exportbodies.motion()
    told = exportbodies.apart(plain)
    hidden = exportbodies.apart(plain, quiet=[BOTTOM])
    unsure = replace(hidden, back_px=told.back_px)
    assert rep_silence(exportbodies.apart(plain, silence=SHIRT), BOTTOM_S, NEITHER) == SHIRT
    assert rep_silence(told, BOTTOM_S, set()) == "its bottom was not measured"
    assert rep_silence(told, BOTTOM_S, NEITHER) == "its fold since standing is not known"
    assert rep_silence(hidden, BOTTOM_S, NEITHER) == rep_silence(plain, BOTTOM_S, NEITHER) == UNSEEN
    assert "too unsure" in rep_silence(unsure, BOTTOM_S, NEITHER)


def test_a_told_clip_has_no_entry_about_rounding() -> None:
    told = [exportbodies.told(1), exportbodies.told(2)]
    motion = exportbodies.apart(exportbodies.motion())
    assert rounding_not_measured(motion, told) == []
    assert rounding_not_measured(motion, []) == []
    assert not any("rounding" in one.what for one in not_measured(motion, told))


@pytest.mark.parametrize(
    ("why", "advice"),
    [
        (SHIRT, "fitted shirt"),
        ("a bar or another load lies on the back and hides its outline", "without a bar"),
        ("the clip never shows you standing", "stand upright and still"),
        ("the camera looks too far from the side", "straight to your side"),
        ("the landmarks came without the body's outline", "the video itself"),
        (UNSEEN, "the other side"),
    ],
)
def test_a_silent_clip_says_why_and_what_helps(why: str, advice: str) -> None:
    motion = exportbodies.apart(exportbodies.motion(), silence=why)
    reps = [exportbodies.rep(1, silence=why), exportbodies.rep(2, silence=why)]
    for shown in (reps, []):
        (entry,) = rounding_not_measured(motion, shown)
        assert entry.what == "rounding of the back"
        assert entry.why.startswith(f"{why}; hip and spine are one line")
        assert advice in entry.advice


def test_single_silent_reps_are_named() -> None:
    motion = exportbodies.apart(exportbodies.motion(), quiet=[BOTTOM])
    reps = [
        exportbodies.told(1),
        exportbodies.rep(2, silence=UNSEEN),
        exportbodies.rep(3, silence=UNSEEN),
        exportbodies.rep(4, silence="its bottom was not measured"),
    ]
    entries = rounding_not_measured(motion, reps)
    assert [one.what for one in entries] == [
        "rounding of the back in reps 2 and 3",
        "rounding of the back in rep 4",
    ]
    assert "Hip and spine are told apart in rep 1 only." in how_sure(motion, reps)


def test_how_sure_tells_view_parts_and_doubt() -> None:
    motion = exportbodies.apart(exportbodies.motion())
    assert how_sure(motion, [exportbodies.told(1), exportbodies.told(2)]) == [
        "The camera was turned 5° ±6° from a pure side view.",
        "Hip and spine are told apart in every rep.",
        "Usual doubt at the bottoms: trunk ±4°, knee ±5°, hip ±4°, spine ±5°.",
    ]
    silent = exportbodies.apart(exportbodies.motion(), silence=SHIRT)
    said = how_sure(silent, [exportbodies.rep(1, silence=SHIRT)])
    assert said[1:] == [
        f"Hip and spine are not told apart: {SHIRT}.",
        "Usual doubt at the bottoms: trunk ±4°, knee ±5°.",
    ]


def test_a_small_doubt_keeps_its_digits() -> None:
    sharp = exportbodies.rep(1)
    sharp.bottom["trunk_deg"] = exportbodies.measured(60.0, 1.46, "deg")
    assert "trunk ±1.5°, knee ±5°" in how_sure(exportbodies.motion(), [sharp])[2]


def test_how_sure_tells_what_lowers_it() -> None:
    plain = exportbodies.motion()
    assert not any("less sure" in one.lower() for one in how_sure(plain, []))
    view = replace(plain.view, yaw_deg=Quantity(22.0, 4.0), pitch_deg=Quantity(-18.0, 2.0))
    poor = replace(
        exportbodies.motion(gone=range(8)),
        view=view,
        leg_px=Quantity(90.0, 2.0),
        standing=standing(quiet=False),
    )
    assert how_sure(poor, [])[-1] == (
        "Less sure than could be: the camera looks from an angle; the camera looks down by 18° "
        "±2°; the lifter is small in the picture; 10% of the frames were not measured; there was "
        "no quiet stand to count from."
    )


def test_an_unknown_turn_is_said_to_be_unknown() -> None:
    plain = exportbodies.motion()
    blind = replace(plain, view=replace(plain.view, yaw_deg=Quantity(np.nan, np.nan)))
    assert how_sure(blind, []) == [
        "How far the camera was turned from a side view is not known.",
    ]


def test_from_too_far_off_the_side_only_times_are_told() -> None:
    """A time between two angles' turns is none of them: the view hides the angles."""
    plain = replace(exportbodies.motion(period_s=4.0), standing=standing(quiet=True))
    oblique = replace(plain, view=replace(plain.view, usable=False))
    side, turned = built(plain), built(oblique)
    assert "hips_lead_s" in side.reps[0].bottom
    assert [rep.bottom for rep in turned.reps] == [{}] * len(side.reps)
    assert side.reps[0].signature
    assert [rep.signature for rep in turned.reps] == [{}] * len(side.reps)
    assert set(side.reps[0].signature) <= set(turned.reps[0].signature_unknown)
    assert [rep.eccentric_s for rep in turned.reps] == [rep.eccentric_s for rep in side.reps]


def test_the_report_carries_camera_parts_and_silence() -> None:
    motion = replace(
        exportbodies.apart(exportbodies.motion(period_s=4.0), quiet=range(55, 66)),
        standing=standing(quiet=True),
    )
    motion = replace(motion, view=replace(motion.view, roll_deg=Quantity(1.5, 0.5)))
    report = built(motion)
    assert (report.view.roll_deg, report.view.roll_sd_deg) == (1.5, 0.5)
    assert report.view.pitch_deg is report.view.pitch_sd_deg is None
    first, second = report.reps
    assert (first.silence, second.silence) == ("", UNSEEN)
    assert "spine_deg" in first.bottom
    assert "spine_deg" not in second.bottom
    fold = 80.0  # from 2 to 82 degrees
    parts = first.bottom["hip_part_deg"].value, first.bottom["spine_part_deg"].value
    assert None not in parts
    assert sum(parts) == pytest.approx(fold, abs=1.0)
    assert report.how_sure[1] == "Hip and spine are told apart in rep 1 only."
    assert report.not_measured[0].what == "rounding of the back in rep 2"


@pytest.mark.parametrize(
    ("stand", "words"),
    [
        (standing(quiet=True), "quiet stand"),
        (standing(quiet=False), "most upright moment"),
        (None, None),
    ],
)
def test_provenance_names_camera_and_reference(stand: Standing | None, words: str | None) -> None:
    plain = exportbodies.motion()
    motion = replace(plain, standing=stand, view=replace(plain.view, roll_deg=Quantity(2.0, 0.5)))
    judgement = judge(exportbodies.motion(), [])
    step = next(
        one for one in provenance(motion, judgement, "x", "normal") if one.stage == "motion"
    )
    assert step.parameters["camera_roll_deg"] == 2.0
    assert step.parameters["camera_pitch_deg"] is None
    assert step.parameters["reference"] == words
    assert "mean bias" in step.what
    told = provenance(exportbodies.apart(motion), judgement, "x", "normal")[1]
    assert "hip and spine apart" in told.what
