"""A browser, and the page of the drawn set opened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import synthetic
import synthetic_report
import synthetic_signed
import synthetic_spine
from pages import Opened, ready, write

from hiphinge.report.compare.html import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def video() -> bytes:
    return synthetic.make_video()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def report(folder: Path, video: bytes) -> Path:
    return write(folder / "report.html", synthetic_report.make_page(video))


@pytest.fixture(scope="session")
def spine_report(folder: Path, video: bytes) -> Path:
    """Return the page of the set in which hip and spine are told apart, but for two reps."""
    return write(folder / "spine.html", synthetic_spine.make_page(video))


@pytest.fixture(scope="session")
def signed_report(folder: Path) -> Path:
    """Return the page of a set with signatures, whose third repetition sinks."""
    return write(folder / "signed.html", synthetic_signed.make_page(folder))


@pytest.fixture(scope="session")
def compared(folder: Path) -> Path:
    """Return the page of three sets laid over each other."""
    path = folder / "compare.html"
    made = synthetic_signed.make_comparison(folder, ("swing", "clean", "bow"))
    path.write_text(render(made), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Any) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    yield Opened(context.new_page())
    context.close()


@pytest.fixture
def page(opened: Opened, report: Path) -> Any:
    page = opened.go(report)
    ready(page)
    return page
