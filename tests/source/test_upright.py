"""Rooms with plumb posts, seen by a camera of known roll and pitch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from hiphinge.quantities import Quantity
from hiphinge.source.lines import read_lines
from hiphinge.source.upright import Lines, roll_and_pitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

FOCAL = 0.8
KNOWN_FOCAL = Quantity(FOCAL, 0.01)
WIDTH, HEIGHT = 480, 360
POSTS = (-1.7, -1.1, -0.5, 0.6, 1.0, 1.6)
DISTANCE_M, ACROSS_M = 3.5, 0.12


def seen(
    world: NDArray[np.float64], roll_deg: float, pitch_deg: float, side_px: float
) -> NDArray[np.float64]:
    """Project points (n, 3) [m], right, down and ahead of the camera, to its picture [px]."""
    roll, pitch = np.radians([roll_deg, pitch_deg])
    x, y, z = world.T
    down = y * np.cos(pitch) + z * np.sin(pitch)
    ahead = z * np.cos(pitch) - y * np.sin(pitch)
    right, down = FOCAL * side_px * x / ahead, FOCAL * side_px * down / ahead
    turned = right * np.cos(roll) - down * np.sin(roll), right * np.sin(roll) + down * np.cos(roll)
    return np.stack(turned, axis=1)


def room(
    roll_deg: float = 0.0,
    pitch_deg: float = 0.0,
    posts: Sequence[float] = POSTS,
    leans_deg: Sequence[float] | None = None,
    scale: int = 1,
    across_m: float = ACROSS_M,
    seed: int = 0,
) -> Picture:
    """Draw dark posts before a bright wall, with a sensor's noise; a lean is one in the world."""
    fine = 4 * scale
    picture = Image.new("L", (WIDTH * fine, HEIGHT * fine), 180)
    draw = ImageDraw.Draw(picture)
    for index, x in enumerate(posts):
        lean = np.tan(np.radians(leans_deg[index])) if leans_deg is not None else 0.0
        z = DISTANCE_M + 0.4 * (index % 3)
        ends = ((-across_m, -0.8), (0.0, -0.8), (0.0, 0.7), (-across_m, 0.7))
        corners = np.array([(x + dx - lean * y, y, z) for dx, y in ends])
        flat = seen(corners, roll_deg, pitch_deg, WIDTH * fine)
        draw.polygon([(u + WIDTH * fine / 2, v + HEIGHT * fine / 2) for u, v in flat], fill=60)
    small = picture.resize((WIDTH * scale, HEIGHT * scale), Image.Resampling.BOX)
    noise = np.random.default_rng(seed).normal(0, 3, (HEIGHT * scale, WIDTH * scale))
    return coloured(np.asarray(small) + noise)


