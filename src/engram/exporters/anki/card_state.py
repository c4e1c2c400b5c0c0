"""Where a card stands with us goes in; the columns by which Anki schedules it come out.

Source: rslib `card/mod.rs` and `storage/card/data.rs`. A day of Anki is a number counted from the
collection's first one; its easiness is in thousandths. Stability is in days, difficulty 1..10.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from engram.exporters.anki.values import Calendar, Studied
from engram.model import Grade, Memory, ReviewKind, StudyDay

FIRST_DAY = StudyDay(14_610)  # 2010-01-01, the first day of every collection of ours
DAY_SECONDS = 86_400
DESIRED_RETENTION = 0.9
DECAY = 0.1542  # of FSRS-6, as in engram.scheduling.memory

_JSON = json.JSONEncoder(separators=(",", ":"))
NEW, REVIEW = 0, 2  # types
IN_TURN, DUE, SUSPENDED, BURIED = 0, 2, -1, -2  # queues


@dataclass(frozen=True, slots=True)
class CardState:
    """The columns of a row of Anki's `cards` that tell its schedule."""

    type: int
    queue: int
    due: int
    interval_days: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    data: str = "{}"


def first_moment(calendar: Calendar) -> int:
    """When the collection's first day starts, in seconds since 1970."""
    hours = calendar.day_starts_at * 3600 - calendar.offset_minutes * 60
    return FIRST_DAY * DAY_SECONDS + hours


def new_state(position: int, *, suspended: bool = False) -> CardState:
    """A card that was never seen, the n-th in turn."""
    return CardState(NEW, SUSPENDED if suspended else IN_TURN, position)


def state_of(
    studied: Studied, position: int, calendar: Calendar, *, suspended: bool = False
) -> CardState:
    """A card with its progress; `suspended` keeps it out of study whatever the learner has set."""
    queue = _queue(studied, calendar)
    if suspended or studied.suspended:
        queue = SUSPENDED
    schedule = studied.standing.schedule
    answers = [each for each in studied.answers if each.grade is not None]
    if schedule is None:
        return CardState(NEW, queue, position, reps=len(answers))
    return CardState(
        REVIEW,
        queue,
        max(schedule.due, studied.hidden_until or 0) - FIRST_DAY,
        max(1, schedule.interval_days),
        schedule.easiness * 10,
        len(answers),
        sum(_is_lapse(each.kind, each.grade, first=each.first_day) for each in answers),
        data=_data(studied.standing.memory, answers[-1].instant_ms if answers else None, position),
    )


def _queue(studied: Studied, calendar: Calendar) -> int:
    """A seen card that is put off is due later; a new one can only be left out today."""
    if studied.standing.schedule is not None:
        return DUE
    return BURIED if (studied.hidden_until or 0) > calendar.today else IN_TURN


def _is_lapse(kind: ReviewKind, grade: Grade | None, *, first: bool) -> bool:
    return kind is not ReviewKind.DRILL and not first and grade is not None and grade < Grade.HARD


def _data(memory: Memory | None, last_ms: int | None, position: int) -> str:
    """What current versions keep of a card beside its columns; rounded as they round it."""
    value: dict[str, float] = {"pos": position}
    if memory is not None:
        value |= {
            "s": round(memory.stability, 4),
            "d": round(memory.difficulty, 3),
            "dr": DESIRED_RETENTION,
            "decay": round(DECAY, 3),
        }
    if last_ms is not None:
        value["lrt"] = last_ms // 1000
    return _JSON.encode(value)
