"""The templates and the words they have."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hiphinge.web import words
from hiphinge.web.static import address

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Return the one environment: everything escaped, a name that is not there is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "load": words.load,
        "num": words.num,
        "day": words.day,
        "ago": words.ago,
        "size": words.size,
        "clock": words.clock,
        "plural": words.plural,
    }
    made.globals |= {"static": address}
    return made


def template(name: str) -> Template:
    """Return the template of this name."""
    return environment().get_template(name)
