"""What the mastery charts count from: cards with their memory, and counted answers."""

from __future__ import annotations

from typing import NamedTuple

from engram.model import StudyDay
from engram.store import review_rows
from engram.store.database import Database


class TopicFigures(NamedTuple):
    """The cards of one topic, not of those below, that need no sums."""

    topic: str  # path from the deck down, joined by "::"
    unseen: int
    suspended: int


class CardFigures(NamedTuple):
    """One card that is studied and was seen before."""

    topic: str
    guess_chance: float
    due_day: int | None
    interval_days: int | None
    stability: float | None
    last_day: int | None
    last_right: int | None
    right_days: int | None


class AnswerFigures(NamedTuple):
    """The counted answers of one topic: the first of a card on a study day, drills left out."""

    topic: str
    answers: int
    predicted: int  # those that carry a prediction
    right: int  # of the predicted ones
    expected: float  # the sum of the predictions
    recent: int  # answers on the last study days
    recent_right: int


_UNSEEN = "stability is null and interval_days is null"


class Figures:
    """Reads what the charts need; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def topics(self) -> list[TopicFigures]:
        """Every topic with an active or suspended card, in the library's order."""
        rows = self._database.rows(
            f"select topic.path, sum(available and {_UNSEEN}), sum(suspended) from schedule"
            " join topic on topic.number = schedule.topic where available = 1 or (suspended = 1"
            " and exists (select 1 from card where number = schedule.card"
            " and retired = 0 and incomplete = 0))"
            " group by schedule.topic order by min(schedule.position)"
        )
        return [TopicFigures(*row) for row in rows]

    def cards(self) -> list[CardFigures]:
        """Every active card that was seen before."""
        rows = self._database.rows(
            "select topic.path, card.guess_chance, due_day, interval_days, stability, last_day,"
            " last_right, right_days from schedule"
            " join card on card.number = schedule.card join topic on topic.number = schedule.topic"
            f" where available = 1 and not ({_UNSEEN})"
        )
        return [CardFigures(*row) for row in rows]

    def answers(self, recent_after: StudyDay) -> list[AnswerFigures]:
        """The counted answers of active cards; those after a study day are the recent ones."""
        # With a single min() SQLite takes the other columns from the row of the minimum.
        rows = self._database.rows(
            "select topic.path, count(*), count(predicted),"
            " sum(good and predicted is not null), total(predicted),"
            " sum(study_day > ?1), sum(good and study_day > ?1) from"
            " (select schedule.topic as topic, study_day, predicted,"
            " grade >= 3 and guessed = 0 as good, min(instant_ms || review.id) from review"
            " join schedule on schedule.card = review.card and available = 1"
            f" where kind in ('scheduled', 'practice') and {review_rows.STANDS}"
            " group by review.card, study_day) as counted"
            " join topic on topic.number = counted.topic group by counted.topic",
            (recent_after,),
        )
        return [AnswerFigures(*row) for row in rows]
