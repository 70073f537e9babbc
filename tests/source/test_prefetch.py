from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from hiphinge.source.frame import Frame
from hiphinge.source.probe import probe
from hiphinge.source.video import frames, prefetched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BLANK = np.zeros((2, 2, 3), dtype=np.uint8)


class Source:
    """Counts what was taken from it and whether it was closed."""

    def __init__(self, count: int, error: BaseException | None = None) -> None:
        self.taken = 0
        self.closed = False
        self._count = count
        self._error = error

    def __iter__(self) -> Iterator[Frame]:
        return self

    def __next__(self) -> Frame:
        if self.taken == self._count:
            if self._error is not None:
                raise self._error
            raise StopIteration
        self.taken += 1
        return Frame(self.taken / 30, BLANK)

    def close(self) -> None:
        self.closed = True


def workers() -> list[str]:
    return [thread.name for thread in threading.enumerate() if "hiphinge" in thread.name]


def test_gives_the_same_frames_and_ends(film: Callable[..., Path]) -> None:
    clip = probe(film())
    alone = [frame.time_s for frame in frames(clip)]
    reader = frames(clip)
    assert [frame.time_s for frame in prefetched(reader, 3)] == alone
    assert reader.broke_at_s is None
    assert workers() == []


def test_runs_ahead_no_farther_than_its_depth() -> None:
    source = Source(100)
    ahead = prefetched(source, 4)
    for given in range(1, 30):
        next(ahead)
        assert source.taken <= given + 4 + 2
    ahead.close()


def test_an_error_comes_in_its_turn() -> None:
    ahead = prefetched(Source(3, ValueError("broken")), 8)
    assert [round(next(ahead).time_s * 30) for _ in range(3)] == [1, 2, 3]
    with pytest.raises(ValueError, match="broken"):
        next(ahead)
    assert workers() == []


def test_a_consumer_that_stops_early_leaves_no_thread() -> None:
    source = Source(1000)
    ahead = prefetched(source, 2)
    next(ahead)
    ahead.close()
    assert workers() == []
    assert source.closed
    assert source.taken < 10


def test_an_interrupt_leaves_no_thread() -> None:
    source = Source(1000)
    ahead = prefetched(source, 2)
    next(ahead)
    with pytest.raises(KeyboardInterrupt):
        ahead.throw(KeyboardInterrupt())
    assert workers() == []
    assert source.closed


def test_a_forgotten_one_leaves_no_thread() -> None:
    source = Source(1000)
    for _ in prefetched(source, 2):
        break
    assert workers() == []
    assert source.closed
