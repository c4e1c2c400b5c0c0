"""What the empty page offers: pasting, and taking the last import back, days later too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engram.compiler.import_desk import ImportDesk
from engram.gui.importing.page import ImportPage
from engram.gui.importing.source_sheet import read_lines
from engram.gui.looks.theme import Theme
from tests.learner import Learner

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
TEXT = "Q: What is a quay?\nA: A wall where ships moor.\n\nQ: What is ebb?\nA: Falling water.\n"
NOTES = "## Sails\n\n### What is a jib?\n\n#### Answer\n\nA sail before the mast.\n"


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path)
    assert someone.program
    yield someone
    someone.close()


@pytest.fixture
def page(theme: Theme, learner: Learner, shown: Callable[[QWidget], None]) -> ImportPage:
    made = ImportPage(
        theme, ImportDesk(learner.program.library, learner.program.author, learner.program.past_in)
    )
    shown(made)
    made.setFocus()
    return made


def _copy(*files: Path, text: str = "") -> None:
    data = QMimeData()
    if files:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    if text:
        data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def test_ctrl_v_reads_the_text_in_the_clipboard_like_a_document(
    page: ImportPage, qtbot: QtBot
) -> None:
    _copy(text=TEXT)
    QTest.keyClick(page, KEYS.Key_V, CTRL)
    qtbot.waitUntil(lambda: not page.is_busy)
    finding = page.view.finding
    assert finding is not None
    assert page.view.head.title.text() == "Pasted text"
    assert finding.decks == ("Pasted text",)
    assert len(finding.cards) == 2
    file = finding.request.files[0]
    assert read_lines(file, 1).lines[0] == "Q: What is a quay?"
    QTest.keyClick(page.view.list, KEYS.Key_Escape)
    assert not file.exists()


def test_the_button_pastes_and_files_are_read_as_if_they_were_dropped(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "sails.md"
    file.write_text(NOTES, encoding="utf-8")
    _copy(file, text=str(file))
    QTest.mouseClick(page.empty.paste, LEFT)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.view.finding is not None
    assert page.view.finding.request.files == (file,)


def test_a_field_takes_what_is_pasted_into_it(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "sails.md"
    file.write_text(NOTES, encoding="utf-8")
    page.accept_drop([file])
    qtbot.waitUntil(lambda: not page.is_busy)
    _copy(text="Rigging")
    field = page.view.head.choices.deck_name
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, KEYS.Key_V, CTRL)
    assert field.text() == "Rigging"
    assert page.view.head.title.text() == "sails.md"


@pytest.mark.parametrize(
    ("text", "said"), [("", "no text in the clipboard"), ("bread\nmilk\n", "was not recognised")]
)
def test_what_cannot_be_read_is_told_and_nothing_else_happens(
    page: ImportPage, qtbot: QtBot, text: str, said: str
) -> None:
    _copy(text=text)
    QTest.keyClick(page, KEYS.Key_V, CTRL)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.empty.isVisible()
    assert said in page.empty.notice.accessibleName()


def test_the_last_import_is_offered_to_be_taken_back(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    last = page.empty.last
    page.refresh()
    assert not last.isVisible()
    file = tmp_path / "sails.md"
    file.write_text(NOTES, encoding="utf-8")
    page.accept_drop([file])
    qtbot.waitUntil(lambda: not page.is_busy)
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(page.view.list, KEYS.Key_Return, CTRL)
    page.refresh()
    qtbot.waitUntil(last.isVisible)
    assert last.button.accessibleDescription().startswith("sails.md, ")
    assert last.button.accessibleDescription().endswith(", 1 card")
    with qtbot.waitSignal(page.undo_requested) as asked:
        last.button.setFocus()
        QTest.keyClick(last.button, KEYS.Key_Space)
    assert asked.args != [""]
    assert not last.isVisible()
