"""The film with what was seen drawn on it: whether it is wished for, made, or could not be made.

It lies in the folder of the result that it shows, and so does the wish for it. What is judged anew
or deleted for good takes both along; a wish outlives the server that it was told to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from hiphinge.files import write_text
from hiphinge.jobs.durable import remove
from hiphinge.store.folder import DRAWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILM: Final = f"{DRAWN}mp4"
WISH: Final = f"{DRAWN}json"
PART: Final = ".part.mp4"
"""What ends the name of a film that is being drawn."""


class Wish(BaseModel):
    """That somebody wants the film of a result.

    Attributes
    ----------
    attempts : int
        Processes that broke off over it.
    error : str
        Why it could not be made; empty while it is to be made.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    attempts: int = 0
    error: str = ""


def wish_of(result: Path) -> Wish | None:
    """Return the wish for the film of a result; None where there is none."""
    try:
        return Wish.model_validate_json((result / WISH).read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:  # somebody else wrote into it; that there is a wish is known
        return Wish()


def keep_wish(result: Path, wish: Wish) -> None:
    """Write a wish down, for who alone may write to the database just now.

    Raises
    ------
    UsageError
        When the disk is full or may not be written.
    """
    write_text(result / WISH, wish.model_dump_json())


def forget_wish(result: Path) -> None:
    """Take a wish back; what is being made for it is given up."""
    (result / WISH).unlink(missing_ok=True)


def is_wanted(result: Path) -> bool:
    """Tell whether the film of a result is still to be made."""
    wish = wish_of(result)
    return wish is not None and not wish.error and not (result / FILM).is_file()


def part_of(result: Path, number: int) -> Path:
    """Return where a process of this number draws."""
    return result / f"{DRAWN}{number}{PART}"


def tidy(result: Path) -> None:
    """Remove what drawing left behind that broke off."""
    for pattern in (f"{DRAWN}*.part*", f".{DRAWN}*"):
        for path in result.glob(pattern):
            remove(path)


def wishes(results: Path) -> Iterator[Path]:
    """Yield the folders of results whose film is still to be made, the oldest wish first.

    Only for who knows that nothing is being drawn: what an earlier server left is tidied up.
    """
    found = []
    for wish in results.glob(f"*/{WISH}"):
        result = wish.parent
        tidy(result)
        if (result / FILM).is_file():
            forget_wish(result)
        elif is_wanted(result):
            found.append((wish.stat().st_mtime_ns, result))
    yield from (result for _, result in sorted(found))
