"""The whole way of one picture on one page: a photo in, a judged stance out."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from hiphinge.judgement.stance.judge import StanceJudgement, judge_stance
from hiphinge.motion.legible import refuse_illegible
from hiphinge.motion.posture import Posture, measure_posture
from hiphinge.pose.blazepose import BlazePose
from hiphinge.pose.still import Still, see_still
from hiphinge.report.stance.build import Picture, build_stance
from hiphinge.report.stance.page import StancePage
from hiphinge.report.stance.save import save_stance
from hiphinge.source.photo import Photo, read_photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.pose.estimator import Estimator
    from hiphinge.report.stance.model import StanceReport

SEEING = "looking at the picture"


@dataclass(frozen=True, slots=True)
class StanceAnalysis:
    """Everything that is known of a judged stance.

    Attributes
    ----------
    photo : Photo
        The picture.
    still : Still
        What the networks saw in it.
    posture : Posture
        What was measured.
    judgement : StanceJudgement
        What is said of it.
    report : StanceReport
        The same as `stance.json`.
    """

    photo: Photo
    still: Still
    posture: Posture
    judgement: StanceJudgement
    report: StanceReport

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write the page and its data into a folder; return the path of the page."""
        page = StancePage(self.report, self.posture, self.photo.rgb)
        return save_stance(page, Path(folder), overwrite=overwrite)


def stance(
    photo: str | Path,
    at_s: float | None = None,
    fast: bool = False,
    *,
    on_progress: Callable[[str, float], None] = lambda _what, _part: None,
    make_estimator: Callable[[], Estimator] | None = None,
) -> StanceAnalysis:
    """Judge the athletic position in a photo, or in one moment of a video.

    Parameters
    ----------
    photo : path
        A picture (JPEG, PNG, WebP, HEIC, AVIF), or a video.
    at_s : float or None
        The moment of the video [s]; None for a picture.
    fast : bool
        Use the faster, less accurate network.
    on_progress : callable
        Told which stage works, and the share of it that is done.
    make_estimator : callable
        Makes what finds bodies in pictures; BlazePose by default.

    Raises
    ------
    UsageError
        When the call is wrong.
    ClipError
        When the picture cannot be judged; the message says why and what to do.
    SetupError
        When the networks are missing.
    """
    path = Path(photo)
    picture = read_photo(path, at_s)
    network = make_estimator or (lambda: BlazePose("full" if fast else "heavy", threads=2))
    still = see_still(picture.rgb, network(), lambda part: on_progress(SEEING, part))
    posture = measure_posture(still.looks)
    height, width = picture.rgb.shape[:2]
    refuse_illegible(posture, width, height)
    judgement = judge_stance(posture)
    # A name that is no UTF-8 is written with marks in place of what cannot be read.
    name = path.name.encode(errors="surrogateescape").decode(errors="replace")
    about = Picture(name, width, height, picture.at_s)
    report = build_stance(about, still, posture, judgement, version("hiphinge"))
    return StanceAnalysis(picture, still, posture, judgement, report)
