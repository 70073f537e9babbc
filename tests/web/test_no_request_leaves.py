"""What listens for requests that leave this machine hears them; `test_whole_way` then relies on it.

Nobody is reached here either: what is heard is refused, and the addresses are nobody's (RFC 5737).
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from visit import Visit

if TYPE_CHECKING:
    from listened import Ear

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes")

PLANTED = {
    "socket.connect": "import socket; socket.socket().connect(('192.0.2.1', 9))",
    "socket.sendto": "import socket; socket.socket(type=2).sendto(b'', ('192.0.2.1', 9))",
    "socket.getaddrinfo": "import socket; socket.getaddrinfo('example.invalid', 80)",
    "socket.gethostbyname": "import socket; socket.gethostbyname('example.invalid')",
    "socket.gethostbyaddr": "import socket; socket.gethostbyaddr('127.0.0.1')",
    "socket.bind": "import socket; socket.create_server(('0.0.0.0', 0))",
    "urllib.Request": "import urllib.request as u; u.urlopen('http://192.0.2.1/')",
}
CHILD = """
import subprocess, sys
sys.exit(subprocess.run([sys.executable, "-P", "-c", {!r}]).returncode)
"""
QUIET = """
import asyncio, socket, tempfile, urllib.request
with socket.create_server(('127.0.0.1', 0)) as one:
    socket.create_connection(one.getsockname()).close()
    urllib.request.Request(f'http://127.0.0.1:{one.getsockname()[1]}/')
with socket.socket(socket.AF_UNIX) as one:
    one.bind(tempfile.mkdtemp() + '/here')
socket.getaddrinfo('127.0.0.1', 80), socket.getaddrinfo(None, 80), socket.gethostname()
asyncio.run(asyncio.sleep(0))
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("event", PLANTED)
def test_what_is_planted_is_heard_and_refused(ear: Ear, event: str) -> None:
    for code in (PLANTED[event], CHILD.format(PLANTED[event])):
        heard = len(ear.left)
        assert run(code).returncode != 0
        (one,) = ear.left[heard:]
        assert one[0] == event
        assert one[2][-1] == PLANTED[event]


def test_it_is_heard_where_no_file_may_be_written(ear: Ear) -> None:
    """As in the process that opens an upload."""
    limits = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
    assert run(limits + PLANTED["socket.connect"]).returncode != 0
    assert [event for event, *_ in ear.left] == ["socket.connect"]


def test_what_stays_here_is_let_be(ear: Ear) -> None:
    done = run(QUIET)
    assert done.returncode == 0, done.stderr
    assert ear.left == []
    assert ear.heard("-c", QUIET)


def test_a_page_that_asks_elsewhere_is_seen(browser: Any) -> None:
    visit = Visit(browser, "http://127.0.0.1:9")
    with visit.page.expect_request("**/planted.png"):
        visit.page.evaluate("() => { new Image().src = 'http://192.0.2.1/planted.png'; }")
    with pytest.raises(AssertionError):
        visit.end()
    assert visit.elsewhere == ["http://192.0.2.1/planted.png"]
