"""What the mastery charts count from: cards with their memory, and counted answers."""

from __future__ import annotations

from typing import NamedTuple

from engram.model import StudyDay
from engram.store import evidence_rows
from engram.store.database import Database


class TopicFigures(NamedTuple):
    """The cards of one topic, not of those below, that need no sums."""

    number: int
    path: str  # from the deck down, joined by "::"
    undated: int  # active cards without a due day: the new ones
    suspended: int
    first: int | None  # the least place in the library of all these


class CardFigures(NamedTuple):
    """One card that is studied and was seen before, and what its counted answers add up to.

    The first answer on a study day counts, drills are left out.
    """

    topic: int
    position: int
    guess_chance: float
    due_day: int | None
    interval_days: int | None
    stability: float | None
    last_day: int | None
    last_right: int | None
    right_days: int | None
    answers: int
    predicted: int  # those that carry a prediction
    right: int  # of the predicted ones
    expected: float  # the sum of the predictions


class RecentAnswers(NamedTuple):
    """The counted answers of one topic on the last study days."""

    topic: int
    answers: int
    right: int


_TOPICS = """
select topic.number, path, coalesce(sum(undated), 0), coalesce(sum(suspended), 0), min(place)
from topic
left join (
  select topic, count(*) as undated, 0 as suspended, min(position) as place
  from schedule where available = 1 and due_day is null group by topic
  union all
  select schedule.topic, 0, 1, schedule.position from schedule
  join card on card.number = schedule.card
  where suspended = 1 and retired = 0 and incomplete = 0
) as part on part.topic = topic.number
group by topic.number
"""
_CARDS = """
select topic, position, guess_chance, due_day, interval_days, stability, last_day, last_right,
  right_days, answers, predicted_answers, right_answers, expected
from schedule where available = 1 and (due_day is not null or stability is not null or answers > 0)
"""
_RECENT = f"""
select topic, count(*), sum(good) from ({evidence_rows.COUNTED}) as counted
join schedule on schedule.card = counted.card and available = 1 group by topic
""".format(source="indexed by review_day", condition="study_day > ?")


class Figures:
    """Reads what the charts need; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def topics(self) -> list[TopicFigures]:
        """Every topic, those without a card too."""
        return [TopicFigures(*row) for row in self._database.rows(_TOPICS)]

    def cards(self) -> list[CardFigures]:
        """Every active card that was ever answered or given a date."""
        return list(map(CardFigures._make, self._database.rows(_CARDS)))

    def recent_answers(self, after: StudyDay) -> list[RecentAnswers]:
        """The counted answers of active cards after a study day."""
        return [RecentAnswers(*row) for row in self._database.rows(_RECENT, (after,))]
