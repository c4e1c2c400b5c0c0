"""How far reading an import has come: told before each document, and asked whether to go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engram.errors import EngramError


@dataclass(frozen=True, slots=True)
class Progress:
    """The document that is read now, the how manyth it is, from 1, and of how many."""

    document: str
    number: int
    count: int


COMPARING = Progress("", 0, 0)
"""All documents are read; their cards are compared with the library's."""
WRITING = Progress("", 1, 1)
"""All is ready to be written; from here on nothing is cancelled."""


Told = Callable[[Progress], None]
"""Hears of progress; whatever it raises ends the reading, before anything was written."""


class CancelledError(EngramError):
    """The reading was not wanted any more."""

    def __init__(self) -> None:
        super().__init__("The import was cancelled. Nothing was changed.")


def untold(_progress: Progress) -> None:
    """Tells nobody."""
