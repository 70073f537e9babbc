"""The statistics of measured accuracy against cases whose answer is known, and their tables."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import poseaudit
import pytest

from validation.agreement import (
    RESAMPLES,
    SEED,
    Frames,
    agreement,
    auc,
    auc_by_body,
    joined,
    worst_body,
)
from validation.tables import (
    MARGIN_DEG,
    by_clothing_and_implement,
    by_phase,
    by_yaw,
    headline,
    tables,
    worse_than_plain,
    worst_bodies,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def made(
    error: ArrayLike, body: ArrayLike, *, sd: float = 1.0, plain: ArrayLike = 3.0, **same: str
) -> Frames:
    """Frames with these errors, of a knee at the bottom in fitted clothes unless told otherwise."""
    count = np.size(error)
    words = {"clip": "1", "measure": "knee_deg", "phase": "bottom"}
    words |= {"clothing": "fitted", "implement": "nothing"} | same
    truth = np.linspace(0, 40, count)
    return Frames(
        body=np.asarray(body, dtype=np.str_),
        yaw_deg=np.full(count, 4.0),
        truth=truth,
        ours=truth + np.asarray(error, dtype=float),
        sd=np.full(count, sd),
        plain=truth + np.broadcast_to(np.asarray(plain, dtype=float), count),
        **{name: np.full(count, word) for name, word in words.items()},
    )


def names(bodies: int, each: int) -> np.ndarray:
    return np.repeat([f"b{which}" for which in range(bodies)], each)


def normal(sd: float, count: int) -> np.ndarray:
    return np.random.default_rng(7).normal(0, sd, count)


def row(markdown: str, *starts: str) -> dict[str, str]:
    """The cells of the row that starts so, by the table's header."""
    lines = [[cell.strip() for cell in one.split("|")[1:-1]] for one in markdown.splitlines()]
    (found,) = [line for line in lines if line[: len(starts)] == list(starts)]
    return dict(zip(lines[0], found, strict=True))


def test_normal_errors_give_their_known_mean_and_coverage() -> None:
    found = agreement(made(normal(2.0, 20_000), names(100, 200), sd=2.0))
    assert found.mae.value == pytest.approx(2.0 * math.sqrt(2 / math.pi), rel=0.02)
    assert found.bias.value == pytest.approx(0, abs=0.05)
    assert found.bias.low < 0 < found.bias.high
    assert found.coverage.value == pytest.approx(0.95, abs=0.005)
    assert found.coverage.low < 0.95 < found.coverage.high
    assert found.limits == pytest.approx((-3.92, 3.92), abs=0.1)
    assert (found.bodies, found.clips, found.frames) == (100, 100, 20_000)


def test_half_the_doubt_covers_what_a_normal_error_says() -> None:
    found = agreement(made(normal(2.0, 20_000), names(100, 200), sd=1.0))
    assert found.coverage.value == pytest.approx(math.erf(0.98 / math.sqrt(2)), abs=0.01)


def test_limits_of_agreement_add_the_variance_between_bodies() -> None:
    # Means 1 and 5; within 2; between (16 - 2) / 2 = 7; total 9.
    even = agreement(made([0, 2, 4, 6], ["a", "a", "b", "b"]))
    assert even.limits == pytest.approx((3 - 1.96 * 3, 3 + 1.96 * 3), abs=1e-3)
    # Means 1 and 6; within 2; between (50/3 - 2) / (4/3) = 11; total 13; grand mean 8/3.
    uneven = agreement(made([0, 2, 6], ["a", "a", "b"]))
    half = 1.96 * math.sqrt(13)
    assert uneven.limits == pytest.approx((8 / 3 - half, 8 / 3 + half), abs=1e-3)


def test_errors_that_belong_to_the_body_widen_the_interval() -> None:
    error = np.repeat(normal(1.0, 20), 50)
    by_body = agreement(made(error, names(20, 50)))
    by_frame = agreement(made(error, names(1000, 1)))
    for name in ("bias", "mae", "coverage"):
        wide, narrow = getattr(by_body, name), getattr(by_frame, name)
        assert wide.value == pytest.approx(narrow.value)
        assert wide.high - wide.low > 4 * (narrow.high - narrow.low), name
    # The standard error of a mean of 20 bodies, not of 1000 frames.
    half = (by_body.bias.high - by_body.bias.low) / 2
    assert half == pytest.approx(1.96 * error.std() / math.sqrt(20), rel=0.1)


