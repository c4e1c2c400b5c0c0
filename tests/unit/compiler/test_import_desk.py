"""The window's way to import: each call over a connection of its own, undone as any import is."""

from __future__ import annotations

from pathlib import Path

import pytest

from engram.compiler.choices import Choices
from engram.compiler.import_desk import ImportDesk
from engram.errors import ConflictError
from tests.learner import Learner


def test_what_the_window_imports_is_an_action_of_its_device(
    learner: Learner, tmp_path: Path
) -> None:
    document = tmp_path / "locks.txt"
    document.write_text("1. What lifts the pins?\n\nThe key.\n", encoding="utf-8")
    desk = ImportDesk(learner.places.library, learner.program.author, learner.program.past_in)
    assert desk.last_import() is None
    desk.take_in(desk.preview([document], None, None), Choices())
    made = desk.last_import()
    assert made is not None
    assert (made.documents, made.new, made.is_kept) == (("locks.txt",), 1, True)
    last = learner.program.progress.last_action()
    assert last is not None
    assert last.id == made.id
    assert len(desk.take_back(made.id).removed) == 1
    assert desk.last_import() is None
    with pytest.raises(ConflictError, match="already"):
        desk.take_back(made.id)
