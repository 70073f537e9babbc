"""The filter: no lag, half the power at its cut-off, NaN kept."""

from __future__ import annotations

import numpy as np
import pytest
from bodies import even_times, uneven_times
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.smooth import HIGHEST, TWO_PASSES, smooth, stretches


def test_two_passes_need_winters_factor() -> None:
    # Winter 2009, ch. 2: C = (2^(1/n) - 1)^(1/4) for n passes, 0.802 for two.
    assert pytest.approx(0.802, abs=0.0005) == TWO_PASSES


def _gain(frequency_hz: float, cutoff_hz: float, fps: float) -> float:
    time_s = even_times(20.0, fps)
    wave = np.sin(2 * np.pi * frequency_hz * time_s)
    smoothed = smooth(time_s, wave[:, None], cutoff_hz)[:, 0]
    middle = (time_s > 5) & (time_s < 15)
    return float(smoothed[middle] @ wave[middle] / (wave[middle] @ wave[middle]))


@pytest.mark.parametrize("fps", [60, 120, 240])
@pytest.mark.parametrize("cutoff_hz", [4.0, 6.0])
def test_half_the_power_is_left_at_the_cutoff(fps: float, cutoff_hz: float) -> None:
    # The bilinear filter's exact gain for a design at cutoff / 0.802; 0.003 for the finite wave.
    warped = np.tan(np.pi * cutoff_hz / fps) / np.tan(np.pi * cutoff_hz / TWO_PASSES / fps)
    gain = _gain(cutoff_hz, cutoff_hz, fps)
    assert gain == pytest.approx(1 / (1 + warped**4), abs=0.003)
    # ... which is -3 dB but for the warp, at most 0.2 dB at 6 of 60 Hz.
    assert 20 * np.log10(gain) == pytest.approx(-3.0, abs=0.2)


def test_it_is_of_fourth_order() -> None:
    # Butterworth of fourth order in two passes: 1 / (1 + (0.802 f / fc)^4).
    for frequency_hz in (1.0, 2.0, 8.0):
        wanted = 1 / (1 + (TWO_PASSES * frequency_hz / 4.0) ** 4)
        assert _gain(frequency_hz, 4.0, 240) == pytest.approx(wanted, abs=0.01)


@given(
    peak_s=st.floats(1.5, 2.5), width_s=st.floats(0.2, 0.6), fps=st.sampled_from([24, 30, 60, 240])
)
def test_a_peak_is_not_moved(peak_s: float, width_s: float, fps: float) -> None:
    time_s = even_times(4.0, fps)
    hill = np.exp(-(((time_s - peak_s) / width_s) ** 2))
    smoothed = smooth(time_s, hill[:, None], 4.0)[:, 0]
    before = float(time_s @ hill / hill.sum())
    after = float(time_s @ smoothed / smoothed.sum())
    # The centre of the hill is kept to a fiftieth of a frame; any one-way filter of 4 Hz lags
    # by 1 / (2 pi 4) * sqrt(2) = 56 ms.
    assert after == pytest.approx(before, abs=0.02 / 24)


def test_a_straight_line_passes_unchanged_to_its_ends() -> None:
    time_s = uneven_times(3.0)
    line = np.stack([3 * time_s + 1, -time_s], axis=1)
    # Only the filter's own settling at the padded ends: 1e-3 of the range.
    assert smooth(time_s, line, 4.0) == pytest.approx(line, abs=0.01)


def test_gaps_are_neither_filled_nor_crossed() -> None:
    time_s = even_times(4.0)
    path = np.where(time_s < 2, 0.0, 100.0)[:, None]
    path[(time_s > 1.9) & (time_s < 2.1)] = np.nan
    smoothed = smooth(time_s, path, 4.0)
    assert np.array_equal(np.isnan(smoothed), np.isnan(path))
    assert smoothed[time_s < 1.9] == pytest.approx(0.0), "nothing leaks over from the other side"
    assert smoothed[time_s > 2.1] == pytest.approx(100.0)


def test_a_jump_in_time_is_a_gap() -> None:
    time_s = even_times(4.0)
    path = np.where(time_s < 2, 0.0, 100.0)[:, None]
    time_s = np.where(time_s < 2, time_s, time_s + 1e9)
    smoothed = smooth(time_s, path, 4.0)
    assert smoothed == pytest.approx(path, abs=1e-9), "nothing leaks over from the other side"


def test_steps_up_to_a_quarter_second_are_none() -> None:
    time_s = even_times(5.0, 5.0)
    time_s[10:] += 0.04
    noise = np.random.default_rng(0).standard_normal((len(time_s), 1))
    whole = smooth(time_s, noise, 0.5)
    cut = np.concatenate([smooth(time_s[:10], noise[:10], 0.5), smooth(time_s[10:], noise[10:], 1)])
    assert np.abs(whole - cut).max() > 0.1


def test_a_few_odd_times_do_not_fill_the_memory() -> None:
    burst = np.arange(50) * 1e-9
    time_s = np.concatenate([burst, 0.2 * np.arange(1, 40)])
    smoothed = smooth(time_s, np.ones((len(time_s), 1)), 4.0)
    assert smoothed == pytest.approx(1.0)


def test_a_column_with_holes_takes_nothing_from_the_others() -> None:
    time_s = even_times(4.0)
    noise = np.random.default_rng(0).standard_normal((len(time_s), 2))
    holed = noise.copy()
    holed[::7, 1] = np.nan
    smoothed = smooth(time_s, holed, 4.0)
    assert np.array_equal(smoothed[:, 0], smooth(time_s, noise[:, :1], 4.0)[:, 0])
    assert np.array_equal(np.isnan(smoothed), np.isnan(holed))


def test_the_highest_cutoff_is_the_one_that_is_written() -> None:
    assert pytest.approx(0.36, abs=0.002) == HIGHEST * TWO_PASSES
    time_s = even_times(4.0, 10.0)
    noise = np.random.default_rng(0).standard_normal((len(time_s), 1))
    highest = smooth(time_s, noise, HIGHEST * TWO_PASSES * 10)
    assert smooth(time_s, noise, 4.0) == pytest.approx(highest)
    assert smooth(time_s, noise, 3.5) != pytest.approx(highest)


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_too_short_a_stretch_is_left_as_it_is(count: int) -> None:
    time_s = even_times(1.0)[:count]
    path = np.arange(count, dtype=float)[:, None] ** 2
    assert np.array_equal(smooth(time_s, path, 4.0), path)


@pytest.mark.parametrize("fps", [5.0, 8.0, 10.0])
def test_a_low_frame_rate_does_not_break_the_filter(fps: float) -> None:
    time_s = even_times(10.0, fps)
    slow = np.sin(2 * np.pi * 0.3 * time_s)[:, None]
    # At these rates the cut-off is kept under Nyquist; a slow lift comes through within 10 %.
    assert smooth(time_s, slow, 4.0) == pytest.approx(slow, abs=0.1)


@given(st.lists(st.booleans(), max_size=20))
def test_stretches_are_the_runs_of_true(mask: list[bool]) -> None:
    covered = np.zeros(len(mask), dtype=bool)
    for run in stretches(mask):
        assert run.start < run.stop
        assert not covered[max(run.start - 1, 0) : run.stop].any(), "runs do not touch"
        covered[run] = True
    assert covered.tolist() == mask
