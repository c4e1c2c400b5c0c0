"""What went and what came is told in whole words, and the pieces add up to both texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.gui.importing.option_diff import option_diff
from engram.gui.importing.word_diff import MOST_WORDS, Piece, word_diff
from engram.model import Option

TEXTS = st.lists(st.sampled_from(["a", "bee", "sees", ",", ".", " ", "\n", "ü"])).map("".join)


def _without(pieces: tuple[Piece, ...], part: str) -> str:
    return "".join(piece.text for piece in pieces if piece.part != part)


@given(TEXTS, TEXTS)
def test_the_pieces_add_up_to_the_text_before_and_to_the_text_after(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert _without(pieces, "removed") == new
    if "".join(old.split()) != "".join(new.split()):
        assert "".join(_without(pieces, "added").split()) == "".join(old.split())


def test_one_changed_word_is_one_removed_and_one_added_word() -> None:
    assert word_diff("It turns wheel two.", "It turns lever two.") == (
        Piece("kept", "It turns "),
        Piece("removed", "wheel"),
        Piece("added", "lever"),
        Piece("kept", " two."),
    )


def test_neighbouring_changed_words_are_one_piece() -> None:
    parts = [piece.part for piece in word_diff("so a b c on", "so x y z on")]
    assert parts == ["kept", "removed", "added", "kept"]


@pytest.mark.parametrize("words", [MOST_WORDS + 1, 20 * MOST_WORDS])
def test_very_long_texts_are_replaced_as_a_whole(words: int) -> None:
    old, new = "one " * words, "two " * words
    assert [piece.part for piece in word_diff(old, new)] == ["removed", "added", "kept"]


def test_a_changed_key_is_a_word_removed_here_and_added_there() -> None:
    before = (Option("Wheel 1", True), Option("Wheel 2", False))
    after = (Option("Wheel 1", False), Option("Wheel 2", True))
    marked = [piece for piece in option_diff(before, after) if piece.part != "kept"]
    assert marked == [Piece("removed", "right"), Piece("added", "right")]


def test_an_option_that_came_stands_on_a_line_of_its_own() -> None:
    before = (Option("Wheel 1", True),)
    pieces = option_diff(before, (*before, Option("Wheel 2", False)))
    assert _without(pieces, "removed") == "• Wheel 1  right\n• Wheel 2"
    assert Piece("added", "Wheel 2") in pieces
