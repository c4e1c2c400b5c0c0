"""A table of cards reads back as the same cards, and no spreadsheet takes it for formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engram.exporters.table import NAMES, table_of
from engram.importers import read_text
from engram.model import Card, Deck, Option
from tests.drawn_cards import CARDS, item_of
from tests.unit.exporters.test_markdown import CARD


@given(st.lists(CARDS, min_size=1, max_size=3).map(tuple))
@example((replace(CARD, question="=1+1", answer="'=1", explanation="\t- x"),))
@example((replace(CARD, options=(Option("", correct=True),)),))
@example(
    (
        replace(
            CARD,
            options=(Option("a | b\\", correct=True, feedback=" x "), Option("-", correct=False)),
        ),
    )
)
def test_cards_read_back_as_they_were(cards: tuple[Card, ...]) -> None:
    reading = read_text(table_of([Deck("Deck", cards)]), "a.csv")
    assert [replace(item, line=0) for item in reading.items] == [item_of(card) for card in cards]
    assert reading.deck == "Deck"
    assert [found.kind.name for found in reading.problems] == ["columns"]


def test_cards_of_several_decks_are_below_topics_of_their_names() -> None:
    decks = [Deck(name, (replace(CARD, deck=name, topic=("T",)),)) for name in ("One", "Two")]
    reading = read_text(table_of(decks), "a.csv")
    assert reading.deck is None
    assert [item.topic for item in reading.items] == [("One", "T"), ("Two", "T")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "|", "%", "＝", "'="])
def test_no_cell_begins_like_a_formula(start: str) -> None:
    card = replace(CARD, question=f"{start}cmd", answer=f"{start} x", tags=(f"{start}t",))
    rows = list(csv.reader(io.StringIO(table_of([Deck("Deck", (card,))]))))
    assert rows[0] == list(NAMES)
    assert all(cell[:1] not in "=+-@\t|%＝" for cell in rows[1] if cell)


def test_a_table_that_a_person_has_edited_is_read() -> None:
    text = (
        "id;question;answer;explanation;options;right;kind\n"
        "one;Why?;;;so|not so;1;\n"
        "two;How?;;;this | that;5;\n"
        "three;a;b;c;;;;and more\n"
        ";Who?;She;;;;\n"
    )
    reading = read_text(text, "a.csv")
    assert [(item.id, item.question, item.answer) for item in reading.items] == [
        ("one", "Why?", ""),
        ("two", "How?", ""),
        (None, "Who?", "She"),
    ]
    assert reading.items[0].options == (Option("so", correct=True), Option("not so", correct=False))
    assert [(found.line, found.kind.name) for found in reading.problems] == [
        (1, "columns"),
        (3, "key-not-understood"),
        (4, "ragged-row"),
    ]
