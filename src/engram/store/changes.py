"""What an import does to the decks of a file, as values."""

from __future__ import annotations

from dataclasses import dataclass

from engram.model import Card, CardId, Media


@dataclass(frozen=True, slots=True)
class DeckHead:
    """A deck without its cards."""

    name: str
    version: str = ""
    documents: tuple[str, ...] = ()
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class KnownEdit:
    """A text that the learner put in the place of the source's: `field` is an attribute of Card."""

    card: CardId
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class ContentChange:
    """What an import does to one deck, all in one transaction."""

    head: DeckHead
    new: tuple[Card, ...] = ()
    changed: tuple[Card, ...] = ()  # by id; texts, topic, source and siblings are taken over
    found_again: tuple[Card, ...] = ()  # by id; only source and problems are taken over
    order: tuple[CardId, ...] = ()  # the imported cards as they follow each other, if known
    retired: tuple[CardId, ...] = ()
    unedited: tuple[KnownEdit, ...] = ()  # they are taken away, if they still are what is known
    media: tuple[Media, ...] = ()  # what the cards name
