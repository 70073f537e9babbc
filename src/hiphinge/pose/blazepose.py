"""BlazePose through LiteRT: a detector for whole pictures, a landmark network for squares.

Bazarevsky et al. 2020, arXiv:2006.10204. The decoding follows the published network graphs:
anchors of fixed size on 28x28x2 + 14x14x2 + 7x7x6 cells; landmarks in pixels of a 256 square,
refined on the heat map in a 7x7 neighbourhood.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from PIL import Image

from hiphinge.pose.crop import cut, letterbox, roi_around
from hiphinge.pose.estimator import Detection, Estimate
from hiphinge.pose.networks import network
from hiphinge.pose.outline import outline
from hiphinge.pose.skeleton import LANDMARK_COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.pose.crop import Roi
    from hiphinge.quantities import Floats
    from hiphinge.source.frame import Frame

DETECTOR_SIZE = 224
LANDMARK_SIZE = 256
HEATMAP_SIZE = 64
REFINE_REACH = 3
"""Cells to each side in the heat-map refinement: a 7x7 neighbourhood."""
REFINE_LEAST = 0.5
"""The heat map refines a landmark only where its peak is at least this sure."""
DETECTION_LEAST = 0.5
"""Detector score from which a box counts as somebody (the published graph's value)."""
SAME_PERSON_OVERLAP = 0.3
"""Two boxes that share more than this part (intersection over union) are one person."""


class BlazePose:
    """The networks of one thread.

    Parameters
    ----------
    size : {"heavy", "full"}
        Which landmark network: the more accurate, or the faster.
    threads : int
        Threads of the landmark network.
    """

    def __init__(self, size: Literal["heavy", "full"] = "heavy", threads: int = 1) -> None:
        self.name = f"BlazePose {size}"
        self._threads = threads
        self._detector: _Network | None = None  # one of two threads never needs it
        self._landmarker = _Network(f"pose_landmark_{size}", threads)
        self._anchors = _anchors()
        self._picture: tuple[Frame, Image.Image] | None = None

    def detect(self, frame: Frame) -> list[Detection]:
        """Return everybody in the picture, the surest first."""
        square, scale, left, top = letterbox(frame.rgb, DETECTOR_SIZE)
        if self._detector is None:
            self._detector = _Network("pose_detection", self._threads)
        raw, logits = (out[0] for out in self._detector.run(square, 2))
        scores = 1 / (1 + np.exp(-np.clip(logits[:, 0].astype(np.float64), -100, 100)))
        chosen = np.flatnonzero(scores >= DETECTION_LEAST)
        points = raw[chosen].astype(np.float64).reshape(-1, 6, 2)
        points[:, [0, 2, 3, 4, 5]] += self._anchors[chosen, None] * DETECTOR_SIZE
        found: list[Detection] = []
        boxes: list[Floats] = []
        for index in np.argsort(-scores[chosen]):
            centre, extent, hip, rim = points[index, :4]
            box = np.concatenate([centre - extent / 2, centre + extent / 2])
            if any(_overlap(box, other) > SAME_PERSON_OVERLAP for other in boxes):
                continue
            boxes.append(box)
            offset = np.array([left, top])
            roi = roi_around((hip - offset) / scale, (rim - offset) / scale)
            found.append(Detection(roi, float(scores[chosen][index])))
        return found

    def estimate(self, frame: Frame, roi: Roi) -> Estimate:
        """Return the landmarks of the body in a square."""
        estimate, mask = self.look(frame, roi)
        return replace(estimate, outline_px=outline(mask, roi, estimate.xy_px))

    def look(self, frame: Frame, roi: Roi) -> tuple[Estimate, Floats]:
        """Return the landmarks of the body in a square, and its mask.

        The mask is (256, 256) float32 over the square: the logit of "this is the body".
        """
        square = cut(self._as_picture(frame), roi, LANDMARK_SIZE)
        points, presence, mask, heat = self.infer(square)
        table = points.reshape(39, 5).astype(np.float64)
        unit = _refined(table[:, :2] / LANDMARK_SIZE, heat[0])
        xy = roi.to_picture(unit)
        visibility = 1 / (1 + np.exp(-np.clip(table[:LANDMARK_COUNT, 3], -100, 100)))
        estimate = Estimate(
            xy[:LANDMARK_COUNT],
            table[:LANDMARK_COUNT, 2] / LANDMARK_SIZE * roi.side,
            visibility,
            float(presence.reshape(-1)[0]),
            roi_around(xy[LANDMARK_COUNT], xy[LANDMARK_COUNT + 1]),
        )
        return estimate, mask.reshape(LANDMARK_SIZE, LANDMARK_SIZE)

    def infer(self, square: Floats) -> tuple[Any, Any, Any, Any]:
        """Return the landmark network's raw points, presence, mask and heat map for one square."""
        points, presence, mask, heat = self._landmarker.run(square, 4)
        return points, presence, mask, heat

    def _as_picture(self, frame: Frame) -> Image.Image:
        """Return the frame as a picture; the last one is kept, since a frame is seen repeatedly."""
        if self._picture is None or self._picture[0] is not frame:
            self._picture = (frame, Image.fromarray(frame.rgb))
        return self._picture[1]


class _Network:
    """One LiteRT interpreter."""

    def __init__(self, name: str, threads: int) -> None:
        with _quiet_stderr():
            from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415 (slow to import)

            self._interpreter = Interpreter(model_content=network(name), num_threads=threads)
            try:
                self._interpreter.allocate_tensors()
            except RuntimeError as error:
                # The network is whole and ours: what can be wanting is room for it.
                raise MemoryError("There is no memory for the networks.") from error
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._outputs = [out["index"] for out in self._interpreter.get_output_details()]

    def run(self, square: Floats, outputs: int) -> list[Any]:
        self._interpreter.set_tensor(self._input, square[None])
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(index) for index in self._outputs[:outputs]]


