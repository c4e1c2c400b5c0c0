"""The figures of cards and answers in, the report of one deck or topic out: running sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from engram.mastery import score
from engram.mastery.values import Levels, TopicReport
from engram.model import StudyDay
from engram.store.figures import AnswerFigures, CardFigures, TopicFigures


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

    @classmethod
    def of_unseen(cls, figures: TopicFigures) -> Sum:
        """The sums of a topic whose seen cards are still to be added."""
        levels = Counter({"unseen": figures.unseen})
        return cls(cards=figures.unseen, suspended=figures.suspended, levels=levels)

    def add_card(self, card: CardFigures, today: StudyDay) -> None:
        """Count a card that was seen before."""
        since = _since(card, today)
        recalled = score.retrievability(card.stability, since, card.interval_days)
        later = score.retrievability(
            card.stability, since + score.READINESS_DAYS, card.interval_days
        )
        last_right = card.stability is None or bool(card.last_right)
        level = score.level(
            recalled, card.stability, last_right=last_right, right_days=card.right_days or 0
        )
        self.cards += 1
        self.seen += 1
        self.known += score.known(recalled, card.guess_chance)
        self.ready += score.known(later, card.guess_chance)
        self.overdue += card.due_day is not None and card.due_day < today
        self.levels[level] += 1

    def add_answers(self, figures: AnswerFigures) -> None:
        """Count the answers of a topic."""
        self.answers += figures.answers
        self.predicted += figures.predicted
        self.right += figures.right
        self.expected += figures.expected

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
