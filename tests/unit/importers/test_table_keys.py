"""Keys of quiz tables: what names an option for certain, and what does not."""

from __future__ import annotations

import pytest

from engram.importers import read_text
from engram.importers.table_keys import Places, Quiz, named_places
from engram.importers.table_options import parted_cells

FOUR = ("Rome", "Oslo", "Bern", "Bonn")


def _named(*keys: str, options: tuple[str, ...] = FOUR, labels: str = "") -> list[Places | None]:
    return named_places([Quiz(options, key) for key in keys], labels)


@pytest.mark.parametrize(
    ("key", "places"),
    [
        ("B", (1,)),
        ("(b)", (1,)),
        ("Option B", (1,)),
        ("b.", (1,)),
        ("A, C", (0, 2)),
        ("AC", (0, 2)),
        ("A and C", (0, 2)),
        ("D e A", (0, 3)),
        ("B) Oslo", (1,)),
        ("oslo", (1,)),
        ("Rome; Bern", (0, 2)),
        ("B) Rome", None),
        ("E", None),
        ("A, A", None),
        ("Paris", None),
        ("", None),
    ],
)
def test_letters_and_words_name_options(key: str, places: Places | None) -> None:
    assert _named("A", "D", "C", key)[-1] == places


def test_numbers_count_from_one_when_the_last_is_named_and_from_zero_when_zero_is() -> None:
    assert _named("1", "4", "2") == [(0,), (3,), (1,)]
    assert _named("0", "3", "2") == [(0,), (3,), (2,)]
    assert _named("1", "4", "2,3")[-1] == (1, 2)


def test_numbers_that_may_count_from_zero_or_one_name_nothing() -> None:
    assert _named("1", "2", "3") == [None, None, None]
    assert _named("0", "4", "2") == [None, None, None]


def test_the_labels_of_columns_say_from_where_numbers_count() -> None:
    assert _named("1", "2", labels="1234") == [(0,), (1,)]
    assert _named("1", "2", labels="0123") == [(1,), (2,)]


def test_bits_name_options() -> None:
    assert _named("0100", "1 0 0 1", "1,1,0,0") == [(1,), (0, 3), (0, 1)]
    assert _named("0100", "1000", "010") == [(1,), (0,), None]


def test_options_that_are_numbers_are_named_by_their_words() -> None:
    options = ("2", "3", "4", "5")
    assert _named("2", "5", options=options) == [(0,), (3,)]


def test_a_key_that_is_a_place_and_a_word_names_nothing() -> None:
    quizzes = [Quiz(FOUR, "1"), Quiz(FOUR, "4"), Quiz(("4", "3", "2", "1"), "4")]
    assert named_places(quizzes) == [(0,), (3,), None]
    letters = [Quiz(FOUR, "A"), Quiz(("B", "A", "D", "C"), "A")]
    assert named_places(letters) == [(0,), None]


def test_a_quiz_without_a_certain_key_keeps_what_is_said() -> None:
    text = "question,A,B,C,answer\nWhy?,x,y,z,B\nHow?,u,v,w,Q\nWho?,,,,She\nWhen?,k,l,m,C"
    reading = read_text(text, "a.csv")
    assert [
        (item.answer, item.explanation, [option.correct for option in item.options])
        for item in reading.items
    ] == [
        ("", "", [False, True, False]),
        ("", "Q", [False, False, False]),
        ("She", "", []),
        ("", "", [False, False, True]),
    ]
    assert [(found.line, found.message) for found in reading.problems[1:]] == [
        (3, "“Q” does not say for certain which option of “How?” is right.")
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "x|y z|w",
        "x; y z; w",
        "x\ny z\nw",
        "A) x B) y z C) w",
        '["x", "y z", "w"]',
        "['x', 'y z', 'w']",
        "x, y z, w",
    ],
)
def test_options_in_one_cell_are_parted(cell: str) -> None:
    assert parted_cells([cell, cell]) == [("x", "y z", "w")] * 2


@pytest.mark.parametrize("cells", [["one, two", "three"], ["a"], ["[1, [2]]"], [""]])
def test_a_cell_without_one_way_of_parting_is_left(cells: list[str]) -> None:
    assert parted_cells(cells) is None


def test_marks_stand_for_a_key_where_there_is_none() -> None:
    text = "question,option 1,option 2\nWhy?,x (Correct),y\nHow?,u,v ✓"
    assert [
        [(option.text, option.correct) for option in item.options]
        for item in read_text(text, "a.csv").items
    ] == [[("x", True), ("y", False)], [("u", False), ("v", True)]]
