"""The library's figures in, the report of every deck and topic out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from engram.mastery.sums import Sum
from engram.mastery.values import Report
from engram.model import StudyDay
from engram.store.agenda import Agenda
from engram.store.figures import Figures

FORECAST_DAYS = 14
RETENTION_DAYS = 30

Path = tuple[str, ...]


class Mastery:
    """Reports on the library as of today."""

    def __init__(self, figures: Figures, agenda: Agenda, today: Callable[[], StudyDay]) -> None:
        self._figures = figures
        self._agenda = agenda
        self._today = today

    def report(self, deck: str | None = None) -> Report:
        """Every deck and topic, or those of one deck; parents first, in the library's order."""
        today = self._today()
        sums, total = _with_parents(self._own_sums(deck, today))
        return Report(
            tuple(sums[path].report(path) for path in _tree_order(sums)),
            total.report(()),
            total.recent_right / total.recent if total.recent else None,
            self._forecast(today),
        )

    def _own_sums(self, deck: str | None, today: StudyDay) -> dict[str, Sum]:
        """The sums of each topic without those below, in the library's order."""
        topics = [each for each in self._figures.topics() if _belongs(each.path, deck)]
        sums = {topic.number: Sum.of_unseen(topic) for topic in topics}
        for card in self._figures.cards():
            if card.topic in sums:
                sums[card.topic].add_card(card, today)
        for answers in self._figures.recent_answers(StudyDay(today - RETENTION_DAYS)):
            if answers.topic in sums:
                sums[answers.topic].add_recent(answers)
        held = [topic for topic in topics if sums[topic.number].holds_cards]
        held.sort(key=lambda topic: sums[topic.number].first)
        return {topic.path: sums[topic.number] for topic in held}

    def _forecast(self, today: StudyDay) -> tuple[tuple[int, int], ...]:
        last = StudyDay(today + FORECAST_DAYS - 1)
        due = self._agenda.due_by_day(today, last)
        overdue = self._agenda.overdue(today)
        return tuple(
            (day, due.get(day, 0) + (overdue if day == today else 0))
            for day in range(today, last + 1)
        )


def _belongs(topic: str, deck: str | None) -> bool:
    return deck is None or topic == deck or topic.startswith(deck + "::")


def _with_parents(own: Mapping[str, Sum]) -> tuple[dict[Path, Sum], Sum]:
    """Each topic's sum over the union of its cards, and the sum of all."""
    sums: dict[Path, Sum] = {}
    total = Sum()
    for topic, figures in own.items():
        parts = tuple(topic.split("::"))
        total.add(figures)
        for depth in range(1, len(parts) + 1):
            sums.setdefault(parts[:depth], Sum()).add(figures)
    return sums, total


def _tree_order(paths: Iterable[Path]) -> list[Path]:
    """Parents before children, siblings as they came first."""
    order: dict[Path, tuple[int, ...]] = {}
    places: Counter[Path] = Counter()
    for path in paths:
        places[path[:-1]] += 1
        order[path] = (*order.get(path[:-1], ()), places[path[:-1]])
    return sorted(order, key=lambda path: order[path])
