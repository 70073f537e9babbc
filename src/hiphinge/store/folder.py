"""The one folder that holds everything: the database, videos, landmarks, results, backups.

Names on disk are made here from content hashes and row names, and checked; a name that came from
a browser never reaches the disk.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from hiphinge.errors import UsageError

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")
"""What a name on disk may look like: no separator, no leading dot."""
PARTS = ("videos", "uploads", "seen", "results", "backups")
DRAWN = "drawn."
"""How names begin of what belongs to a film that is drawn on, in the folder of its result: it can
be made again, so no copy of everything holds it."""
HOME = "~/hiphinge"
PRIVATE = 0o700
"""Films of people are for their owner's eyes."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where everything lies.

    Attributes
    ----------
    root : Path
        The folder itself.
    """

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "hiphinge.sqlite"

    @property
    def backups(self) -> Path:
        """Copies of the database made before it is changed to a newer shape."""
        return self.root / "backups"

    def video_path(self, sha256: str, suffix: str) -> Path:
        """Return where a video of this content lies."""
        return self.root / "videos" / checked_name(sha256 + suffix)

    def upload_path(self, uid: str) -> Path:
        """Return where the bytes of an upload gather."""
        return self.root / "uploads" / checked_name(f"{uid}.part")

    def seen_path(self, name: str) -> Path:
        """Return where landmarks lie."""
        return self.root / "seen" / checked_name(name)

    def result_path(self, name: str) -> Path:
        """Return the folder of one judgement."""
        return self.root / "results" / checked_name(name)


def default_folder() -> Path:
    """Return where everything lies when nothing else is said: HIPHINGE_FOLDER, else ~/hiphinge."""
    return Path(os.environ.get("HIPHINGE_FOLDER") or HOME).expanduser()


def checked_name(name: str) -> str:
    """Return a name that may stand on disk.

    Raises
    ------
    UsageError
        When it could lead elsewhere.
    """
    if not NAME.fullmatch(name) or ".." in name:
        raise UsageError("That is no name of anything kept here.")
    return name


def open_folder(root: Path) -> Folder:
    """Make the folder where it is not there yet.

    Raises
    ------
    UsageError
        When it is a file, or may not be written.
    """
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file, not a folder: name another place with --folder.")
    try:
        root.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
        for part in PARTS:
            (root / part).mkdir(exist_ok=True, mode=PRIVATE)
    except OSError as error:
        raise UsageError(
            f"{root} cannot be written ({error.strerror}): name another place with --folder."
        ) from error
    return Folder(root)
