"""What the learner chose about an import before it is written, card by card or for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engram.model import CardId


@dataclass(frozen=True, slots=True)
class Choices:
    """The cards about which something else was chosen than the usual, which takes everything."""

    theirs: frozenset[CardId] = frozenset()  # the source's text takes the place of the learner's
    skipped: frozenset[CardId] = frozenset()  # new cards that are not imported
    linked: frozenset[CardId] = frozenset()  # new cards that become siblings of their twins
    left: frozenset[CardId] = frozenset()  # changed and moved cards that stay as they are
    kept: frozenset[CardId] = frozenset()  # cards no longer there that are still asked


KEEP_ALL = Choices()


def choices_for_all(
    edited: Iterable[CardId], duplicates: Iterable[CardId], *, edits: str, repeated: str
) -> Choices:
    """One choice for all edited cards (`keep`, `theirs`) and all repeated (`keep`, `skip`, `link`).

    `edited` are the cards whose source changes below an edit, `duplicates` the new ones that repeat
    a known card.
    """
    twice = frozenset(duplicates)
    return Choices(
        theirs=frozenset(edited if edits == "theirs" else ()),
        skipped=twice if repeated == "skip" else frozenset(),
        linked=twice if repeated == "link" else frozenset(),
    )
