"""Playlists that call themselves films open nothing, neither other files here nor the network."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from workplace import EXAMPLE

from hiphinge.errors import ClipError
from hiphinge.jobs.probing import probe_apart
from hiphinge.source.probe import probe

if TYPE_CHECKING:
    from pathlib import Path

LISTS = {
    "concat": b"ffconcat version 1.0\nfile other.mp4\n",
    "concat_whole": b"ffconcat version 1.0\nfile %(file)s\n",
    "concat_loose": b"ffconcat version 1.0\nfile other.mp4\noption safe 0\n",
    "concat_net": b"ffconcat version 1.0\nfile %(net)s\n",
    "hls": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nother.mp4\n#EXT-X-ENDLIST\n",
    "hls_file": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://%(file)s\n#EXT-X-ENDLIST\n",
    "hls_net": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n%(net)s\n#EXT-X-ENDLIST\n",
    "sdp": b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    b"m=video 5004 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n",
    "dash": b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period>'
    b"<AdaptationSet><Representation><BaseURL>%(net)s</BaseURL></Representation>"
    b"</AdaptationSet></Period></MPD>",
}
TAILS = {"text": b"", "null": b"#\0", "no_text": b"# \xff\xfe\n", "long": b"#" + b"\xff" * 5000}
"""What makes a list be taken for something else than a text."""


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("name", LISTS)
def test_lists_of_other_files(tmp_path: Path, name: str, tail: str) -> None:
    other = tmp_path / "other.mp4"
    other.write_bytes(EXAMPLE.read_bytes())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        net = f"http://127.0.0.1:{listening.getsockname()[1]}/a.mp4"
        film = tmp_path / "set.mp4"
        told = {b"file": str(other).encode(), b"net": net.encode()}
        film.write_bytes(LISTS[name] % told + TAILS[tail])
        with pytest.raises(ClipError, match="is not a video"):
            probe(film)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_the_child_refuses_it_as_well(tmp_path: Path) -> None:
    (tmp_path / "other.mp4").write_bytes(EXAMPLE.read_bytes())
    film = tmp_path / "upload.part"
    film.write_bytes(LISTS["concat"] + TAILS["null"])
    with pytest.raises(ClipError, match=r"^tuesday\.mp4 is not a video"):
        probe_apart(film, "tuesday.mp4")
