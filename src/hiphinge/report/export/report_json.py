"""`report.json`: the whole report, and the schema that it keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hiphinge.files import write_text
from hiphinge.report.model import SCHEMA, Report

if TYPE_CHECKING:
    from pathlib import Path


def render(report: Report) -> str:
    """Return the report as JSON text, two spaces deep, keys in the order of the model."""
    return report.model_dump_json(indent=2, by_alias=True) + "\n"


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
