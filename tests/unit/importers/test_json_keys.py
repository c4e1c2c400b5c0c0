"""Which options an answer in a JSON quiz names, and when it names none for certain."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engram.importers import engram_json, json_quiz, read_text
from engram.model import Item, Kind
from tests.examples import examples

QUESTION_NAMES = ("question", "front", "text", "options", "answers", "a", "b", "incorrect_answers")
OTHER_NAMES = ("answer", "correct", "correctIndex", "label", "tags", "category", "cards", "select")
NAMES = st.sampled_from((*QUESTION_NAMES, *OTHER_NAMES, "incomplete", "topic"))
PLAIN = st.sampled_from(
    ("A", "b", "x", "1", "", "\ud800", "\0", None, True, False, 0, 1, 2, -1, 1e400)
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)
ZERO = {"question": "Which is first?", "options": ["p", "q", "r"], "answer": 0}
LAST = {"question": "Which is last?", "options": ["p", "q", "r"], "answer": 3}


def _items(*questions: dict[str, Any]) -> tuple[Item, ...]:
    return read_text(json.dumps(list(questions)), "quiz.json").items


def _right(*questions: dict[str, Any]) -> list[str]:
    """The right options of the first question."""
    return [option.text for option in _items(*questions)[0].options if option.correct]


def _asked(answer: object, options: object = ("x", "y", "z")) -> dict[str, Any]:
    return {"question": "Which?", "options": options, "answer": answer}


@pytest.mark.parametrize(
    ("others", "answer", "right"),
    [
        ([ZERO], 1, ["y"]),
        ([LAST], 1, ["x"]),
        ([LAST], "2", ["y"]),
        ([ZERO], [0, 2], ["x", "z"]),
        ([ZERO], 1.0, ["y"]),
        ([], 1, []),
        ([ZERO, LAST], 1, []),
        ([ZERO], 7, []),
        ([ZERO], -1, []),
        ([ZERO], 10**30, []),
    ],
)
def test_places_count_from_where_the_document_says(
    others: list[dict[str, Any]], answer: object, right: list[str]
) -> None:
    assert _right(_asked(answer), *others) == right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("y", ["y"]),
        ("Y.", ["y"]),
        ("B", ["y"]),
        ("b", ["y"]),
        ("Option B", ["y"]),
        ("B) y", ["y"]),
        ("B. x", []),
        ("A, C", ["x", "z"]),
        ("AC", ["x", "z"]),
        ("option_a, option_c", ["x", "z"]),
        ("CA", []),
        ("A and C", ["x", "z"]),
        ("x; z", ["x", "z"]),
        (["x", "C"], ["x", "z"]),
        (["x", "w"], []),
        ("D", []),
        ("w", []),
        ("", []),
        (None, []),
        ([True, False, True], ["x", "z"]),
        ({"letter": "C", "text": "z"}, ["z"]),
        ({"letter": "B", "text": "z"}, []),
    ],
)
def test_words_and_letters_name_an_option(answer: object, right: list[str]) -> None:
    assert _right(_asked(answer)) == right


@pytest.mark.parametrize(
    ("answer", "options", "right"),
    [
        ("7", ["5", "6", "7"], ["7"]),
        ("2", ["1", "2", "3"], ["2"]),
        (7, [5, 6, 7], ["7"]),
        (2, [1, 2, 3], []),
        ("B", ["B", "A", "C"], []),
        ("x", ["x", "x", "y"], []),
        (2, {"1": "x", "2": "y"}, ["y"]),
        ("b", {"a": "x", "b": "y"}, ["y"]),
        (True, ["True", "False"], ["True"]),
        (False, ["Yes", "No"], ["No"]),
        (True, ["x", "y"], []),
        (None, {"x": True, "y": False}, ["x"]),
        ("y", [{"text": "x", "correct": True}, {"text": "y"}], []),
    ],
)
def test_what_may_be_read_in_two_ways_names_nothing(
    answer: object, options: object, right: list[str]
) -> None:
    assert _right(_asked(answer, options)) == right


def test_an_index_is_never_the_words_of_an_option() -> None:
    question = {"question": "How many?", "options": ["1", "2", "3"]}
    zero = question | {"correctIndex": 0}
    assert _right(question | {"correctIndex": 2}, zero) == ["3"]
    assert _right(question | {"correctIndex": 3}, zero) == []


def test_an_unclear_key_is_told_and_kept() -> None:
    reading = read_text(json.dumps([_asked("E")]), "quiz.json")
    assert [(found.kind.name, found.line) for found in reading.problems] == [("unclear-key", 1)]
    assert reading.items[0].answer == "E"


def test_answers_that_do_not_agree_name_nothing() -> None:
    assert _right(_asked("x") | {"correctAnswer": "y"}) == []
    assert _right(_asked("x") | {"correct_option": "A"}) == ["x"]


def test_true_or_false_needs_no_options() -> None:
    for answer in (False, "false"):
        [item] = _items({"question": "Ice sinks.", "answer": answer})
        assert (item.kind, [option.correct for option in item.options]) == (
            Kind.TRUE_FALSE,
            [False, True],
        )


def test_entities_are_read_only_where_a_document_has_them() -> None:
    named = {"question": "What does &amp; mean?", "answer": "&"}
    assert _items(named)[0].question == "What does &amp; mean?"
    assert _items(named, {"question": "&quot;a&quot;", "answer": "b"})[0].question == (
        "What does & mean?"
    )


@settings(max_examples=examples(1.5), deadline=None)
@given(value=st.dictionaries(NAMES, VALUES, max_size=5) | st.lists(VALUES, max_size=4))
def test_no_json_makes_a_reader_raise(value: object) -> None:
    text = json.dumps(value)
    for reading in (json_quiz.read(text), engram_json.read(text)):
        for item in reading.items:
            written = [item.question, item.answer, item.explanation, *item.topic, *item.tags]
            written += [option.text for option in item.options]
            assert all("\0" not in each and each.encode() is not None for each in written)
