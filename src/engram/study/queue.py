"""Cards that may be asked today in, their order out: due first, topics in turn, siblings apart.

Pure: the same cards give the same queue, so a session goes on after a restart where it stopped.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card that may be asked: its row number, its topic's, and what orders it in its topic."""

    number: int
    topic: int
    rank: float  # predicted recall of a due card, place of a new one; lowest first


@dataclass(frozen=True, slots=True)
class Limits:
    """How many cards one study day may still take; None is no limit."""

    reviews: int | None
    new: int


@dataclass(frozen=True, slots=True)
class Queue:
    """Row numbers in the order they are asked."""

    due: tuple[int, ...]
    new: tuple[int, ...]
    order: tuple[int, ...]


def queue(
    due: Iterable[Waiting],
    new: Iterable[Waiting],
    *,
    limits: Limits,
    siblings: Mapping[int, Set[int]],
    answered: Set[int] = frozenset(),
    last_topic: int = 0,
    mixed: bool = False,
) -> Queue:
    """Today's queue. No card comes on the day one of its siblings was `answered` or comes itself.

    A due card goes before a new one, so a new sibling waits. Within a topic the lowest rank comes
    first; the topics take turns, going on after `last_topic`, the one asked last today.
    """
    taken = set(answered)
    asked = _without_siblings(in_turn(due, last_topic), siblings, taken, limits.reviews)
    fresh = _without_siblings(in_turn(new, last_topic), siblings, taken, limits.new)
    order = _mixed(asked, fresh) if mixed else (*asked, *fresh)
    return Queue(tuple(asked), tuple(fresh), tuple(order))


def in_turn(cards: Iterable[Waiting], last_topic: int = 0) -> list[int]:
    """The cards' numbers with the topics taking turns, lowest rank first within each topic."""
    by_topic: dict[int, list[Waiting]] = defaultdict(list)
    for card in cards:
        by_topic[card.topic].append(card)
    lines = deque(
        deque(sorted(by_topic[topic], key=lambda card: (card.rank, card.number)))
        for topic in sorted(by_topic, key=lambda topic: (topic <= last_topic, topic))
    )
    found: list[int] = []
    while lines:
        line = lines.popleft()
        found.append(line.popleft().number)
        if line:
            lines.append(line)
    return found


def _without_siblings(
    cards: Iterable[int], siblings: Mapping[int, Set[int]], taken: set[int], limit: int | None
) -> list[int]:
    found: list[int] = []
    for card in cards:
        if limit is not None and len(found) >= limit:
            break
        if siblings.get(card, frozenset()).isdisjoint(taken):
            taken.add(card)
            found.append(card)
    return found


def _mixed(due: Sequence[int], new: Sequence[int]) -> list[int]:
    """New cards spread evenly among the due ones, which keep their order."""
    places = [((place + 0.5) / len(due), 0, card) for place, card in enumerate(due)]
    places += [((place + 0.5) / len(new), 1, card) for place, card in enumerate(new)]
    return [card for _, _, card in sorted(places, key=lambda entry: entry[:2])]
