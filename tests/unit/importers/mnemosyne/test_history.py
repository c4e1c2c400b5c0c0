"""What the log and the state of a card in Mnemosyne become here."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.importers import read_document
from engram.importers.mnemosyne.contents import CardRow, State
from engram.importers.mnemosyne.history import past_of
from engram.importers.mnemosyne.library import LogRow
from engram.model import Grade, Past, PastAnswer, ReviewKind, Schedule, StudyDay

DATA = Path(__file__).parents[3] / "data" / "mnemosyne"
DAY = 86_400
MORNING = 20_000 * DAY + 8 * 3600


def card(state: State, *, active: bool = True) -> CardRow:
    return CardRow("x", "1", "1", "1.1", (), 1, active=active, state=state)


@pytest.mark.parametrize(
    ("grade", "expected"),
    [(0, 0), (1, 1), (2, 3), (3, 3), (4, 4), (5, 5)],
)
def test_grades_keep_their_meaning_so_that_two_is_a_pass(grade: int, expected: int) -> None:
    answers = past_of(card(State(grade)), [LogRow(MORNING, grade, 7)]).answers
    assert answers == (PastAnswer(MORNING * 1000, ReviewKind.SCHEDULED, Grade(expected), 7000),)


def test_a_learnt_card_stands_where_it_stood() -> None:
    state = State(4, 2.36, 3, MORNING, 20_030 * DAY)
    assert past_of(card(state), ()).schedule == Schedule(4, 30, 236, StudyDay(20_030))


def test_a_card_not_learnt_is_due_on_the_next_day() -> None:
    state = State(1, 1.7, 0, MORNING, MORNING)
    assert past_of(card(state), ()).schedule == Schedule(1, 1, 170, StudyDay(20_001))


def test_a_card_never_seen_has_no_past_and_an_inactive_one_is_suspended() -> None:
    assert past_of(card(State()), ()) == Past()
    assert past_of(card(State(), active=False), ()) == Past(suspended=True)


def test_a_card_that_was_reset_is_new_again() -> None:
    answers = past_of(card(State()), [LogRow(MORNING, 4, 2)]).answers
    assert answers[-1] == PastAnswer(MORNING * 1000 + 1, ReviewKind.SET, None)


def test_rows_written_twice_count_once_and_those_of_one_second_stay_in_order() -> None:
    log = [LogRow(MORNING, 1, 3), LogRow(MORNING, 0, 3), LogRow(MORNING, 1, 3)]
    answers = past_of(card(State(0)), log).answers
    assert [(answer.instant_ms - MORNING * 1000, answer.grade) for answer in answers] == [
        (0, Grade.AGAIN),
        (1, Grade.BLACKOUT),
    ]


@given(
    st.tuples(
        st.integers(), st.floats(allow_nan=False), st.integers(), st.integers(), st.integers()
    ),
    st.lists(st.tuples(st.integers(), st.integers(), st.integers()), max_size=5),
)
def test_no_number_is_too_strange(
    state: tuple[int, float, int, int, int], log: list[tuple[int, int, int]]
) -> None:
    past = past_of(card(State(*state)), [LogRow(*row) for row in log])
    if past.schedule:
        assert 1 <= past.schedule.interval_days <= 36_500
        assert 130 <= past.schedule.easiness <= 900
    assert all(0 <= answer.answer_ms <= DAY * 1000 for answer in past.answers)


def test_a_library_gives_its_log_and_a_set_of_cards_its_schedules() -> None:
    library = read_document(DATA / "peaks.db")
    cards = read_document(DATA / "peaks-with-progress.cards")
    assert library.items == cards.items
    assert sum(len(past.answers) for past in library.past.values()) == 13
    assert [past.suspended for past in library.past.values()] == [False] * 10 + [True]
    schedules = {index: past.schedule for index, past in library.past.items()}
    assert schedules == {index: past.schedule for index, past in cards.past.items()}
    assert not any(past.answers for past in cards.past.values())


def test_a_set_of_cards_for_others_has_no_past() -> None:
    assert len(read_document(DATA / "seamanship.cards").past) == 0


def test_version_1_gives_schedules_in_days_since_the_learner_began() -> None:
    past = read_document(DATA / "harbour.xml").past
    began = 1_262_304_000 // DAY
    assert past[0].schedule == Schedule(4, 31, 235, StudyDay(began + 431))
    assert [index for index, each in past.items() if each.suspended] == [2, 3]
    assert 1 not in past
