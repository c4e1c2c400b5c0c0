"""What the mastery charts count from: active cards with their memory, and counted answers."""

from __future__ import annotations

from typing import NamedTuple

from engram.store import review_rows
from engram.store.database import Database


class CardFigures(NamedTuple):
    """One card that is not retired or incomplete, for the charts."""

    topic: str  # path from the deck down, joined by "::"
    guess_chance: float
    suspended: int
    due_day: int | None
    interval_days: int | None
    stability: float | None
    last_day: int | None
    last_right: int | None
    right_days: int | None


class CountedAnswer(NamedTuple):
    """The first answer of a card on a study day, drills left out."""

    topic: str
    study_day: int
    right: int
    predicted: float | None


class Figures:
    """Reads what the charts need; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> list[CardFigures]:
        """Every active or suspended card, in the library's order."""
        rows = self._database.rows(
            "select topic.path, card.guess_chance, suspended, due_day, interval_days, stability,"
            " last_day, last_right, right_days from schedule"
            " join card on card.number = schedule.card join topic on topic.number = card.topic"
            " where card.retired = 0 and card.incomplete = 0 order by schedule.position"
        )
        return [CardFigures(*row) for row in rows]

    def counted_answers(self) -> list[CountedAnswer]:
        """The counted answers of active cards: the first per card and study day."""
        # With a single min() SQLite takes the other columns from the row of the minimum.
        rows = self._database.rows(
            "select topic.path, study_day, grade >= 3 and guessed = 0, predicted,"
            " min(instant_ms || review.id) from review"
            " join schedule on schedule.card = review.card and available = 1"
            " join topic on topic.number = schedule.topic"
            f" where kind in ('scheduled', 'practice') and {review_rows.STANDS}"
            " group by review.card, study_day"
        )
        return [CountedAnswer(*row[:4]) for row in rows]
