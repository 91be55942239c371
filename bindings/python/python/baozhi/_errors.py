"""What is raised, and what is warned of."""

from __future__ import annotations

import os


class InputError(ValueError):
    """An input, a dictionary or an argument is not what it should be.

    ``path`` is the file at fault and ``line`` the line in it, counted from 1;
    both are ``None`` where they are not known. Where the operating system
    refused to read, its ``OSError`` is the ``__cause__``.
    """

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message, path, line)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        return self.message


class InputWarning(UserWarning):
    """Some input could not be read; everything else was."""


def os_error(number: int, path: str | None) -> OSError:
    """The operating system's error of this number, as Python has it."""
    return OSError(number, os.strerror(number), path)
