"""What another program knows of cards in, rows of this library's log and journal out.

The ids of the rows follow from the card and the answer, so a second import adds nothing and two
laptops that import the same package agree. An answer of a card whose instant the library knows is
the library's own, which was exported and came back: it is no row. The rows belong to a device of
their own: undo, which takes back what this device did last, leaves them alone.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2b
from itertools import groupby

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
from engram.scheduling.fold import Answer, answer_of, folded, in_order, predicted_recall
from engram.store.histories import GivenAnswer, Histories
from engram.store.journal import Journal, Note
from engram.store.progress import Progress
from engram.study.moment import Clock, sortable_id
from engram.studyday import instant_ms, offset_minutes, study_day

DEVICE = "another-program"
_NOON_MS, _DAY_MS = 43_200_000, 86_400_000
_CARDS_AT_ONCE = 1000
_NEVER = StudyDay(0)
_FIRST_DAY = 366  # a row of an earlier day would have an instant before 1971

LocalTime = Callable[[int], datetime]
"""The local time of an instant (UTC milliseconds), by the clock that this place had then."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a library has of a card: the rows that stand, in order, and the instants of all.

    Until `hidden_until` the learner has put it off, which another program is told as its due day.
    """

    rows: tuple[GivenAnswer, ...] = ()
    instants: frozenset[int] = frozenset()
    hidden_until: StudyDay = _NEVER


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class PastTaker:
    """Writes what other programs know into a library."""

    progress: Progress
    journal: Journal
    clock: Clock
    local_time: LocalTime
    rollover_hour: Callable[[], int]
    histories: Histories

    def take(self, pasts: Mapping[CardId, Past]) -> int:
        """Adds the rows that the library does not have, in one transaction; says how many."""
        return self.prepared(pasts)()

    def prepared(self, pasts: Mapping[CardId, Past]) -> Callable[[], int]:
        """What adds these rows; they are made here, before the library is locked for them."""
        hour, now = self.rollover_hour(), instant_ms(self.clock.now())
        known = self._known(list(pasts))
        rows = [
            row
            for card, past in pasts.items()
            for row in reviews_of(card, past, self.local_time, hour, now, known.get(card, NOTHING))
        ]
        notes = [note for card, past in pasts.items() for note in _notes(card, past)]
        return partial(self._write, rows, notes)

    def _known(self, cards: Sequence[CardId]) -> dict[CardId, Known]:
        """What the library has of these cards, without those that were never answered here."""
        moved: Mapping[str, int] | None = None
        known = {}
        for first in range(0, len(cards), _CARDS_AT_ONCE):
            some = cards[first : first + _CARDS_AT_ONCE]
            instants = self.histories.instants(some)
            if not instants:
                continue
            moved = self.histories.moved_instants() if moved is None else moved
            answers = self.histories.answers(list(instants))
            rows = {card: tuple(own) for card, own in groupby(answers, key=lambda row: row.card)}
            for state in self.histories.states(list(instants)):
                own = rows.get(state.card, ())
                also = {moved[row.id] for row in own if row.id in moved}
                known[state.card] = Known(own, instants[state.card] | also, state.hidden_until)
        return known

    def _write(self, rows: Sequence[Review], notes: Sequence[tuple[str, Note]]) -> int:
        with self.journal.one_change():
            stamp = self.clock.stamp(self.journal.latest_id)
            added = self.progress.take_past(rows, _standing)
            self.journal.take_past(notes, stamp, DEVICE)
        return added


def reviews_of(
    card: CardId,
    past: Past,
    local_time: LocalTime,
    rollover_hour: int,
    now_ms: int,
    known: Known = NOTHING,
) -> list[Review]:
    """The rows of a card: its answers up to now, and its schedule if these do not give it.

    Of several answers of a study day the first is scheduled and the others are drills. What was to
    be expected of an answer follows from those before it, the library's own too.
    """
    rows: list[Review] = []
    standing, waiting = NEVER_SEEN, deque(known.rows)
    # A clock may run ahead; a row of tomorrow would hold up today's answers.
    answers = [answer for answer in past.answers if answer.instant_ms <= now_ms]
    for answer in answers:
        if answer.instant_ms in known.instants:
            continue
        time = local_time(answer.instant_ms)
        day, kind = study_day(time, rollover_hour), answer.kind
        while waiting and (waiting[0].study_day, waiting[0].instant_ms) < (day, answer.instant_ms):
            standing = folded([_given(waiting.popleft())], standing)
        if known.rows and answer.schedule and _is_told(standing.schedule, answer.schedule):
            continue  # set elsewhere to what it is here
        if kind is ReviewKind.SCHEDULED and day == standing.scheduled_day:
            kind = ReviewKind.DRILL
        predicted = None if answer.grade is None else predicted_recall(standing, day)
        row = _row(card, answer, kind, day, offset_minutes(time), predicted)
        standing = folded([answer_of(row)], standing)
        rows.append(row)
    schedule = past.schedule
    if known.rows and answers:
        last = answers[-1].instant_ms
        if last in known.instants:  # what the other program has was told by this library
            if known.rows[-1].instant_ms > last + 1:
                return rows
            standing = folded(list(map(_given, waiting)), standing)
        if schedule is None or _is_told(standing.schedule, schedule, known.hidden_until):
            return rows
        if last in known.instants:
            return [*rows, _set_after(card, schedule, known.rows[-1])]
    return [*rows, *_set_rows(card, schedule, standing, rows, now_ms)]


def _given(row: GivenAnswer) -> Answer:
    return Answer(row.study_day, row.kind, row.grade, schedule=row.schedule)


def _is_told(ours: Schedule | None, theirs: Schedule, hidden_until: StudyDay = _NEVER) -> bool:
    """Whether a schedule in another program is what it was told of ours."""
    return (
        ours is not None
        and max(1, ours.interval_days) == theirs.interval_days
        and ours.easiness == theirs.easiness
        and theirs.due in (ours.due, max(ours.due, hidden_until))
    )


def _set_after(card: CardId, schedule: Schedule, last: GivenAnswer) -> Review:
    """The row that gives a card the schedule which it got elsewhere without an answer."""
    answer = PastAnswer(last.instant_ms + 1, ReviewKind.SET, None, schedule=schedule)
    return _row(card, answer, ReviewKind.SET, last.study_day, last.offset_minutes)


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
