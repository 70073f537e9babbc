"""One file with everything in the folder, exact, made while the app goes on working.

The database is copied as it is at one moment; the files beside it never change once they are there,
so that those it points to are the ones of that moment. Where one was deleted for good or judged
anew in between, the database is copied again.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.store.clock import new_uid, now
from hiphinge.store.folder import DRAWN
from hiphinge.store.migrate import check_file
from hiphinge.store.orphans import CONTENT, ENDED
from hiphinge.store.room import check_room, placing
from hiphinge.store.snapshot import snapshot
from hiphinge.store.zip_out import PRIVATE, Packer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hiphinge.store.folder import Folder

SCHEMA: Final = "hiphinge.backup/1"
DATABASE: Final = "hiphinge.sqlite"
FILES: Final = "files.jsonl"
MANIFEST: Final = "manifest.json"
TRIES: Final = 5
"""So often the database is copied anew where files went meanwhile; then they are left out."""


@dataclass(frozen=True, slots=True)
class Backed:
    """What a backup holds: how many files beside the database, and its size [bytes]."""

    files: int
    size: int


def backup(
    folder: Folder,
    target: Path,
    *,
    on_progress: Callable[[str, float], None] = lambda _what, _share: None,
) -> Backed:
    """Write a backup of a folder.

    Parameters
    ----------
    folder : Folder
    target : Path
        The file; it is there whole or not at all.
    on_progress : callable
        Told what is done, and which part of it, 0 to 1.

    Raises
    ------
    UsageError
        When there is nothing to back up, the target is there already, the disk is full or the
        place may not be written.
    """
    if not folder.database.exists():
        raise UsageError(f"{folder.root} holds nothing of hiphinge: name the folder with --folder.")
    check_file(folder.database)
    if target.exists():
        raise UsageError(f"{target} is there already: name another file.")
    if target.parent.is_dir():
        check_room(target.parent, sum(size for _, _, size in _files(folder)))
    packer = Packer()
    with placing(target) as partial:
        # Films of people are for their owner's eyes.
        partial.touch(mode=PRIVATE)
        _write(folder, packer, partial, on_progress)
    return Backed(len(packer.written) - 3, target.stat().st_size)


def _write(
    folder: Folder, packer: Packer, partial: Path, on_progress: Callable[[str, float], None]
) -> None:
    with partial.open("wb") as file:
        for piece in _chunks(folder, packer, on_progress):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _chunks(
    folder: Folder, packer: Packer, on_progress: Callable[[str, float], None]
) -> Iterator[bytes]:
    copy = folder.backups / f".backup-{new_uid()}.sqlite"
    try:
        for _ in range(TRIES):
            on_progress("copying the database", 0.0)
            before = {name: (path, size) for name, path, size in _files(folder)}
            copy.unlink(missing_ok=True)
            snapshot(folder.database, copy)
            wanted = set(_pointed_at(copy, {**before, **_now(folder)}))
            yield from _add_files(packer, {**before, **_now(folder)}, wanted, on_progress)
            if wanted <= packer.written.keys():
                break
        yield from packer.add_file(DATABASE, copy)
    finally:
        copy.unlink(missing_ok=True)
    # What was copied and is no longer pointed to is not listed: it is not brought back.
    listed = [asdict(packer.written[name]) for name in [DATABASE, *sorted(wanted)]
              if name in packer.written]  # fmt: skip
    lines = "".join(f"{json.dumps(one)}\n" for one in listed)
    yield from packer.add(FILES, [lines.encode()])
    manifest = {
        "schema": SCHEMA,
        "version": version("hiphinge"),
        "made_at": now(),
        "files": len(listed),
    }
    yield from packer.add(MANIFEST, [json.dumps(manifest).encode()])
    yield from packer.close()


def _now(folder: Folder) -> dict[str, tuple[Path, int]]:
    return {name: (path, size) for name, path, size in _files(folder)}


def _add_files(
    packer: Packer,
    there: dict[str, tuple[Path, int]],
    wanted: set[str],
    on_progress: Callable[[str, float], None],
) -> Iterator[bytes]:
    """Add the files that are not in it yet; one that went meanwhile is passed over."""
    new = sorted(wanted - packer.written.keys())
    total, done = sum(there[name][1] for name in new) or 1, 0
    for name in new:
        path, size = there[name]
        try:
            yield from packer.add_file(name, path, size=size, pack=not _is_film(name))
        except FileNotFoundError:
            continue
        done += size
        on_progress("copying", min(1.0, done / total))


def _files(folder: Folder) -> Iterator[tuple[str, Path, int]]:
    """Yield name, place and size of each file that a row may point to."""
    for part in ("videos", "seen", "results", "uploads"):
        for path in sorted((folder.root / part).rglob("*")):
            try:
                made_again = path.name.lstrip(".").startswith(DRAWN)
                if path.is_file() and not path.is_symlink() and not made_again:
                    name = path.relative_to(folder.root).as_posix()
                    yield name, path, path.stat().st_size
            except FileNotFoundError:
                continue


def _pointed_at(database: Path, names: dict[str, tuple[Path, int]]) -> Iterator[str]:
    """Yield those of the files that the rows of a copied database point to."""
    with closing(sqlite3.connect(database)) as raw:
        films = {sha256 for (sha256,) in raw.execute("SELECT sha256 FROM video")}
        results = {name for (name,) in raw.execute("SELECT result FROM analysis") if name}
        coming = [row for row in raw.execute("SELECT uid, sha256, state FROM upload")
                  if row[2] not in ENDED]  # fmt: skip
    films |= {sha256 for _, sha256, _ in coming if sha256}
    uploads = {f"{uid}.part" for uid, _, _ in coming}
    for name in names:
        part, _, rest = name.partition("/")
        first = rest.partition("/")[0]
        content = CONTENT.match(rest)
        if part in ("videos", "seen"):
            found = content is not None and content["sha256"] in films and ".partial" not in rest
        else:
            found = first in (results if part == "results" else uploads)
        if found:
            yield name


def _is_film(name: str) -> bool:
    return name.startswith(("videos/", "uploads/"))
