"""`ask.js` in a browser: what it sends, and which sentence it throws."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hiphinge.web.security.policy import PAGE_POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator

JS = Path(__file__).parents[2] / "src/hiphinge/web/static/js"
HOST = "http://127.0.0.1:9"
PAGE = (
    '<!doctype html><html lang="en"><meta name="csrf-token" content="abc"><title>x</title>'
    '<button id="go">Go</button>'
)
ASK = """async ([path, asking]) => {
  const { ask } = await import("/js/ask.js");
  try { return { said: (await ask(path, asking)) ?? null }; }
  catch (error) { return { name: error.name, error: error.message, status: error.status ?? null }; }
}"""


class Server:
    """Answers as it is told to, and remembers what it was asked."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.answer: dict[str, Any] = {}
        self.asked: list[Any] = []
        page.route(f"{HOST}/**", self.serve)
        page.goto(f"{HOST}/")

    def serve(self, route: Any) -> None:
        path = route.request.url.removeprefix(HOST)
        if path.startswith("/js/"):
            body = (JS / path.removeprefix("/js/")).read_text(encoding="utf-8")
            route.fulfill(body=body, content_type="text/javascript")
        elif path == "/":
            headers = {"content-security-policy": PAGE_POLICY, "content-type": "text/html"}
            route.fulfill(body=PAGE, headers=headers)
        else:
            self.asked.append(route.request)
            route.fulfill(**self.answer) if self.answer else route.abort()

    def ask(self, path: str, **asking: Any) -> Any:
        return self.page.evaluate(ASK, [path, asking])


@pytest.fixture
def server(browser: Any) -> Iterator[Server]:
    context = browser.new_context()
    yield Server(context.new_page())
    context.close()


def test_it_sends_the_token_and_json_and_returns_json(server: Server) -> None:
    server.answer = {"json": {"id": 3}}
    assert server.ask("/api/sets", method="POST", body={"load_kg": 60}) == {"said": {"id": 3}}
    (asked,) = server.asked
    assert asked.method == "POST"
    assert asked.headers["x-hiphinge-token"] == "abc"
    assert asked.headers["content-type"] == "application/json"
    assert json.loads(asked.post_data) == {"load_kg": 60}


def test_an_empty_answer_is_nothing(server: Server) -> None:
    server.answer = {"status": 204}
    assert server.ask("/api/sets/3", method="DELETE") == {"said": None}


def test_the_server_s_sentence_is_thrown(server: Server) -> None:
    server.answer = {"status": 422, "json": {"error": "A load is 0 to 500 kg."}}
    said = server.ask("/api/sets")
    assert said == {"name": "Refusal", "error": "A load is 0 to 500 kg.", "status": 422}


@pytest.mark.parametrize("body", ["<h1>Oops</h1>", '{"detail": []}', '{"error": 3}', "null", ""])
def test_an_error_without_a_sentence_still_gets_one(server: Server, body: str) -> None:
    server.answer = {"status": 500, "body": body}
    said = server.ask("/api/sets")
    assert "status 500" in said["error"]
    assert "<" not in said["error"]


def test_no_answer_is_said_to_be_none(server: Server) -> None:
    said = server.ask("/api/sets")
    assert said["error"].startswith("hiphinge does not answer.")
    assert said["status"] is None


def test_no_other_server_is_asked(server: Server) -> None:
    server.page.route("http://127.0.0.1:10/**", server.serve)
    assert "does not answer" in server.ask("http://127.0.0.1:10/api")["error"]
    assert server.asked == []


def test_dom_says_what_the_page_lacks(server: Server) -> None:
    tell = """async () => {
      const { byId, first, all, make } = await import("/js/dom.js");
      const said = [];
      for (const one of [() => byId("no", HTMLElement), () => first("#go", HTMLInputElement)]) {
        try { one(); } catch (error) { said.push(error.message); }
      }
      const made = make("button", { disabled: true, hidden: false, class: "a" }, "<b>", make("i"));
      const go = byId("go", HTMLButtonElement).id;
      return [...said, go, all("p", HTMLElement).length, made.outerHTML];
    }"""
    assert server.page.evaluate(tell) == [
        "The page should have a HTMLElement at #no, but has nothing there.",
        "The page should have a HTMLInputElement at #go, but has <button> there.",
        "go",
        0,
        '<button disabled="" class="a">&lt;b&gt;<i></i></button>',
    ]
