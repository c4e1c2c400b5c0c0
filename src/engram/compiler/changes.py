"""A preview's decks with their matching go in; the changes that the store writes come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from engram.compiler.change import Change
from engram.compiler.documents import own_name
from engram.compiler.match import Matching
from engram.model import Card, CardId, Deck
from engram.store.changes import ContentChange, DeckHead


def changes_of(
    decks: Sequence[Deck], matching: Matching, before: Mapping[CardId, Card], *, shipped: bool
) -> Iterator[ContentChange]:
    """What each deck changes; `decks` have the ids that their cards get."""
    change_of = {matched.id: matched.change for matched in matching.cards}
    new, unchanged = Change.NEW, Change.UNCHANGED
    for deck in decks:
        cards = [_with_own_name(card) for card in deck.cards]
        yield ContentChange(
            DeckHead(deck.name, deck.version, _documents(deck), shipped),
            new=tuple(card for card in cards if change_of[card.id] is new),
            changed=tuple(card for card in cards if change_of[card.id] not in (new, unchanged)),
            found_again=tuple(
                card
                for card in cards
                if change_of[card.id] is unchanged and _found(card) != _found(before[card.id])
            ),
            retired=matching.retired if deck is decks[-1] else (),
            order=tuple(card.id for card in cards),
            media=deck.media,
        )


def _with_own_name(card: Card) -> Card:
    """The card as the library keeps it: its document's name depends on no other document."""
    if "/" not in card.source.document:
        return card
    return replace(card, source=replace(card.source, document=own_name(card.source.document)))


def _documents(deck: Deck) -> tuple[str, ...]:
    folders = {card.source.document for card in deck.cards}
    names = (own_name(name) if name in folders else name for name in deck.documents)
    return tuple(dict.fromkeys(names))


def _found(card: Card) -> tuple[object, ...]:
    """Where a card was found and what was found wrong with it."""
    return card.source, card.problems, card.incomplete
