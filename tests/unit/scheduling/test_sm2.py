"""SM-2 against its reference vectors, its invariants, and an independent package."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sm_2
from hypothesis import given
from hypothesis import strategies as st

from engram.errors import GradeError
from engram.model import Grade, Schedule, StudyDay
from engram.scheduling import sm2

NINE_HARD_EASINESS = [236, 222, 208, 194, 180, 166, 152, 138, 130]
NINE_HARD_INTERVALS = [1, 6, 13, 26, 47, 79, 121, 167, 218]

# name: grades, easiness in hundredths after each, intervals after each (one answer per due day)
VECTORS: dict[str, tuple[list[int], list[int], list[int]]] = {
    "V1": ([4] * 7, [250] * 7, [1, 6, 15, 38, 95, 238, 595]),
    "V2": ([5] * 7, [260, 270, 280, 290, 300, 310, 320], [1, 6, 17, 50, 150, 465, 1488]),
    "V3": ([3] * 10, [*NINE_HARD_EASINESS, 130], [*NINE_HARD_INTERVALS, 284]),
    "V4": ([4, 4, 4, 2, 4, 4, 4, 4], [250] * 8, [1, 6, 15, 1, 6, 15, 38, 95]),
    "V5": ([0, 4, 4, 4, 4], [250] * 5, [1, 6, 15, 38, 95]),
    "V6": (
        [5, 5, 5, 1, 5, 5, 5],
        [260, 270, 280, 280, 290, 300, 310],
        [1, 6, 17, 1, 6, 18, 56],
    ),
    "V7": ([0, 0, 0, 4, 4, 4, 4], [250] * 7, [1, 1, 1, 6, 15, 38, 95]),
    "V8": (
        [3] * 9 + [1, 4, 4, 4],
        [*NINE_HARD_EASINESS, 130, 130, 130, 130],
        [*NINE_HARD_INTERVALS, 1, 6, 8, 11],
    ),
    "V9": ([4, 4, 3, 4, 5], [250, 250, 236, 236, 246], [1, 6, 15, 36, 89]),
    "V10": (
        [3] * 9 + [5, 5],
        [*NINE_HARD_EASINESS, 140, 150],
        [*NINE_HARD_INTERVALS, 306, 459],
    ),
    "V11": ([4, 2, 4, 4, 3, 4], [250] * 4 + [236, 236], [1, 1, 6, 15, 36, 85]),
    "V12": (
        [4, 3, 4, 5, 0, 4, 5, 3, 5],
        [250, 236, 236, 246, 246, 246, 256, 242, 252],
        [1, 6, 15, 37, 1, 6, 16, 39, 99],
    ),
    "V13": (
        [2, 2, 2, 2, 5, 5, 5],
        [250, 250, 250, 250, 260, 270, 280],
        [1, 1, 1, 1, 6, 17, 48],
    ),
    "V14": (
        [5] * 6 + [4] * 3,
        [260, 270, 280, 290, 300, 310, 310, 310, 310],
        [1, 6, 17, 50, 150, 465, 1442, 4471, 13861],
    ),
    "V15": ([5, 5, 5, 5, 4], [260, 270, 280, 290, 290], [1, 6, 17, 50, 145]),
}

grades = st.sampled_from(list(Grade))
schedules = st.builds(
    Schedule,
    repetitions=st.integers(1, 40),
    interval_days=st.integers(1, sm2.LONGEST_INTERVAL_DAYS),
    easiness=st.integers(sm2.LEAST_EASINESS, 600),
    due=st.integers(0, 60_000).map(StudyDay),
)


def answered(given_grades: list[int]) -> list[Schedule]:
    schedule, today, found = None, StudyDay(20_000), []
    for grade in given_grades:
        schedule = sm2.review(schedule, Grade(grade), today)
        today = schedule.due
        found.append(schedule)
    return found


@pytest.mark.parametrize("name", VECTORS)
def test_reference_vectors_hold(name: str) -> None:
    given_grades, easiness, intervals = VECTORS[name]
    schedules = answered(given_grades)
    assert [schedule.easiness for schedule in schedules] == easiness
    assert [schedule.interval_days for schedule in schedules] == intervals


@given(st.lists(grades, max_size=60))
def test_easiness_never_falls_below_its_floor(given_grades: list[Grade]) -> None:
    for schedule in answered([int(grade) for grade in given_grades]):
        assert schedule.easiness >= sm2.LEAST_EASINESS


@given(schedules, st.sampled_from([Grade.HARD, Grade.GOOD, Grade.EASY]), st.integers(0, 70_000))
def test_a_pass_after_two_repetitions_never_shrinks_the_interval(
    schedule: Schedule, grade: Grade, today: int
) -> None:
    if schedule.repetitions >= 2:
        after = sm2.review(schedule, grade, StudyDay(today))
        assert after.interval_days >= schedule.interval_days


@given(schedules, grades, st.integers(0, 70_000))
def test_due_counts_from_the_day_of_the_review(
    schedule: Schedule, grade: Grade, today: int
) -> None:
    after = sm2.review(schedule, grade, StudyDay(today))
    assert after.due == today + after.interval_days
    assert 1 <= after.interval_days <= sm2.LONGEST_INTERVAL_DAYS


@given(schedules, st.sampled_from([Grade.BLACKOUT, Grade.AGAIN, Grade.ALMOST]))
def test_a_fail_keeps_the_easiness_and_counts_as_the_first_repetition(
    schedule: Schedule, grade: Grade
) -> None:
    after = sm2.review(schedule, grade, StudyDay(1))
    assert (after.repetitions, after.interval_days, after.easiness) == (1, 1, schedule.easiness)


@pytest.mark.parametrize("wrong", [-1, 6, 2.5, "x", "", None, True, "4.0", "٤"])
def test_anything_but_a_grade_is_refused(wrong: object) -> None:
    with pytest.raises(GradeError, match="whole number from 0 to 5"):
        sm2.checked_grade(wrong)


@pytest.mark.parametrize("given_grade", [0, "5", " 3 ", Grade.GOOD])
def test_grades_are_read_from_numbers_and_their_text(given_grade: object) -> None:
    assert sm2.checked_grade(given_grade) == int(str(given_grade))


@given(st.lists(st.sampled_from([3, 4, 5]), min_size=1, max_size=7))
def test_an_independent_package_agrees_where_it_follows_the_text(given_grades: list[int]) -> None:
    # sm-2 0.3 is asked only about passes given exactly when due. Left out, because there it
    # departs from the text: fails (its drill starts the repetitions anew), early reviews (it
    # raises), late ones (it adds the interval to the old due date). Its intervals are float
    # products rounded up, a day too long where the exact product is whole: there it ends.
    card = sm_2.Card(card_id=1, due=datetime(2026, 1, 1, tzinfo=UTC))
    for grade, ours in zip(given_grades, answered(given_grades), strict=True):
        card, _ = sm_2.Scheduler.review_card(card, grade, card.due)
        assert round(card.EF * 100) == ours.easiness
        assert card.n == ours.repetitions
        assert card.I - ours.interval_days in (0, 1)
        if ours.interval_days != card.I:
            break
        if card.needs_extra_review:
            card, _ = sm_2.Scheduler.review_card(card, 4, card.due)


def test_intervals_are_capped_at_a_century() -> None:
    last = answered([5] * 40)[-1]
    assert last.interval_days == sm2.LONGEST_INTERVAL_DAYS
