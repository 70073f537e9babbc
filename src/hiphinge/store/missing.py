"""What is asked for and is not there."""

from __future__ import annotations

from hiphinge.errors import HingeError


class NotFound(HingeError):  # noqa: N818 (the page says it so)
    """Nothing of that name is kept here, or it was deleted."""
