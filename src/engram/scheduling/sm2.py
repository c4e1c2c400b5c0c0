"""SM-2: a schedule and a grade in, the next schedule out.

Source: P. A. Wozniak, "Optimization of learning" (1990), section 3.2. The text and its author's
later Delphi program disagree in places; this follows the text ("profile A"): a failing answer
leaves the easiness alone and counts as the new first repetition, so the next pass gives 6 days.

Units: intervals are whole days, easiness is a whole number of hundredths (250 is 2.50). Binary
floats would round exact products up a day too far: 2.7 + 0.1 > 2.8.
"""

from __future__ import annotations

from engram.errors import GradeError
from engram.model import Grade, Schedule, StudyDay

NEW_EASINESS = 250
LEAST_EASINESS = 130
LONGEST_INTERVAL_DAYS = 36_500
FIRST_INTERVALS = (1, 6)
EASINESS_CHANGE = {Grade.HARD: -14, Grade.GOOD: 0, Grade.EASY: 10}


def checked_grade(value: object) -> Grade:
    """The grade that a number or its text stands for; GradeError for anything but 0..5."""
    text = str(value).strip()
    if isinstance(value, bool) or text not in {"0", "1", "2", "3", "4", "5"}:
        raise GradeError("A grade is a whole number from 0 to 5, not {grade}.", grade=text)
    return Grade(int(text))


def step(repetitions: int, interval_days: int, easiness: int, grade: Grade) -> tuple[int, int, int]:
    """One scheduled answer on bare numbers: the next repetitions, interval and easiness."""
    if grade < Grade.HARD:
        return 1, FIRST_INTERVALS[0], easiness
    easiness = max(LEAST_EASINESS, easiness + EASINESS_CHANGE[grade])
    if repetitions < len(FIRST_INTERVALS):
        return repetitions + 1, FIRST_INTERVALS[repetitions], easiness
    longer = -(-interval_days * easiness // 100)  # rounded up, exactly
    return repetitions + 1, min(longer, LONGEST_INTERVAL_DAYS), easiness


def review(schedule: Schedule | None, grade: Grade, today: StudyDay) -> Schedule:
    """The schedule after a scheduled answer on `today`; `None` is a new card.

    Due is `today` plus the new interval, whatever the old due day was.
    """
    before = (
        (0, 0, NEW_EASINESS)
        if schedule is None
        else (schedule.repetitions, schedule.interval_days, schedule.easiness)
    )
    repetitions, interval_days, easiness = step(*before, checked_grade(int(grade)))
    return Schedule(repetitions, interval_days, easiness, StudyDay(today + interval_days))
