"""Real clips that a person counted and timed; skipped where no folder of them is named."""

from __future__ import annotations

import math

import pytest

from validation.clips import EVENT_S, LABEL_S, outcome
from validation.labels import FOLDER_VARIABLE, Label, labelled_folder, read_labels, times

FOLDER = labelled_folder()
LABELS = read_labels(FOLDER) if FOLDER else []
SQUATS = ("squat", "goblet")
NAMES = {
    **{"deadlift": "deadlift", "RDL": "hinge", "kettlebell good morning": "good_morning"},
    **{"back squat": "squat", "goblet squat": "squat", "box jump": "box_jump"},
    **{"medicine-ball slam": "slam", "kettlebell swing": "kettlebell_swing"},
    **{"kettlebell snatch": "kettlebell_snatch", "power clean": "power_clean"},
}
"""What each labelled exercise is called, where it is named at all."""


@pytest.mark.skipif(FOLDER is None, reason=f"{FOLDER_VARIABLE} names no folder with a labels.csv")
@pytest.mark.parametrize("label", LABELS, ids=[label.path.stem for label in LABELS])
def test_count_events_and_kinds(label: Label) -> None:
    found = outcome(label)
    if "frontal" in label.view and "then" not in label.view:
        assert "front or back" in found.refused
        return
    assert not found.refused
    expected = NAMES.get(label.exercise.split(" (")[0])
    assert expected is None or found.exercise in {expected, "unknown"}
    if any(word in label.exercise for word in SQUATS):
        assert "hinge" not in found.kinds
    if "then" in label.view:
        assert any("another view" in why for why in found.noticed)
    if not label.side:
        return
    assert found.counted == label.reps
    events = [time for time in (*found.bottom_s, *found.top_s) if math.isfinite(time)]
    late = [time for time in events if time > EVENT_S + LABEL_S]
    assert not late, f"{late} of {len(events)} events are off by more than {EVENT_S} s"
    if label.exercise == "deadlift":
        assert found.exercise == "deadlift"
        assert "squat" not in found.kinds


def test_label_times_are_read_as_written() -> None:
    assert times("0.0-0.3(start floor); 3.5") == ((0.0, 0.3), (3.5, 3.5))
    assert times("7.3 (6.8-8.2); 24.4") == ((6.8, 8.2), (24.4, 24.4))
    assert times("17.0 (floor pick-up 1.0, set-down 17.9)") == ((17.0, 17.0),)
    assert times("catch 2.5; 6.7") == ((2.5, 2.5), (6.7, 6.7))
    assert times("not timed") == ()
