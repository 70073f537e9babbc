"""What memory a worker may take: a film that was made to fill it ends a worker, not the machine.

Linux holds a process to this. Windows knows no such limit, and macOS takes note of it without
refusing anything: there the system itself has to end what takes too much.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 6_000_000_000
"""Memory of its own that a worker may have [bytes]: 1.75 times what the most demanding film of a
phone takes. Peaks with the heavy network: the example 0.8 GB (0.6 of it in use), 1080p at 60 frames
a second 1.1, 4K HEVC of 10 bit 1.4, 8K HEVC of 10 bit 3.4. A frame more takes 20 kB, of which an
hour at 30 frames a second makes 2.2 GB (measured over eleven minutes)."""
PART = 0.75
"""Of the machine's memory, where that is less: the rest is for the server and for others."""
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Libraries that set memory aside for each processor do it for one: they are asked little here."""
OUT = (
    "There was not enough memory for this film: close other programs and try again, or cut it to "
    "the set, or save it at a lower resolution."
)
TOO_MUCH = (
    "This film needs more memory than the {:.1f} GB that a worker may have: cut it to the set, or "
    "save it at a lower resolution, and send that."
)
NO_THREAD = "can't start new thread"
"""What Python says where there is no memory for another thread's stack."""


def hold_to(most_bytes: int | None = None) -> None:
    """Let this process have no more memory of its own than this, for good.

    Parameters
    ----------
    most_bytes : int or None
        Limit [bytes]; None for `most`.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (not there on Windows)

    limit = most() if most_bytes is None else most_bytes
    if (_held_to() or limit) < limit:
        return
    # Of its own: what is only reserved, and what libraries take of files, count in the address
    # space, and grow with the number of processors.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def most() -> int:
    """Return how much a worker may have on this machine [bytes]."""
    try:
        there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows, or a system that does not tell
        return MOST_BYTES
    return min(MOST_BYTES, int(PART * there)) if there > 0 else MOST_BYTES


def is_out(error: BaseException) -> bool:
    """Tell whether an error, or one that led to it, is that no memory was given."""
    return any(
        isinstance(one, (MemoryError, BlockingIOError))  # the latter: no thread for a decoder
        or (isinstance(one, RuntimeError) and NO_THREAD in str(one))
        for one in _led_to(error)
    )


def sentence() -> str:
    """Return what to tell a person whose film found no memory here."""
    held = _held_to()
    return OUT if held is None else TOO_MUCH.format(held / 1e9)


def _held_to() -> int | None:
    """Return what this process is held to [bytes]; None where it is not."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415

    limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    return None if limit in (resource.RLIM_INFINITY, -1) else limit


def _led_to(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or one.__context__
