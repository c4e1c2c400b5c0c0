"""What could be asked on a study day: due cards, new cards, open drills, siblings."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engram.model import CardId, Standing, StudyDay
from engram.store import review_rows, standing_rows
from engram.store.database import Database
from engram.store.search import found_cards

LONGEST_ANSWER_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be asked: its topic path, its place in the library's order, its standing."""

    number: int
    card: CardId
    topic: tuple[str, ...]
    topic_number: int
    position: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class AnsweredToday:
    """A card answered on a study day: how often, and whether it is to be asked once more."""

    number: int
    topic: tuple[str, ...]
    topic_number: int
    answers: int
    drill_open: bool


_CANDIDATE = f"""
select card.number, card.id, topic.path, topic.number, schedule.position, {standing_rows.COLUMNS}
from {{}} join card on card.number = schedule.card join topic on topic.number = schedule.topic
"""
# From one topic with new cards to the next by the index: a `distinct` would read every new card.
_FIRST_NEW = """
(with recursive line (topic) as (
  select min(topic) from schedule where available = 1 and due_day is null
  union all
  select (select min(topic) from schedule
          where available = 1 and due_day is null and topic > line.topic)
  from line where line.topic is not null)
select topic from line where topic is not null) as line
join schedule on schedule.card in (
  select card from schedule as first where first.topic = line.topic and first.available = 1
  and first.due_day is null and first.hidden_until <= ? order by first.position limit ?)
"""


