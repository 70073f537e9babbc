"""What a phone does to a picture: softness, movement, noise, light, size and compression."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter


@dataclass(frozen=True)
class Lens:
    """One clip's picture quality; each 0 or 1 leaves the picture as it is where sensible."""

    scale: float
    blur_px: float
    noise: float
    gamma: float
    colour: float
    jpeg: int


def lens(rng: np.random.Generator) -> Lens:
    """Draw a picture quality."""
    return Lens(
        scale=float(rng.choice([1.0, 1.0, 0.75, 0.5])),
        blur_px=float(rng.choice([0.0, rng.uniform(0.3, 1.3)])),
        noise=float(rng.choice([0.0, rng.uniform(1, 7)])),
        gamma=float(rng.uniform(0.75, 1.35)),
        colour=float(rng.uniform(0.6, 1.3)),
        jpeg=int(rng.integers(45, 96)),
    )


def through(picture: np.ndarray, lens: Lens, rng: np.random.Generator) -> np.ndarray:
    """Return a picture as the phone kept it, RGB; its size is `scale` times what it was."""
    image = Image.fromarray(picture)
    if lens.scale != 1.0:
        size = round(image.width * lens.scale)
        image = image.resize((size, size), Image.Resampling.BOX)
    if lens.blur_px > 0:
        image = image.filter(ImageFilter.GaussianBlur(lens.blur_px))
    image = ImageEnhance.Color(image).enhance(lens.colour)
    pixels = 255 * (np.asarray(image, dtype=np.float32) / 255) ** lens.gamma
    if lens.noise > 0:
        pixels = pixels + rng.normal(0, lens.noise, pixels.shape).astype(np.float32)
    buffer = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(
        buffer, "JPEG", quality=lens.jpeg
    )
    return np.asarray(Image.open(io.BytesIO(buffer.getvalue())).convert("RGB"))
