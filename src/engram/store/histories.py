"""Where many cards stand and the answers given to them, read at once for another program."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from engram.model import CardId, Grade, ReviewKind, Schedule, Standing, StudyDay
from engram.store import review_rows, standing_rows
from engram.store.database import Database

_AMONG = "in (select value from json_each(?))"


class SetState(NamedTuple):
    """A card's standing and what the learner has set about it."""

    card: CardId
    standing: Standing
    suspended: bool
    marked: bool
    hidden_until: StudyDay


class GivenAnswer(NamedTuple):
    """What is told of a row of the review log."""

    card: CardId
    id: str
    instant_ms: int
    study_day: StudyDay
    kind: ReviewKind
    grade: Grade | None
    answer_ms: int
    schedule: Schedule | None  # only of a `set` row
    offset_minutes: int


class Histories:
    """Reads states and answers; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self, cards: Sequence[CardId]) -> list[SetState]:
        """The state of each of these cards."""
        rows = self._database.rows(
            f"select card.id, suspended, marked, hidden_until, {standing_rows.COLUMNS}"
            f" from card join schedule on schedule.card = card.number where card.id {_AMONG}",
            (json.dumps(cards),),
        )
        return [
            SetState(
                CardId(card),
                standing_rows.standing_of(standing),
                bool(suspended),
                bool(marked),
                StudyDay(hidden),
            )
            for card, suspended, marked, hidden, *standing in rows
        ]

    def answers(self, cards: Sequence[CardId]) -> list[GivenAnswer]:
        """The answers to these cards that stand, card by card in the order of the fold."""
        rows = self._database.rows(
            "select card.id, review.id, instant_ms, study_day, review.kind, grade, answer_ms,"
            " schedule, offset_minutes from card join review on review.card = card.number"
            f" where card.id {_AMONG} and {review_rows.STANDS}"
            " order by card.number, study_day, instant_ms, review.id",
            (json.dumps(cards),),
        )
        return [_given(row) for row in rows]

    def instants(self, cards: Sequence[CardId]) -> dict[CardId, frozenset[int]]:
        """When each of these cards was answered, also by answers that were taken back."""
        rows = self._database.rows(
            "select card.id, instant_ms from card join review on review.card = card.number"
            f" where card.id {_AMONG}",
            (json.dumps(cards),),
        )
        found: dict[CardId, set[int]] = defaultdict(set)
        for card, instant in rows:
            found[CardId(card)].add(instant)
        return {card: frozenset(some) for card, some in found.items()}

    def moved_instants(self) -> dict[str, int]:
        """The answers of one millisecond, but for the first: an instant of its own for each."""
        rows = self._database.rows(
            "select id, instant_ms from review as one"
            f" where {review_rows.STANDS.replace('review.id', 'one.id')}"
            " and instant_ms >= (select min(instant_ms) from (select instant_ms from review"
            " group by instant_ms having count(*) > 1)) order by instant_ms, id"
        )
        moved, last = dict[str, int](), -1
        for review, instant in rows:
            given = max(instant, last + 1)
            if given != instant:
                moved[review] = given
            last = given
        return moved

    def last_offset_minutes(self) -> int:
        """The offset from UTC of the clock that the last answer was given by; 0 without answers."""
        rows = self._database.rows(
            "select offset_minutes from review order by instant_ms desc, sequence desc limit 1"
        )
        return int(rows[0][0]) if rows else 0


def _given(row: Sequence[Any]) -> GivenAnswer:
    card, review, instant, day, kind, grade, answer_ms, schedule, offset = row
    return GivenAnswer(
        CardId(card),
        review,
        instant,
        StudyDay(day),
        ReviewKind(kind),
        None if grade is None else Grade(grade),
        answer_ms,
        None if schedule is None else Schedule(*json.loads(schedule)),
        offset,
    )
