"""Another page, at another port of this very computer, reads nothing here and changes nothing."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from serving import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeds import Seeds
    from serving import Client, Served

ATTACK = """async ([base, uid]) => {
  const told = {};
  const tried = (name, begin) => new Promise((end) => {
    const say = (what) => { told[name] = what; end(); };
    setTimeout(() => say("silence"), 5000);
    begin(say);
  });
  const element = (tag, attribute, path, event = "onload") => (say) => {
    const one = document.createElement(tag);
    one[event] = () => say("LOADED");
    one.onerror = () => say("refused");
    if (tag === "link") one.rel = "stylesheet";
    one[attribute] = base + path;
    document.body.append(one);
  };
  const fetched = (path, how) => (say) =>
    fetch(base + path, { credentials: "include", ...how }).then((one) => say(one.type), () =>
      say("refused"));
  await tried("cors", fetched("/api/work", {}));
  await tried("no-cors", fetched("/api/work", { mode: "no-cors" }));
  await tried("text", fetched("/api/log", { mode: "no-cors", method: "POST", body: "{}" }));
  await tried("json", fetched("/api/log", { method: "POST", body: "{}", headers:
    { "content-type": "application/json" } }));
  await tried("delete", fetched(`/api/uploads/${uid}`, { method: "DELETE" }));
  await tried("script", element("script", "src", "/api/work"));
  await tried("module", element("script", "src", "/static/x/js/ask.js"));
  await tried("style", element("link", "href", "/static/x/css/app.css"));
  await tried("picture", element("img", "src", "/static/x/mark.svg"));
  await tried("video", element("video", "src", `/sets/${uid}/video`, "onloadedmetadata"));
  await tried("object", element("object", "data", "/"));
  await tried("events", (say) => {
    const one = new EventSource(`${base}/api/work`, { withCredentials: true });
    one.onopen = () => say("OPENED");
    one.onerror = () => { one.close(); say("refused"); };
  });
  await tried("socket", (say) => {
    const one = new WebSocket(base.replace("http", "ws"));
    one.onopen = () => say("OPENED");
    one.onerror = () => say("refused");
  });
  return told;
}"""
SEND = """([where, fields, kind]) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: where, enctype: kind });
  for (const [name, value] of Object.entries(fields)) {
    const one = document.createElement("input");
    Object.assign(one, { name, value });
    form.append(one);
  }
  document.body.append(form);
  form.submit();
}"""


@contextmanager
def stranger_at() -> Iterator[int]:
    """Serve an empty page at some port; it also sets a cookie of our name, for our path."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("set-cookie", f"hiphinge_browser={'A' * 43}; Path=/days")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>elsewhere</title><body>")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_page_at_another_port(browser: Any, live_server: Served, seeds: Seeds, name: str) -> None:
    athlete = seeds.athlete("Ada")
    context = browser.new_context()
    with stranger_at() as port:
        page = context.new_page()
        page.goto(live_server.url)  # it has our cookies now
        page.goto(f"http://{name}:{port}/")
        told = page.evaluate(ATTACK, [live_server.url, athlete.uid])
        assert set(told.values()) <= {"refused", "silence"}, told
        for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain"):
            page.goto(f"http://{name}:{port}/")
            where = f"{live_server.url}/athletes/{athlete.uid}/delete"
            with page.expect_response(lambda one: one.request.method == "POST") as found:
                page.evaluate(SEND, [where, {"csrf_token": "x"}, kind])
            assert found.value.status == 403
            page.wait_for_url(where)
        page.goto(f"http://{name}:{port}/")
        page.evaluate(
            "(url) => new Promise((end) => { const one = document.createElement('iframe'); "
            "one.onload = end; one.src = url; document.body.append(one); }).then(() => null)",
            live_server.url,
        )
        assert all("csrf-token" not in frame.content() for frame in page.frames)
    context.close()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("mode", "into"),
    [
        *(("no-cors", "image"), ("no-cors", "video"), ("no-cors", "script"), ("cors", "empty")),
        *(("navigate", "iframe"), ("navigate", "embed"), ("navigate", "object")),
    ],
)
def test_what_others_cannot_read_is_not_even_made(
    stranger: Client, site: str, mode: str, into: str
) -> None:
    said = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": into}
    for path in ("/", "/data/export", "/api/work", "/static/x/css/app.css"):
        answer = stranger.get(path, headers=said)
        assert answer.status_code == 403
        assert "another page" in answer.text.lower()
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_link_that_a_person_follows_leads_here(stranger: Client) -> None:
    said = {
        "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document",
    }  # fmt: skip
    assert stranger.get("/film", headers=said).headers["refresh"] == "0"
    own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}
    assert "refresh" not in stranger.get("/film", headers=own | {"referer": BASE}).headers
