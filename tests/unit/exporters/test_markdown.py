"""Engram Markdown reads back as the same cards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engram.exporters.markdown import markdown_of
from engram.importers import read_text
from engram.importers.engram_markdown import read
from engram.model import Card, CardId, Deck, Item, Kind, Option, Source
from tests.drawn_cards import CARDS, item_of

CARD = Card(
    CardId("one"), "Deck", (), Kind.RECALL, "Why?", "So.", "", (), None, Source("a.md", 1, 1)
)


def _items(deck: Deck) -> list[Item]:
    reading = read(markdown_of(deck))
    assert reading.problems == ()
    return [replace(item, line=0) for item in reading.items]


@given(st.lists(CARDS, min_size=1, max_size=3).map(tuple))
@example((replace(CARD, question="```\ncode\n```", answer="a\nb", explanation="- ```"),))
@example((replace(CARD, options=(Option("> a", correct=True, feedback="```"),)),))
def test_cards_read_back_as_they_were(cards: tuple[Card, ...]) -> None:
    assert _items(Deck("Deck", cards)) == [item_of(card) for card in cards]


def test_deck_reads_back_with_its_particulars() -> None:
    deck = Deck("Sea & shore", (CARD,), "2026.1", ("tides.pdf", "a, b; c.txt"))
    reading = read(markdown_of(deck))
    assert (reading.deck, reading.version, reading.documents) == (
        "Sea & shore",
        "2026.1",
        ("tides.pdf", "a, b; c.txt"),
    )


def test_topic_may_end_again() -> None:
    cards = (replace(CARD, topic=("Sea", "Tides")), CARD)
    assert [item.topic for item in _items(Deck("Deck", cards))] == [("Sea", "Tides"), ()]


@pytest.mark.parametrize("name", ["", "Deck"])
def test_ordinary_card_is_written_as_a_person_would(name: str) -> None:
    options = (Option("Moon", correct=True, feedback="It pulls."), Option("Mars", correct=False))
    card = replace(CARD, answer="", options=options, explanation="- a\n- b", select=1)
    head = f"# {name}\n\n" if name else ""
    assert markdown_of(Deck(name, (card,))) == (
        f"{head}### Why?\n<!-- id: one; select: 1 -->\n\n"
        "- [x] Moon\n  > It pulls.\n- [ ] Mars\n\n#### Why\n\n- a\n- b\n"
    )


def test_what_is_written_is_recognised() -> None:
    assert read_text(markdown_of(Deck("Deck", (CARD,))), "a.md").layout == "engram"
