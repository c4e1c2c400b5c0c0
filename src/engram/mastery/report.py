"""The library's figures in, the report of every deck and topic out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from engram.mastery import score
from engram.mastery.values import Levels, Report, TopicReport
from engram.model import StudyDay
from engram.store.agenda import Agenda
from engram.store.figures import CardFigures, CountedAnswer, Figures

FORECAST_DAYS = 14
RETENTION_DAYS = 30

Path = tuple[str, ...]


@dataclass(slots=True)
class _Sum:
    """The running sums of one deck or topic."""

    cards: int = 0
    seen: int = 0
    known: float = 0.0
    ready: float = 0.0
    suspended: int = 0
    overdue: int = 0
    levels: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    predicted: int = 0
    right: int = 0
    expected: float = 0.0

    def report(self, path: Path) -> TopicReport:
        cards = max(1, self.cards)
        predicted = self.predicted or None
        return TopicReport(
            path,
            self.cards,
            self.seen,
            self.known / cards,
            self.seen / cards,
            self.ready / cards,
            Levels(**self.levels),
            self.answers,
            self.predicted,
            self.right,
            None if predicted is None else self.expected / predicted,
            None if predicted is None else self.right / predicted,
            score.wilson(self.right, self.predicted),
            self.suspended,
            self.overdue,
        )


@dataclass(frozen=True, slots=True)
class _Share:
    """What one card adds to each topic above it."""

    recalled: float | None
    known: float
    ready: float
    level: str


class Mastery:
    """Reports on the library as of today."""

    def __init__(self, figures: Figures, agenda: Agenda, today: Callable[[], StudyDay]) -> None:
        self._figures = figures
        self._agenda = agenda
        self._today = today

    def report(self, deck: str | None = None) -> Report:
        """Every deck and topic, or those of one deck; parents first, in the library's order."""
        today = self._today()
        cards = [card for card in self._figures.cards() if _belongs(card.topic, deck)]
        answers = [row for row in self._figures.counted_answers() if _belongs(row.topic, deck)]
        sums, total = _sums(cards, answers, today)
        return Report(
            tuple(sums[path].report(path) for path in _tree_order(sums)),
            total.report(()),
            _retention(answers, today),
            self._forecast(today),
        )

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


def _sums(
    cards: Iterable[CardFigures], answers: Iterable[CountedAnswer], today: StudyDay
) -> tuple[dict[Path, _Sum], _Sum]:
    sums: dict[Path, _Sum] = {}
    total = _Sum()
    paths: dict[str, list[_Sum]] = {}
    for card in cards:
        if card.topic not in paths:
            paths[card.topic] = [total, *_above(card.topic, sums)]
        _add_card(paths[card.topic], card, today)
    for answer in answers:
        for each in paths.get(answer.topic, ()):
            each.answers += 1
            if answer.predicted is not None:
                each.predicted += 1
                each.expected += answer.predicted
                each.right += answer.right
    return sums, total


def _above(topic: str, sums: dict[Path, _Sum]) -> list[_Sum]:
    parts = tuple(topic.split("::"))
    return [sums.setdefault(parts[:depth], _Sum()) for depth in range(1, len(parts) + 1)]


def _add_card(sums: Iterable[_Sum], card: CardFigures, today: StudyDay) -> None:
    if card.suspended:
        for each in sums:
            each.suspended += 1
        return
    share = _share(card, today)
    overdue = card.due_day is not None and card.due_day < today
    for each in sums:
        each.cards += 1
        each.seen += share.recalled is not None
        each.known += share.known
        each.ready += share.ready
        each.overdue += overdue
        each.levels[share.level] += 1


def _share(card: CardFigures, today: StudyDay) -> _Share:
    since = _since(card, today)
    recalled = score.retrievability(card.stability, since, card.interval_days)
    later = score.retrievability(card.stability, since + score.READINESS_DAYS, card.interval_days)
    last_right = card.stability is None or bool(card.last_right)
    return _Share(
        recalled,
        score.known(recalled, card.guess_chance),
        score.known(later, card.guess_chance),
        score.level(
            recalled, card.stability, last_right=last_right, right_days=card.right_days or 0
        ),
    )


def _since(card: CardFigures, today: StudyDay) -> int:
    """Days since the last counted answer, or since the bare interval began."""
    if card.last_day is not None:
        return today - card.last_day
    if card.due_day is not None and card.interval_days is not None:
        return today - (card.due_day - card.interval_days)
    return 0


def _tree_order(paths: Iterable[Path]) -> list[Path]:
    """Parents before children, siblings as they came first."""
    order: dict[Path, tuple[int, ...]] = {}
    places: Counter[Path] = Counter()
    for path in paths:
        places[path[:-1]] += 1
        order[path] = (*order.get(path[:-1], ()), places[path[:-1]])
    return sorted(order, key=lambda path: order[path])


def _retention(answers: Iterable[CountedAnswer], today: StudyDay) -> float | None:
    recent = [row.right for row in answers if today - row.study_day < RETENTION_DAYS]
    return sum(recent) / len(recent) if recent else None
