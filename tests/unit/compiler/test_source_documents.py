"""What the compiler finds in the five source documents, in numbers only; the text is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from engram.compiler.assemble import deck_of
from engram.compiler.match import match
from engram.importers import read_document
from engram.model import Card, Deck

FOUND_IN_ITEMS = {
    ("001", 8, "two-best"),
    ("001", 43, "all-right"),
    ("002", 85, "option-twice"),
    ("003", 115, "few-options"),
    ("003", 704, "few-options"),
    ("004", 236, "no-answer"),
}
ITEMS = {"000": 10, "001": 10, "002": 10, "003": 195, "004": 31}
WITHOUT_TWIN = {49, 88, 89, 146, 148, 149}
"""Quizzes of 003 by ordinal: 49 and 146 have a twin that tells it in other words."""


@pytest.fixture(scope="module")
def deck(corpus: Path) -> Deck:
    paths = sorted(path for path in corpus.iterdir() if path.name[:3] in ITEMS)
    return deck_of([(path.name, read_document(path)) for path in paths])


def of(deck: Deck, document: str) -> list[Card]:
    return [card for card in deck.cards if card.source.document.startswith(document)]


def test_every_item_is_a_card_of_its_own(deck: Deck) -> None:
    assert {document: len(of(deck, document)) for document in ITEMS} == ITEMS
    assert len({card.id for card in deck.cards}) == 256


def test_the_problems_of_the_items_are_found_and_no_others(deck: Deck) -> None:
    on_cards = {message for card in deck.cards for message in card.problems}
    found = [each for each in deck.problems if each.message in on_cards]
    assert {(each.document[:3], each.line, each.kind.name) for each in found} == FOUND_IN_ITEMS
    assert [card.source.ordinal for card in deck.cards if card.incomplete] == [31]


def test_69_of_75_quizzes_are_linked_to_an_open_question_of_their_section(deck: Deck) -> None:
    cards = of(deck, "003")
    topics = {card.id: card.topic for card in cards}
    quizzes = [card for card in cards if card.options]
    assert len(quizzes) == 75
    assert {card.source.ordinal for card in quizzes if not card.siblings} == WITHOUT_TWIN
    assert all(len(card.siblings) < 2 for card in quizzes)
    assert all(topics[each] == card.topic for card in quizzes for each in card.siblings)


def test_the_documents_again_change_nothing(deck: Deck) -> None:
    matching = match(deck.cards, deck.cards)
    assert {matched.change for matched in matching.cards} == {"unchanged"}
    assert not matching.retired
    assert not matching.duplicates
