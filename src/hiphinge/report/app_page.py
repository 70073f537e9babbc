"""The report page as an app needs it: to be served with its video beside it, or to be shared."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hiphinge.errors import UsageError
from hiphinge.report.page_file import write_page_file
from hiphinge.report.page_video import TOO_LARGE, PageVideo, beside, inside
from hiphinge.source.encode import browser_plays

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.report.notes import Note
    from hiphinge.report.whole import Whole


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the video when a page was written.

    Attributes
    ----------
    video : {"none", "beside", "inside", "too_large"}
        Where the page has it.
    reencoding : {"not_needed", "needed", "done"}
        ``needed``: browsers do not play the clip as it is, and what is to lie beside the page is a
        video that `hiphinge.source.encode.reencode` makes of it. ``done``: what is inside the page
        was encoded anew.
    """

    video: Literal["none", "beside", "inside", "too_large"]
    reencoding: Literal["not_needed", "needed", "done"] = "not_needed"


def write_page(
    whole: Whole,
    target: Path,
    *,
    video_name: str | None,
    embed: bool,
    notes: Sequence[Note] = (),
    pictures: Path | None = None,
    on_progress: Callable[[str, float], None] = lambda _what, _part: None,
) -> Written:
    """Write the report page of a judged clip; nothing else.

    Parameters
    ----------
    whole : Whole
        The judged clip; `Analysis.whole`.
    target : Path
        The page to write. It appears when it is whole; a file of that name is replaced.
    video_name : str or None
        With `embed` False: the name under which the video is served beside the page, such as
        ``video``; None for a page without one. Nothing is encoded here.
    embed : bool
        Write one file to hand on, with the video inside it, made smaller where it is large. One
        that is too large even then is left out, which the page says; its pictures stay.
    notes : sequence of Note
        Notes to moments of the clip; `notes.with_notes` exchanges them later.
    pictures : Path or None
        A folder that is there and belongs to this video: small pictures of its moments are kept in
        it, so that the next page of the same video need not be decoded for them.
    on_progress : callable
        Told ``video``, and the share of it that is encoded.

    Raises
    ------
    UsageError
        When the place cannot be written; nothing is left behind.
    ClipError
        When the clip is gone.
    """
    if not embed:
        write_page_file(whole, target, beside(whole.clip, video_name), notes, pictures)
        if whole.clip is None or video_name is None:
            return Written("none")
        return Written("beside", "not_needed" if browser_plays(whole.clip) else "needed")
    video = _to_share(whole, target.parent, on_progress)
    write_page_file(whole, target, video, notes, pictures)
    if video.source is None:
        return Written("too_large", "done") if video.note else Written("none")
    return Written("inside", "done" if video.made_anew else "not_needed")


def _to_share(whole: Whole, folder: Path, on_progress: Callable[[str, float], None]) -> PageVideo:
    """Return the video to go into a page; what was encoded on the way is gone afterwards."""
    try:
        scratch = tempfile.TemporaryDirectory(prefix=".partial-", dir=folder)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written ({error.strerror}): name another folder."
        ) from error
    with scratch as place:
        return inside(whole.clip, Path(place) / "video.mp4", on_progress) or PageVideo(
            made_anew=True, note=TOO_LARGE
        )
