"""What can go wrong, said so that a person can act.

Every error that hiphinge expects is a `HingeError`. Its message is one sentence that says what
happened and what to do; its `exit_code` is what the command line ends with.
"""

from __future__ import annotations


class HingeError(Exception):
    """Any expected failure; the message is fit to show a person as it stands."""

    exit_code = 1


class UsageError(HingeError):
    """The call was wrong: a path, an option or a place to write. Exit code 2."""

    exit_code = 2


class ClipError(HingeError):
    """The clip cannot be read or judged. Exit code 3."""

    exit_code = 3


class SetupError(HingeError):
    """The installation is incomplete, such as a missing or altered network. Exit code 4."""

    exit_code = 4


class Stopped(HingeError):  # noqa: N818 (it is no error)
    """The person stopped the work with Ctrl-C. Exit code 130, as shells have it."""

    exit_code = 130
