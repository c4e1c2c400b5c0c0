"""The log and the state of Anki's cards go in; what Engram keeps of their past comes out.

docs/decisions/0014-past-of-anki.md has the rules and their reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from engram.importers.anki.collection import CardRow, Collection, LogRow
from engram.importers.anki.package import Form
from engram.model import Grade, Past, PastAnswer, ReviewKind, Schedule, StudyDay

LONGEST_INTERVAL_DAYS = 36_500
LONGEST_ANSWER_MS = 24 * 3_600_000
FIRST_MS, LAST_MS = 31_536_000_000, 221_845_392_000_000  # the years 1971 to 8999

_DAY = 86_400
_ROLLOVER_HOUR = 4
_LEARNING, _REVIEW, _RELEARNING = 1, 2, 3  # types of cards
_LEARN, _AGAIN_LEARN, _FILTERED, _MANUAL, _RESCHEDULED = 0, 2, 3, 4, 5  # kinds of log rows
_SUSPENDED = -1
_GRADES = {1: Grade.AGAIN, 2: Grade.HARD, 3: Grade.GOOD, 4: Grade.EASY}
_GRADES_OF_OLD_STEPS = {1: Grade.AGAIN, 2: Grade.GOOD, 3: Grade.EASY}


class Calendar:
    """The days of a collection, counted from the one it was made on, as study days."""

    def __init__(self, collection: Collection) -> None:
        created, west = collection.created, collection.setting("creationOffset")
        offset = _offset(created) if not isinstance(west, int) else -60 * west
        self._offset = offset
        hour = collection.setting("rollover")
        self._rollover = hour if isinstance(hour, int) and 0 <= hour < 24 else _ROLLOVER_HOUR
        self._first = (created + offset) // _DAY

    def day(self, number: int) -> StudyDay:
        """The study day with this number in the collection."""
        return StudyDay(min(max(self._first + number, 0), 3_000_000))

    def day_of(self, second: int) -> StudyDay:
        """The study day of an instant, by the clock of the collection."""
        return StudyDay((second + self._offset - self._rollover * 3600) // _DAY)


def pasts(
    collection: Collection, form: Form, marked: Mapping[int, bool]
) -> Iterator[tuple[int, Past]]:
    """The past of each card that has any, by the card's id; `marked` says whose note is."""
    calendar = Calendar(collection)
    log = {card: list(rows) for card, rows in groupby(collection.log(), key=lambda row: row.card)}
    for card in collection.cards():
        answers = tuple(_answers(log.get(card.id, ()), calendar, form))
        answers += tuple(_reset(card, answers))
        past = Past(
            answers,
            suspended=card.queue == _SUSPENDED,
            marked=bool(card.flags & 7) or marked.get(card.note, False),
            schedule=_schedule(card, calendar),
        )
        if past != Past():
            yield card.id, past


def _answers(
    rows: Iterator[LogRow] | list[LogRow] | tuple[()], calendar: Calendar, form: Form
) -> Iterator[PastAnswer]:
    last_day = StudyDay(0)
    for row in rows:
        if not FIRST_MS <= row.instant_ms <= LAST_MS:
            continue
        day = calendar.day_of(row.instant_ms // 1000)
        if row.ease == 0 and row.kind in (_MANUAL, _RESCHEDULED):
            begun = last_day if row.kind == _RESCHEDULED and last_day else day
            yield PastAnswer(row.instant_ms, ReviewKind.SET, None, 0, _set_by_hand(row, begun))
        elif (grade := _grade(row, form)) is not None:
            last_day = day
            cram = row.kind == _FILTERED and row.factor == 0
            kind = ReviewKind.PRACTICE if cram else ReviewKind.SCHEDULED
            taken = min(max(row.duration_ms, 0), LONGEST_ANSWER_MS)
            yield PastAnswer(row.instant_ms, kind, grade, taken)


def _grade(row: LogRow, form: Form) -> Grade | None:
    """Of the first scheduler, which the first form has, steps had three buttons."""
    if row.kind not in (_LEARN, 1, _AGAIN_LEARN, _FILTERED):
        return None
    steps = form is Form.FIRST and row.kind in (_LEARN, _AGAIN_LEARN)
    return (_GRADES_OF_OLD_STEPS if steps else _GRADES).get(row.ease)


def _set_by_hand(row: LogRow, begun: StudyDay) -> Schedule | None:
    if row.interval <= 0:
        return None
    return _dated(
        row.interval, row.factor, StudyDay(begun + min(row.interval, LONGEST_INTERVAL_DAYS))
    )


def _reset(card: CardRow, answers: tuple[PastAnswer, ...]) -> Iterator[PastAnswer]:
    """A card that is new again, though its log ends with an answer: old versions kept no row."""
    if (
        card.type == 0
        and answers
        and not (answers[-1].kind is ReviewKind.SET and answers[-1].schedule is None)
    ):
        yield PastAnswer(answers[-1].instant_ms + 1, ReviewKind.SET, None)


def _schedule(card: CardRow, calendar: Calendar) -> Schedule | None:
    """Where a card stands that has an interval; one that still learns has none."""
    if card.type not in (_REVIEW, _RELEARNING) or card.interval <= 0:
        return None
    number = card.home_due if card.home_deck and card.home_due else card.due
    due = calendar.day_of(number) if number > 1_000_000 else calendar.day(number)
    return _dated(card.interval, card.factor, due, repetitions=1 if card.type == _RELEARNING else 2)


def _dated(interval: int, factor: int, due: StudyDay, repetitions: int = 2) -> Schedule:
    """`factor` is easiness in thousands; below 1300 it is no easiness (FSRS has its own)."""
    easiness = min(max(round(factor / 10), 130), 900) if factor >= 1300 else 250
    return Schedule(repetitions, min(interval, LONGEST_INTERVAL_DAYS), easiness, due)


def _offset(created: int) -> int:
    """Seconds east of UTC of a collection that does not say it: it was made at 4 in the morning."""
    return (_ROLLOVER_HOUR * 3600 - created + 10 * 3600) % _DAY - 10 * 3600
