"""Imported cards and the ids they get go in; their sibling links, by these ids, come out.

An import says how its own cards are linked. Links to cards that it does not hold stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engram.compiler.documents import Document
from engram.compiler.pairing import Pairing
from engram.model import Card, CardId


class Links:
    """The siblings of each imported card, by index."""

    def __init__(
        self, pairing: Pairing, imported: Sequence[Document], ids: Sequence[CardId]
    ) -> None:
        self._pairing = pairing
        self._imported = frozenset(ids)
        self._continued = frozenset(pairing.old[index].id for index in pairing.of_old)
        self._ids: dict[tuple[object, CardId], CardId] = {}
        self._document_of: dict[int, int] = {}
        for number, document in enumerate(imported):
            self._document_of |= dict.fromkeys(document.cards, number)
        # Two documents of one import may use one id: a card's own document says which is meant.
        for index, (card, card_id) in enumerate(zip(pairing.new, ids, strict=True)):
            for place in self._places(index, card):
                self._ids.setdefault((place, card.id), card_id)

    def siblings(self, index: int) -> tuple[CardId, ...]:
        """All siblings that the card will have."""
        kept = (each for each in self._before(index) if each not in self._imported)
        return tuple(dict.fromkeys([*self._named(index), *kept]))

    def siblings_of_known(self, index: int) -> tuple[CardId, ...]:
        """The same without new cards: a new sibling is no change of a known card."""
        named = [each for each in self._named(index) if each in self._continued]
        kept = (each for each in self._before(index) if each not in self._continued)
        return tuple(dict.fromkeys([*named, *kept]))

    def _named(self, index: int) -> Iterator[CardId]:
        card = self._pairing.new[index]
        for sibling in card.siblings:
            places = (each for each in self._places(index, card) if (each, sibling) in self._ids)
            place = next(places, None)
            yield sibling if place is None else self._ids[place, sibling]

    def _places(self, index: int, card: Card) -> tuple[object, ...]:
        return self._document_of[index], card.deck, ""

    def _before(self, index: int) -> tuple[CardId, ...]:
        pair = self._pairing.of_new.get(index)
        return self._pairing.old[pair.old].siblings if pair else ()
