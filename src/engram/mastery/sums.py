"""The figures of cards and answers in, the report of one deck or topic out: running sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import inf

from engram.mastery import score
from engram.mastery.values import Levels, TopicReport
from engram.model import StudyDay
from engram.store.figures import CardFigures, RecentAnswers, TopicFigures


@dataclass(slots=True)
class Sum:
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
    recent: int = 0
    recent_right: int = 0
    first: float = inf  # the least place in the library of a card

    @classmethod
    def of_unseen(cls, figures: TopicFigures) -> Sum:
        """The sums of a topic whose seen cards are still to be added."""
        levels = Counter({"unseen": figures.undated})
        first = inf if figures.first is None else figures.first
        return cls(figures.undated, suspended=figures.suspended, levels=levels, first=first)

    @property
    def holds_cards(self) -> bool:
        return bool(self.cards or self.suspended)

    def add_card(self, card: CardFigures, today: StudyDay) -> None:
        """Count a card that was answered or given a date before."""
        self.answers += card.answers
        self.predicted += card.predicted
        self.right += card.right
        self.expected += card.expected
        stability, interval, chance = card.stability, card.interval_days, card.guess_chance
        since = _since(card, today)
        recalled = score.retrievability(stability, since, interval)
        if recalled is None:
            return  # its schedule was taken away: it is new again
        later = score.retrievability(stability, since + score.READINESS_DAYS, interval)
        last_right, right_days = bool(card.last_right), card.right_days or 0
        level = score.level(recalled, stability, last_right=last_right, right_days=right_days)
        if card.due_day is None:  # remembered without a date, it was counted among the new ones
            self.cards -= 1
            self.levels["unseen"] -= 1
        elif card.due_day < today:
            self.overdue += 1
        self.cards += 1
        self.seen += 1
        self.known += score.known(recalled, chance)
        self.ready += score.known(later, chance)
        self.levels[level] += 1
        self.first = min(self.first, card.position)

    def add_recent(self, answers: RecentAnswers) -> None:
        """Count the answers of the last days, which are among those of the cards."""
        self.recent += answers.answers
        self.recent_right += answers.right

    def add(self, other: Sum) -> None:
        """Count all that another sum counted, which shares no card with this one."""
        self.cards += other.cards
        self.seen += other.seen
        self.known += other.known
        self.ready += other.ready
        self.suspended += other.suspended
        self.overdue += other.overdue
        self.levels.update(other.levels)
        self.answers += other.answers
        self.predicted += other.predicted
        self.right += other.right
        self.expected += other.expected
        self.recent += other.recent
        self.recent_right += other.recent_right
        self.first = min(self.first, other.first)

    def report(self, path: tuple[str, ...]) -> TopicReport:
        """What the charts draw of the topic with this path."""
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


def _since(card: CardFigures, today: StudyDay) -> int:
    """Days since the last counted answer, or since the bare interval began."""
    if card.last_day is not None:
        return today - card.last_day
    if card.due_day is not None and card.interval_days is not None:
        return today - (card.due_day - card.interval_days)
    return 0
