"""Files are let go anywhere in the window, over a text field too, and nothing else is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.drops import WindowDrops
from engram.gui.looks.theme import Theme
from engram.gui.widgets.drop_area import DropArea

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction
FILES = (Path("/somewhere/notes.md"), Path("/somewhere/ten questions.txt"))


class Window(QWidget):
    """A window that is a text field all over."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.drops = WindowDrops(theme, self)
        self.dropped: list[tuple[Path, ...]] = []
        self.drops.files_dropped.connect(self.dropped.append)

    @property
    def area(self) -> DropArea:
        return self.findChildren(DropArea)[0]


@pytest.fixture
def window(theme: Theme, shown: Callable[[QWidget], None]) -> Window:
    made = Window(theme)
    shown(made)
    return made


def _carrying(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    data.setText("\n".join(urls))
    return data


def _files() -> QMimeData:
    return _carrying(*(QUrl.fromLocalFile(str(file)).toString() for file in FILES))


def _hold(window: Window, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(60, 20), COPY, data, LEFT, NO_KEYS)
    event.ignore()
    QApplication.sendEvent(window.windowHandle(), event)
    return event.isAccepted()


def _let_go(window: Window, data: QMimeData) -> None:
    place = QPointF(window.field.geometry().center())
    event = QDropEvent(place, COPY, data, LEFT, NO_KEYS, QEvent.Type.Drop)
    QApplication.sendEvent(window.windowHandle(), event)


def test_files_let_go_over_a_text_field_are_told_and_not_written_into_it(window: Window) -> None:
    data = _files()
    assert _hold(window, data)
    _let_go(window, data)
    assert window.dropped == [FILES]
    assert window.field.text() == ""


def test_the_window_says_what_letting_go_would_do(window: Window) -> None:
    _hold(window, _files())
    assert window.area.isVisible()
    assert window.area.accessibleName() == "Let go to read 2 documents"
    QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert not window.area.isVisible()


def test_an_address_of_the_web_is_not_taken(window: Window) -> None:
    assert not _taken(window, _carrying("https://example.org/notes.md"))


def test_plain_text_is_left_to_the_field(window: Window) -> None:
    data = QMimeData()
    data.setText("wheel")
    assert not _taken(window, data)


def _taken(window: Window, data: QMimeData) -> bool:
    _hold(window, data)
    shown = window.area.isVisible()
    _let_go(window, data)
    return shown or bool(window.dropped)


def test_a_window_that_was_hidden_and_shown_again_tells_a_drop_once(
    window: Window, qtbot: QtBot
) -> None:
    window.hide()
    window.show()
    qtbot.waitExposed(window)
    _let_go(window, _files())
    assert len(window.dropped) == 1
