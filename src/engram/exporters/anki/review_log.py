"""The answers to one card go in; rows of Anki's `revlog` come out.

Source: rslib `storage/revlog` and `revlog/mod.rs`. A row's id is its instant in milliseconds, its
intervals are days, its factor thousandths; ease is 1 (Again) to 4 (Easy), 0 where nothing was
answered. Grades 0, 1 and 2 are Again, 3 Hard, 4 Good, 5 Easy: the ratings of FSRS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engram.exporters.anki.values import Answered
from engram.model import Grade, ReviewKind, Schedule

LEARN, REVIEW, RELEARN, EARLY, MANUAL = range(5)
NO_ANSWER = 0
LONGEST_ANSWER_MS = 2**31 - 1

Row = tuple[int, int, int, int, int, int, int, int, int]
"""id, card, usn, ease, interval, interval before, factor, milliseconds, kind."""


def revlog_rows(card: int, answers: Sequence[Answered]) -> Iterator[Row]:
    """The rows of one card, whose id in Anki is `card`."""
    for each in answers:
        yield (
            each.instant_ms,
            card,
            -1,
            ease_of(each.grade),
            _interval(each.after),
            _interval(each.before),
            each.after.easiness * 10 if each.after else 0,
            min(max(each.answer_ms, 0), LONGEST_ANSWER_MS),
            _kind(each),
        )


def ease_of(grade: Grade | None) -> int:
    """The button of Anki that stands for a grade."""
    if grade is None:
        return NO_ANSWER
    return 1 if grade < Grade.HARD else int(grade) - 1


def _kind(answered: Answered) -> int:
    """What Anki calls an answer: learning on the first day, then review; a drill is relearning."""
    if answered.kind is ReviewKind.SET or answered.grade is None:
        return MANUAL
    if answered.kind is ReviewKind.PRACTICE:
        return EARLY
    if answered.first_day:
        return LEARN
    return RELEARN if answered.kind is ReviewKind.DRILL else REVIEW


def _interval(schedule: Schedule | None) -> int:
    return schedule.interval_days if schedule else 0
