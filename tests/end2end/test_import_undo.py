"""A document that changed is taken as chosen and taken back from the Import page later."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.importing.head import CHANGES
from engram.window import Desktop
from tests.end2end.conftest import Computer

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LOCKS = """## Locks

### What lifts a ship in a lock?

#### Answer

The water that flows in.

### What closes a lock?

#### Answer

Gates at both ends.
"""
CHANGED = LOCKS.replace("flows in", "is let in").replace("both ends", "either end")


def test_a_changed_document_is_taken_in_part_and_taken_back_later(
    computer: Computer, qtbot: QtBot
) -> None:
    desktop = computer.start()
    QTest.keyClick(desktop.window, KEYS.Key_3, CTRL)
    page = desktop.imports
    pasted(desktop, qtbot, LOCKS)
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(focused(), KEYS.Key_Return, CTRL)
    QTest.keyClick(desktop.window, KEYS.Key_3, CTRL)
    pasted(desktop, qtbot, CHANGED)
    assert page.view.foot.button.text() == "Take 2 changes"
    page.view.head.views.set_choice(CHANGES)
    page.view.list.setFocus()
    QTest.keyClick(focused(), KEYS.Key_Home)
    QTest.keyClick(focused(), KEYS.Key_Space)
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(focused(), KEYS.Key_Return, CTRL)
    assert desktop.window.note.accessibleName() == "Taken: 1 changed."
    assert answers(computer) == ["The water that flows in.", "Gates at either end."]
    computer.end()
    computer.next_day(3)
    desktop = computer.start()
    QTest.keyClick(desktop.window, KEYS.Key_3, CTRL)
    last = desktop.imports.empty.last
    qtbot.waitUntil(last.isVisible)
    QTest.mouseClick(last.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "was taken back" in desktop.window.note.accessibleName())
    assert answers(computer) == ["The water that flows in.", "Gates at both ends."]


def pasted(desktop: Desktop, qtbot: QtBot, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(focused(), KEYS.Key_V, CTRL)
    view = desktop.imports.view
    qtbot.waitUntil(lambda: view.finding is not None and view.foot.button.isEnabled())


def focused() -> QWidget:
    control = QApplication.focusWidget()
    assert control is not None
    return control


def answers(computer: Computer) -> list[str]:
    return [card.answer for card in computer.program.content.all_cards()]
