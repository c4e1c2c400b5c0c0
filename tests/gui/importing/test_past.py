"""A package of another program goes in; its answers come too when the box says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engram.compiler.import_desk import ImportDesk
from engram.gui.importing.page import ImportPage
from engram.gui.looks.theme import Theme
from tests.learner import Learner

STUDIED = Path(__file__).parents[2] / "data" / "anki-package" / "studied.apkg"
MADE_ON = datetime(2026, 11, 28, 12, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path)
    someone.now = MADE_ON
    assert someone.program
    yield someone
    someone.close()


@pytest.fixture
def page(theme: Theme, learner: Learner, shown: Callable[[QWidget], None]) -> ImportPage:
    program = learner.program
    made = ImportPage(theme, ImportDesk(program.library, program.author, program.past_in))
    shown(made)
    made.setFocus()
    return made


def _read(page: ImportPage, qtbot: QtBot, file: Path) -> None:
    page.accept_drop([file])
    qtbot.waitUntil(lambda: not page.is_busy)


def _take(page: ImportPage, qtbot: QtBot) -> str:
    with qtbot.waitSignal(page.imported) as told:
        QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    return str(told.args[0]) if told.args else ""


def test_the_past_comes_when_it_is_asked_for_also_to_cards_that_are_there(
    page: ImportPage, learner: Learner, qtbot: QtBot
) -> None:
    box, progress = page.view.head.past, learner.program.progress
    _read(page, qtbot, STUDIED)
    assert box.isVisible()
    assert not box.isChecked()
    _take(page, qtbot)
    assert progress.all_reviews() == ()
    _read(page, qtbot, STUDIED)
    assert not page.view.foot.button.isEnabled()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert page.view.foot.button.text() == "Take over the answers"
    assert "answers and dates" in _take(page, qtbot)
    assert len(progress.all_reviews()) > 100


def test_a_document_without_a_past_has_no_such_box(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "knots.md"
    file.write_text("### What is a bight?\n\n#### Answer\n\nA loop of rope.\n", encoding="utf-8")
    _read(page, qtbot, STUDIED)
    page.view.head.past.click()
    _read(page, qtbot, file)
    assert not page.view.head.past.isVisible()
    assert not page.view.head.past.isChecked()
