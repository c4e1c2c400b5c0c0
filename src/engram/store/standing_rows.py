"""A card's standing to its row of the `schedule` table and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engram.model import CardId, Memory, Schedule, Standing, StudyDay

STANDING_COLUMNS = (
    "repetitions",
    "interval_days",
    "easiness",
    "due_day",
    "scheduled_day",
    "drill_open",
    "stability",
    "difficulty",
    "last_day",
    "last_right",
    "right_days",
    "set_day",
)
COLUMNS = ", ".join(f"schedule.{column}" for column in STANDING_COLUMNS)
ASSIGNMENTS = ", ".join(f"{column} = ?" for column in STANDING_COLUMNS)
UNCHANGED = " and ".join(f"{column} is ?" for column in STANDING_COLUMNS)


@dataclass(frozen=True, slots=True)
class CardState:
    """A card's standing and what the learner has set about it; `number` is the card's row."""

    number: int
    card: CardId
    standing: Standing
    suspended: bool
    marked: bool
    hidden_until: StudyDay
    available: bool  # neither suspended, incomplete nor retired
    incomplete: bool
    retired: bool


def values_of(standing: Standing) -> tuple[float | int | None, ...]:
    """The columns of a standing, in the order of STANDING_COLUMNS."""
    schedule, memory = standing.schedule, standing.memory
    dates = (
        (schedule.repetitions, schedule.interval_days, schedule.easiness, schedule.due)
        if schedule
        else (None,) * 4
    )
    remembered = (
        (
            memory.stability,
            memory.difficulty,
            memory.last_day,
            int(memory.last_right),
            memory.right_days,
        )
        if memory
        else (None,) * 5
    )
    return (
        *dates,
        standing.scheduled_day,
        int(standing.drill_open),
        *remembered,
        standing.set_day,
    )


def standing_of(row: Sequence[Any]) -> Standing:
    """The standing in a row of STANDING_COLUMNS."""
    (
        count, days, easiness, due, scheduled, drill, stability, difficulty, last, right, rights,
        given,
    ) = row  # fmt: skip
    schedule = memory = None
    if due is not None:
        schedule = Schedule(count, days, easiness, StudyDay(due))
    if stability is not None:
        memory = Memory(
            stability,
            difficulty,
            StudyDay(last),
            bool(right),
            rights,
        )
    scheduled_day = None if scheduled is None else StudyDay(scheduled)
    set_day = None if given is None else StudyDay(given)
    return Standing(schedule, memory, scheduled_day, bool(drill), set_day)
