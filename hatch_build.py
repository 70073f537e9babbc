"""Bring in what is not in this repository when hiphinge is built.

The pose networks and the chart library are works of others: each comes from its npm package,
whose archive is pinned by SHA-256. The web pages' scripts are compiled from TypeScript. A wheel
that is built carries the results and needs no node.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Hatch loads this file by its path, so the folder beside it is not yet found by its name.
sys.path.append(str(Path(__file__).parent))

from building.fetch import fetch, missing
from building.front import compile_front, current
from building.node import requirements
from building.packages import SHIPPED


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatch's entry: runs before a wheel, an editable install or a source archive is made."""

    def dependencies(self) -> list[str]:
        """Ask for node from PyPI where the machine has none."""
        return requirements()

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch whatever is not in place yet, and compile what changed."""
        del version, build_data
        if self.target_name == "sdist":
            return
        root = Path(self.root)
        for package in SHIPPED:
            if missing(root, package):
                fetch(root, package)
        if not current(root):
            compile_front(root)
