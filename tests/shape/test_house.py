"""The shape of the house: small files, small functions, names that say something."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = sorted((ROOT / "src" / "hiphinge").rglob("*.py"))
LINES_MOST = 300
FUNCTION_MOST = 60
DRAWERS = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}


@pytest.mark.parametrize("path", SOURCE, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_file_is_one_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.name not in DRAWERS
    assert text.count("\n") <= LINES_MOST
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = ast.get_docstring(node, clean=False) or ""
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - said.count("\n")
            assert lines <= FUNCTION_MOST, f"{node.name} has {lines} lines"


def test_every_command_line_option_is_explained() -> None:
    """The README names what a person would look for; --help has every option."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for word in ("--exercise", "--height", "--strictness", "--fast", "--overlay", "--json"):
        assert word in readme


def test_pages_that_are_linked_are_there() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = page.read_text(encoding="utf-8")
        for link in {part.split(")")[0] for part in text.split("](")[1:]}:
            if "://" not in link and not link.startswith("#"):
                assert (page.parent / link.split("#")[0]).exists(), f"{page.name}: {link}"
