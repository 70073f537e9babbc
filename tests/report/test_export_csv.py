from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import exportbodies
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.judgeable import TOO_FAR, shown
from hiphinge.motion.motion import EXTRA_MEASURES, FRAME_MEASURES
from hiphinge.quantities import Missing
from hiphinge.report.export import cells, frames_csv, reps_csv

if TYPE_CHECKING:
    from pathlib import Path

FRAME_HEAD = (
    "time_s,trunk_deg,trunk_deg_sd,thigh_deg,thigh_deg_sd,shin_deg,shin_deg_sd,knee_deg,"
    "knee_deg_sd,thigh_trunk_deg,thigh_trunk_deg_sd,hip_deg,hip_deg_sd,spine_deg,spine_deg_sd,"
    "hip_height_frac,hip_height_frac_sd,hips_back_frac,hips_back_frac_sd"
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_frames_columns_are_those_that_tools_rely_on() -> None:
    head = frames_csv.render(exportbodies.motion()).split("\n")[0]
    assert head.startswith(FRAME_HEAD + ",")
    assert ",knee_ahead_frac,knee_ahead_frac_sd," in head
    assert head.endswith(",missing")


def test_frames_come_back_as_they_were_measured() -> None:
    motion = exportbodies.motion(gone=[7, 8])
    table = rows(frames_csv.render(motion))
    assert [float(row["time_s"]) for row in table] == pytest.approx(motion.time_s, abs=1e-6)
    for name in (*FRAME_MEASURES, *EXTRA_MEASURES):
        close = 0.006 if name.endswith("_deg") else 0.00006
        for part, column in (("value", name), ("sd", f"{name}_sd")):
            read = [float(row[column] or "nan") for row in table]
            truth = getattr(motion.series[name], part)
            assert np.allclose(read, truth, rtol=0, atol=close, equal_nan=True)


def test_known_bottom_of_the_analytic_hinge() -> None:
    bottom = rows(frames_csv.render(exportbodies.motion()))[20]
    assert bottom["time_s"] == "2.000000"
    assert (bottom["trunk_deg"], bottom["thigh_deg"], bottom["shin_deg"]) == (
        "62.00",
        "-20.00",
        "-3.00",
    )
    assert (bottom["knee_deg"], bottom["thigh_trunk_deg"]) == ("17.00", "82.00")
    back = (200 * math.sin(math.radians(20)) + 200 * math.sin(math.radians(3))) / 400
    assert bottom["hips_back_frac"] == f"{back:.4f}"


def test_what_was_never_measured_stays_empty_and_says_no_reason() -> None:
    first = rows(frames_csv.render(exportbodies.motion()))[0]
    assert first["hip_deg"] == first["hip_deg_sd"] == first["spine_deg"] == ""
    assert first["missing"] == ""


def test_hip_and_spine_that_were_told_in_part_fill_their_columns_in_part() -> None:
    quiet = range(30, 50)
    motion = exportbodies.apart(exportbodies.motion(), quiet=quiet)
    table = rows(frames_csv.render(motion))
    for name in ("hip_deg", "spine_deg", "spine_part_deg"):
        filled = [index for index, row in enumerate(table) if row[name] and row[f"{name}_sd"]]
        assert filled == [index for index in range(80) if index not in quiet]
    assert (table[20]["thigh_trunk_deg"], table[20]["spine_deg"]) == ("82.00", "24.60")
    assert table[40]["missing"] == ""


def test_the_parts_of_the_fold_get_columns_and_a_silent_rep_its_reason() -> None:
    silent = exportbodies.rep(2, silence="a loose shirt hides the back")
    table = rows(reps_csv.render(exportbodies.report(reps=[exportbodies.told(1), silent])))
    one, two = table
    assert (one["hip_part_deg"], one["spine_part_deg"]) == ("62.00", "16.00")
    assert (one["spine_share_frac"], one["spine_share_frac_sd"]) == ("0.2051", "0.0500")
    assert one["silence"] == two["hip_part_deg"] == two["spine_share_frac"] == ""
    assert two["silence"] == "a loose shirt hides the back"


def test_missing_frames_say_why() -> None:
    table = rows(frames_csv.render(exportbodies.motion(gone=[7])))
    assert table[7]["missing"] == Missing.LOST.words
    assert table[7]["trunk_deg"] == table[7]["trunk_deg_sd"] == ""
    assert table[8]["missing"] == ""
    motion = exportbodies.motion(gone=[7])
    turned = replace(motion, view=replace(motion.view, usable=False))
    table = rows(frames_csv.render(shown(turned)))
    assert [table[7]["missing"], table[8]["missing"]] == [Missing.LOST.words, TOO_FAR]
    assert table[8]["trunk_deg"] == ""


def test_files_have_plain_line_ends_and_end_with_one(tmp_path: Path) -> None:
    frames_csv.write(exportbodies.motion(), tmp_path / "frames.csv")
    reps_csv.write(exportbodies.report(), tmp_path / "reps.csv")
    for name in ("frames.csv", "reps.csv"):
        raw = (tmp_path / name).read_bytes()
        assert b"\r" not in raw
        assert raw.endswith(b"\n")


def test_reps_columns_are_those_that_tools_rely_on() -> None:
    head = reps_csv.render(exportbodies.report()).split("\n")[0]
    assert head.startswith(
        "rep,start_s,bottom_s,end_s,complete,kind,kind_probability,cut,from_floor,"
        "eccentric_s,eccentric_s_sd,pause_s,pause_s_sd,concentric_s,concentric_s_sd,"
        "trunk_deg,trunk_deg_sd,"
    )
    assert head.endswith(",reason,silence")


def test_reps_come_back() -> None:
    cut = exportbodies.rep(
        2, kind="unjudged", complete=False, cut='clip ends, "too soon"', kind_probability=None
    )
    table = rows(reps_csv.render(exportbodies.report(reps=[exportbodies.rep(1), cut])))
    one, two = table
    assert (one["rep"], one["start_s"], one["bottom_s"], one["end_s"]) == (
        "1",
        "0.000000",
        "2.000000",
        "4.000000",
    )
    assert (one["complete"], one["from_floor"], one["kind"]) == ("true", "false", "hinge")
    assert (one["knee_deg"], one["knee_deg_sd"]) == ("17.00", "5.00")
    assert (one["hips_back_frac"], one["hips_back_frac_sd"]) == ("0.1971", "0.0200")
    assert one["hip_deg"] == one["shin_deg"] == ""
    assert (two["complete"], two["kind"], two["kind_probability"]) == ("false", "unjudged", "")
    assert two["cut"] == 'clip ends, "too soon"'


def test_a_further_measure_gets_its_own_columns() -> None:
    further = exportbodies.rep(2)
    further.bottom["bar_ahead_frac"] = exportbodies.measured(0.05, 0.01, "frac")
    one, two = rows(reps_csv.render(exportbodies.report(reps=[exportbodies.rep(1), further])))
    assert (two["bar_ahead_frac"], two["bar_ahead_frac_sd"]) == ("0.0500", "0.0100")
    assert one["bar_ahead_frac"] == ""


def test_a_set_without_reps_is_only_a_header() -> None:
    text = reps_csv.render(exportbodies.report(reps=[]))
    assert text.count("\n") == 1


@given(st.floats(-1e6, 1e6), st.sampled_from(["knee_deg", "hip_height_frac_sd", "time_s", "x"]))
def test_a_number_comes_back_within_half_a_last_place(value: float | None, name: str) -> None:
    text = cells.number(value, cells.decimals(name))
    assert abs(float(text) - value) <= 0.5001 * 10 ** -cells.decimals(name)
    assert not (text.startswith("-") and float(text) == 0)


def test_a_speed_is_not_told_like_a_time() -> None:
    assert [cells.decimals(name) for name in ("time_s", "hip_speed_deg_per_s_sd")] == [6, 1]
    assert cells.decimals("eccentric_s", cells.OF_SETS) == 2


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf])
def test_unknown_is_empty(value: float | None) -> None:
    assert cells.number(value, 2) == ""
