"""A sheet gives the focus back, whatever became of the page below it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.study.keys_sheet import KeysSheet, study_keys
from engram.gui.widgets.key_cap import KeyCap
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


def test_a_sheet_goes_with_its_page(shown: Show, theme: Theme) -> None:
    stack, page = QStackedWidget(), QWidget()
    for part in (page, QPushButton("elsewhere")):
        stack.addWidget(part)
    shown(stack, 800, 600)
    sheet = Sheet(theme, page, "Keys")
    sheet.show_content(QLabel("Enter studies"))
    stack.setCurrentIndex(1)
    stack.setCurrentIndex(0)
    assert sheet.isHidden()


def test_a_sheet_gives_way_to_what_was_given_the_focus(page: QWidget, theme: Theme) -> None:
    sheet = Sheet(theme, page, "Keys")
    sheet.show_content(QLabel("Enter studies"))
    page.findChildren(QPushButton)[0].setFocus()
    assert sheet.isHidden()
    assert page.findChildren(QPushButton)[0].hasFocus()


def test_the_keys_stand_in_as_many_columns_as_there_is_room_for(
    page: QWidget, theme: Theme
) -> None:
    sheet = KeysSheet(theme, page)
    sheet.show_keys(study_keys("four"))
    places = {"wide": _left_edges(sheet)}
    page.resize(420, 600)
    places["narrow"] = _left_edges(sheet)
    page.resize(800, 600)
    assert len(places["narrow"]) == 1
    assert len(places["wide"]) == len(_left_edges(sheet)) == 2


def _left_edges(sheet: Sheet) -> set[int]:
    """Where the key caps begin."""
    QCoreApplication.processEvents()
    caps = [cap for cap in sheet.findChildren(KeyCap) if cap.isVisible()]
    return {cap.mapTo(sheet, QPoint(0, 0)).x() for cap in caps}
