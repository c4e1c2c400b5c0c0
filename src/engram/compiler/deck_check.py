"""The decks of a deck file go in; the first thing that no compiled deck has comes out.

A deck file is compiled already: what a document may lack is marked as incomplete in it. So there
is nothing to report card by card, and a file that says otherwise is refused as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engram.compiler.identity import assigned_ids
from engram.model import Card, Deck, Item, Kind

MOST_LEVELS = 50
"""A topic has so many levels at the most: each of them is counted, listed and drawn."""

_LONGEST_VERSION = 100
_MOST_OPTIONS = 1000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def fault_of(decks: Sequence[Deck]) -> str | None:
    """What makes the decks unusable, as words that follow "holds"; None if they are sound."""
    if not any(deck.cards for deck in decks):
        return "no card to study"
    return next((fault for deck in decks for fault in _faults(deck)), None)


def _faults(deck: Deck) -> Iterator[str]:
    if not deck.name.strip() or _CONTROL.search(deck.name):
        yield "a deck whose name is empty or has several lines"
    if len(deck.version) > _LONGEST_VERSION or _CONTROL.search(deck.version):
        yield "a deck whose version is too long or has several lines"
    items = [Item(card.question, card.source.line, id=card.id) for card in deck.cards]
    ids, _ = assigned_ids("", items)
    for card, valid in zip(deck.cards, ids, strict=True):
        if card.id != valid:
            yield "a card whose id is not made of letters, digits and . _ - :"
        yield from _faults_of_topic(card)
        yield from _faults_of_kind(card)
        if not card.incomplete:
            yield from (f"{lack} that is not marked as incomplete" for lack in _lacks(card))


def _faults_of_topic(card: Card) -> Iterator[str]:
    if len(card.topic) > MOST_LEVELS:
        yield f"a topic of more than {MOST_LEVELS} levels"
    if any("\n" in name for name in card.topic):
        yield "a topic whose name has several lines"


def _faults_of_kind(card: Card) -> Iterator[str]:
    if card.kind is Kind.RECALL and card.options:
        yield "an open question with options"
    if card.kind is not Kind.RECALL and not card.options:
        yield "a quiz without options"
    if len(card.options) > _MOST_OPTIONS:
        yield f"a quiz with more than {_MOST_OPTIONS} options"


def _lacks(card: Card) -> Iterator[str]:
    if not card.question.strip():
        yield "a card without a question"
    if card.kind is Kind.RECALL and not card.answer.strip():
        yield "an open question without an answer"
    if len(card.options) == 1:
        yield "a quiz with one option only"
    if card.options and not any(option.correct for option in card.options):
        yield "a quiz without a right option"
