"""Archives as an enemy, a broken download or a bug would make them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Forged:
    """The entries of an archive, to be changed and written anew with lists that fit them."""

    rows: dict[str, list[dict[str, Any]]]
    files: dict[str, bytes]
    manifest: dict[str, Any]
    raw: dict[str, bytes] = field(default_factory=dict)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path) -> Forged:
        with zipfile.ZipFile(path) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(held.pop("manifest.json"))
        del held["files.jsonl"]
        rows = {
            name[5:-6]: [json.loads(line) for line in held.pop(name).splitlines()]
            for name in list(held)
            if name.startswith("rows/")
        }
        return cls(rows, held, manifest)

    def write(self, path: Path) -> Path:
        """Write it; `raw` are entries as they are, `lists` changes of what is said of a file."""
        entries = {
            f"rows/{name}.jsonl": "".join(f"{json.dumps(row)}\n" for row in rows).encode()
            for name, rows in self.rows.items()
        }
        entries |= {name: data for name, data in self.raw.items() if name.startswith("rows/")}
        tables = [
            {**listed(name, data), "rows": data.count(b"\n")} for name, data in entries.items()
        ]
        told = [
            {**listed(name, data), **self.lists.get(name, {})} for name, data in self.files.items()
        ]
        lines = "".join(f"{json.dumps(one)}\n" for one in told).encode()
        manifest = {"tables": tables, "files": len(told)}
        manifest = {**self.manifest, **manifest, **self.lists.get("manifest", {})}
        entries |= self.files
        entries |= {"files.jsonl": lines, "manifest.json": json.dumps(manifest).encode()}
        entries |= self.raw
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in entries.items():
                archive.writestr(name, data)
        return path


def listed(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
