"""Note types made for quizzes: their fields' roles, and keys that are certain or are none."""

from __future__ import annotations

from html import unescape

import pytest

from engram.importers.anki.quizzes import Quiz, quiz_of, roles_of

ALL_IN_ONE = (
    *("Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4", "Q_5"),
    *("Answers", "Sources", "Extra 1"),
)
LETTERS = ("number", "question", "a", "b", "c", "d", "answers", "explanation")


def right(names: tuple[str, ...], *fields: str) -> list[str] | None:
    quiz = quiz_of(names, dict(zip(names, fields, strict=False)), unescape)
    return None if quiz is None else [each.text for each in quiz.options if each.correct]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("1 0 1", ["cork", "oak"]),
        ("101", ["cork", "oak"]),
        ("1 0 1 0 0", ["cork", "oak"]),
        ("<div>0 1 0</div>", ["lead"]),
        ("1 0", []),
        ("0 0 0", []),
        ("0 0 0 1", []),
        ("", []),
    ],
)
def test_bits_mark_the_options(answers: str, expected: list[str]) -> None:
    fields = ("Which float?", "", "1", "cork", "lead", "oak", "", "", answers)
    assert right(ALL_IN_ONE, *fields) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("B", ["east"]),
        ("b", ["east"]),
        ("A, C", ["north", "south"]),
        ("AC", ["north", "south"]),
        ("2", ["east"]),
        ("1,3", ["north", "south"]),
        ("(d)", ["west"]),
        ("East", ["east"]),
        ("up", []),
        ("5", []),
        ("0", []),
        ("B or C", []),
        ("A, A", []),
    ],
)
def test_letters_numbers_and_texts_mark_the_options(answers: str, expected: list[str]) -> None:
    assert right(LETTERS, "1", "Where?", "north", "east", "south", "west", answers) == expected


def test_a_key_that_can_be_read_in_two_ways_is_none() -> None:
    assert right(LETTERS, "1", "How many?", "2", "1", "3", "4", "2") == []
    assert right(LETTERS, "1", "Which letter?", "b", "a", "c", "d", "A") == []
    assert right(LETTERS, "1", "Which number?", "11", "10", "", "", "10") == []


def test_the_right_option_may_have_a_field_of_its_own() -> None:
    names = ("Question", "Correct", "Incorrect_1", "Incorrect_2", "Explanation")
    assert right(names, "What is a knot?", "a mile an hour", "a rope", "a metre") == [
        "a mile an hour"
    ]
    assert right(names, "What is a knot?", "", "a rope", "a metre") == []


@pytest.mark.parametrize(
    "names",
    [
        ("Question", "Option 1", "Option 2", "Option 3", "Correct Answer"),
        ("Question", "OptionA", "OptionB", "OptionC", "CorrectOptions"),
        ("Front", "Choice A", "Choice B", "Answer"),
        ("Frage", "Antwort 1", "Antwort 2", "Solution"),
        ("Question", "Answer 1", "Answer 2", "Correct"),
    ],
)
def test_common_note_types_are_quizzes(names: tuple[str, ...]) -> None:
    assert roles_of(names) is not None


@pytest.mark.parametrize(
    "names",
    [
        ("Front", "Back"),
        ("Question", "Answer"),
        ("Question", "Answer", "a"),
        ("Text", "Q_1", "Q_3", "Answers"),
        ("Question", "Q_1", "Q_2"),
        ("Word", "a", "b", "Answers"),
    ],
)
def test_other_note_types_are_none(names: tuple[str, ...]) -> None:
    assert roles_of(names) is None


def test_a_quiz_tells_its_kind_and_everything_else_that_the_note_says() -> None:
    fields = ("Which?", "Floats", "1", "A. cork", "B. lead", "", "", "", "1 0", "a book", "light")
    quiz = quiz_of(ALL_IN_ONE, dict(zip(ALL_IN_ONE, fields, strict=True)), unescape)
    assert quiz == Quiz(
        "Which?",
        quiz.options if quiz else (),
        "all",
        "light\n\n**Title**: Floats\n\n**Sources**: a book",
    )
    assert [(each.text, each.correct) for each in quiz.options] == [("cork", True), ("lead", False)]


def test_a_note_of_such_a_type_without_options_is_no_quiz() -> None:
    assert right(LETTERS, "1", "Where?", "", "", "", "", "north") is None
