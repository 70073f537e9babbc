"""What an archive says that it holds, held against what it does hold."""

from __future__ import annotations

import json
import re
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field, ValidationError

from hiphinge.errors import UsageError
from hiphinge.store.archive.outgoing import REPORTS, SCHEMA
from hiphinge.store.archive.rows import TABLES
from hiphinge.store.archive.values import Line, Moment, Row, Sha256

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.zip_in import Unpacker

WHAT: Final = "archive"
MANIFEST: Final = "manifest.json"
FILES: Final = "files.jsonl"
MANIFEST_MOST: Final = 100_000
ROWS_MOST: Final = 4_000_000_000
"""Bytes of one table; 20 000 films make 100 million."""
NAMES: Final = {
    "videos": (re.compile(r"videos/([0-9a-f]{64})(\.[a-z0-9]{1,5})"), 50_000_000_000),
    "seen": (re.compile(r"seen/([0-9a-f]{64}-[a-z0-9.-]{1,60}\.json)"), 500_000_000),
    "reports": (
        re.compile(rf"reports/[A-Za-z0-9_-]{{8,64}}/({'|'.join(map(re.escape, REPORTS))})"),
        500_000_000,
    ),
}
"""Names that a file may have, and the bytes that it may have at most: an hour of film in 4K, the
landmarks of an hour, its report."""
Size = Annotated[int, Field(ge=0)]


class ListedTable(Row):
    """A table as the manifest lists it."""

    name: Line
    size: Size
    sha256: Sha256
    rows: Size


class ListedFile(Row):
    """A file as `files.jsonl` lists it."""

    name: Line
    size: Size
    sha256: Sha256


class Manifest(Row):
    """What an archive says of itself."""

    schema_: Annotated[Literal["hiphinge.archive/1"], Field(alias="schema")]
    version: Line
    made_at: Moment
    videos: bool
    tables: list[ListedTable]
    files: Size


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive holds.

    Attributes
    ----------
    manifest : Manifest
    films, seen : dict of str to ListedFile
        Films by their content's SHA-256, landmarks by the names they have in the folder.
    """

    manifest: Manifest
    films: dict[str, ListedFile]
    seen: dict[str, ListedFile]


def read_listing(source: Path, archive: Unpacker) -> Listing:
    """Return what an archive holds.

    Raises
    ------
    UsageError
        When it is of another kind or version, or does not hold what it says, that and no more.
    """
    manifest = _manifest(source, archive)
    tables = {f"rows/{name}.jsonl" for name in TABLES}
    listed = {one.name: one for one in manifest.tables}
    if listed.keys() != tables or len(listed) != len(manifest.tables):
        raise UsageError(
            f"{source.name} has other tables than this hiphinge knows: it may be of a newer one. "
            "Update hiphinge, then take it in."
        )
    files = {one.name: one for one in _files(source, archive)}
    held = set(archive.sizes) - {MANIFEST, FILES}
    sizes = {name: one.size for name, one in listed.items()}
    sizes |= {name: one.size for name, one in files.items()}
    if len(files) != manifest.files or held != sizes.keys():
        raise _wrong(source, "it does not hold what its list says")
    if any(archive.sizes[name] != size for name, size in sizes.items()):
        raise _wrong(source, "a file in it has another size than its list says")
    for one in manifest.tables:
        archive.check(one.name, most=ROWS_MOST, sha256=one.sha256)
    films, seen = {}, {}
    for name, file in files.items():
        kind = name.split("/")[0]
        found = NAMES[kind][0].fullmatch(name) if kind in NAMES else None
        if found is None or file.size > NAMES[kind][1]:
            raise _wrong(source, "it holds a file that no archive holds")
        if kind == "videos":
            if file.sha256 != found[1] or found[1] in films:
                raise _wrong(source, "a film in it bears another one's name")
            films[found[1]] = file
        elif kind == "seen":
            seen[found[1]] = file
    return Listing(manifest, films, seen)


def _manifest(source: Path, archive: Unpacker) -> Manifest:
    text = archive.read(MANIFEST, MANIFEST_MOST)
    try:
        schema = json.loads(text)["schema"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _wrong(source, "its manifest cannot be read") from error
    if schema == "hiphinge.backup/1":
        raise UsageError(f"{source.name} is a backup: bring it back with hiphinge restore.")
    if schema != SCHEMA:
        raise UsageError(
            f"{source.name} is of a kind that this hiphinge does not know ({str(schema)[:60]}): "
            "update hiphinge, then take it in."
        )
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise _wrong(source, "its manifest cannot be read") from error


def _files(source: Path, archive: Unpacker) -> list[ListedFile]:
    with closing(archive.lines(FILES, ROWS_MOST)) as lines:
        try:
            return [ListedFile.model_validate_json(line) for line in lines]
        except ValidationError as error:
            raise _wrong(source, "its list of files cannot be read") from error


def _wrong(source: Path, why: str) -> UsageError:
    return UsageError(
        f"{source.name} is no whole archive of hiphinge ({why}): export it anew. Nothing was "
        "taken in."
    )
