"""Topics may stay, become one, go, or be renamed with all that is below them."""

from __future__ import annotations

import pytest

from engram.compiler.assemble import deck_of
from engram.compiler.retopic import AS_NAMED, Topic, Topics, with_topics, written_topic
from engram.model import Deck, Item, Reading

PATHS: tuple[Topic, ...] = (("Bread",), ("Bread", "Rye"), ("Cake",), ())
DECK = deck_of(
    [
        (
            "baking.md",
            Reading(
                "test",
                tuple(
                    Item(f"What is number {place}?", place + 1, "A loaf.", topic=path)
                    for place, path in enumerate(PATHS)
                ),
            ),
        )
    ]
)


def topics_of(topics: Topics) -> tuple[Topic, ...]:
    (deck,) = with_topics([DECK], topics)
    assert isinstance(deck, Deck)
    assert [card.id for card in deck.cards] == [card.id for card in DECK.cards]
    return tuple(card.topic for card in deck.cards)


@pytest.mark.parametrize(
    ("topics", "wanted"),
    [
        (AS_NAMED, PATHS),
        (Topics(into=()), ((), (), (), ())),
        (Topics(into=("Baking",)), (("Baking",),) * 4),
        (
            Topics(renamed=((("Bread",), ("Loaves", "All")), (("Cake",), ()))),
            (("Loaves", "All"), ("Loaves", "All", "Rye"), (), ()),
        ),
        (
            Topics(renamed=((("Bread",), ("Loaves",)), (("Bread", "Rye"), ("Rye",)))),
            (("Loaves",), ("Rye",), ("Cake",), ()),
        ),
    ],
)
def test_topics_are_as_wanted(topics: Topics, wanted: tuple[Topic, ...]) -> None:
    assert topics_of(topics) == wanted


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Baking", ("Baking",)),
        (" Baking ›  Rye  bread", ("Baking", "Rye bread")),
        ("Baking::Rye", ("Baking", "Rye")),
        ("a > b", ("a", "b")),
        (" :: ", ()),
        ("::".join("x" * 80), ("x",) * 50),
    ],
)
def test_a_topic_is_read_as_it_is_typed(text: str, topic: Topic) -> None:
    assert written_topic(text) == topic
