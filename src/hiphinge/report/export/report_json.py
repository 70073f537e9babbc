"""`report.json`: the whole report, and the schema that it keeps."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from hiphinge.files import write_text
from hiphinge.report.model import SCHEMA, Report

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

NUMBERS = re.compile(r"\[\n\s+((?:-?\d[^,\s]*|null)(?:,\n\s+(?:-?\d[^,\s]*|null))*)\n\s+\]")
"""A list of nothing but numbers, over several lines; within a text there are no bare line ends."""


def render(report: BaseModel) -> str:
    """Return the report as JSON text, two spaces deep, keys in the order of the model.

    A list of numbers stands on one line.
    """
    text = report.model_dump_json(indent=2, by_alias=True)
    return NUMBERS.sub(_on_one_line, text) + "\n"


def _on_one_line(found: re.Match[str]) -> str:
    return f"[{', '.join(found[1].replace(',', ' ').split())}]"


def write(report: Report, target: Path) -> None:
    """Write `report.json`, whole or not at all; see `render`."""
    write_text(target, render(report))


def schema_json() -> str:
    """Return the JSON Schema (draft 2020-12) that every `report.json` of this version keeps."""
    schema = Report.model_json_schema(by_alias=True, mode="serialization")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        **schema,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
