"""What is written in another way than `hiphinge.numerals` writes it, in texts for people."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_WAY = re.compile(
    r"""\d\s%                       # percent away from its number
    | (?<![\w.)\]\N{MINUS SIGN}-])-\.?\d   # a hyphen for a minus
    | \d\s°                         # a degree away from its number
    """,
    re.VERBOSE,
)
AROUND = 30
"""Characters that are told on either side."""
READ = """() => {
  const named = [...document.querySelectorAll('[aria-label], [title], [placeholder], svg text')];
  const told = (one) => [...['aria-label', 'title', 'placeholder'].map((name) =>
    one.getAttribute(name) ?? ''), one.closest('svg') ? one.textContent : ''];
  return [document.title, document.body.innerText, ...named.flatMap(told)].join('\\n');
}"""
"""Asks a page for all that a person reads or hears on it."""


def mixed(text: str) -> list[str]:
    """Return each place at which a number is written in another way, with what stands around."""
    return [
        text[max(0, found.start() - AROUND) : found.end() + AROUND]
        for found in OTHER_WAY.finditer(text)
    ]


def texts_in(node: Any) -> Iterator[str]:
    """Go through all texts of a tree as JSON or TOML gives it, but for its keys."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for one in node.values():
            yield from texts_in(one)
    elif isinstance(node, list):
        for one in node:
            yield from texts_in(one)


def mixed_in(json_text: str) -> list[str]:
    """Return the same of every text within JSON."""
    return [place for text in texts_in(json.loads(json_text)) for place in mixed(text)]
