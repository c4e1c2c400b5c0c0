"""Which grades are offered, under which names and keys, and what each says it would do."""

from __future__ import annotations

import pytest

from engram.gui.study.grade_choices import (
    ButtonSetting,
    button_setting,
    grade_choices,
    interval_words,
    outcome_words,
    short_outcome_words,
)
from engram.model import Grade, Outcome, ReviewKind, Schedule, StudyDay
from engram.study.values import Marking

RIGHT = Marking(right=True, found=1, wanted=1, wrong_choices=0, proposed=Grade.GOOD)
WRONG = Marking(right=False, found=0, wanted=1, wrong_choices=1, proposed=Grade.AGAIN)


def _outcome(days: int, *, again: bool, kind: ReviewKind = ReviewKind.SCHEDULED) -> Outcome:
    return Outcome(Grade.GOOD, Schedule(1, days, 250, StudyDay(1)), again, kind)


@pytest.mark.parametrize(
    ("setting", "keys"), [("two", "1 Space"), ("four", "1 2 3 4"), ("six", "0 1 2 3 4 5")]
)
def test_each_setting_has_its_keys(setting: ButtonSetting, keys: str) -> None:
    assert [choice.key for choice in grade_choices(setting, None)] == keys.split()


def test_a_recall_card_proposes_nothing() -> None:
    assert not any(choice.proposed for choice in grade_choices("four", None))


@pytest.mark.parametrize(
    ("setting", "marking", "grade"),
    [
        ("four", RIGHT, Grade.GOOD),
        ("four", WRONG, Grade.AGAIN),
        ("six", RIGHT, Grade.GOOD),
        ("six", WRONG, Grade.AGAIN),
        ("two", RIGHT, Grade.GOOD),
        ("two", WRONG, Grade.AGAIN),
    ],
)
def test_a_quiz_proposes_by_its_marking(
    setting: ButtonSetting, marking: Marking, grade: Grade
) -> None:
    proposed = [choice for choice in grade_choices(setting, marking) if choice.proposed]
    assert [choice.grade for choice in proposed] == [grade]


@pytest.mark.parametrize(("setting", "place"), [("two", 0), ("four", 1), ("six", 3)])
def test_a_right_quiz_answer_can_be_called_a_guess(setting: ButtonSetting, place: int) -> None:
    guess = grade_choices(setting, RIGHT)[place]
    assert (guess.grade, guess.name, guess.guessed) == (Grade.HARD, "I guessed", True)
    assert not any(choice.guessed for choice in grade_choices(setting, WRONG))
    assert not any(choice.guessed for choice in grade_choices(setting, None))


def test_a_button_says_what_its_grade_does() -> None:
    assert outcome_words(_outcome(38, again=False)) == "38 days"
    assert outcome_words(_outcome(1, again=True)) == "today, then 1 day"
    assert short_outcome_words(_outcome(1, again=True)) == "1 day"
    assert outcome_words(_outcome(9, again=False, kind=ReviewKind.PRACTICE)) == "as planned"
    assert outcome_words(_outcome(1, again=True, kind=ReviewKind.PRACTICE)) == "today, then 1 day"
    assert outcome_words(None) == ""


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (364, "364 days"), (365, "1.0 years"), (1488, "4.1 years")]
)
def test_a_long_interval_is_told_in_years(days: int, words: str) -> None:
    assert interval_words(days) == words


def test_an_unknown_setting_is_four_buttons() -> None:
    assert [button_setting(value) for value in ("two", "six", "four", "")] == [
        "two",
        "six",
        "four",
        "four",
    ]
