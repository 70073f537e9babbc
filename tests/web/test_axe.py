"""The checker itself: it must find what is wrong, under the policy that our pages have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe import violations

from hiphinge.web.security.policy import PAGE_POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "http://127.0.0.1:9/"
GOOD = (
    '<!doctype html><html lang="en"><head><title>A page</title></head>'
    "<body><main><h1>A page</h1>%s</main></body></html>"
)


@pytest.fixture
def bare(browser: Any) -> Iterator[Any]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def show(page: Any, inside: str) -> Any:
    headers = {"content-security-policy": PAGE_POLICY, "content-type": "text/html"}
    page.route(ADDRESS, lambda route: route.fulfill(body=GOOD % inside, headers=headers))
    page.goto(ADDRESS)
    return page


def test_a_good_page_has_no_violations(bare: Any) -> None:
    page = show(bare, '<label>Name <input name="name"></label>')
    assert violations(page) == []
    assert violations(page) == []


def test_a_field_without_a_name_and_a_picture_without_words_are_found(bare: Any) -> None:
    found = violations(show(bare, '<input name="name"><img src="data:,">'))
    assert [one.split()[0] for one in found] == ["image-alt", "label"]
    assert '<input name="name">' in found[1]


def test_pale_text_is_found(bare: Any) -> None:
    page = show(bare, "<p>pale</p>")
    page.evaluate("() => { document.querySelector('p').style.color = '#bbb'; }")
    (found,) = violations(page)
    assert found.startswith("color-contrast (serious)")
