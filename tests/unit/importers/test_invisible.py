"""Invisible characters hide no question, and those that carry meaning stay."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.importers import read_text
from engram.importers.decode import decode
from engram.importers.invisible import without_invisible

FIRST = "1. What does the north gate guard?\n\nThe bridge.\n\n"
SECOND = "2. What does the south gate guard?\n\nThe well.\n"
ANYTHING = st.text(st.sampled_from("a1.\n \t\ufeff\u200b\u200c\u200d\u2060\u200e\u200f\u202bא-"))


def _questions(data: bytes) -> list[str]:
    return [item.question for item in read_text(decode(data, "a.md").text, "a.md").items]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_joined_files_keep_both_their_questions(codec: str) -> None:
    joined = FIRST.encode(codec) + SECOND.encode(codec)
    assert len(_questions(joined)) == 2


def test_two_byte_order_marks_hide_no_first_question() -> None:
    assert len(_questions(2 * codecs.BOM_UTF8 + (FIRST + SECOND).encode())) == 2


def test_a_byte_order_mark_read_as_windows_1252_is_gone_as_well() -> None:
    assert len(_questions((FIRST + "ï»¿" + SECOND).encode())) == 2


@pytest.mark.parametrize("hidden", list("\ufeff\u200b\u2060\xad\u200e\u200f\u202b\u2067"))
def test_an_invisible_character_before_a_number_hides_no_question(hidden: str) -> None:
    text = FIRST + hidden + SECOND
    assert len(_questions(text.encode())) == 2
    assert len(_questions((hidden + text).encode())) == 2


def test_a_line_of_nothing_but_invisible_characters_is_blank() -> None:
    assert without_invisible("a\n\u200b \u200e\nb") == "a\n \nb"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "\u200ca",
        "👩\u200d💻",
        "क\u094d\u200dष",
        "in\u200bside",
        "hy\xadphen",
        "a \u200eא\u200e b",
        "\u200fAPI של",
    ],
)
def test_an_invisible_character_with_a_meaning_stays(text: str) -> None:
    assert decode(f"{text}\nend".encode(), "a.md").text == f"{text}\nend"


@given(ANYTHING)
def test_the_number_of_lines_and_all_that_shows_stay(text: str) -> None:
    shown = without_invisible(text)
    assert shown.count("\n") == text.count("\n")
    visible = [letter for letter in text if letter in "a1.א-\u200c\u200d"]
    assert [letter for letter in shown if letter in "a1.א-\u200c\u200d"] == visible
    assert without_invisible(shown) == shown
