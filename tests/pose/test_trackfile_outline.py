"""Tracks at rest with the body's outline and the camera's roll and pitch, and without them."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from bodies import outlined

from hiphinge.errors import ClipError
from hiphinge.pose import trackfile
from hiphinge.pose.outline import RAY_COUNT
from hiphinge.quantities import UNKNOWN, Missing, Quantity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

Data = dict[str, Any]
ROLL, PITCH = Quantity(-2.35, 0.42), Quantity(4.1, 1.25)


@pytest.fixture
def track(hinge_track: PoseTrack) -> PoseTrack:
    """A track whose outline is unknown in places and in one frame as a whole."""
    whole = replace(outlined(hinge_track, 41.234, 29.876), roll_deg=ROLL, pitch_deg=PITCH)
    ends = _ends(whole).copy()
    ends[3, 7, 0] = np.nan
    ends[10] = np.nan
    return replace(whole, outline_px=ends)


@pytest.fixture
def data(track: PoseTrack) -> Data:
    loaded: Data = json.loads(trackfile.render(track))
    return loaded


def _ends(track: PoseTrack) -> Floats:
    assert track.outline_px is not None
    return track.outline_px


def _read(folder: Path, data: object) -> PoseTrack:
    path = folder / "x.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return trackfile.read(path)


def test_outline_roll_and_pitch_come_back_as_they_were(
    track: PoseTrack, data: Data, tmp_path: Path
) -> None:
    back = _read(tmp_path, data)
    # Written to a tenth of a pixel.
    assert _ends(back) == pytest.approx(_ends(track), abs=0.051, nan_ok=True)
    assert (back.roll_deg, back.pitch_deg) == (ROLL, PITCH)


def test_no_outline_and_no_roll_come_back_as_none(hinge_track: PoseTrack, tmp_path: Path) -> None:
    back = _read(tmp_path, json.loads(trackfile.render(hinge_track)))
    assert back.outline_px is None
    for one in (back.roll_deg, back.pitch_deg):
        assert math.isnan(one.value)
        assert math.isnan(one.sd)


def test_one_of_roll_and_pitch_may_be_known(track: PoseTrack, tmp_path: Path) -> None:
    back = _read(tmp_path, json.loads(trackfile.render(replace(track, pitch_deg=UNKNOWN))))
    assert back.roll_deg == ROLL
    assert math.isnan(back.pitch_deg.value)


def test_older_tracks_have_neither(data: Data, track: PoseTrack, tmp_path: Path) -> None:
    for key in ("outline_px", "roll_deg", "pitch_deg"):
        del data[key]
    back = _read(tmp_path, data)
    assert back.outline_px is None
    assert math.isnan(back.roll_deg.value)
    assert math.isnan(back.pitch_deg.value)
    assert back.xy_px == pytest.approx(track.xy_px, abs=0.006)


def test_outline_and_reasons_are_made_to_agree(data: Data, tmp_path: Path) -> None:
    data["missing"][5] = int(Missing.LOST)
    data["outline_px"][6][2][1] = [100.0, None]
    ends = _ends(_read(tmp_path, data))
    assert np.isnan(ends[5]).all(), "who is not seen has no outline"
    assert np.isnan(ends[6, 2, 1]).all(), "half a place is none"
    assert np.isfinite(ends[6, 2, 0]).all()
    assert np.isfinite(ends[4]).all()


@pytest.mark.parametrize("pair", [[1.0, None], [None, 1.0], [1.0, 0.0], [1.0, -2.0], [None, None]])
def test_a_roll_without_its_doubt_is_no_roll(
    data: Data, tmp_path: Path, pair: list[float | None]
) -> None:
    data["roll_deg"] = pair
    assert math.isnan(_read(tmp_path, data).roll_deg.value)


def _put(*place: int, value: object) -> Callable[[Data], None]:
    def put(data: Data) -> None:
        inner: Any = data["outline_px"]
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = value

    return put


def _whole(**fields: object) -> Callable[[Data], None]:
    return lambda data: data.update(fields)


SPOILT: list[tuple[str, Callable[[Data], object], str]] = [
    ("a frame short", lambda data: data["outline_px"].pop(), "one entry for each"),
    ("a ray short", lambda data: [one.pop() for one in data["outline_px"]], "one entry for each"),
    ("one frame's ray short", lambda data: data["outline_px"][4].pop(), "not a pose track"),
    ("flat", _whole(outline_px=[1.0] * RAY_COUNT), "one entry for each"),
    ("one number", _whole(outline_px=5.0), "one entry for each"),
    ("words", _put(3, 0, 0, value=["a", "b"]), "not a pose track"),
    ("infinite", _put(3, 0, 0, value=[math.inf, 1.0]), "not a usable pose track"),
    ("minus infinite", _put(3, 0, 1, value=[1.0, -math.inf]), "not a usable pose track"),
    ("far", _put(3, 0, 0, value=[1e300, 1.0]), "100 times"),
    ("huge", _put(3, 0, 0, value=[10**400, 1.0]), "not a pose track"),
    ("roll alone", _whole(roll_deg=1.5), "not a pose track"),
    ("roll of three", _whole(roll_deg=[1.0, 2.0, 3.0]), "not a pose track"),
    ("roll in words", _whole(roll_deg=["level", 1.0]), "not a pose track"),
    ("pitch of one", _whole(pitch_deg=[1.0]), "not a pose track"),
    ("pitch as an object", _whole(pitch_deg={"value": 1.0, "sd": 1.0}), "not a pose track"),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("spoil", "said"), [one[1:] for one in SPOILT], ids=[one[0] for one in SPOILT]
)
def test_a_spoilt_track_is_refused_in_one_sentence(
    data: Data, tmp_path: Path, spoil: Callable[[Data], object], said: str
) -> None:
    spoil(data)
    with pytest.raises(ClipError) as caught:
        _read(tmp_path, data)
    words = str(caught.value)
    assert said in words
    assert words.startswith("x.json")
    assert words.endswith(".")
    assert "\n" not in words


@pytest.mark.parametrize("pair", [[math.inf, 1.0], [1.0, math.inf], [-math.inf, 1.0]])
def test_an_infinite_roll_turns_nothing(data: Data, tmp_path: Path, pair: list[float]) -> None:
    data["roll_deg"] = pair
    assert math.isnan(_read(tmp_path, data).roll_deg.value)
