"""The pages' scripts are joined into one scope: no name twice, nothing used before it stands."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from hiphinge.report import html
from hiphinge.report.compare import html as comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES = {"report": html.SCRIPTS, "comparison": comparison.SCRIPTS}
CODE = {
    file.name.removesuffix(".js"): file.read_text(encoding="utf-8")
    for file in files("hiphinge.report").joinpath("page", "js").iterdir()
    if file.name.endswith(".js")
}
DEFINED = re.compile(
    r"^(?:export )?(?:(?:async )?function\*?|class|const|let|var) (?:(\w+)|[\[{]([^=]*)[\]}] =)",
    flags=re.MULTILINE,
)
IMPORTED = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";', flags=re.MULTILINE)


def defined(code: str) -> list[str]:
    """Return the names that a script defines at its top level."""
    return [
        name
        for one, several in DEFINED.findall(code)
        for name in ([one] if one else re.findall(r"(\w+) *(?:,|$)", several))
    ]


def clashes(scripts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the names that more than one script defines, or one twice, and which do."""
    where: dict[str, list[str]] = {}
    for script, code in scripts.items():
        for name in defined(code):
            where.setdefault(name, []).append(script)
    return {name: found for name, found in where.items() if len(found) > 1}


def test_no_two_scripts_define_the_same_name() -> None:
    """Of two functions of one name in one scope, the second silently replaces the first."""
    assert clashes(CODE) == {}


@pytest.mark.parametrize(
    "code",
    [
        "function late() {\n}",
        "export function late() {\n}",
        "async function late() {\n}",
        "export async function late() {\n}",
        "class late {\n}",
        "const late = 1;",
        "let late;",
        "const [early, late] = both();",
        "export const { early, of: late } = both();",
    ],
)
def test_a_clash_is_found(code: str) -> None:
    other = "function late() {\n  const early = 2;\n}"
    assert clashes({"one": code, "other": other}) == {"late": ["one", "other"]}


@pytest.mark.parametrize("page", PAGES)
def test_scripts_stand_in_order(page: str) -> None:
    """What a script imports is defined by one that stands before it, under the same name."""
    before: dict[str, list[str]] = {}
    for script in PAGES[page]:
        code = CODE[script]
        assert len(re.findall(r"^import\b", code, flags=re.MULTILINE)) == len(
            IMPORTED.findall(code)
        ), f"{script}.js imports in a way that the joined page does not know"
        for names, source in IMPORTED.findall(code):
            assert source in before, f"{script}.js uses what comes after it"
            missing = {name.strip() for name in names.split(",") if name.strip()}
            assert missing <= set(before[source]), f"{script}.js asks {source}.js for too much"
        assert not re.search(r"</script|<!--", code, flags=re.IGNORECASE)
        before[script] = defined(code)
    joined = html.joined_script(PAGES[page])
    assert not {"import", "export"} & set(re.findall(r"^\w+", joined, flags=re.MULTILINE))


def test_every_script_is_on_a_page() -> None:
    assert set(CODE) == {script for page in PAGES.values() for script in page}
