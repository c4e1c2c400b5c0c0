"""A preview's decks and matching with what the learner chose about duplicates in; the same, chosen.

A skipped card is not imported; the document stays the same one as before, since all of its known
cards are still found. A linked card becomes a sibling of the one it repeats, so that they never
come on the same day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from engram.compiler.choices import Choices
from engram.compiler.match import Match, Matching
from engram.model import Card, CardId, Deck


def chosen(
    decks: Sequence[Deck], matching: Matching, choices: Choices
) -> tuple[tuple[Deck, ...], Matching]:
    """The decks and their matching, still in the same order as each other.

    Only new cards that repeat a known one can be skipped or linked; other ids are left alone.
    """
    twin = dict(matching.duplicates)
    skipped = choices.skipped & twin.keys()
    linked = {card: twin[card] for card in (choices.linked & twin.keys()) - skipped}
    if not skipped and not linked:
        return tuple(decks), matching
    matches, kept = iter(matching.cards), list[Match]()
    taken = []
    for deck in decks:
        cards = list[Card]()
        for card, matched in zip(deck.cards, islice(matches, len(deck.cards)), strict=True):
            if card.id not in skipped:
                siblings = _siblings(card, skipped, linked)
                cards.append(replace(card, siblings=siblings))
                kept.append(replace(matched, siblings=siblings))
        taken.append(replace(deck, cards=tuple(cards)))
    return tuple(taken), replace(matching, cards=tuple(kept))


def _siblings(
    card: Card, skipped: frozenset[CardId], linked: dict[CardId, CardId]
) -> tuple[CardId, ...]:
    named = [each for each in card.siblings if each not in skipped]
    twin = [linked[card.id]] if card.id in linked else []
    return tuple(dict.fromkeys([*named, *twin]))
