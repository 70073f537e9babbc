"""Lines and words that stay crisp and readable on any picture, bright or dark, large or small."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from hiphinge.numerals import MINUS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.quantities import Bytes

Point: TypeAlias = tuple[float, float]
Colour: TypeAlias = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
HALO = (0, 0, 0, 170)
FINER = 2
"""Lines are drawn this many times larger and then reduced, which smooths their edges."""

TEXT_FRAC = 0.037
"""Height of letters as a share of the picture's shorter side: read at arm's length on a phone."""

LEAST_TEXT_PX = 11.0

BAND_PX = 64
"""Rows that are blended at once."""

GAP = 0.6
"""Room between a place and the words beside it, in letters."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words beside a place.

    Attributes
    ----------
    text : str
        What is written.
    place : (x, y)
        The place [px].
    way : (x, y)
        Where from the place the words lie, a vector of length 1; (0, 0) writes over it.
    colour : (r, g, b)
        Colour of the letters.
    """

    text: str
    place: Point
    way: Point
    colour: Colour = WHITE


class Pen:
    """Draws on one picture; call `finish` for the result.

    Parameters
    ----------
    rgb : (H, W, 3) uint8
        The picture; it is not changed.
    """

    def __init__(self, rgb: Bytes) -> None:
        self._image = Image.fromarray(rgb)
        self.width, self.height = self._image.size
        self.letter_px = max(TEXT_FRAC * min(self.width, self.height), LEAST_TEXT_PX)
        self._layer = Image.new("RGBA", (self.width * FINER, self.height * FINER))
        self._draw = ImageDraw.Draw(self._layer)
        self._words: list[Words] = []

    def lines(self, parts: Sequence[Sequence[Point]], colour: Colour, thick: float = 1.0) -> None:
        """Draw lines over one common halo, so that none cuts through another's."""
        width = self.letter_px * 0.22 * thick
        for ink, wide in ((HALO, width + self._halo_px), ((*colour, 255), width)):
            for part in parts:
                self._stroke(part, wide, ink)

    def dot(self, place: Point, colour: Colour, size: float = 1.0) -> None:
        """Draw a filled circle."""
        radius = self.letter_px * 0.28 * size
        self._disc(place, radius + self._halo_px / 2, HALO)
        self._disc(place, radius, (*colour, 255))

    def arrow(self, place: Point, down: float, colour: Colour) -> None:
        """Draw the tip of an arrow that points down the picture, or up where `down` is -1."""
        x, y = place
        for ink, grown in ((HALO, self._halo_px), ((*colour, 255), 0.0)):
            size = self.letter_px * 0.42 + grown
            tip = y + down * size * 1.2
            corners = [(x, tip), (x - size, y - down * size), (x + size, y - down * size)]
            self._draw.polygon([_finer(corner) for corner in corners], fill=ink)

    def words(self, words: Words) -> None:
        """Write words; they are moved as far as the picture's edge asks."""
        self._words.append(words)

    def finish(self) -> Bytes:
        """Return the picture with all that was drawn, words on top."""
        for top in range(0, self.height, BAND_PX):
            self._blend(top, min(top + BAND_PX, self.height))
        draw = ImageDraw.Draw(self._image)
        for words in self._words:
            self._write(draw, words)
        return np.array(self._image)

    def _blend(self, top: int, bottom: int) -> None:
        """Blend a band of rows into the picture: only where it was drawn on, which is little."""
        band = self._layer.crop((0, top * FINER, self.width * FINER, bottom * FINER))
        box = band.getbbox()
        if box is None:
            return
        left, right = box[0] // FINER, -(-box[2] // FINER)
        ink = band.crop((left * FINER, 0, right * FINER, band.height)).reduce(FINER)
        self._image.paste(ink, (left, top), ink)

    @property
    def _halo_px(self) -> float:
        return self.letter_px * 0.16

    def _write(self, draw: ImageDraw.ImageDraw, words: Words) -> None:
        # The letters that come along have no minus sign: it would be an empty box.
        text = words.text.replace(MINUS, "-")
        font = _font(round(self.letter_px))
        edge = max(1, round(0.1 * self.letter_px))
        left, top, right, bottom = draw.textbbox((0, 0), text, font=font, stroke_width=edge)
        half = ((right - left) / 2, (bottom - top) / 2)
        # As far along the way as the box reaches, so that it clears any line across the way.
        reach = sum(abs(way) * side for way, side in zip(words.way, half, strict=True))
        reach += self.letter_px * GAP
        x, y = (
            _within(at + way * reach, side, size)
            for at, way, side, size in zip(
                words.place, words.way, half, (self.width, self.height), strict=True
            )
        )
        corner = (round(x - half[0] - left), round(y - half[1] - top))
        draw.text(
            corner, text, font=font, fill=words.colour, stroke_width=edge, stroke_fill="black"
        )

    def _stroke(self, part: Sequence[Point], width: float, ink: tuple[int, int, int, int]) -> None:
        wide = max(1, round(width * FINER))
        self._draw.line([_finer(point) for point in part], fill=ink, width=wide, joint="curve")
        for end in (part[0], part[-1]):
            self._disc(end, wide / FINER / 2, ink)

    def _disc(self, place: Point, radius: float, ink: tuple[int, int, int, int]) -> None:
        x, y = _finer(place)
        wide = radius * FINER
        self._draw.ellipse((x - wide, y - wide, x + wide, y + wide), fill=ink)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two: `share` of the other."""
    red, green, blue = (round(a + share * (b - a)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _finer(point: Point) -> Point:
    return point[0] * FINER, point[1] * FINER


def _within(at: float, half: float, size: int) -> float:
    """Return a centre from which a box of half that width lies inside, or centred if it cannot."""
    return size / 2 if 2 * half >= size else min(max(at, half), size - half)


@lru_cache(maxsize=4)
def _font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size_px)
