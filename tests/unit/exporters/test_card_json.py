"""A deck that the command line writes as JSON reads back as the same cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engram.cli.output import json_text
from engram.exporters.card_json import card_json
from engram.importers import read_text
from engram.importers.engram_json import read
from engram.model import Card, CardId, Item, Kind, Option, Reading, Source
from tests.drawn_cards import CARDS, item_of

CARD = Card(
    CardId("one"), "Sea", ("Tides",), Kind.RECALL, "Why?", "So.", "", (), None, Source("t.md", 4, 1)
)


def _exported(cards: Sequence[Card]) -> str:
    """As `engram export --format json` writes them."""
    decks = list(dict.fromkeys(card.deck for card in cards))
    written = [card_json(card, topic_with_deck=True) for card in cards]
    return json_text({"decks": decks, "cards": written})


def _compiled(cards: Sequence[Card]) -> str:
    """As `engram compile --json` writes them."""
    value: dict[str, Any] = {"cards": [card_json(card) for card in cards], "problems": []}
    return json_text(value)


def _items(reading: Reading) -> list[Item]:
    return [replace(item, line=0) for item in reading.items]


def _as_stored(card: Card) -> Card:
    """The card with its topic as the library parts it."""
    return replace(card, topic=tuple("::".join(card.topic).split("::")) if card.topic else ())


@settings(max_examples=60)
@given(cards=st.lists(CARDS, min_size=1, max_size=3))
def test_any_deck_reads_back_as_it_was(cards: list[Card]) -> None:
    asking = [card for card in cards if card.question or card.answer or card.options]
    for written in (_exported(asking), _compiled(asking)):
        reading = read(written)
        assert _items(reading) == [item_of(_as_stored(card)) for card in asking]
        assert reading.problems == ()


def test_deck_and_its_documents_are_those_of_the_cards() -> None:
    other = replace(CARD, id=CardId("two"), source=Source("moon.txt", 2, 1))
    reading = read_text(_exported([CARD, other, CARD]), "deck.json")
    assert (reading.deck, reading.documents) == ("Sea", ("t.md", "moon.txt"))
    assert reading.layout == "engram-json"


def test_name_of_a_deck_may_part_topics_nowhere_but_in_front() -> None:
    cards = [replace(CARD, topic=topic) for topic in ((), ("Sea",), ("Seabed", "Sea"))]
    for written in (_exported(cards), _compiled(cards)):
        assert [item.topic for item in read(written).items] == [card.topic for card in cards]


def test_several_decks_stay_apart() -> None:
    land = replace(CARD, id=CardId("two"), deck="Land", options=(Option("a", correct=True),))
    reading = read(_exported([CARD, land, CARD]))
    assert len(reading.items) == 3
    assert [(part.deck, len(part.items)) for part in reading.apart] == [("Sea", 2), ("Land", 1)]
    assert reading.deck is None


def test_what_no_card_holds_is_told() -> None:
    reading = read(
        '{"decks": ["D"], "cards": [\n'
        '{"question": "a", "answer": "b", "incomplete": false, "hint": "c"},\n'
        '{"question": "a", "question": "b", "incomplete": false},\n'
        '{"question": "", "tags": ["e"]}, "lost"], "reviews": [{"id": "x"}]}\n'
    )
    assert [item.question for item in reading.items] == ["a"]
    assert [(found.kind.name, found.line) for found in reading.problems] == [
        ("not-understood", 1),
        ("field-left-out", 1),
        ("field-left-out", 2),
        ("name-twice", 3),
        ("not-understood", 4),
    ]


@pytest.mark.parametrize(
    "card",
    [
        '{"question": 3, "answer": ["x"], "options": {"text": "y"}, "select": true, "topic": null}',
        '{"question": "\\ud800 \\u0000", "answer": NaN, "select": -1, "options": [1, {"text": 2}]}',
        '{"question": "a", "select": 1e999, "id": "\\n", "tags": "b", "source": 7}',
    ],
)
def test_values_of_the_wrong_sort_do_no_harm(card: str) -> None:
    reading = read(f'{{"cards": [{card}, {{"question": "Why?", "incomplete": false}}]}}')
    assert reading.items[-1].question == "Why?"
    assert all(item.question.isprintable() for item in reading.items)
