"""The fold of the review log: what each kind of row does, in which order, however it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.model import (
    NEVER_SEEN,
    CardId,
    Grade,
    Review,
    ReviewId,
    ReviewKind,
    Schedule,
    Standing,
    StudyDay,
)
from engram.scheduling.fold import (
    Answer,
    answer_day,
    folded,
    in_order,
    kind_of_answer,
    outcomes,
    predicted_recall,
)

SCHEDULED, DRILL, PRACTICE, SET = (
    ReviewKind.SCHEDULED,
    ReviewKind.DRILL,
    ReviewKind.PRACTICE,
    ReviewKind.SET,
)
DAY = StudyDay(20_000)
grades = st.sampled_from(list(Grade))
schedules = st.builds(
    Schedule,
    repetitions=st.integers(1, 9),
    interval_days=st.integers(1, 900),
    easiness=st.integers(130, 320),
    due=st.integers(19_900, 21_000).map(StudyDay),
)
rows = st.one_of(
    st.builds(
        Answer,
        study_day=st.integers(20_000, 20_040).map(StudyDay),
        kind=st.sampled_from([SCHEDULED, DRILL, PRACTICE]),
        grade=grades,
        guessed=st.booleans(),
    ),
    st.builds(
        Answer,
        study_day=st.integers(20_000, 20_040).map(StudyDay),
        kind=st.just(SET),
        grade=st.none(),
        schedule=st.none() | schedules,
    ),
)
logs = st.lists(rows, max_size=30).map(lambda log: sorted(log, key=lambda row: row.study_day))


@given(logs, st.integers(0, 30))
def test_folding_in_two_parts_gives_the_same_as_folding_at_once(
    log: list[Answer], cut: int
) -> None:
    assert folded(log[cut:], folded(log[:cut])) == folded(log)


@given(st.lists(st.tuples(st.integers(0, 20), grades), max_size=40))
def test_applying_the_shown_outcome_is_what_the_fold_gives(
    given_answers: list[tuple[int, Grade]],
) -> None:
    standing, day, log = NEVER_SEEN, DAY, []
    for gap, grade in given_answers:
        day = StudyDay(day + gap)
        shown = outcomes(standing, day)[grade]
        log.append(Answer(day, shown.kind, grade))
        standing = folded(log)
        assert standing.schedule == shown.schedule


def test_a_new_card_has_no_schedule_and_no_prediction() -> None:
    assert folded([]) == NEVER_SEEN
    assert predicted_recall(NEVER_SEEN, DAY) is None
    assert kind_of_answer(NEVER_SEEN, DAY) is SCHEDULED


def test_a_weak_answer_opens_the_drill_until_a_good_one_and_drills_move_nothing() -> None:
    weak = folded([Answer(DAY, SCHEDULED, Grade.HARD)])
    assert weak.drill_open
    assert kind_of_answer(weak, DAY) is DRILL
    again = folded([Answer(DAY, DRILL, Grade.BLACKOUT)], weak)
    assert (again.schedule, again.memory, again.drill_open) == (weak.schedule, weak.memory, True)
    good = folded([Answer(DAY, DRILL, Grade.GOOD)], again)
    assert (good.schedule, good.drill_open) == (weak.schedule, False)
    assert kind_of_answer(good, DAY) is PRACTICE


def test_a_failed_practice_on_the_day_of_a_good_answer_opens_the_drill_again() -> None:
    standing = folded((Answer(DAY, SCHEDULED, Grade.GOOD),))
    assert not standing.drill_open
    failed = folded((Answer(DAY, PRACTICE, Grade.AGAIN),), standing)
    assert failed.drill_open
    assert kind_of_answer(failed, DAY) is DRILL


def test_an_open_drill_lapses_when_the_study_day_ends() -> None:
    weak = folded([Answer(DAY, SCHEDULED, Grade.AGAIN)])
    assert kind_of_answer(weak, StudyDay(DAY + 1)) is SCHEDULED


def test_an_answer_on_the_day_after_an_open_drill_is_practice_when_the_card_is_not_due() -> None:
    log = [Answer(StudyDay(DAY + gap), SCHEDULED, Grade.GOOD) for gap in (0, 1)]
    weak = folded([*log, Answer(StudyDay(DAY + 7), SCHEDULED, Grade.HARD)])
    assert weak.drill_open
    assert kind_of_answer(weak, StudyDay(DAY + 7)) is DRILL
    assert kind_of_answer(weak, StudyDay(DAY + 8)) is PRACTICE


def test_no_answer_counts_for_a_day_before_the_last_one_early_or_not() -> None:
    early = StudyDay(DAY + 3)
    log = [Answer(DAY, SCHEDULED, Grade.GOOD), Answer(StudyDay(DAY + 1), SCHEDULED, Grade.GOOD)]
    standing = folded([*log, Answer(early, PRACTICE, Grade.GOOD)])
    assert answer_day(folded(log), DAY) == DAY + 1
    assert answer_day(standing, DAY) == early
    assert answer_day(standing, StudyDay(early + 1)) == early + 1


def test_an_early_pass_leaves_the_schedule_and_an_early_fail_is_a_lapse() -> None:
    known = folded(
        [Answer(DAY, SCHEDULED, Grade.GOOD), Answer(StudyDay(DAY + 1), SCHEDULED, Grade.EASY)]
    )
    early = StudyDay(DAY + 3)
    assert kind_of_answer(known, early) is PRACTICE
    assert folded([Answer(early, PRACTICE, Grade.HARD)], known).schedule == known.schedule
    failed = folded([Answer(early, PRACTICE, Grade.ALMOST)], known).schedule
    assert failed == Schedule(1, 1, 260, StudyDay(early + 1))


def test_a_late_answer_is_counted_from_the_scheduled_interval() -> None:
    log = [Answer(StudyDay(DAY + gap), SCHEDULED, Grade.GOOD) for gap in (0, 1, 7)]
    late = folded([Answer(StudyDay(DAY + 300), SCHEDULED, Grade.GOOD)], folded(log)).schedule
    assert late is not None
    assert late.interval_days == 38


def test_the_first_of_two_scheduled_answers_of_one_day_counts() -> None:
    once = folded([Answer(DAY, SCHEDULED, Grade.GOOD)])
    for second in (Grade.AGAIN, Grade.EASY):
        both = folded([Answer(DAY, SCHEDULED, Grade.GOOD), Answer(DAY, SCHEDULED, second)])
        assert both.schedule == once.schedule


def test_a_set_row_puts_a_schedule_and_an_empty_one_resets_the_card() -> None:
    given_schedule = Schedule(3, 40, 220, StudyDay(DAY + 40))
    put = folded([Answer(DAY, SET, None, schedule=given_schedule)])
    assert put.schedule == given_schedule
    assert predicted_recall(put, StudyDay(DAY + 40)) == 0.9
    seen = folded([Answer(DAY, SCHEDULED, Grade.GOOD)])
    moved = folded([Answer(DAY, SET, None, schedule=given_schedule)], seen)
    assert (moved.schedule, moved.memory) == (given_schedule, seen.memory)
    answered = folded([Answer(DAY, SCHEDULED, Grade.GOOD), Answer(DAY, SET, None)])
    assert answered == Standing(set_day=DAY)


def test_a_log_is_read_by_study_day_then_instant_then_id() -> None:
    def row(name: str, day: int, instant: int) -> Review:
        return Review(
            ReviewId(name), CardId("c"), "d", instant, 0, StudyDay(day), SCHEDULED, Grade.GOOD
        )

    wanted = [row("z", 1, 9), row("a", 2, 1), row("b", 2, 1), row("a", 2, 5)]
    assert in_order(reversed(wanted)) == wanted


@given(logs)
def test_a_standing_always_makes_sense(log: list[Answer]) -> None:
    standing: Standing = folded(log)
    if standing.schedule:
        assert standing.schedule.easiness >= 130
    if standing.memory:
        assert standing.memory.stability > 0
        assert 1 <= standing.memory.difficulty <= 10
        assert 0 < (predicted_recall(standing, StudyDay(30_000)) or 0) <= 1


@given(logs, st.integers(19_990, 20_050).map(StudyDay), grades)
def test_an_answer_is_folded_after_all_that_is_there(
    log: list[Answer], today: StudyDay, grade: Grade
) -> None:
    log = [row for row in log if row.kind is not DRILL]  # one has a scheduled answer on its day
    standing = folded(log)
    day = answer_day(standing, today)
    assert day >= max([today, *(row.study_day for row in log)])
    answer = Answer(day, kind_of_answer(standing, today), grade)
    assert folded([answer], standing) == folded([*log, answer])


def test_the_day_of_the_last_schedule_that_was_set_is_kept() -> None:
    reset = folded([Answer(DAY, SCHEDULED, Grade.GOOD), Answer(StudyDay(DAY + 3), SET, None)])
    assert reset == Standing(set_day=StudyDay(DAY + 3))
    assert answer_day(reset, DAY) == DAY + 3
    assert folded([Answer(StudyDay(DAY + 4), SCHEDULED, Grade.GOOD)], reset).set_day == DAY + 3


def test_the_first_answer_after_a_schedule_that_was_set_counts_on_its_interval() -> None:
    schedule = Schedule(2, 100, 250, StudyDay(DAY + 60))
    bare = folded([Answer(StudyDay(DAY - 40), SET, None, schedule=schedule)])
    assert bare.memory is None
    passed = folded([Answer(schedule.due, SCHEDULED, Grade.GOOD)], bare)
    assert passed.memory is not None
    assert passed.memory.stability == pytest.approx(250, rel=0.01)
    assert passed.memory.right_days == 1
    failed = folded([Answer(schedule.due, SCHEDULED, Grade.AGAIN)], bare)
    assert failed.memory is not None
    assert failed.memory.stability < 30
    log = [Answer(DAY, SCHEDULED, Grade.GOOD), Answer(DAY, SET, None, schedule=schedule)]
    assert folded(log).memory == folded(log[:1]).memory