def test_intervals_are_those_of_the_audit_over_all_frames() -> None:
    rng = np.random.default_rng(3)
    frames = made(rng.normal(0.3, 1, 200), rng.permutation(names(8, 25)), sd=0.7)
    found = agreement(frames)
    audit = poseaudit.audit_values(
        frames.ours,
        frames.truth,
        big_error=1.96 * 0.7,
        unit="deg",
        subject=frames.body,
        bands=1,
        resamples=RESAMPLES,
        seed=SEED,
    )
    assert (found.bias.low, found.bias.high) == pytest.approx(audit.bias_ci)
    assert (found.mae.low, found.mae.high) == pytest.approx(audit.mean_abs_error_ci)
    assert found.limits == pytest.approx(audit.repeated_limits)
    assert found.coverage.value == pytest.approx(1 - audit.big_error_rate)
    assert found == agreement(frames)


def test_silent_frames_count_as_silent_only() -> None:
    frames = made([1, 1, 1, math.nan], ["a", "a", "b", "c"], plain=[2, 2, 2, 90])
    frames = replace(frames, sd=np.where(frames.heard, frames.sd, math.nan))
    found = agreement(frames)
    assert (found.bodies, found.frames, found.silent) == (3, 4, 0.25)
    assert found.mae.value == pytest.approx(1)
    assert found.plain_mae == pytest.approx(2)
    without = agreement(replace(frames, plain=np.full(4, math.nan)))
    assert math.isnan(without.plain_mae)
    mute = agreement(frames.take(~frames.heard))
    assert mute.silent == 1
    assert math.isnan(mute.mae.value)
    assert agreement(frames.where(phase="standing")).frames == 0


def test_too_few_bodies_and_full_coverage_are_not_certain() -> None:
    one = agreement(made([1, 2, 3], ["a", "a", "a"], sd=9))
    assert math.isnan(one.mae.low)
    assert math.isnan(one.limits[0])
    every = agreement(made(np.zeros(40), names(4, 10)))
    assert every.coverage.value == 1
    assert every.coverage.low < 0.6


def test_columns_must_fit_together() -> None:
    frames = made([1, 2], ["a", "b"])
    with pytest.raises(ValueError, match="length"):
        replace(frames, plain=np.zeros(3))
    with pytest.raises(ValueError, match="truth"):
        replace(frames, truth=np.array([1, math.nan]))
    with pytest.raises(ValueError, match="standard deviation"):
        replace(frames, sd=np.array([1, math.nan]))
    both = joined([frames, frames])
    assert len(both) == 4
    assert all(len(getattr(both, one.name)) == 4 for one in fields(both))


def test_auc_is_the_share_of_pairs_in_order() -> None:
    rng = np.random.default_rng(5)
    rounded, unrounded = rng.integers(2, 9, 40).astype(float), rng.integers(0, 7, 30).astype(float)
    pairs = [(a > b) + (a == b) / 2 for a in rounded for b in unrounded]
    assert auc(rounded, unrounded) == pytest.approx(np.mean(pairs))
    assert auc(unrounded, rounded) == pytest.approx(1 - np.mean(pairs))
    assert auc(np.ones(3), np.ones(5)) == 0.5
    assert math.isnan(auc(np.ones(0), np.ones(5)))


def test_auc_resamples_bodies() -> None:
    rng = np.random.default_rng(6)
    build = rng.normal(0, 1, 20)
    rounded, unrounded = np.repeat(build[:10] + 1, 10), np.repeat(build[10:], 10)
    body = names(20, 10)
    by_body = auc_by_body(rounded, unrounded, body[:100], body[100:])
    by_rep = auc_by_body(rounded, unrounded, names(200, 1)[:100], names(200, 1)[100:])
    assert by_body.value == by_rep.value == auc(rounded, unrounded)
    assert by_body.low < by_body.value < by_body.high
    assert by_body.high - by_body.low > 2 * (by_rep.high - by_rep.low)
    apart = auc_by_body(np.ones(4), np.zeros(4), body[:4], body[4:8])
    assert (apart.value, math.isnan(apart.low)) == (1, True)
    with pytest.raises(ValueError, match="missing"):
        auc_by_body(np.array([math.nan]), np.zeros(1), body[:1], body[:1])


