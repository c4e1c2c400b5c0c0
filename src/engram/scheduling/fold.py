"""The review log in, a card's standing out: the only way a schedule comes to be.

An answer moves the standing as its row says (scheduled, drill, practice, set); the kind was judged
when the answer was given and is not judged again. Rows count in the order study day, instant, id;
of several `scheduled` rows of one day (two laptops) the first counts. Folding a whole log and
folding one more row onto the standing before it give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engram.model import (
    NEVER_SEEN,
    Grade,
    Memory,
    Outcome,
    Review,
    ReviewKind,
    Schedule,
    Standing,
    StudyDay,
)
from engram.scheduling import memory, sm2


class Answer(NamedTuple):
    """What the fold needs of a review."""

    study_day: StudyDay
    kind: ReviewKind
    grade: Grade | None
    guessed: bool = False
    schedule: Schedule | None = None  # only of a `set` row


def answer_of(review: Review) -> Answer:
    """The part of a review that the fold needs."""
    return Answer(review.study_day, review.kind, review.grade, review.guessed, review.schedule)


def in_order(reviews: Iterable[Review]) -> list[Review]:
    """Reviews as the fold takes them: by study day, instant and id."""
    return sorted(reviews, key=lambda review: (review.study_day, review.instant_ms, review.id))


def folded(answers: Sequence[Answer], start: Standing = NEVER_SEEN) -> Standing:
    """The standing after `answers`, which are in order, from the standing `start`."""
    schedule, scheduled_day, drill_open = folded_schedule(answers, start)
    given = [answer.study_day for answer in answers if answer.kind is ReviewKind.SET]
    return Standing(
        schedule,
        folded_memory(answers, start.memory, start.schedule),
        scheduled_day,
        drill_open,
        given[-1] if given else start.set_day,
    )


def folded_schedule(
    answers: Iterable[Answer], start: Standing
) -> tuple[Schedule | None, StudyDay | None, bool]:
    """The schedule after `answers`, the day of the last scheduled one, and its open drill."""
    known, scheduled_day, drill_open = start.schedule, start.scheduled_day, start.drill_open
    count, days, easiness, due = (
        (known.repetitions, known.interval_days, known.easiness, known.due)
        if known
        else (0, 0, sm2.NEW_EASINESS, StudyDay(0))
    )
    seen, step = known is not None, sm2.step
    scheduled, practice, given = ReviewKind.SCHEDULED, ReviewKind.PRACTICE, ReviewKind.SET
    for day, kind, grade, _, schedule in answers:
        if grade is None or kind is given:
            seen, scheduled_day, drill_open = schedule is not None, None, False
            count, days, easiness, due = (
                (schedule.repetitions, schedule.interval_days, schedule.easiness, schedule.due)
                if schedule
                else (0, 0, sm2.NEW_EASINESS, StudyDay(0))
            )
            continue
        moves = (kind is scheduled and day != scheduled_day) or (kind is practice and grade < 3)
        if moves:
            count, days, easiness = step(count, days, easiness, grade)
            due, seen = StudyDay(day + days), True
        if kind is scheduled:
            scheduled_day = day
        if day == scheduled_day:
            drill_open = grade < 4
    return Schedule(count, days, easiness, due) if seen else None, scheduled_day, drill_open


def folded_memory(
    answers: Iterable[Answer], start: Memory | None = None, bare: Schedule | None = None
) -> Memory | None:
    """The memory after `answers`: the first answer of a study day counts, drills never do.

    `bare` is the schedule of a card that has no memory yet: the first answer counts as one after
    the memory that its interval stands for.
    """
    known = start
    for day, kind, grade, guessed, schedule in answers:
        if grade is None:
            known, bare = known if schedule else None, schedule
            continue
        if kind is ReviewKind.DRILL or (known is not None and known.last_day == day):
            continue
        rated = memory.rating(grade, guessed=guessed)
        right = rated != memory.AGAIN
        if known is None:
            known = Memory(*_first_numbers(bare, day, rated), day, right, int(right))
            continue
        elapsed = max(1, day - known.last_day)
        numbers = memory.next_memory(known.stability, known.difficulty, elapsed, rated)
        known = Memory(*numbers, day, right, known.right_days + right)
    return known


def _first_numbers(bare: Schedule | None, day: StudyDay, rated: int) -> tuple[float, float]:
    """Stability and difficulty after the first counted answer."""
    if bare is None:
        return memory.first_memory(rated)
    elapsed = max(1, day - (bare.due - bare.interval_days))
    return memory.next_memory(*memory.of_schedule(bare), elapsed, rated)


def answer_day(standing: Standing, today: StudyDay) -> StudyDay:
    """The study day an answer given today counts for.

    Never one before the card's last row, an answer or a schedule that was set, even if the learner
    flew west since or the clock was set back: an answer that comes later is folded later.
    """
    answered = standing.memory.last_day if standing.memory else today
    return max(today, answered, today if standing.set_day is None else standing.set_day)


def kind_of_answer(standing: Standing, today: StudyDay) -> ReviewKind:
    """What an answer given today would be: scheduled, drill or practice."""
    day = answer_day(standing, today)
    if standing.schedule is None or standing.schedule.due <= day:
        return ReviewKind.SCHEDULED
    if standing.scheduled_day == day and standing.drill_open:
        return ReviewKind.DRILL
    return ReviewKind.PRACTICE


def outcomes(standing: Standing, today: StudyDay) -> dict[Grade, Outcome]:
    """What each grade would do today; the one that is taken is applied as it stands here."""
    day, kind = answer_day(standing, today), kind_of_answer(standing, today)
    return {
        grade: Outcome(
            grade,
            folded((Answer(day, kind, grade),), standing).schedule,
            again_today=grade < Grade.GOOD,
            kind=kind,
        )
        for grade in Grade
    }


def predicted_recall(standing: Standing, today: StudyDay) -> float | None:
    """The recall expected today: by memory, else by a bare interval; None for a new card."""
    if standing.memory is not None:
        return memory.recall_on(standing.memory, today)
    schedule = standing.schedule
    if schedule is None:
        return None
    since = schedule.interval_days - (schedule.due - today)
    return float(0.9 ** (max(0, since) / max(1, schedule.interval_days)))
