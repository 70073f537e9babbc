"""What travels inside the report page as JSON: the report, and the movement in whole steps."""

from __future__ import annotations

import base64
import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np

from hiphinge.numerals import loads
from hiphinge.pose.skeleton import BONES
from hiphinge.quantities import Facing, Missing
from hiphinge.report.json_block import safe_json
from hiphinge.report.places import FULL_INK_DEG, back_runs, near_side
from hiphinge.report.signature_zones import signature_zones

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Bytes, Floats
    from hiphinge.report.model import ClipInfo, Report
    from hiphinge.report.page_input import PageInput, Zone

CHART_MEASURES = (
    "trunk_deg",
    "thigh_deg",
    "shin_deg",
    "knee_deg",
    "thigh_trunk_deg",
    "hip_deg",
    "spine_deg",
    "hips_back_frac",
    "hip_height_frac",
)
"""Measures that get a chart, in its order; one without any value gets none."""

PARTS = tuple(dict.fromkeys(part for bone in BONES for part in bone))
PER = {"deg": 10, "frac": 1000, "px": 10, "s": 10_000}  # steps a unit: 0.1 deg, 0.1 px, 0.1 ms

SHARP_PX = 720
"""Of a picture whose shorter side has this many pixels the back's outline is kept to whole ones."""


def page_json(page: PageInput) -> str:
    """Return the data of the page as JSON that cannot end the element it stands in.

    Parameters
    ----------
    page : PageInput
        What the page shows.

    Returns
    -------
    str
        JSON in ASCII, without any of ``<``, ``>`` and ``&``.
    """
    return safe_json(_payload(page))


def _payload(page: PageInput) -> dict[str, Any]:
    """Return the data of the page, rounded to what can be seen."""
    motion = page.motion
    return {
        "report": _rounded(page.report.model_dump(mode="json", by_alias=True)),
        "load": _load(page.report),
        "video": _video(page),
        "frames": _frames(motion) | _back(motion, page.report.clip),
        "charts": [name for name in CHART_MEASURES if _has_values(motion, name)],
        "bones": BONES,
        "facing": 1 if motion.view.facing is Facing.RIGHT else -1,
        "leg_px": _number(motion.leg_px.value),
        "standing": {
            name: [_number(quantity.value), _number(quantity.sd)]
            for name, quantity in (motion.standing.posture if motion.standing else {}).items()
        },
        "zones": _zones(page.zones),
        "curve_zones": _zones(_kept_height(page)),
        "signature_zones": signature_zones(page.report),
        "certainty": page.certainty,
        "key_frames": [
            [rep, moment, "data:image/jpeg;base64," + base64.b64encode(picture).decode("ascii")]
            for (rep, moment), picture in page.key_frames.items()
        ],
    }


def _load(report: Report) -> dict[str, str] | None:
    """Return the load in words by unit: which of them is shown may change after the judgement."""
    return None if report.load_kg is None else loads(report.load_kg)


def _zones(zones: Mapping[str, tuple[Zone, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return zones as the page reads them: name, edges, tone."""
    return {
        name: [(one.name, _number(one.low), _number(one.high), one.tone) for one in several]
        for name, several in zones.items()
    }


def _kept_height(page: PageInput) -> dict[str, tuple[Zone, ...]]:
    """Return the zones of the hip height that is kept, carried over to the curve of the height."""
    standing = page.motion.standing
    if standing is None or "hip_height_frac" not in standing.posture:
        return {}
    full = standing.posture["hip_height_frac"].value
    kept = page.zones.get("hip_kept_frac", ())
    return {
        "hip_height_frac": tuple(
            replace(one, low=one.low * full, high=one.high * full) for one in kept
        )
    }


def _video(page: PageInput) -> dict[str, Any]:
    """Return where the page finds its video, or why there is none."""
    video, start = page.video, _number(page.video_start_s)
    if isinstance(video, str):
        # "./" keeps a name such as "a:b.mp4" from being read as another scheme.
        url = "./" + quote(video, errors="surrogateescape")
        return {"kind": "file", "url": url, "start": start}
    if not video:
        return {"kind": "none", "start": 0, "why": page.video_note}
    webm = video[:4] == b"\x1a\x45\xdf\xa3"
    kind = "video/webm" if webm else "video/mp4"
    return {"kind": "embedded", "type": kind, "start": start}


def _frames(motion: Motion) -> dict[str, Any]:
    """Return what changes from frame to frame, as whole steps of a fixed size."""
    places = near_side(motion)
    return {
        "per": PER,
        "time": _steps(motion.time_s, PER["s"]),
        "points": {
            part: [_steps(places[part][:, axis], PER["px"]) for axis in (0, 1)] for part in PARTS
        },
        "series": {
            name: [_steps(values, PER[name.rsplit("_", 1)[1]]) for values in (one.value, one.sd)]
            for name, one in motion.series.items()
            if _has_values(motion, name)
        },
        "missing": _stretches(motion.missing),
    }


def _back(motion: Motion, clip: ClipInfo) -> dict[str, Any]:
    """Return the back's outline: of each frame the seen stretches, in steps from point to point."""
    if motion.back_px is None or not np.isfinite(motion.back_px).any():
        return {}
    per = 1 if min(clip.width_px, clip.height_px) >= SHARP_PX else PER["px"]

    def packed(run: Floats) -> list[int]:
        whole = np.rint(run * per).astype(np.int64)
        steps: list[int] = np.diff(whole, axis=0, prepend=0).ravel().tolist()
        return steps

    frames = range(len(motion.time_s))
    return {
        "back": [[packed(run) for run in back_runs(motion, index)] for index in frames],
        "back_per": per,
        "back_full_deg": FULL_INK_DEG,
    }


def _has_values(motion: Motion, name: str) -> bool:
    """Tell whether a measure has any value at all."""
    return name in motion.series and bool(np.isfinite(motion.series[name].value).any())


def _steps(values: Floats, per: int) -> list[int | None]:
    """Return values as whole steps, and None for what is not known."""
    known = np.isfinite(values)
    whole = np.rint(np.where(known, values, 0.0) * per).astype(np.int64).tolist()
    return [step if good else None for step, good in zip(whole, known.tolist(), strict=True)]


def _stretches(codes: Bytes) -> list[tuple[int, int, str]]:
    """Return each stretch of missing frames: its first frame, its last, and the reason."""
    edges = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    return [
        (first, end - 1, Missing(int(codes[first])).words)
        for first, end in pairwise(edges)
        if first < end and codes[first]
    ]


def _number(value: float) -> float | None:
    """Return the value with four decimals, or None where it is not finite."""
    return round(float(value), 4) if math.isfinite(value) else None


def _rounded(node: Any) -> Any:
    """Return the same tree with its floats rounded and what is not finite left out."""
    if isinstance(node, float):
        return _number(node)
    if isinstance(node, dict):
        return {key: _rounded(value) for key, value in node.items()}
    return [_rounded(value) for value in node] if isinstance(node, list) else node
