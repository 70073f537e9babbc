"""Write one report page of a judged clip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.files import replacing
from hiphinge.report.html import render
from hiphinge.report.keyframes import key_frames
from hiphinge.report.page_input import PageInput
from hiphinge.report.zones import chart_zones

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hiphinge.report.notes import Note
    from hiphinge.report.page_video import PageVideo
    from hiphinge.report.whole import Whole


def write_page_file(
    whole: Whole,
    target: Path,
    video: PageVideo,
    notes: Sequence[Note] = (),
    pictures: Path | None = None,
) -> None:
    """Write the page, whole or not at all, with a picture of each repetition's moments.

    Parameters
    ----------
    whole : Whole
        The judged clip.
    target : Path
        The page to write.
    video : PageVideo
        Its video.
    notes : sequence of Note
        Notes to moments of the clip.
    pictures : Path or None
        Where pictures of this clip are kept, see `keyframes.key_frames`.

    Raises
    ------
    UsageError
        When the place cannot be written.
    ClipError
        When the clip is gone.
    """
    page = PageInput(
        report=whole.report,
        motion=whole.motion,
        video=video.source,
        video_start_s=video.start_s,
        video_note=video.note,
        key_frames=key_frames(whole.clip, whole.report.reps, pictures) if whole.clip else {},
        zones=chart_zones(whole.report),
        notes=notes,
    )
    with (
        replacing(target) as partial,
        partial.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(render(page))
