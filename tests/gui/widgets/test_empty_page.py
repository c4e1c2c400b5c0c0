"""An empty page keeps its words in view and off the edges in every size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.widgets.empty_page import EmptyPage
from engram.gui.widgets.label import Label

WORDS = "After ten answers you will see here what you would know today, and what is slipping."


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(("width", "height"), [(912, 720), (390, 240), (390, 500), (360, 640)])
def test_every_word_is_in_view(
    theme: Theme, qtbot: QtBot, width: int, height: int, scale: float
) -> None:
    theme.set_text_scale(scale)
    window = QWidget()
    qtbot.addWidget(window)
    page = EmptyPage(theme, "No document chosen yet", WORDS, "Study the first cards")
    page.setParent(window)
    page.setGeometry(0, 0, round(width * scale), round(height * scale))
    window.resize(page.size())
    window.show()
    QApplication.processEvents()
    inside = page.rect().adjusted(theme.unit(20), 0, -theme.unit(20), 0)
    for part in (page.button, *page.findChildren(Label)):
        assert inside.contains(QRect(part.mapTo(page, QPoint(0, 0)), part.size()))
        needed = part.heightForWidth(part.width())
        assert part.height() >= (needed if needed > 0 else part.sizeHint().height())
