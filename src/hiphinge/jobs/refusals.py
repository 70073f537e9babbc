"""Why bytes of an upload are not taken; each kind asks something else of who sends them."""

from __future__ import annotations

from hiphinge.errors import HingeError
from hiphinge.store.missing import NotFound


class Refusal(HingeError):  # noqa: N818 (it reads as what it is)
    """Some bytes, or a whole upload, are not taken."""


class NoSuchUpload(Refusal, NotFound):
    """Nothing of that name was begun here."""


class WrongOffset(Refusal):
    """The bytes do not go on where those on disk end.

    Attributes
    ----------
    offset : int
        Where they do end [bytes].
    """

    def __init__(self, sentence: str, offset: int) -> None:
        super().__init__(sentence)
        self.offset = offset


class NotReceiving(Refusal):
    """The upload takes no bytes: it is whole, cancelled or refused."""


class TakenOver(Refusal):
    """Another request sends the same upload, and the later one goes on."""


class TooLarge(Refusal):
    """More bytes than are taken, or than were said."""


class NoRoom(Refusal):
    """The disk has no room for it."""