class Agenda:
    """Reads the schedule by day; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, day: StudyDay) -> list[Candidate]:
        """The available cards due on or before `day` and not put off past it."""
        return self._candidates(
            "schedule.available = 1 and due_day is not null and due_day <= ? and hidden_until <= ?",
            (day, day),
        )

    def new(self, day: StudyDay, per_topic: int) -> list[Candidate]:
        """The first `per_topic` unseen cards of each topic, in the library's order."""
        return self._candidates_in(_FIRST_NEW, "true order by schedule.position", (day, per_topic))

    def drills(self, day: StudyDay) -> list[Candidate]:
        """The cards whose scheduled answer of `day` was followed by no good one yet."""
        return self._candidates(
            "drill_open = 1 and scheduled_day = ? and schedule.available = 1 and hidden_until <= ?",
            (day, day),
        )

    def answered(self, day: StudyDay) -> list[AnsweredToday]:
        """The cards answered on `day`, in the order of their first answer."""
        rows = self._database.rows(
            "select review.card, topic.path, topic.number, count(*),"
            " schedule.drill_open and scheduled_day = ?"
            " from review join schedule on schedule.card = review.card"
            " join topic on topic.number = schedule.topic"
            f" where study_day = ? and {review_rows.STANDS} and kind <> 'set'"
            " group by review.card order by min(review.sequence)",
            (day, day),
        )
        return [
            AnsweredToday(card, tuple(topic.split("::")), topic_number, count, bool(drill))
            for card, topic, topic_number, count, drill in rows
        ]

    def begun(self, day: StudyDay) -> list[tuple[int, int, int]]:
        """The new cards that had their turn on `day`, seen first or put off: row, topic, place."""
        return self._database.rows(
            "select card, topic, position from schedule where card in (select card from review"
            " where study_day = ?1 and kind = 'scheduled' and predicted is null"
            f" and {review_rows.STANDS})"
            " union select card, topic, position from schedule indexed by schedule_put_off"
            " where hidden_until > 0 and hidden_until > ?1 and available = 1 and due_day is null",
            (day,),
        )

    def reviewed(self, day: StudyDay) -> int:
        """How many cards were reviewed when due on `day`."""
        rows = self._database.rows(
            "select count(*) from review where study_day = ? and kind = 'scheduled'"
            f" and predicted is not null and {review_rows.STANDS}",
            (day,),
        )
        return int(rows[0][0])

    def seen(self, topic: tuple[str, ...], day: StudyDay) -> list[Candidate]:
        """The available cards of a topic (and below) seen before and not put off past `day`."""
        path = "::".join(topic)
        return self._candidates(
            "schedule.available = 1 and due_day is not null and hidden_until <= ? and"
            " (topic.path = ? or substr(topic.path, 1, ?) = ?)",
            (day, path, len(path) + 2, path + "::"),
        )

    def places(self, cards: Sequence[CardId]) -> list[Candidate]:
        """These cards, if they can be studied, in the library's order."""
        return self._candidates(
            "schedule.available = 1 and card.id in (select value from json_each(?))",
            (json.dumps(list(cards)),),
        )

    def found(self, query: str, day: StudyDay) -> tuple[CardId, ...]:
        """The cards that match a query, in deck order; see `engram.store.search`."""
        return found_cards(self._database, query, day)

    def siblings(self, cards: Iterable[int]) -> dict[int, set[int]]:
        """The siblings of these cards, by row number."""
        found: dict[int, set[int]] = defaultdict(set)
        for card, sibling in self._database.rows(
            "select card, sibling from sibling where card in (select value from json_each(?))",
            (json.dumps(list(cards)),),
        ):
            found[card].add(sibling)
        return found

    def due_by_day(self, first: StudyDay, last: StudyDay) -> dict[int, int]:
        """How many available cards are asked again on each day from `first` to `last`."""
        rows = self._database.rows(
            "select due_day, count(*) from schedule where available = 1"
            " and due_day between ?1 and ?2 and hidden_until <= due_day group by due_day"
            " union all select hidden_until, count(*) from schedule where hidden_until > 0"
            " and hidden_until between ?1 and ?2 and due_day < hidden_until and available = 1"
            " group by hidden_until",
            (first, last),
        )
        days: Counter[int] = Counter()
        for day, count in rows:
            days[day] += count
        return dict(days)

    def overdue(self, day: StudyDay) -> int:
        """How many available cards fell due before `day` and are not put off past it."""
        rows = self._database.rows(
            "select count(*) from schedule"
            " where available = 1 and due_day < ?1 and max(due_day, hidden_until) < ?1",
            (day,),
        )
        return int(rows[0][0])

    def unseen(self) -> int:
        """How many available cards were never seen."""
        rows = self._database.rows(
            "select count(*) from schedule where available = 1 and due_day is null"
        )
        return int(rows[0][0])

    def available(self) -> int:
        """How many cards can be studied."""
        rows = self._database.rows(  # two counts that the indexes answer, not one over the table
            "select (select count(*) from schedule where available = 1 and due_day is null)"
            " + (select count(*) from schedule where available = 1 and due_day is not null)"
        )
        return int(rows[0][0])

    def answers_by_day(self, first: StudyDay, last: StudyDay) -> dict[int, tuple[int, int]]:
        """Answers and milliseconds of each study day from `first` to `last`.

        An answer counts for LONGEST_ANSWER_MS at the most: a card that was left open over lunch
        says nothing about how long study takes.
        """
        rows = self._database.rows(
            f"select study_day, count(*), sum(min(answer_ms, {LONGEST_ANSWER_MS})) from review"
            f" where study_day between ? and ? and kind <> 'set' and {review_rows.STANDS}"
            " group by study_day",
            (first, last),
        )
        return {day: (count, spent) for day, count, spent in rows}

    def latest_study_day(self) -> StudyDay | None:
        """The latest study day with an answer."""
        rows = self._database.rows(
            f"select study_day from review where kind <> 'set' and {review_rows.STANDS}"
            " order by study_day desc limit 1"
        )
        return StudyDay(rows[0][0]) if rows else None

    def days_in_a_row(self, last: StudyDay) -> int:
        """How many study days up to `last`, which has an answer, have one each."""
        rows = self._database.rows(
            "with recursive run (day) as (select ? union all select day - 1 from run"
            " where exists (select 1 from review where study_day = run.day - 1"
            f" and kind <> 'set' and {review_rows.STANDS}))"
            " select count(*) from run",
            (last,),
        )
        return int(rows[0][0])

    def _candidates(self, condition: str, values: tuple[object, ...]) -> list[Candidate]:
        return self._candidates_in("schedule", condition, values)

    def _candidates_in(
        self, schedule: str, condition: str, values: tuple[object, ...]
    ) -> list[Candidate]:
        rows = self._database.rows(f"{_CANDIDATE.format(schedule)} where {condition}", values)
        return [
            Candidate(
                number,
                CardId(card),
                tuple(topic.split("::")),
                topic_number,
                position,
                standing_rows.standing_of(standing),
            )
            for number, card, topic, topic_number, position, *standing in rows
        ]
