"""A preview's decks and matching with what the learner chose in; the same, chosen, out.

A card that is skipped is not imported, and one that is left stays as it is; the document stays the
same one as before, since its known cards are still found where they now stand. A linked card
becomes a sibling of the one it repeats, so that they never come on the same day. A card that is no
longer there and is kept is not retired.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from engram.compiler.change import Change
from engram.compiler.choices import Choices
from engram.compiler.documents import own_name
from engram.compiler.match import Match, Matching
from engram.model import Card, CardId, Deck


def chosen(
    decks: Sequence[Deck],
    matching: Matching,
    choices: Choices,
    before: Mapping[CardId, Card],
) -> tuple[tuple[Deck, ...], Matching]:
    """The decks and their matching, still in the same order as each other.

    `before` are the library's cards by id. Only new cards can be skipped, only those that repeat a
    known one linked, only known ones left or kept; other ids are left alone.
    """
    if choices == Choices(theirs=choices.theirs):
        return tuple(decks), matching
    chooser = _Chooser(matching, choices, before)
    matches, kept = iter(matching.cards), list[Match]()
    taken = list[Deck]()
    for deck in decks:
        pairs = list(
            chooser.pairs(deck, zip(deck.cards, islice(matches, len(deck.cards)), strict=True))
        )
        kept += (matched for _, matched in pairs)
        if pairs or not deck.cards:
            taken.append(replace(deck, cards=tuple(card for card, _ in pairs)))
    retired = tuple(card for card in matching.retired if card not in choices.kept)
    if retired and not taken:
        taken = [replace(decks[-1], cards=())]
    return tuple(taken), replace(matching, cards=tuple(kept), retired=retired)


class _Chooser:
    """Makes of each card what was chosen for it."""

    def __init__(self, matching: Matching, choices: Choices, before: Mapping[CardId, Card]) -> None:
        twin = dict(matching.duplicates)
        self._before = before
        self._skipped = choices.skipped & frozenset(matching.ids(Change.NEW))
        self._linked = {card: twin[card] for card in (choices.linked & twin.keys()) - self._skipped}
        fixed = {*matching.ids(Change.NEW), *matching.ids(Change.UNCHANGED)}
        self._left = choices.left - fixed

    def pairs(
        self, deck: Deck, pairs: Iterator[tuple[Card, Match]]
    ) -> Iterator[tuple[Card, Match]]:
        for card, matched in pairs:
            if card.id in self._skipped:
                continue
            if card.id in self._left and matched.old is not None:
                was = self._before[matched.old]
                if _stands_here(was, card, deck):
                    still = replace(was, source=card.source)
                    yield still, replace(matched, change=Change.UNCHANGED, siblings=was.siblings)
            else:
                siblings = self._siblings(card)
                yield replace(card, siblings=siblings), replace(matched, siblings=siblings)

    def _siblings(self, card: Card) -> tuple[CardId, ...]:
        named = [each for each in card.siblings if each not in self._skipped]
        twin = [self._linked[card.id]] if card.id in self._linked else []
        return tuple(dict.fromkeys([*named, *twin]))


def _stands_here(was: Card, card: Card, deck: Deck) -> bool:
    """Whether a card that is left belongs to this document still, where it is found again.

    One that comes from elsewhere, or back from the retired ones, is not touched at all.
    """
    same_document = own_name(was.source.document) == own_name(card.source.document)
    return not was.retired and was.deck == deck.name and same_document
