"""A name of ours goes in; the number or text by which Anki knows the same thing for ever comes out.

Anki's ids are milliseconds since 1970 and must lie in the past: ours are spread over the ten years
from 2010 by a hash of the name, so that a package made again, elsewhere too, names the same things.
"""

from __future__ import annotations

from engram.anki_notes import digest

FIRST = 1_262_304_000_000  # 2010-01-01 in milliseconds
SPAN = 315_360_000_000  # ten years


def stable_number(kind: str, name: str) -> int:
    """The id of a `kind` of thing (note type, field, deck) with this name."""
    return FIRST + int.from_bytes(digest(f"{kind}\n{name}")) % SPAN


class FreeNumbers:
    """Gives every thing a number that no other has: the wished one, or the next that is free."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def take(self, wished: int) -> int:
        """The first free number from `wished` on."""
        while wished in self._taken:
            wished += 1
        self._taken.add(wished)
        return wished
