"""FSRS-6 memory against the published reference values and the reference library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.model import Grade, Memory, ReviewKind, StudyDay
from engram.scheduling import memory
from engram.scheduling.fold import Answer, folded_memory

REFERENCE_RECALL = {
    0: 1.0,
    0.25: 0.9668,
    0.5: 0.9403,
    1: 0.9,
    2: 0.8459,
    3: 0.8094,
    5: 0.7605,
    10: 0.6928,
    30: 0.5906,
    100: 0.4923,
}


@pytest.mark.parametrize(("share", "expected"), REFERENCE_RECALL.items())
def test_recall_follows_the_reference_curve(share: float, expected: float) -> None:
    assert memory.recall(100.0, round(100 * share)) == pytest.approx(expected, abs=5e-5)


def test_factor_is_the_reference_one() -> None:
    assert pytest.approx(0.9803, abs=5e-5) == memory.FACTOR


@pytest.mark.parametrize(
    ("grade", "guessed", "expected"),
    [
        (0, False, 1),
        (1, False, 1),
        (2, False, 1),
        (3, False, 2),
        (4, False, 3),
        (5, False, 4),
        (3, True, 1),
        (5, True, 1),
    ],
)
def test_grades_become_ratings_and_a_guess_is_not_known(
    grade: int, guessed: bool, expected: int
) -> None:
    assert memory.rating(Grade(grade), guessed=guessed) == expected


@given(
    st.lists(
        st.tuples(st.integers(1, 400), st.sampled_from([0, 1, 2, 3, 4, 5])),
        min_size=1,
        max_size=25,
    )
)
def test_the_reference_library_gives_the_same_memory(answers: list[tuple[int, int]]) -> None:
    # py-fsrs is asked without its learning steps and without fuzz, at study-day midnights.
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    start, day = datetime(2026, 1, 1, tzinfo=UTC), 0
    card = fsrs.Card(card_id=1, due=start)
    rows = []
    for gap, grade in answers:
        day += gap
        rating = fsrs.Rating(memory.rating(Grade(grade)))
        card, _ = scheduler.review_card(card, rating, start + timedelta(days=day))
        rows.append(Answer(StudyDay(day), ReviewKind.SCHEDULED, Grade(grade)))
    ours = folded_memory(rows)
    assert ours is not None
    assert ours.stability == pytest.approx(card.stability)
    assert ours.difficulty == pytest.approx(card.difficulty)


def test_only_the_first_answer_of_a_day_counts_and_drills_never_do() -> None:
    day = StudyDay(100)
    once = folded_memory([Answer(day, ReviewKind.SCHEDULED, Grade.AGAIN)])
    again = folded_memory(
        [
            Answer(day, ReviewKind.SCHEDULED, Grade.AGAIN),
            Answer(day, ReviewKind.DRILL, Grade.GOOD),
            Answer(day, ReviewKind.PRACTICE, Grade.EASY),
        ]
    )
    assert once == again
    assert isinstance(once, Memory)
    assert not once.last_right


def test_an_early_answer_counts_for_memory() -> None:
    rows = [
        Answer(StudyDay(100), ReviewKind.SCHEDULED, Grade.GOOD),
        Answer(StudyDay(103), ReviewKind.PRACTICE, Grade.GOOD),
    ]
    known = folded_memory(rows)
    assert known is not None
    assert (known.last_day, known.right_days) == (103, 2)


def test_stability_has_the_floor_of_the_reference_library() -> None:
    fails = [Answer(StudyDay(day), ReviewKind.SCHEDULED, Grade.AGAIN) for day in range(200)]
    known = folded_memory(fails)
    assert known is not None
    assert known.stability == memory.LEAST_STABILITY
