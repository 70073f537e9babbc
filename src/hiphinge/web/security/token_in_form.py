"""Find the token in a form while its body comes in, and hand the body on as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from python_multipart import MultipartParser, QuerystringParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Message, Receive

FIELD = "csrf_token"
"""Name of the field."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SOUGHT_MOST = 1_000_000
"""Where the token has not come by then it is not there [bytes]; forms put it first."""
VALUE_MOST = 1000
"""No more of a value is looked at [bytes]: what is longer is no token of ours."""


class Finder:
    """Reads a form as it comes, only as far as the token.

    Parameters
    ----------
    content_type : str
        The request's.
    """

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        self.token: str | None = None
        self.ended = False
        self._name, self._value, self._header = bytearray(), bytearray(), bytearray()
        self._about = b""
        if kind == b"multipart/form-data":
            self._parser: Any = MultipartParser(options.get(b"boundary", b""), self._of_parts())
        else:
            self._parser = QuerystringParser(self._of_pairs())

    def feed(self, data: bytes) -> None:
        """Read on; a form that cannot be read has no token."""
        try:
            self._parser.write(data)
        except FormParserError:
            self.ended = True

    def finish(self) -> None:
        """Say that nothing more comes."""
        if not self.ended:
            try:
                self._parser.finalize()
            except FormParserError:
                self.ended = True

    def _of_pairs(self) -> Any:
        return {
            "on_field_start": self._begin,
            "on_field_name": self._gather_into("_name"),
            "on_field_data": self._gather_into("_value"),
            "on_field_end": self._field_end,
        }

    def _of_parts(self) -> Any:
        return {
            "on_part_begin": self._begin,
            "on_header_begin": self._header.clear,
            "on_header_field": self._gather_into("_header"),
            "on_header_value": self._gather_into("_value"),
            "on_header_end": self._header_end,
            "on_part_data": self._gather_into("_value"),
            "on_part_end": self._field_end,
        }

    def _begin(self) -> None:
        self._name.clear()
        self._value.clear()

    def _gather_into(self, name: str) -> Callable[[bytes, int, int], None]:
        def gather(data: bytes, start: int, end: int) -> None:
            gathered: bytearray = getattr(self, name)
            room = VALUE_MOST - len(gathered)
            gathered.extend(data[start : min(end, start + room)])

        return gather

    def _header_end(self) -> None:
        if bytes(self._header).lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._value))
            self._name[:] = options.get(b"name", b"")
        self._header.clear()
        self._value.clear()

    def _field_end(self) -> None:
        if bytes(self._name) == FIELD.encode():
            self.token = self._value.decode("latin-1")
            self.ended = True


async def token_of_form(content_type: str, receive: Receive) -> tuple[str | None, Receive]:
    """Read a form up to its token.

    Parameters
    ----------
    content_type : str
        Of a form.
    receive : Receive
        Brings the body.

    Returns
    -------
    str or None
        The token, None where there is none.
    Receive
        Brings the whole body, what was read already first.
    """
    finder = Finder(content_type)
    read: list[Message] = []
    size = 0
    while not finder.ended and size <= SOUGHT_MOST:
        message = await receive()
        read.append(message)
        if message["type"] != "http.request":
            break
        size += len(message.get("body", b""))
        finder.feed(message.get("body", b""))
        if not message.get("more_body", False):
            finder.finish()
            break

    async def again() -> Message:
        return read.pop(0) if read else await receive()

    return finder.token, again
