"""Percent and minus are written one way on every page that a report makes, and in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import synthetic_signed
from mixture import READ, mixed, mixed_in
from postures import posture
from test_stance_report import page_of

from hiphinge.report.compare.text import told
from hiphinge.report.export.report_json import render as render_json
from hiphinge.report.stance.page import render as render_stance
from hiphinge.report.stance.text import stance_text

if TYPE_CHECKING:
    from pathlib import Path

    from pages import Opened

PAGES = ("report", "spine_report", "signed_report", "compared")


@pytest.mark.parametrize("name", PAGES)
def test_pages(opened: Opened, name: str, request: pytest.FixtureRequest) -> None:
    page = opened.go(request.getfixturevalue(name))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    said = page.evaluate(READ)
    assert "%" in said
    assert "−" in said
    assert mixed(said) == []


def test_a_comparison_in_a_terminal(tmp_path: Path) -> None:
    made = synthetic_signed.make_comparison(tmp_path, ("swing", "clean", "bow"))
    assert mixed(told(made, None, 80)) == []
    assert mixed_in(render_json(made)) == []


@pytest.mark.parametrize("leans", [(37.0, 47.0), (-4.0, 4.0), (12.0, 60.0)])
def test_a_stance(leans: tuple[float, float], opened: Opened, tmp_path: Path) -> None:
    made = page_of(posture(*leans))
    assert mixed(stance_text(made.report)) == []
    assert mixed_in(render_json(made.report)) == []
    path = tmp_path / "stance.html"
    path.write_text(render_stance(made), encoding="utf-8")
    opened.page.goto(path.as_uri())
    assert mixed(opened.page.evaluate(READ)) == []
