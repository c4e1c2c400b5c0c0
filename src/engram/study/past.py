"""What another program knows of cards in, rows of this library's log and journal out.

The ids of the rows follow from the card and the answer, so a second import adds nothing and two
laptops that import the same package agree. The rows belong to a device of their own: undo, which
takes back what this device did last, leaves them alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2b

from engram.model import (
    NEVER_SEEN,
    CardId,
    Past,
    PastAnswer,
    Review,
    ReviewId,
    ReviewKind,
    Schedule,
    Standing,
    StudyDay,
)
from engram.scheduling.fold import answer_of, folded, in_order, predicted_recall
from engram.store.journal import Journal, Note
from engram.store.progress import Progress
from engram.study.moment import Clock, sortable_id
from engram.studyday import instant_ms, offset_minutes, study_day

DEVICE = "another-program"
_NOON_MS, _DAY_MS = 43_200_000, 86_400_000
_FIRST_DAY = 366  # a row of an earlier day would have an instant before 1971

LocalTime = Callable[[int], datetime]
"""The local time of an instant (UTC milliseconds), by the clock that this place had then."""


@dataclass(frozen=True, slots=True)
class PastTaker:
    """Writes what other programs know into a library."""

    progress: Progress
    journal: Journal
    clock: Clock
    local_time: LocalTime
    rollover_hour: Callable[[], int]

    def take(self, pasts: Mapping[CardId, Past]) -> int:
        """Adds the rows that the library does not have, in one transaction; says how many."""
        return self.prepared(pasts)()

    def prepared(self, pasts: Mapping[CardId, Past]) -> Callable[[], int]:
        """What adds these rows; they are made here, before the library is locked for them."""
        hour, now = self.rollover_hour(), instant_ms(self.clock.now())
        rows = [
            row
            for card, past in pasts.items()
            for row in reviews_of(card, past, self.local_time, hour, now)
        ]
        notes = [note for card, past in pasts.items() for note in _notes(card, past)]
        return partial(self._write, rows, notes)

    def _write(self, rows: Sequence[Review], notes: Sequence[tuple[str, Note]]) -> int:
        with self.journal.one_change():
            stamp = self.clock.stamp(self.journal.latest_id)
            added = self.progress.take_past(rows, _standing)
            self.journal.take_past(notes, stamp, DEVICE)
        return added


def reviews_of(
    card: CardId, past: Past, local_time: LocalTime, rollover_hour: int, now_ms: int
) -> list[Review]:
    """The rows of a card: its answers up to now, and its schedule if these do not give it.

    Of several answers of a study day the first is scheduled and the others are drills. What was to
    be expected of an answer follows from those before it.
    """
    rows: list[Review] = []
    standing = NEVER_SEEN
    for answer in past.answers:
        if answer.instant_ms > now_ms:
            continue  # a clock that ran ahead; a row of tomorrow would hold up today's answers
        time = local_time(answer.instant_ms)
        day, kind = study_day(time, rollover_hour), answer.kind
        if kind is ReviewKind.SCHEDULED and day == standing.scheduled_day:
            kind = ReviewKind.DRILL
        predicted = None if answer.grade is None else predicted_recall(standing, day)
        row = _row(card, answer, kind, day, offset_minutes(time), predicted)
        standing = folded([answer_of(row)], standing)
        rows.append(row)
    return [*rows, *_set_rows(card, past.schedule, standing, rows, now_ms)]


def _row(
    card: CardId,
    answer: PastAnswer,
    kind: ReviewKind,
    day: StudyDay,
    offset: int,
    predicted: float | None = None,
) -> Review:
    return Review(
        ReviewId(_row_id(card, answer)),
        card,
        DEVICE,
        answer.instant_ms,
        offset,
        day,
        kind,
        answer.grade,
        answer.answer_ms,
        predicted=predicted,
        schedule=answer.schedule,
    )


def _set_rows(
    card: CardId,
    schedule: Schedule | None,
    standing: Standing,
    rows: Sequence[Review],
    now_ms: int,
) -> Iterator[Review]:
    """The row that gives a card the schedule it has there, on the day of its last answer."""
    if schedule is None or standing.schedule == schedule:
        return
    begun = max(_FIRST_DAY, schedule.due - schedule.interval_days)
    last = in_order(rows)[-1] if rows else None
    instant = min(begun * _DAY_MS + _NOON_MS, now_ms) if last is None else last.instant_ms + 1
    day = StudyDay(min(begun, now_ms // _DAY_MS)) if last is None else last.study_day
    offset = 0 if last is None else last.offset_minutes
    answer = PastAnswer(instant, ReviewKind.SET, None, schedule=schedule)
    yield _row(card, answer, ReviewKind.SET, day, offset)


def _standing(rows: Sequence[Review]) -> Standing:
    return folded([answer_of(row) for row in in_order(rows)])


def _notes(card: CardId, past: Past) -> Iterator[tuple[str, Note]]:
    for what, field, is_set in (
        ("suspend", "suspended", past.suspended),
        ("mark", "marked", past.marked),
    ):
        if is_set:
            yield _derived_id(0, card, what), Note(what, card, field, "1")


def _row_id(card: CardId, answer: PastAnswer) -> str:
    schedule = answer.schedule
    dates = schedule and [
        schedule.repetitions,
        schedule.interval_days,
        schedule.easiness,
        schedule.due,
    ]
    return _derived_id(answer.instant_ms, card, answer.kind.value, answer.grade, dates)


def _derived_id(instant: int, *facts: object) -> str:
    digest = blake2b(json.dumps(facts).encode(), digest_size=8, person=b"engram past")
    return sortable_id(instant, int.from_bytes(digest.digest(), "big") >> 4)
