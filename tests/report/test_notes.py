"""Notes to moments: in a block of their own, which can be exchanged and cannot break the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import synthetic_report
from hypothesis import given
from hypothesis import strategies as st
from pages import Opened, ready, settled, write
from pages import nearest as frame_at
from test_html import Elements

from hiphinge.errors import UsageError
from hiphinge.report.html import render
from hiphinge.report.notes import Note, notes_json, with_notes

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.report.page_input import PageInput

EVIL = '</script><script>document.title = "mine"</script><b>&amp; \\1 \u2028'
NOTES = (
    Note(8.35, "Here the knees\ntravel.", "Anna", "2026-02-03T10:11:12+00:00"),
    Note(2.4, EVIL, "<i>Bo</i>", "last Tuesday"),
)


def _page(*notes: Note, video: bytes | None = None) -> PageInput:
    return replace(synthetic_report.make_page(video), notes=notes)


def _text(*notes: Note) -> str:
    return "".join(render(_page(*notes)))


def test_exchanged_notes_give_the_page_that_would_have_been_written_with_them() -> None:
    assert with_notes(_text(), NOTES) == _text(*NOTES)
    assert with_notes(_text(*NOTES), NOTES[:1]) == _text(NOTES[0])
    assert with_notes(_text(*NOTES), ()) == _text()


@given(st.text(), st.text())
def test_no_text_breaks_out_of_its_block(text: str, author: str) -> None:
    said = notes_json([Note(1.0, text, author)])
    assert not set("<>&") & set(said)
    assert said.isascii()


def test_notes_leave_every_script_and_its_hash_as_they_were() -> None:
    plain, noted = Elements(_text()), Elements(with_notes(_text(), NOTES))
    assert [attrs for attrs, _ in plain.of("meta")] == [attrs for attrs, _ in noted.of("meta")]
    code = [
        [body for attrs, body in page.of("script") if "type" not in attrs]
        for page in (plain, noted)
    ]
    assert code[0] == code[1]


@pytest.mark.parametrize("text", ["", "<p>no report</p>", '<script id="notes-data">[]</script>'])
def test_a_page_without_a_place_for_notes_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no place for notes"):
        with_notes(text, NOTES)


def test_notes_are_listed_in_order_as_text(opened: Opened, folder: Path) -> None:
    path = folder / "noted.html"
    path.write_text(with_notes(_text(), NOTES), encoding="utf-8")
    page = opened.go(path)
    assert [one.inner_text() for one in page.locator(".remark-text").all()] == [
        EVIL.replace("\u2028", page.locator(".remark-text").first.inner_text()[-1]),
        "Here the knees\ntravel.",
    ]
    said = page.locator(".remark .quiet").all_inner_texts()
    assert said == ["<i>Bo</i>, last Tuesday", "Anna, 3 February 2026"]
    assert "mine" not in page.title()
    assert opened.complaints == []


def test_a_note_leads_to_its_moment(opened: Opened, folder: Path, video: bytes) -> None:
    page = opened.go(write(folder / "note_seek.html", _page(*NOTES, video=video)))
    ready(page)
    page.click(".remark:last-child button")
    settled(page, frame_at(8.35))
    assert page.inner_text("#say").startswith("8.35 s: Here the knees")
    slider = page.locator("#timeline-reps").bounding_box()
    marks = [one.bounding_box() for one in page.locator(".remark-mark").all()]
    assert len(marks) == 2
    middle = marks[1]["x"] + marks[1]["width"] / 2
    assert (middle - slider["x"]) / slider["width"] == pytest.approx(8.35 / 15, abs=0.01)


def test_without_notes_there_is_no_place_for_them(page: Any) -> None:
    assert page.is_hidden("#notes")
    assert page.is_hidden("#to-notes")
