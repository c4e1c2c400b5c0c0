"""What a package tells Anki about a card and the answers that were given to it."""

from __future__ import annotations

from dataclasses import dataclass

from engram.model import NEVER_SEEN, CardId, Grade, ReviewKind, Schedule, Standing, StudyDay


@dataclass(frozen=True, slots=True)
class Answered:
    """One row of the review log, and the schedule before and after it.

    `instant_ms` is UTC and stands for no other row; `first_day` says that the card was first seen
    on the study day of this answer.
    """

    instant_ms: int
    kind: ReviewKind
    grade: Grade | None
    answer_ms: int
    before: Schedule | None
    after: Schedule | None
    first_day: bool = False


@dataclass(frozen=True, slots=True)
class Studied:
    """Where a card stands and how it came there."""

    card: CardId
    standing: Standing = NEVER_SEEN
    suspended: bool = False
    marked: bool = False
    hidden_until: StudyDay | None = None
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """How the learner's days lie: today, when a day starts, and the offset of the local clock."""

    today: StudyDay
    day_starts_at: int = 4  # hour
    offset_minutes: int = 0
