"""Options that came, went or changed their mark stand on lines of their own."""

from __future__ import annotations

from engram.compiler.word_diff import Piece
from engram.gui.importing.option_diff import option_diff
from engram.model import Option


def test_a_changed_key_is_a_word_removed_here_and_added_there() -> None:
    before = (Option("Wheel 1", True), Option("Wheel 2", False))
    after = (Option("Wheel 1", False), Option("Wheel 2", True))
    marked = [piece for piece in option_diff(before, after) if piece.part != "kept"]
    assert marked == [Piece("removed", "right"), Piece("added", "right")]


def test_an_option_that_came_stands_on_a_line_of_its_own() -> None:
    before = (Option("Wheel 1", True),)
    pieces = option_diff(before, (*before, Option("Wheel 2", False)))
    told = "".join(piece.text for piece in pieces if piece.part != "removed")
    assert told == "• Wheel 1  right\n• Wheel 2"
    assert Piece("added", "Wheel 2") in pieces
