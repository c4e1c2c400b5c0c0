"""What the learner chose about an import before it is written, card by card or for all."""

from __future__ import annotations

from dataclasses import dataclass

from engram.model import CardId


@dataclass(frozen=True, slots=True)
class Choices:
    """The cards about which something else was chosen than the usual, which keeps everything."""

    theirs: frozenset[CardId] = frozenset()  # the source's text takes the place of the learner's
    skipped: frozenset[CardId] = frozenset()  # new cards that are not imported
    linked: frozenset[CardId] = frozenset()  # new cards that become siblings of their twins


KEEP_ALL = Choices()
