"""What went and what came is told in whole words, and the pieces add up to both texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.compiler.word_diff import MOST_WORDS, Piece, word_diff

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


def test_a_text_written_anew_is_replaced_as_a_whole() -> None:
    old = "What does the first wheel of the machine do when it is cold?"
    new = "Why is the last lever of a press warm in winter?"
    assert [piece.part for piece in word_diff(old, new)] == ["removed", "added", "kept"]


def test_few_changes_in_a_long_text_are_told_one_by_one() -> None:
    words = [f"word{number}" for number in range(MOST_WORDS - 2)]
    words[7:9] = words[8:6:-1]
    changed = [*words]
    changed[100], changed[4000] = "lever", "wheel"
    pieces = word_diff(" ".join(words), " ".join(changed))
    assert [piece.text for piece in pieces if piece.part == "added"] == ["lever", "wheel"]


def test_scripts_without_spaces_are_compared_letter_by_letter() -> None:
    assert word_diff("模型会过拟合。", "模型不会过拟合。") == (
        Piece("kept", "模型"),
        Piece("added", "不"),
        Piece("kept", "会过拟合。"),
    )
