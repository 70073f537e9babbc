"""The report's page shows the load in its athlete's units, also when they are chosen later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiphinge.report.page_units import with_units

if TYPE_CHECKING:
    from pathlib import Path

    from pages import Opened

    from hiphinge.numerals import Units


@pytest.mark.parametrize(("units", "said"), [("kg", "60 kg"), ("lb", "132.3 lb")])
def test_a_page_is_shown_in_other_units(
    opened: Opened, report: Path, tmp_path: Path, units: Units, said: str
) -> None:
    path = tmp_path / "report.html"
    path.write_text(with_units(report.read_text(encoding="utf-8"), units), encoding="utf-8")
    page = opened.go(path)
    assert said in page.inner_text(".called").replace("\N{NO-BREAK SPACE}", " ")
    assert opened.complaints == []


def test_only_the_page_itself_is_changed() -> None:
    told = '<html lang="en" data-units="kg"><p>&lt;html data-units="kg"</p> data-units="kg"'
    assert with_units(told, "lb") == told.replace('"kg"', '"lb"', 1)
    assert with_units('<html lang="en">', "lb") == '<html lang="en">'
