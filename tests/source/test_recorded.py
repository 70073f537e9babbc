"""When a file says that it was filmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from hiphinge.source.probe import probe

if TYPE_CHECKING:
    from pathlib import Path


def filmed(path: Path, tags: dict[str, str]) -> Path:
    # As phones do: tags of any name.
    with av.open(str(path), "w", options={"movflags": "use_metadata_tags"}) as container:
        container.metadata.update(tags)
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for index in range(40):
            picture = np.full((48, 64, 3), 3 * index, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture)))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("2024-05-01T08:30:00Z", "2024-05-01T08:30:00+00:00"),
        ("1970-01-01T00:00:00Z", ""),
        ("", ""),
    ],
)
def test_the_containers_own_time_is_read(tmp_path: Path, told: str, read: str) -> None:
    tags = {"creation_time": told} if told else {}
    assert probe(filmed(tmp_path / "set.mp4", tags)).recorded == read


def test_a_time_that_is_none_is_left_out(tmp_path: Path) -> None:
    odd = filmed(tmp_path / "set.mp4", {"com.apple.quicktime.creationdate": "last Monday"})
    assert probe(odd).recorded == ""


def test_the_places_own_time_goes_first(tmp_path: Path) -> None:
    tags = {
        "com.apple.quicktime.creationdate": "2024-05-01T22:30:00+0200",
        "creation_time": "2024-05-01T20:30:00Z",
    }
    assert probe(filmed(tmp_path / "set.mp4", tags)).recorded == "2024-05-01T22:30:00+02:00"
