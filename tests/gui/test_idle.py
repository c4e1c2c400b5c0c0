"""What is put off until the window stands: in order, one step a turn, never before the paint."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.idle import IdleWork


class Window(QWidget):
    """Notes what happens in which order."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[str] = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.noted.append("painted")


class Knock(QObject):
    """Notes the events posted to it beside the steps."""

    def __init__(self, noted: list[str]) -> None:
        super().__init__()
        self._noted = noted

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._noted.append("key")
            return True
        return super().event(event)


def test_no_step_is_taken_while_there_is_no_window(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    IdleWork(window, [lambda: window.noted.append("step")])
    for _ in range(5):
        QApplication.processEvents()
    assert window.noted == []


def test_steps_follow_the_first_paint_in_order_and_end(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    steps = [lambda name=name: window.noted.append(name) for name in ("one", "two", "three")]
    IdleWork(window, steps)
    window.show()
    qtbot.waitUntil(lambda: "three" in window.noted)
    assert window.noted == ["painted", "one", "two", "three"]
    window.hide()
    window.show()
    for _ in range(5):
        QApplication.processEvents()
    assert window.noted.count("one") == 1


def test_what_comes_in_between_waits_for_one_step_only(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    knock = Knock(window.noted)

    def post() -> None:
        window.noted.append("one")
        QApplication.postEvent(knock, QEvent(QEvent.Type.User))

    IdleWork(window, [post, *(lambda: window.noted.append("later") for _ in range(9))])
    window.show()
    qtbot.waitUntil(lambda: window.noted.count("later") == 9)
    assert window.noted.index("key") <= window.noted.index("one") + 2
