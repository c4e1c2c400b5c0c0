"""Decks in, and what the learner wants their topics to be; the decks with those topics out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engram.compiler.deck_check import MOST_LEVELS
from engram.model import Deck

Topic = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """What becomes of the topics that documents name.

    `into` is the one topic of all cards, () for none, None for each as its document has it;
    `renamed` are pairs of a topic and what takes its place, with all the topics below it.
    """

    into: Topic | None = None
    renamed: tuple[tuple[Topic, Topic], ...] = ()


AS_NAMED = Topics()


def with_topics(decks: Sequence[Deck], topics: Topics) -> tuple[Deck, ...]:
    """The decks, in the same order, with the same cards in other topics."""
    if topics == AS_NAMED:
        return tuple(decks)
    places = dict(topics.renamed)
    return tuple(
        replace(
            deck,
            cards=tuple(
                replace(card, topic=_place(card.topic, topics.into, places)) for card in deck.cards
            ),
        )
        for deck in decks
    )


def written_topic(text: str) -> Topic:
    """A topic as it is typed, with `::`, `›` or `>` between its levels."""
    levels = text.replace("::", "›").replace(">", "›").split("›")
    named = tuple(filter(None, (" ".join(level.split()) for level in levels)))
    return named[:MOST_LEVELS]


def _place(topic: Topic, into: Topic | None, places: dict[Topic, Topic]) -> Topic:
    if into is not None:
        return into
    for length in range(len(topic), 0, -1):
        if topic[:length] in places:
            return (*places[topic[:length]], *topic[length:])[:MOST_LEVELS]
    return topic
