"""Reads the programme's tables into checked words: an unknown key or a wrong kind is an error."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter

T = TypeVar("T")

FOLDER = Path(__file__).parent
STRICT = ConfigDict(extra="forbid", frozen=True)
"""Set as `__pydantic_config__` of every row: nothing that is written may go unread."""


def read(name: str, kind: type[T]) -> T:
    """Return a file of this folder as what it should hold.

    Parameters
    ----------
    name : str
        The file's name without ``.toml``.
    kind : type
        A dataclass, or a mapping or tuple of them.

    Raises
    ------
    pydantic.ValidationError
        When the file lacks something, says something unknown, or something of a wrong kind.
    """
    return TypeAdapter(kind).validate_python(table(name))


def read_keyed(name: str, kind: type[T]) -> dict[str, T]:
    """Return the rows of a file by their keys; each row is told its own as `key`.

    Raises
    ------
    pydantic.ValidationError
        As `read` does.
    """
    one = TypeAdapter(kind)
    return {key: one.validate_python({"key": key, **row}) for key, row in table(name).items()}


@cache
def table(name: str) -> dict[str, Any]:
    """Return a file of this folder as it is written."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
