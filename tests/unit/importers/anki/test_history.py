"""The log of Anki as answers: grades, kinds, rows without an answer, days, and states of cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from engram.importers import read_document
from engram.importers.anki.package import Form
from engram.model import Grade, Past, PastAnswer, ReviewKind, Schedule, StudyDay
from tests.anki_package import CREATED, collection, package

FIRST_DAY = CREATED // 86_400
MS = 1000
SCHEDULED, PRACTICE, SET = ReviewKind.SCHEDULED, ReviewKind.PRACTICE, ReviewKind.SET
LEARN, REVIEW, RELEARN, FILTERED, MANUAL, RESCHEDULED = range(6)
MIDDLE = "collection.anki21"


def past(
    tmp_path: Path,
    log: list[tuple[int, int, int, int, int]],
    name: str = "collection.anki2",
    **card: int,
) -> Past:
    """The past of one card; rows are day, ease, interval, factor, kind."""
    rows = [
        ((CREATED + day * 86_400 + place) * MS, 1, ease, interval, factor, 5000, kind)
        for place, (day, ease, interval, factor, kind) in enumerate(log)
    ]
    data = collection([("a", "b")], cards=[{"nid": 1} | card], log=rows)
    return read_document(package(tmp_path / "a.apkg", data, name=name)).past.get(0, Past())


def at(day: int, place: int = 0) -> int:
    return (CREATED + day * 86_400 + place) * MS


@pytest.mark.parametrize(
    ("ease", "grade"), [(1, Grade.AGAIN), (2, Grade.HARD), (3, Grade.GOOD), (4, Grade.EASY)]
)
@pytest.mark.parametrize("kind", [LEARN, REVIEW, RELEARN, FILTERED])
def test_the_four_buttons_are_four_grades(
    ease: int, grade: Grade, kind: int, tmp_path: Path
) -> None:
    found = past(tmp_path, [(3, ease, 9, 2500, kind)], MIDDLE, type=2, ivl=9, due=12)
    assert found.answers == (PastAnswer(at(3), SCHEDULED, grade, 5000),)


@pytest.mark.parametrize(("ease", "grade"), [(1, Grade.AGAIN), (2, Grade.GOOD), (3, Grade.EASY)])
@pytest.mark.parametrize("kind", [LEARN, RELEARN])
def test_steps_of_the_first_scheduler_had_three_buttons(
    ease: int, grade: Grade, kind: int, tmp_path: Path
) -> None:
    found = past(tmp_path, [(3, ease, -600, 0, kind)], type=1)
    assert [answer.grade for answer in found.answers] == [grade]


def test_an_answer_that_moved_no_date_is_practice(tmp_path: Path) -> None:
    found = past(tmp_path, [(0, 3, 1, 2500, LEARN), (1, 3, 0, 0, FILTERED)], MIDDLE, type=1)
    assert [answer.kind for answer in found.answers] == [SCHEDULED, PRACTICE]


def test_a_date_set_by_hand_a_new_plan_and_a_reset_are_set_rows(tmp_path: Path) -> None:
    log = [
        (0, 3, 4, 2300, REVIEW),
        (1, 0, 9, 2300, RESCHEDULED),
        (2, 0, 20, 2500, MANUAL),
        (3, 0, 0, 0, MANUAL),
    ]
    found = past(tmp_path, log, MIDDLE)
    assert [answer.schedule for answer in found.answers if answer.kind is SET] == [
        Schedule(2, 9, 230, StudyDay(FIRST_DAY + 9)),
        Schedule(2, 20, 250, StudyDay(FIRST_DAY + 22)),
        None,
    ]


def test_a_card_that_is_new_again_without_a_row_for_it_is_reset(tmp_path: Path) -> None:
    found = past(tmp_path, [(0, 3, 4, 2300, REVIEW)], MIDDLE, type=0)
    assert found.answers[-1] == PastAnswer(at(0) + 1, SET, None)


@pytest.mark.parametrize(
    "row",
    [(0, 5, 1, 2500, REVIEW), (0, -1, 1, 2500, REVIEW), (0, 3, 1, 2500, 9), (-99_999, 3, 1, 0, 1)],
)
def test_rows_that_are_no_answers_are_left_out(
    row: tuple[int, int, int, int, int], tmp_path: Path
) -> None:
    assert past(tmp_path, [row], MIDDLE, type=1).answers == ()


def test_a_card_without_a_log_stands_where_it_is(tmp_path: Path) -> None:
    found = past(tmp_path, [], type=2, ivl=30, due=100, factor=1850)
    assert found == Past(schedule=Schedule(2, 30, 185, StudyDay(FIRST_DAY + 100)))
    fsrs = past(tmp_path, [], type=2, ivl=30, due=100, factor=450)
    assert fsrs.schedule == Schedule(2, 30, 250, StudyDay(FIRST_DAY + 100))
    filtered = past(tmp_path, [], type=2, ivl=30, due=-5, odue=100, odid=9)
    assert filtered.schedule == fsrs.schedule


def test_a_card_that_is_learned_again_is_due_on_the_day_of_its_step(tmp_path: Path) -> None:
    found = past(tmp_path, [], type=3, ivl=1, due=CREATED + 7 * 86_400 + 60)
    assert found.schedule == Schedule(1, 1, 250, StudyDay(FIRST_DAY + 7))


def test_a_new_or_learning_card_has_no_schedule(tmp_path: Path) -> None:
    assert past(tmp_path, [], type=0, due=5) == Past()
    assert past(tmp_path, [], type=1, due=CREATED, ivl=3) == Past()


def test_suspended_and_flagged_cards_are_told(tmp_path: Path) -> None:
    assert past(tmp_path, [], queue=-1) == Past(suspended=True)
    assert past(tmp_path, [], flags=2) == Past(marked=True)
    assert past(tmp_path, [], queue=-2) == Past()


@pytest.mark.parametrize("hours_east", [-9, -5, 0, 5, 9, 13])
def test_days_are_those_of_the_collections_own_clock(hours_east: int, tmp_path: Path) -> None:
    created = CREATED - hours_east * 3600
    for more in (
        f"update col set crt = {created}",
        f"""update col set crt = {created}, conf = '{{"creationOffset": {-60 * hours_east}}}'""",
    ):
        data = collection(
            [("a", "b")], cards=[{"nid": 1, "type": 2, "ivl": 9, "due": 10}], more=more
        )
        found = read_document(package(tmp_path / "a.apkg", data)).past[0]
        assert found.schedule == Schedule(2, 9, 250, StudyDay(FIRST_DAY + 10))


def test_the_forms_count_up() -> None:
    assert max(Form) is Form.CURRENT