@contextlib.contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Hold back what the runtime's native code writes while it starts."""
    try:
        kept = os.dup(2)
    except OSError:  # no standard error at all
        yield
        return
    sink = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(sink, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(sink)


def _anchors() -> Floats:
    """Return the (2254, 2) anchor centres, 0 to 1."""
    parts = []
    for cells, copies in ((28, 2), (14, 2), (7, 6)):
        centre = (np.arange(cells) + 0.5) / cells
        x, y = np.meshgrid(centre, centre)
        parts.append(np.repeat(np.stack([x.ravel(), y.ravel()], axis=1), copies, axis=0))
    return np.concatenate(parts)


def _overlap(a: Floats, b: Floats) -> float:
    """Return intersection over union of two boxes (x0, y0, x1, y1)."""
    sides = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
    common = float(np.prod(np.maximum(sides, 0)))
    areas = float(np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]))
    return common / max(areas - common, 1e-9)


def _refined(unit: Floats, heat: Any) -> Floats:
    """Return points moved to the centre of mass of the heat map around them.

    Parameters
    ----------
    unit : (39, 2) float
        Points, 0 to 1.
    heat : (64, 64, 39) float
        Logits.
    """
    cell = np.floor(unit * HEATMAP_SIZE).astype(int)
    inside = np.all((cell >= 0) & (cell < HEATMAP_SIZE), axis=1)
    window = np.arange(-REFINE_REACH, REFINE_REACH + 1)
    rows = np.where(inside, cell[:, 1], 0)[:, None, None] + window[None, :, None]
    columns = np.where(inside, cell[:, 0], 0)[:, None, None] + window[None, None, :]
    on_map = (rows >= 0) & (rows < HEATMAP_SIZE) & (columns >= 0) & (columns < HEATMAP_SIZE)
    last = HEATMAP_SIZE - 1
    logit = heat[
        np.clip(rows, 0, last), np.clip(columns, 0, last), np.arange(heat.shape[2])[:, None, None]
    ]
    weight = np.where(on_map, 1 / (1 + np.exp(-logit.astype(np.float64))), 0.0)
    total = np.maximum(weight.sum(axis=(1, 2)), 1e-30)
    x = (weight * columns).sum(axis=(1, 2)) / total / HEATMAP_SIZE
    y = (weight * rows).sum(axis=(1, 2)) / total / HEATMAP_SIZE
    sure = inside & (weight.max(axis=(1, 2)) >= REFINE_LEAST)
    return np.where(sure[:, None], np.stack([x, y], axis=1), unit)
