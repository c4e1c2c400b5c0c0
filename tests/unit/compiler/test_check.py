"""What is reported about the items of a document, and what is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engram.compiler.check import incomplete, problems_of
from engram.model import Item, Option, Select


def quiz(
    marked: str, question: str = "Which unit is it?", select: Select = None, line: int = 1
) -> Item:
    """A quiz from words; those with a star in front are right."""
    options = tuple(Option(word.lstrip("*"), word.startswith("*")) for word in marked.split())
    return Item(question, line, options=options, select=select)


def kinds(*items: Item) -> list[str]:
    return [problem.kind.name for _, problem in problems_of(items)]


def four_option_quizzes(count: int) -> Sequence[Item]:
    return [
        quiz("*metre second gram kelvin", f"Which unit has the number {n}?") for n in range(count)
    ]


def test_a_sound_document_has_no_problems() -> None:
    assert not kinds(
        Item("What is a metre?", 1, "A unit of length."),
        quiz("*metre second gram", "Which measures length?"),
        quiz("*True False", "A gram is a mass."),
    )


@pytest.mark.parametrize(
    "answer", ["", "  \n", "---", "TODO", "*Answer here*", "???", "<!-- x -->"]
)
def test_an_open_question_without_an_answer_is_incomplete(answer: str) -> None:
    found = problems_of([Item("What is a metre?", 4, answer)])
    assert [(index, each.kind.name, each.line) for index, each in found] == [(0, "no-answer", 4)]
    assert incomplete([each for _, each in found])


@pytest.mark.parametrize("answer", ["0", "`*`", "∅", "—x", "To do: sweep the floor", "长"])
def test_a_short_answer_is_an_answer(answer: str) -> None:
    assert not kinds(Item("What is it?", 1, answer))


def test_an_item_without_a_question_is_incomplete() -> None:
    assert kinds(Item("", 1, "A unit.")) == ["no-question"]


def test_a_quiz_without_a_right_option_is_incomplete() -> None:
    found = problems_of([quiz("metre second gram")])
    assert [each.kind.name for _, each in found] == ["no-key"]
    assert incomplete([each for _, each in found])


def test_a_quiz_with_one_option_is_incomplete() -> None:
    assert kinds(quiz("*metre")) == ["one-option"]


def test_a_warning_leaves_a_card_complete() -> None:
    found = problems_of([quiz("*metre *second")])
    assert [each.kind.name for _, each in found] == ["all-right"]
    assert not incomplete([each for _, each in found])


def test_an_option_that_stands_twice_is_counted() -> None:
    (found,) = problems_of([quiz("*metre second *metre.")])
    assert found[1].kind.name == "option-twice"
    assert dict(found[1].fields) == {"option": "metre", "count": 2}


def test_options_that_differ_in_case_are_two() -> None:
    assert not kinds(quiz("*-d -D"))


@pytest.mark.parametrize("nothing", ["", " ", "\u2800", "\u200b"])
def test_options_without_a_text_are_reported_once(nothing: str) -> None:
    options = (Option("metre", True), Option(nothing, False), Option(nothing, False))
    assert kinds(Item("Which?", 1, options=options)) == ["empty-option"]


def test_a_statement_marked_true_and_false_is_reported() -> None:
    assert kinds(quiz("*True *False")) == ["all-right"]


@pytest.mark.parametrize(
    ("select", "expected"), [(1, ["too-many-marks"]), (2, []), (3, ["too-few-marks"]), ("all", [])]
)
def test_marks_are_compared_with_what_the_question_asks(
    select: Select, expected: list[str]
) -> None:
    assert kinds(quiz("*metre *second gram", select=select)) == expected


def test_two_marks_for_the_best_are_reported_unless_several_are_asked_for() -> None:
    question = "What is the best unit for a road?"
    assert kinds(quiz("*metre *mile gram", question)) == ["two-best"]
    assert not kinds(quiz("*metre mile gram", question))
    assert not kinds(quiz("*metre *mile gram", question, select="all"))


def test_options_missing_against_the_custom_of_the_document_are_reported() -> None:
    short = quiz("*metre second", "Which measures length?")
    (found,) = problems_of([*four_option_quizzes(9), short])
    assert (found[0], found[1].kind.name) == (9, "few-options")
    assert dict(found[1].fields)["usual"] == 4


def test_true_false_and_yes_no_lack_no_options() -> None:
    assert not kinds(*four_option_quizzes(9), quiz("*True False"), quiz("*Falso Verdadero", "¿Sí?"))


def test_a_document_without_a_custom_lacks_no_options() -> None:
    threes = [quiz("*metre second gram", f"Which has the number {n}?") for n in range(10, 14)]
    assert not kinds(*four_option_quizzes(8), *threes)
    assert not kinds(*four_option_quizzes(3), threes[0])


def test_a_question_that_stands_twice_is_reported_at_its_second_place() -> None:
    first = Item("What is a metre?", 3, "A unit of length.")
    again = Item("What is a **metre**", 9, "A unit of length")
    (found,) = problems_of([first, again])
    assert (found[0], found[1].kind.name, found[1].line) == (1, "question-twice", 9)
    assert dict(found[1].fields)["other"] == 3


def test_one_stem_with_other_options_or_another_answer_is_another_question() -> None:
    assert not kinds(quiz("*metre second"), quiz("*gram kelvin"))
    assert not kinds(Item("Name a unit", 1, "metre"), Item("Name a unit", 2, "gram"))
    assert not kinds(Item("Which unit is it?", 1, "metre"), quiz("*metre gram"))


def test_the_same_options_in_another_order_are_the_same_question() -> None:
    assert kinds(quiz("*metre second"), quiz("second *metre")) == ["question-twice"]


def test_all_problems_are_found_at_once_in_order() -> None:
    found = problems_of([quiz("metre metre"), Item("What?", 2), Item("What?", 3)])
    assert [(index, each.kind.name) for index, each in found] == [
        (0, "option-twice"),
        (0, "no-key"),
        (1, "no-answer"),
        (2, "no-answer"),
        (2, "question-twice"),
    ]
