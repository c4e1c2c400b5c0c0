"""No page cuts a text, in any window size and text size."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from tests.gui.window import PAGES, made_window

SIZES = ((1100, 720, 1.0), (900, 600, 1.0), (1600, 1000, 1.0), (1100, 720, 2.0), (900, 600, 2.0))


def _cut(page: QWidget) -> list[str]:
    return [*_cut_labels(page), *_cut_buttons(page)]


def _cut_labels(page: QWidget) -> list[str]:
    found = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        needed = label.sizeHint().height()
        if label.wordWrap():
            needed = label.heightForWidth(label.width())
        elif label.width() < label.sizeHint().width():
            found.append(label.text())
        if label.height() < needed:
            found.append(label.text())
    return found


def _cut_buttons(page: QWidget) -> list[str]:
    return [
        button.text()
        for button in page.findChildren(QPushButton)
        if button.isVisible()
        and (
            button.width() < button.sizeHint().width()
            or button.height() < button.sizeHint().height()
        )
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_every_text_has_its_room(
    theme: Theme, qtbot: QtBot, tmp_path: Path, name: str, width: int, height: int, scale: float
) -> None:
    theme.set_text_scale(scale)
    window = made_window(theme, tmp_path)
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    window.show_page(name)
    QApplication.processEvents()
    assert window.width() == width
    qtbot.waitUntil(lambda: _cut(window) == [], timeout=1000)


def test_a_text_size_changed_in_place_cuts_nothing_either(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    window = made_window(theme, tmp_path)
    qtbot.addWidget(window)
    window.resize(1100, 720)
    window.show()
    for name in PAGES:
        theme.set_text_scale(1.0)
        window.show_page(name)
        theme.set_text_scale(2.0)
        QApplication.processEvents()
        assert window.width() == 1100
        assert _cut(window) == []
