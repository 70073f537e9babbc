"""`--load` takes a number with its unit, and what was given is shown back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hiphinge.cli import main
from hiphinge.cli.load import load_said
from hiphinge.errors import UsageError
from hiphinge.pose import trackfile

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.pose.track import PoseTrack


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("60", (60.0, "kg")), ("60 kg", (60.0, "kg")), ("62,5kg", (62.5, "kg")),
        ("135 lb", (61.235, "lb")), ("135lbs", (61.235, "lb")), (" 135 LB ", (61.235, "lb")),
        ("0", (0.0, "kg")), (".5 kg", (0.5, "kg")), (None, (None, "kg")),
    ],
)  # fmt: skip
def test_a_load_is_a_number_with_its_unit(text: str | None, said: tuple[float, str]) -> None:
    assert load_said(text) == said


@pytest.mark.parametrize("text", ["", "heavy", "-5", "12 stone", "60 kg 5", "1e3", "nan", "lb"])
def test_what_is_no_load_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UsageError, match=r'such as "60 kg" or "135 lb"'):
        load_said(text)


@pytest.mark.parametrize(("text", "most"), [("1001", "1000.kg"), ("2300 lb", "2204.6.lb")])
def test_a_slip_is_refused_in_the_unit_that_was_said(text: str, most: str) -> None:
    with pytest.raises(UsageError, match=f"at most {most}, and not {text}"):
        load_said(text)


def test_it_is_shown_back_as_it_was_given_and_kept_in_kilograms(
    hinge_track: PoseTrack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, out = tmp_path / "set.json", tmp_path / "out"
    path.write_text(trackfile.render(hinge_track), encoding="utf-8")
    words = ["analyze", str(path), "--load", "135 lb", "--out", str(out)]
    monkeypatch.setattr("sys.argv", ["hiphinge", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert ", 135 lb\n" in capsys.readouterr().out
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert (report["load_kg"], report["load_units"]) == (61.235, "lb")
    page = (out / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en" data-units="lb">' in page


@pytest.mark.parametrize(
    ("coding", "said"), [("ascii", "-7? ?5?"), ("cp1252", "-7° ±5°"), ("utf-8", "−7° ±5°")]
)
def test_no_terminal_loses_the_sign_of_a_number(coding: str, said: str) -> None:
    assert "−7° ±5°".encode(coding, "hiphinge-plainer").decode(coding) == said
