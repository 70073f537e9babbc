"""A form with a large file: the file goes to the disk as it comes in, never through memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from starlette.requests import Request

FILE = "file"
"""Name of the field with the file."""
VALUE_MOST = 1000
"""No more of another field is kept [bytes]."""
GARBLED = "The form did not arrive whole, so nothing was taken in: send it again."


class _Parts:
    """Takes the parts of a form: the file to a file, the rest into a dictionary."""

    def __init__(self, boundary: bytes, file: BinaryIO) -> None:
        self.fields: dict[str, str] = {}
        self.size = 0
        self.whole = False
        self._file = file
        self._name = ""
        self._value, self._header, self._told = bytearray(), bytearray(), bytearray()
        self._parser: Any = MultipartParser(boundary, {
            "on_part_begin": self._begin,
            "on_header_begin": self._header_begin,
            "on_header_field": self._on_header,
            "on_header_value": self._on_told,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._all,
        })  # fmt: skip

    def feed(self, data: bytes) -> None:
        """Read on; raise `FormParserError` where it is no form."""
        self._parser.write(data)

    def _begin(self) -> None:
        self._name = ""
        self._value.clear()

    def _header_begin(self) -> None:
        self._header.clear()
        self._told.clear()

    def _on_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end][: VALUE_MOST - len(self._header)]

    def _on_told(self, data: bytes, start: int, end: int) -> None:
        self._told += data[start:end][: VALUE_MOST - len(self._told)]

    def _header_end(self) -> None:
        if bytes(self._header).lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._told))
            self._name = options.get(b"name", b"").decode("utf-8", "replace")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._name == FILE:
            self.size += self._file.write(data[start:end])
        else:
            self._value += data[start:end][: VALUE_MOST - len(self._value)]

    def _end(self) -> None:
        if self._name != FILE:
            self.fields[self._name] = self._value.decode("utf-8", "replace")

    def _all(self) -> None:
        self.whole = True


async def form_to_disk(request: Request, target: Path) -> dict[str, str]:
    """Write the file of a form to a file, and return the other fields.

    Parameters
    ----------
    request : Request
        With a multipart form.
    target : Path
        It is not there yet. The name that the sender gave the file is not looked at.

    Raises
    ------
    UsageError
        When it is no such form, or has no file in it.
    OSError
        When the disk is full.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise UsageError(GARBLED)
    with target.open("xb") as file:
        parts = _Parts(boundary, file)
        try:
            async for data in request.stream():
                await run_in_threadpool(parts.feed, data)
        except (FormParserError, ClientDisconnect) as error:
            raise UsageError(GARBLED) from error
    if not parts.whole:
        raise UsageError(GARBLED)
    if not parts.size:
        raise UsageError("No file was chosen: choose an archive that hiphinge exported.")
    return parts.fields
