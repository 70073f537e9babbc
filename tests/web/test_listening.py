"""One server a folder and a port; what is slow or malformed does not hold it up."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from serving import served

from hiphinge.errors import UsageError
from hiphinge.web import impatient
from hiphinge.web.lan import lan_names
from hiphinge.web.listen import check_certificate, listen
from hiphinge.web.one_server import only_server
from hiphinge.web.security import qr
from hiphinge.web.settings import WebSettings

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Served

HOLD = """
import sys, pathlib
from hiphinge.web.one_server import only_server
with only_server(pathlib.Path(sys.argv[1]), "http://127.0.0.1:8750"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_server_of_a_folder_is_told_where_the_first_is(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(UsageError, match=r"already serves .* at http://127.0.0.1:8750"):
            only_server(tmp_path, "x").__enter__()
        holder.kill()
    with only_server(tmp_path, "after a kill"):
        pass


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} is in use") as error:
            listen(WebSettings(port=port))
    assert error.value.exit_code == 2


def test_it_listens_on_this_computer_only_unless_told() -> None:
    with listen(WebSettings(port=0)) as here, listen(WebSettings(port=0, lan=True)) as there:
        assert here.getsockname()[0] == "127.0.0.1"
        assert there.getsockname()[0] == "0.0.0.0"  # noqa: S104


def test_a_certificate_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_text("no certificate")
    for one in (tmp_path / "a.pem", tmp_path / "none.pem"):
        with pytest.raises(UsageError, match="no certificate and key"):
            check_certificate((one, one))


def test_names_in_the_network_are_no_loopback() -> None:
    assert all(not name.startswith("127.") for name in lan_names())


def test_codes_are_drawn() -> None:
    picture = qr.svg("http://192.168.1.5:8750/pair?code=ABCD2345")
    assert picture.startswith(b"<?xml")
    assert b"#fff" in picture
    assert "█" in qr.terminal("http://192.168.1.5:8750/pair?code=ABCD2345")


def connected(server: Served) -> socket.socket:
    port = int(server.url.rpartition(":")[2])
    return socket.create_connection(("127.0.0.1", port), timeout=180)


def said(one: socket.socket) -> bytes:
    got = b""
    while piece := one.recv(65536):
        got += piece
    return got


def test_silence_and_letters_one_by_one_are_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_s(wait_s: float) -> None:
        monkeypatch.setattr(impatient, "HEAD_S", wait_s)

    after_s(0.3)
    with served(tmp_path) as server:
        with connected(server) as silent:
            assert said(silent) == b""
        with connected(server) as slow:
            slow.sendall(b"GET /film HTTP/1.1\r\nHost: ")
            assert said(slow) == b""
        after_s(180)
        with connected(server) as twice:
            host = server.url.removeprefix("http://")
            whole = f"GET /static/x/mark.svg HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
            twice.sendall(whole)
            assert twice.recv(65536).startswith(b"HTTP/1.1 200")
            after_s(0.3)
            twice.sendall(whole[:10])
            assert b"HTTP/1.1" not in said(twice)


@pytest.mark.parametrize(
    "request_line",
    [
        "GET http://evil.example/film HTTP/1.1", "GET //evil.example/film HTTP/1.1",
        "GET /../../etc/passwd HTTP/1.1", "GET /static/x/../../../app.py HTTP/1.1",
        "NOT HTTP", "GET /film\0 HTTP/1.1",
    ],
)  # fmt: skip
def test_odd_requests_get_nothing(live_server: Served, request_line: str) -> None:
    host = live_server.url.removeprefix("http://")
    with connected(live_server) as one:
        one.sendall(f"{request_line}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert said(one).startswith((b"HTTP/1.1 40", b"HTTP/1.1 43"))
