"""`python -m building WHAT`: one piece of the build alone, from the root of the checkout.

`front` compiles the web pages' scripts where they changed, `tests` fetches what only the tests
use, `requirements` names the Python packages that both need on this machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from building.fetch import fetch, missing
from building.front import compile_front, current
from building.node import requirements
from building.packages import TESTED_WITH

ROOT = Path(__file__).parents[1]


def main(arguments: list[str]) -> str:
    """Do what `arguments` name, and return what there is to say about it."""
    match arguments:
        case ["requirements"]:
            return "\n".join(requirements())
        case ["front"] if current(ROOT):
            return "The web pages' scripts are up to date."
        case ["front"]:
            compile_front(ROOT)
            return "The web pages' scripts are compiled."
        case ["tests"]:
            for package in TESTED_WITH:
                if missing(ROOT, package):
                    fetch(ROOT, package)
            return "What only the tests use is in place."
    raise RuntimeError("Say what to build: front, tests or requirements.")


if __name__ == "__main__":
    try:
        said = main(sys.argv[1:])
    except RuntimeError as error:
        sys.exit(str(error))
    if said:
        print(said)
