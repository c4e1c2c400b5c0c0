"""Documents become one deck."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engram.compiler.assemble import deck_of, readable_name
from engram.compiler.deck_check import MOST_LEVELS
from engram.model import Item, Kind, Option, Reading, Source
from engram.problems import KINDS, problem

ITEM = Item("What is silt?", 3, "Fine sediment.")


def reading(*items: Item, **said: str) -> Reading:
    return Reading("test", items, deck=said.get("deck"), version=said.get("version"))


def test_a_card_carries_what_its_item_says() -> None:
    item = Item(
        "Which is finer?",
        7,
        explanation="By size of grain.",
        options=(Option("Silt", correct=True, feedback="Yes."), Option("Sand", correct=False)),
        topic=("Rivers", "Load"),
        id="silt",
        references=("001#2",),
        tags=("grain",),
    )
    (first, card) = deck_of([("load.md", reading(ITEM, item))], "Rivers").cards
    assert (card.id, card.deck, card.topic, card.kind) == (
        "silt",
        "Rivers",
        ("Rivers", "Load"),
        Kind.SINGLE_CHOICE,
    )
    assert card.source == Source("load.md", 7, 2)
    assert (card.options, card.explanation) == (item.options, "By size of grain.")
    assert (card.references, card.tags) == (("001#2",), ("grain",))
    assert not card.incomplete
    assert first.source.ordinal == 1


def test_the_deck_is_named_as_asked_else_as_said_else_after_the_first_document() -> None:
    plain, named = ("river_notes.md", reading(ITEM)), ("b.md", reading(deck="Rivers"))
    assert deck_of([plain, named], "Mine").name == "Mine"
    assert deck_of([plain, named]).name == "Rivers"
    assert deck_of([plain]).name == "river notes"
    assert deck_of([]).name == "Deck"


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("river_notes.md", "river notes"),
        ("multi-agent.notes.txt", "multi agent.notes"),
        ("sm-2.md", "sm-2"),
        ("README", "README"),
        ("std::vector.md", "std vector"),
        (".md", ".md"),
        ("Chapter 1.5", "Chapter 1.5"),
    ],
)
def test_a_document_name_becomes_readable(document: str, name: str) -> None:
    assert readable_name(document) == name


def test_cards_stand_in_the_order_of_documents_and_items() -> None:
    deck = deck_of([("b.md", reading(ITEM, ITEM)), ("a.md", reading(ITEM))])
    assert [(card.source.document, card.source.ordinal) for card in deck.cards] == [
        ("b.md", 1),
        ("b.md", 2),
        ("a.md", 1),
    ]
    assert len({card.id for card in deck.cards}) == 3
    assert deck.documents == ("b.md", "a.md")


def test_the_documents_a_format_names_stand_for_its_own() -> None:
    said = Reading("test", (ITEM,), version="7", documents=("book.pdf",))
    deck = deck_of([("head.md", said), ("topic.md", reading(ITEM))])
    assert (deck.documents, deck.version) == (("book.pdf",), "7")


def test_named_siblings_are_linked_both_ways_across_documents() -> None:
    one = Item("What is silt?", 1, "Sediment.", id="silt", siblings=("sand",))
    other = Item("What is sand?", 1, "Coarse sediment.", id="sand")
    first, second = deck_of([("a.md", reading(one)), ("b.md", reading(other))]).cards
    assert (first.siblings, second.siblings) == (("sand",), ("silt",))


def test_an_unknown_sibling_is_reported_and_left_out() -> None:
    deck = deck_of([("a.md", reading(Item("What?", 5, "It.", id="x", siblings=("gone", "x"))))])
    (found,) = deck.problems
    assert (found.kind.name, found.line, found.document) == ("unknown-sibling", 5, "a.md")
    assert deck.cards[0].siblings == ()
    assert deck.cards[0].problems == (found.message,)


def test_twins_of_a_document_become_siblings() -> None:
    twin = Item(
        "Fine sediment of a river is called:",
        9,
        options=(Option("Silt", correct=True), Option("Sand", correct=False)),
    )
    first, second = deck_of([("a.md", reading(ITEM, twin))]).cards
    assert (first.siblings, second.siblings) == ((second.id,), (first.id,))


def test_problems_are_those_of_reader_and_items_by_document_and_line() -> None:
    stray = problem(KINDS["stray-mark"], 4, text="(x)")
    found = Reading("test", (Item("What?", 2), ITEM, Item("Why?", 8, id="?")), (stray,))
    deck = deck_of([("b.md", found), ("a.md", reading(Item("Who?", 1)))])
    assert [(each.document, each.line, each.kind.name) for each in deck.problems] == [
        ("b.md", 2, "no-answer"),
        ("b.md", 4, "stray-mark"),
        ("b.md", 8, "no-answer"),
        ("b.md", 8, "invalid-id"),
        ("a.md", 1, "no-answer"),
    ]
    assert [card.incomplete for card in deck.cards] == [True, False, True, True]
    assert [len(card.problems) for card in deck.cards] == [1, 0, 2, 1]


def test_a_topic_has_so_many_levels_that_every_one_can_be_shown() -> None:
    deep = replace(ITEM, topic=("Rivers", "::".join("x" * MOST_LEVELS), "Load", "Silt"))
    (card,) = deck_of([("load.md", reading(deep))]).cards
    assert len(card.topic) == MOST_LEVELS
    assert card.topic[:3] == ("Rivers", "x", "x")
    assert card.topic[-1] == "x x Load Silt"
