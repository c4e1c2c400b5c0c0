"""What undo says it took back, an import among it."""

from __future__ import annotations

from engram.gui.study.undo_words import undone_words
from engram.study.values import Undone, UndoneImport


def test_an_import_that_was_taken_back_says_what_became_of_its_cards() -> None:
    made = UndoneImport(("Locks",), ("locks.md",), 12, 1, 3, 2)
    assert undone_words(Undone("import", None, made)) == (
        "The import of locks.md was taken back: 12 cards went away, 3 are as they were before,"
        " 1 that has answers or the like is kept with them and no longer asked,"
        " 2 that a later import changed stay as they are."
    )
    nothing = UndoneImport(("Locks",), (), 0, 0, 0, 0)
    assert undone_words(Undone("import", None, nothing)) == "The import of Locks was taken back."
