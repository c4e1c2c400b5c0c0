"""A sheet gives the focus back, whatever became of the page below it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.sheet import Sheet

Show = Callable[..., None]


@pytest.fixture
def page(shown: Show) -> QWidget:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.addWidget(QPushButton("one"))
    shown(page, 800, 600)
    page.findChildren(QPushButton)[0].setFocus()
    return page


def test_the_focus_goes_back_to_where_it_was(page: QWidget, theme: Theme) -> None:
    button = page.findChildren(QPushButton)[0]
    sheet = Sheet(theme, page, "Keys")
    sheet.show_content(QLabel("Enter studies"))
    assert not button.hasFocus()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert button.hasFocus()


def test_a_row_that_went_meanwhile_is_not_missed(page: QWidget, theme: Theme) -> None:
    closed: list[bool] = []
    sheet = Sheet(theme, page, "Keys")
    sheet.sheet_closed.connect(lambda: closed.append(True))
    sheet.show_content(QLabel("Enter studies"))
    page.findChildren(QPushButton)[0].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sheet.close_sheet()
    assert closed == [True]
