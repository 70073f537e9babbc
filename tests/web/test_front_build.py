"""The scripts of the pages: compiled from today's sources, and all that pages name is there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from building import front

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src/hiphinge/web/templates").rglob("*.html"))
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
NAMED = re.compile(r"""static\(\s*['"](js/[^'"]+)['"]\s*\)""")
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")


def test_the_output_is_of_today_s_sources() -> None:
    assert front.current(ROOT), "Sources changed since they were compiled: run `make front`."
    made = {path for path in (ROOT / front.OUTPUT).rglob("*.js")}
    assert made == set(front.outputs(ROOT)) != set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_script_that_a_page_names_is_there_and_none_is_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in NAMED.findall(text):
        assert ROOT / front.OUTPUT / Path(name).relative_to("js") in front.outputs(ROOT), name
    for attributes, inside in SCRIPT.findall(text):
        if "application/json" in attributes:
            continue
        assert NAMED.search(attributes), f"a script that is not one of ours: {attributes}"
        assert 'type="module"' in attributes, "our scripts are modules"
        assert inside.strip() == "", "the pages' policy bars scripts inside a page"


@pytest.mark.parametrize("path", front.outputs(ROOT), ids=lambda path: path.name)
def test_every_module_that_a_module_imports_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    imported = IMPORTED.findall(text)
    if path.parent.name == front.WORKER:
        assert not imported, "a service worker's script has no modules to lean on everywhere"
        assert not re.search(r"^export\b", text, re.MULTILINE)
    for name in imported:
        assert name.startswith("."), f"a browser cannot find {name}"
        assert (path.parent / name).resolve() in front.outputs(ROOT), name


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a small checkout: our settings, one page's script and one service worker's."""
    front.typescript(ROOT)
    (tmp_path / "build").symlink_to(ROOT / "build")
    folder = tmp_path / front.SOURCES
    (folder / front.WORKER).mkdir(parents=True)
    for setting in (ROOT / front.SOURCES).rglob("*.json"):
        shutil.copy(setting, folder / setting.relative_to(ROOT / front.SOURCES))
    (folder / "page.ts").write_text("export const title: string = document.title;\n")
    worker = "const worker = self as unknown as ServiceWorkerGlobalScope;\nworker.skipWaiting();\n"
    (folder / front.WORKER / "worker.ts").write_text(worker)
    return tmp_path


def test_a_script_that_is_wrong_fails_in_the_compiler_s_words(checkout: Path) -> None:
    front.compile_front(checkout)
    assert front.current(checkout)
    out, folder = checkout / front.OUTPUT, checkout / front.SOURCES
    made = (out / "page.js").read_text()
    assert made == "export const title = document.title;\n"
    assert "skipWaiting" in (out / front.WORKER / "worker.js").read_text()

    (folder / "page.ts").write_text("export const title: number = document.title;\n")
    assert not front.current(checkout)
    with pytest.raises(RuntimeError, match=r"page\.ts\(1,14\): error TS2322: Type 'string'"):
        front.compile_front(checkout)
    assert (out / "page.js").read_text() == made
    assert not front.current(checkout)


def test_what_was_made_of_a_script_that_is_gone_goes(checkout: Path) -> None:
    left = checkout / front.OUTPUT / "gone.js"
    left.parent.mkdir(parents=True)
    left.write_text("export {};\n")
    front.compile_front(checkout)
    assert not left.exists()
    (checkout / front.OUTPUT / "page.js").unlink()
    assert not front.current(checkout)
