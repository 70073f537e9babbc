"""Decoding ahead in a thread of its own while another works on the frames."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from hiphinge.source.frame import Frame

WAIT_S: Final = 0.1
"""How often a thread that waits for room looks whether it should stop [s]; a person's blink."""


@dataclass(frozen=True, slots=True)
class _End:
    """The last thing in the queue: the frames are over, or an error ended them."""

    error: BaseException | None = None


def prefetched(iterator: Iterator[Frame], depth: int) -> Generator[Frame]:
    """Yield the frames of an iterator, made in the background before they are asked for.

    Parameters
    ----------
    iterator : Iterator of Frame
        Where the frames come from. It runs in a thread of its own from the first frame asked
        for, and is closed there, whether the frames were all taken or not.
    depth : int
        How many frames may wait; with the one being made, this bounds the memory.

    Yields
    ------
    Frame
        The same frames in the same order. What the iterator raises is raised here, in its turn.

    Notes
    -----
    Decoding and conversion release the interpreter's lock, as networks do, so both really run at
    once. The thread is over when this generator is: at its end, on `close`, or on any error of
    the consumer's, an interrupt from the keyboard too.
    """
    ready: queue.Queue[Frame | _End] = queue.Queue(maxsize=max(1, depth))
    stop = threading.Event()
    worker = threading.Thread(
        target=_fill, args=(iterator, ready, stop), name="hiphinge-decode", daemon=True
    )
    worker.start()
    try:
        while True:
            item = ready.get()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
    finally:
        stop.set()
        worker.join()


def _fill(
    iterator: Iterator[Frame], ready: queue.Queue[Frame | _End], stop: threading.Event
) -> None:
    error: BaseException | None = None
    try:
        for frame in iterator:
            if not _put(frame, ready, stop):
                break
    except BaseException as raised:  # noqa: BLE001  (handed to the consumer, who raises it)
        error = raised
    finally:
        close = getattr(iterator, "close", None)
        if close is not None:
            close()
    _put(_End(error), ready, stop)


def _put(item: Frame | _End, ready: queue.Queue[Frame | _End], stop: threading.Event) -> bool:
    """Wait for room in the queue; False when the consumer has gone."""
    while not stop.is_set():
        try:
            ready.put(item, timeout=WAIT_S)
        except queue.Full:
            continue
        return True
    return False
