"""The process that makes what is handed on: `python -m hiphinge.web.shown.hand_on_child`.

It judges the film once more from what the networks saw, exactly as it was judged, because neither
the page with its film inside nor the markers can be made of what a result keeps.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiphinge.web.shown.child import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.report.whole import Whole

SHARED = {"inside": "share.html", "too_large": "share-without-video.html"}
"""Names of the page to hand on, by what became of its video."""
MARKERS = "markers.trc"
ANGLES = "angles.mot"


def tell(asked: Mapping[str, Any]) -> str:
    """Make what is asked for in a result's folder; return the name of the last file made.

    Parameters
    ----------
    asked : mapping
        ``video``, ``played``, ``seen``, ``result``: paths of the film as it came, of the one that
        browsers play, of what the networks saw, of the folder. ``name``: of the film, for the
        person. ``options``: as it was judged. ``what``: ``page`` or ``tables``.
    """
    whole, result = whole_of(asked), Path(asked["result"])
    return _page(whole, asked, result) if asked["what"] == "page" else _tables(whole, result)


def whole_of(asked: Mapping[str, Any]) -> Whole:
    """Return the film judged once more; see `tell` for what is asked."""
    from hiphinge.jobs.result import named  # noqa: PLC0415 (a second to import)
    from hiphinge.pipeline import Options, analyze  # noqa: PLC0415
    from hiphinge.report import seen  # noqa: PLC0415

    said = asked["options"]
    options = Options(**{**said, "leave_out": tuple(said["leave_out"])})
    analysis = analyze(asked["video"], options, track=seen.read(Path(asked["seen"])))
    return named(analysis, asked["name"])


def _page(whole: Whole, asked: Mapping[str, Any], result: Path) -> str:
    from hiphinge.report.app_page import write_page  # noqa: PLC0415
    from hiphinge.source.probe import probe  # noqa: PLC0415

    if asked["played"] != asked["video"]:
        # Its pictures come at the same times, and it need not be encoded once more.
        whole = replace(whole, clip=probe(Path(asked["played"])))
    made = result / SHARED["inside"]
    written = write_page(whole, made, video_name=None, embed=True)
    if written.video != "too_large":
        return made.name
    return made.replace(made.with_name(SHARED["too_large"])).name


def _tables(whole: Whole, result: Path) -> str:
    from hiphinge.report.export import mot, trc  # noqa: PLC0415

    trc.write(whole.motion, result / MARKERS)
    mot.write(whole.motion, result / ANGLES)
    return ANGLES


if __name__ == "__main__":
    answer(tell)
