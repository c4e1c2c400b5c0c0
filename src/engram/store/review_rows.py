"""A review to its row of the log and back; rows are only ever added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from engram.model import CardId, Grade, Review, ReviewId, ReviewKind, Schedule, StudyDay

INSERT = """
insert into review (sequence, id, card, device, instant_ms, offset_minutes, study_day, kind, grade,
  answer_ms, chosen, shown, marked_right, guessed, card_hash, predicted, schedule)
values ((select max(coalesce((select max(sequence) from review), 0),
                    coalesce((select max(sequence) from journal), 0)) + 1),
  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

INSERT_MANY = """
insert or ignore into review (sequence, id, card, device, instant_ms, offset_minutes, study_day,
  kind, grade, answer_ms, chosen, shown, marked_right, guessed, card_hash, predicted, schedule)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
"""Adds rows whose ids are new, each with the number of its place among all actions."""

SELECT = """
select review.id, card.id, device.id, instant_ms, offset_minutes, study_day, review.kind, grade,
  answer_ms, chosen, shown, marked_right, guessed, card_hash, predicted, schedule
from review join card on card.number = review.card join device on device.number = review.device
"""

STANDS = "not exists (select 1 from retraction where retraction.target = review.id)"


def values_of(review: Review, card: int, device: int) -> tuple[object, ...]:
    """The values of INSERT for a review of the card and device with these row numbers."""
    schedule = review.schedule
    return (
        review.id,
        card,
        device,
        review.instant_ms,
        review.offset_minutes,
        review.study_day,
        review.kind.value,
        None if review.grade is None else int(review.grade),
        review.answer_ms,
        _listed(review.chosen),
        _listed(review.shown),
        None if review.marked_right is None else int(review.marked_right),
        int(review.guessed),
        review.card_hash,
        review.predicted,
        None
        if schedule is None
        else json.dumps(
            [schedule.repetitions, schedule.interval_days, schedule.easiness, schedule.due]
        ),
    )


def _listed(places: tuple[int, ...]) -> str:
    return json.dumps(places) if places else "[]"


def _list(places: str) -> tuple[int, ...]:
    return tuple(json.loads(places)) if places != "[]" else ()


def review_of(row: Sequence[Any]) -> Review:
    """The review in a row of SELECT."""
    (
        review, card, device, instant, offset, day, kind, grade, answer_ms, chosen, shown,
        marked, guessed, card_hash, predicted, schedule,
    ) = row  # fmt: skip
    return Review(
        ReviewId(review),
        CardId(card),
        device,
        instant,
        offset,
        StudyDay(day),
        ReviewKind(kind),
        None if grade is None else Grade(grade),
        answer_ms,
        _list(chosen),
        _list(shown),
        None if marked is None else bool(marked),
        bool(guessed),
        card_hash,
        predicted,
        None if schedule is None else Schedule(*json.loads(schedule)),
    )
