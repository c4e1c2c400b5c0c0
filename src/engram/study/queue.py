"""Cards that may be asked today in, their order out: due first, topics in turn, siblings apart.

Pure: the same cards give the same queue, so a session goes on after a restart where it stopped.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card that may be asked: its row number, its topic's, and what orders it in its topic."""

    number: int
    topic: int
    rank: float  # predicted recall of a due card, place of a new one; lowest first


@dataclass(frozen=True, slots=True)
class Limits:
    """How many due cards are still asked, None for no limit, and how many new ones a day."""

    reviews: int | None
    new: int


@dataclass(frozen=True, slots=True)
class Had:
    """What the study day had already: the cards answered, the new cards that had their turn
    (answered or put off), and the topic asked last.
    """

    answered: Set[int] = frozenset()
    new: Collection[Waiting] = ()
    last_topic: int = 0


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
    had: Had = Had(),
    mixed: bool = False,
) -> Queue:
    """Today's queue. No card comes on the day one of its siblings was answered or comes itself.

    A due card goes before a new one, so a new sibling waits. Within a topic the lowest rank comes
    first; the topics take turns, due ones going on after the one asked last.

    The day's share of new cards is chosen among those that had their turn too, so that it stays
    what it was in the morning whatever is studied first.
    """
    begun = {card.number for card in had.new}
    taken = set(had.answered)
    asked = _without_siblings(in_turn(due, had.last_topic), siblings, taken, limits.reviews)
    share = _new_without_siblings(
        in_turn([*new, *had.new]), siblings, taken | begun, limits.new, begun
    )
    fresh = [card for card in share if card not in begun]
    del fresh[max(0, limits.new - len(begun)) :]
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
    """The first due cards up to the limit."""
    found: list[int] = []
    for card in cards:
        if limit is not None and len(found) >= limit:
            break
        if siblings.get(card, frozenset()).isdisjoint(taken):
            taken.add(card)
            found.append(card)
    return found


def _new_without_siblings(
    cards: Iterable[int],
    siblings: Mapping[int, Set[int]],
    taken: set[int],
    limit: int,
    begun: Set[int],
) -> list[int]:
    """The first new cards up to the limit; those `begun` keep their place.

    A card that waits because of a sibling makes those behind it wait that are its siblings: a quiz
    does not come before the question it builds on.
    """
    found: list[int] = []
    kept_away = set(taken)
    for card in cards:
        if len(found) >= limit:
            break
        if card in begun or siblings.get(card, frozenset()).isdisjoint(kept_away):
            found.append(card)
        kept_away.add(card)
    return found


def _mixed(due: Sequence[int], new: Sequence[int]) -> list[int]:
    """New cards spread evenly among the due ones, which keep their order."""
    places = [((place + 0.5) / len(due), 0, card) for place, card in enumerate(due)]
    places += [((place + 0.5) / len(new), 1, card) for place, card in enumerate(new)]
    return [card for _, _, card in sorted(places, key=lambda entry: entry[:2])]