def coloured(grey: NDArray[np.float64]) -> Picture:
    return np.repeat(np.clip(grey, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def held(*pictures: Picture, box: tuple[float, float, float, float] | None = None) -> Lines:
    return roll_and_pitch([read_lines(picture, box) for picture in pictures], KNOWN_FOCAL)


def unknown(lines: Lines) -> bool:
    angles = (lines.roll_deg, lines.pitch_deg)
    return all(np.isnan(angle.value) and np.isnan(angle.sd) for angle in angles)


@pytest.mark.parametrize("roll_deg", [-6.0, -2.0, 0.0, 0.7, 4.0])
@pytest.mark.parametrize("pitch_deg", [-8.0, 0.0, 3.0, 10.0])
def test_roll_and_pitch_are_found(roll_deg: float, pitch_deg: float) -> None:
    lines = held(room(roll_deg, pitch_deg))
    assert lines.roll_deg.value == pytest.approx(roll_deg, abs=0.25)
    assert lines.roll_deg.sd < 0.5
    assert lines.pitch_deg.value == pytest.approx(pitch_deg, abs=0.6)
    assert lines.pitch_deg.sd < 1.5


def test_the_sd_is_honest_where_posts_are_not_plumb_and_some_things_slant() -> None:
    rng = np.random.default_rng(1)
    off, sds = [], []
    for seed in range(60):
        roll, pitch = rng.uniform(-5, 5), rng.uniform(-8, 8)
        posts = rng.permutation(np.arange(-1.7, 1.8, 0.34))[:9]
        leans = rng.normal(0, 0.5, posts.size)
        leans[:3] = rng.uniform(-12, 12, 3)
        lines = held(room(roll, pitch, posts, leans, seed=seed))
        off.append((lines.roll_deg.value - roll, lines.pitch_deg.value - pitch))
        sds.append((lines.roll_deg.sd, lines.pitch_deg.sd))
    known = np.isfinite(sds).all(axis=1)
    assert np.count_nonzero(known) > 50
    z = np.abs(np.array(off) / sds)[known]
    assert (np.mean(z < 1.96, axis=0) > 0.9).all()
    spread = np.sqrt(np.mean(z**2, axis=0))
    assert (spread > 0.5).all()
    assert (spread < 1.1).all()
    assert np.median(np.array(sds)[known, 0]) < 0.6


def test_a_mirrored_picture_has_the_opposite_roll_and_the_same_pitch() -> None:
    picture = room(3.0, -5.0)
    lines, mirrored = held(picture), held(picture[:, ::-1].copy())
    assert mirrored.roll_deg.value == pytest.approx(-lines.roll_deg.value, abs=0.05)
    assert mirrored.pitch_deg.value == pytest.approx(lines.pitch_deg.value, abs=0.2)


def test_the_size_of_the_picture_does_not_matter() -> None:
    lines = held(room(2.0, 6.0))
    large = room(2.0, 6.0, scale=2)
    small = np.asarray(Image.fromarray(large).resize((320, 240), Image.Resampling.BOX))
    for picture in (large, small):
        other = held(picture)
        assert other.roll_deg.value == pytest.approx(lines.roll_deg.value, abs=0.1)
        assert other.pitch_deg.value == pytest.approx(lines.pitch_deg.value, abs=0.4)


def test_each_edge_is_read_once_and_well() -> None:
    errors, sds = [], []
    for seed, roll in enumerate(np.arange(-4, 4.1, 0.5)):
        lean_deg = np.degrees(np.arctan(read_lines(room(roll, seed=seed), None).lean))
        assert len(lean_deg) == 2 * len(POSTS)
        errors += list(lean_deg - roll)
        sds += list(np.degrees(read_lines(room(roll, seed=seed), None).sd))
    assert np.sqrt(np.mean(np.square(errors))) < 0.06
    assert np.mean(np.abs(errors) < 1.96 * np.array(sds)) > 0.9


def noise(blur_px: int) -> Picture:
    """Blotches of one size, as strong as edges are."""
    rng = np.random.default_rng(blur_px)
    small = rng.normal(0, 1, (HEIGHT // blur_px, WIDTH // blur_px)).astype(np.float32)
    blotches = Image.fromarray(small).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    return coloured(128 + 60 * np.asarray(blotches, dtype=np.float64))


def test_both_edges_of_a_thin_pole_are_lines() -> None:
    lean_deg = np.degrees(np.arctan(read_lines(room(2.0, across_m=0.03), None).lean))
    assert len(lean_deg) == 2 * len(POSTS)
    assert np.abs(lean_deg - 2.0).max() < 0.2


def strewn(shape: str, height_px: float, every_px: int) -> Picture:
    """Draw rows of small things, each 8 px wide and exactly upright if it has edges at all."""
    picture = Image.new("L", (WIDTH, HEIGHT), 180)
    draw = ImageDraw.Draw(picture)
    for x in range(40, WIDTH - 40, 80):
        for y in range(20, HEIGHT - 40, every_px):
            if shape == "disc":
                draw.ellipse((x, y, x + height_px, y + height_px), fill=60)
            else:
                draw.rectangle((x, y, x + 8, y + height_px), fill=60)
    return coloured(np.asarray(picture, dtype=np.float64))


PLAIN = coloured(np.full((HEIGHT, WIDTH), 128.0))
RAMP = coloured(np.tile(np.linspace(0, 255, WIDTH), (HEIGHT, 1)))
SLANTED = room(posts=POSTS, leans_deg=[30.0] * len(POSTS))


@pytest.mark.parametrize(
    "picture",
    [
        PLAIN,
        0 * PLAIN,
        RAMP,
        SLANTED,
        *(noise(blur_px) for blur_px in (1, 2, 4, 12)),
        strewn("disc", 70, 90),
        strewn("bar", 16, 50),
        strewn("bar", 4, 13),
    ],
)
def test_nothing_upright_is_unknown(picture: Picture) -> None:
    assert unknown(held(picture))


def test_the_slanted_room_would_be_known_if_it_stood() -> None:
    assert not unknown(held(room(posts=POSTS, leans_deg=[0.0] * len(POSTS))))


def test_no_picture_is_unknown() -> None:
    assert unknown(held())


def test_a_picture_that_is_all_lifter_is_unknown() -> None:
    assert unknown(held(room(), box=(0.0, 0.0, 1.0, 1.0)))


def test_one_post_alone_is_unknown_as_it_might_lean() -> None:
    assert unknown(held(room(posts=[0.3])))


def test_the_pitch_is_unknown_where_all_posts_stand_together() -> None:
    lines = held(room(1.0, 4.0, posts=[-0.18, -0.06, 0.06, 0.18]))
    assert lines.roll_deg.value == pytest.approx(1.0, abs=0.5)
    assert np.isnan(lines.pitch_deg.value)


def test_two_families_that_lean_apart_are_unknown() -> None:
    leans = [0.0, 5.0] * 3
    assert unknown(held(room(leans_deg=leans)))
    mostly = held(room(leans_deg=[0.0, 0.0, 0.0, 0.0, 0.0, 5.0]))
    assert mostly.roll_deg.value == pytest.approx(0.0, abs=0.3)


def test_the_lifter_is_left_out() -> None:
    leans = [0.0, 0.0, 0.0, 8.0, 8.0, 8.0, 8.0, 0.0, 0.0, 0.0]
    posts = [-1.7, -1.4, -1.1, -0.4, -0.1, 0.2, 0.5, 1.1, 1.4, 1.7]
    picture = room(posts=posts, leans_deg=leans)
    without, whole = held(picture, box=(0.33, 0.0, 0.67, 1.0)), held(picture)
    assert without.roll_deg.value == pytest.approx(0.0, abs=0.2)
    assert without.roll_deg.sd < 0.4
    assert unknown(whole) or whole.roll_deg.sd > 1.5 * without.roll_deg.sd


def test_black_bars_are_no_posts() -> None:
    picture = room(4.0, 5.0)
    bars = np.zeros((HEIGHT, 2 * WIDTH, 3), dtype=np.uint8)
    bars[:, WIDTH // 2 : WIDTH // 2 + WIDTH] = picture
    lines, barred = read_lines(picture, None), read_lines(bars, None)
    assert roll_and_pitch([barred]).roll_deg.value == pytest.approx(4.0, abs=0.3)
    assert np.abs(lines.lean).min() > 0.02
    assert np.abs(barred.lean).min() > 0.02


def test_more_pictures_of_the_same_add_no_certainty() -> None:
    leans = list(np.random.default_rng(4).normal(0, 0.6, len(POSTS)))
    pictures = [room(1.0, 2.0, leans_deg=leans, seed=seed) for seed in range(6)]
    one, many = held(pictures[0]), held(*pictures)
    assert many.roll_deg.sd == pytest.approx(one.roll_deg.sd, rel=0.15)
    assert many.pitch_deg.sd == pytest.approx(one.pitch_deg.sd, rel=0.15)


def test_what_shows_in_one_picture_of_many_counts_little() -> None:
    leaning = [0.0, 0.0, 0.0, 0.0, 4.0, 4.0]
    plumb, odd = room(), room(leans_deg=leaning)
    few, many = held(plumb, odd), held(*[plumb] * 7, odd)
    assert many.roll_deg.value == pytest.approx(0.0, abs=0.1)
    assert many.roll_deg.sd < few.roll_deg.sd


def test_an_unsure_focal_length_makes_the_pitch_unsure() -> None:
    reading = read_lines(room(0.0, 9.0), None)
    sure = roll_and_pitch([reading], Quantity(FOCAL, 0.0)).pitch_deg
    unsure = roll_and_pitch([reading], Quantity(FOCAL, 0.2 * FOCAL)).pitch_deg
    assert unsure.sd == pytest.approx(np.hypot(sure.sd, 0.2 * 9.0), abs=0.1)
    longer = roll_and_pitch([reading], Quantity(2 * FOCAL, 0.0)).pitch_deg
    assert longer.value > 1.6 * sure.value