def test_headline_holds_its_rows_against_the_aims() -> None:
    side = made(np.full(40, 1.7), names(20, 2))
    standing = made(np.full(40, 0.9), names(20, 2), phase="standing")
    loose = made(np.full(40, 30.0), names(20, 2), clothing="loose")
    turned = replace(loose, clothing=side.clothing, yaw_deg=np.full(40, -16.0))
    frames = joined([side, standing, loose, turned])
    knee = row(headline(frames), "knee")
    assert knee["bodies / clips / frames"] == "20 / 20 / 80"
    assert knee["ours"].startswith("1.30 (")
    assert knee["ours, bottoms"].startswith("1.70 (")
    assert knee["plain"] == knee["plain, bottoms"] == "3.00"
    assert knee["aim, all / bottoms"] == "1.6 / 2: all met, bottoms met"
    more = row(headline(joined([frames, side, side])), "knee")  # (3 x 1.7 + 0.9) / 4 = 1.5
    assert more["ours"].startswith("1.50 (")
    off = row(headline(made([1.9, 1.9], ["a", "b"])), "knee")
    assert off["aim, all / bottoms"] == "1.6 / 2: all missed, bottoms met"
    assert row(headline(frames), "hip")["aim, all / bottoms"].count("not measured") == 2


def test_each_group_has_its_row_and_edges_belong_below() -> None:
    at_5 = replace(made([1, 1], ["a", "b"]), yaw_deg=np.array([5.0, -5.0]))
    over = replace(made([2, 2], ["a", "b"], clothing="loose"), yaw_deg=np.array([31.0, 31.0]))
    bar = made([1, 1], ["a", "b"], implement="sandbag", phase="moving")
    frames = joined([at_5, over, bar])
    assert row(by_yaw(frames), "knee", "0 to 5")["bodies / clips / frames"] == "2 (few) / 2 / 4"
    assert "No frames: 5 to 10, 10 to 15, 15 to 20, 20 to 30, over 30." in by_yaw(frames)
    assert row(by_phase(frames), "knee", "moving")["ours"].startswith("1.00")
    worn = by_clothing_and_implement(frames)
    assert row(worn, "knee", "sandbag, fitted clothes")["silent"] == "0.0%"
    assert row(worn, "knee", "not fitted, camera over 15°")["ours"].startswith("2.00")


def test_the_worst_body_is_named_with_plain_beside() -> None:
    frames = made([1, 1, -4, -4, 0, 0], names(3, 2), plain=[0, 0, 3, 3, 9, 9])
    assert worst_body(frames) == "b1"
    found = row(worst_bodies(frames), "knee")
    assert (found["worst body"], found["plain"], found["bias"]) == ("b1", "3.00", "-4.00")
    assert found["ours"] == "4.00, **worse than plain by 1.00**"


def test_groups_where_plain_landmarks_do_better_are_told() -> None:
    good = made([1, 1], ["a", "b"], implement="barbell", phase="moving")
    bad = made([1.5, 1.5], ["a", "b"], plain=1.2)
    level = made([1, 1], ["a", "b"], plain=1 - MARGIN_DEG / 2, measure="shin_deg")
    found = worse_than_plain(joined([good, bad, level]))
    assert {(one.table, one.group, one.measure) for one in found} == {
        ("phase", "bottom", "knee_deg"),
        ("implement", "nothing, fitted clothes", "knee_deg"),
    }
    assert found[0].ours_deg - found[0].plain_deg == pytest.approx(0.3)
    assert found[0].bodies == 2
    page = tables(joined([good, bad, level]))
    assert page.count("**worse than plain by 0.30**") == 3  # Headline, phase, implement.
    assert "no better than plain" in row(headline(level), "shin")["ours"]
    assert worse_than_plain(good) == []
