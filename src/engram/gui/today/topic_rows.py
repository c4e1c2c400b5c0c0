"""Today's counts and the mastery report in, the rows of the deck and topic tree out."""

from __future__ import annotations

from dataclasses import dataclass

from engram.gui.widgets.mastery_bar import NOTHING_SEEN, BarShares
from engram.gui.words import plural, tr
from engram.mastery.values import Report
from engram.study.values import Counts, Today, TopicPath

_NONE = Counts()


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One deck or topic as the tree shows it."""

    path: TopicPath
    due: int
    new: int
    shares: BarShares

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def is_deck(self) -> bool:
        return len(self.path) == 1

    @property
    def waiting(self) -> int:
        """How many of its cards are in today's queue."""
        return self.due + self.new

    def told(self) -> str:
        """The row in words."""
        due = plural(self.due, "{n} due", "{n} due")
        new = plural(self.new, "{n} new", "{n} new")
        return tr(
            "{name}, {due}, {new}, {bar}", name=self.name, due=due, new=new, bar=self.shares.told()
        )


def topic_rows(today: Today, report: Report) -> tuple[TopicRow, ...]:
    """Every deck and topic, parents before children; siblings with most due first."""
    shares = {topic.path: BarShares.of(topic) for topic in report.topics}
    decks = {(name,): None for name in today.decks}
    paths = _with_parents([*decks, *shares, *today.by_topic])
    rows = {path: _row(path, today, shares.get(path, NOTHING_SEEN)) for path in paths}
    return tuple(_ordered(rows))


def _row(path: TopicPath, today: Today, shares: BarShares) -> TopicRow:
    counts = today.by_topic.get(path, _NONE)
    return TopicRow(path, counts.due, counts.new, shares)


def _with_parents(paths: list[TopicPath]) -> dict[TopicPath, None]:
    return {path[:length]: None for path in paths for length in range(1, len(path) + 1)}


def _ordered(rows: dict[TopicPath, TopicRow]) -> list[TopicRow]:
    children: dict[TopicPath, list[TopicRow]] = {}
    for row in rows.values():
        children.setdefault(row.path[:-1], []).append(row)
    found: list[TopicRow] = []
    waiting = children.get((), [])[::-1]
    while waiting:
        row = waiting.pop()
        found.append(row)
        below = sorted(children.get(row.path, []), key=lambda child: -child.due)
        waiting += reversed(below)
    return found
