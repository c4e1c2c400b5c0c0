"""The list of tall rows lays out what is seen, keeps its place, and is walked by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.rows.heights import RowHeights
from engram.gui.rows.layout import RowLayout
from engram.gui.rows.list import RowList
from engram.gui.rows.sketch import RowArtist, RowSketch

MANY = 10_000
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Plain:
    """A row of one line and a chosen height, which counts how often it was laid out."""

    def __init__(self, number: int, height: int = 60, *, button: bool = False) -> None:
        self.number, self.height, self.button, self.laid_out = number, height, button, 0

    def told(self) -> str:
        return f"Row {self.number}"

    def sketch(self, artist: RowArtist, width: int) -> RowSketch:
        self.laid_out += 1
        sketch = RowSketch(height=self.height)
        artist.add_words(sketch, QPoint(0, 4), self.told())
        if self.button:
            artist.add_button(sketch, "Look", width, 8)
        return sketch


@pytest.fixture
def rows(theme: Theme, shown: Callable[[QWidget], None]) -> RowList:
    made = RowList(theme)
    shown(made)
    made.setFocus()
    return made


def _show(rows: RowList, count: int, height: int = 60, *, button: bool = False) -> list[Plain]:
    plain = [Plain(number, height, button=button) for number in range(count)]
    rows.show_rows(plain, "Rows", 60)
    return plain


def _top(rows: RowList, row: int) -> int:
    return rows.visualRect(rows.model().index(row, 0)).top()


def test_of_ten_thousand_rows_only_those_near_are_laid_out(rows: RowList, qtbot: QtBot) -> None:
    plain = _show(rows, MANY)
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: plain[-1].laid_out == 1)
    assert sum(row.laid_out for row in plain) < 100


def test_rows_taller_than_guessed_move_nothing_that_is_seen(rows: RowList, qtbot: QtBot) -> None:
    plain = _show(rows, 200, height=97)
    rows.scroll_to_row(100)
    qtbot.waitUntil(lambda: plain[95].laid_out == 1)
    assert _top(rows, 100) == 0
    assert _top(rows, 101) == 97


def test_the_last_row_can_be_reached_though_all_heights_were_guessed_wrong(
    rows: RowList, qtbot: QtBot
) -> None:
    _show(rows, 300, height=131)
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert rows.currentIndex().row() == 299
    assert _top(rows, 299) + 131 <= rows.viewport().height()


def test_what_takes_too_long_is_laid_out_row_by_row_and_the_seen_ones_first(theme: Theme) -> None:
    plain = [Plain(number) for number in range(100)]
    layout = RowLayout(plain, RowArtist(theme, 1.0), width=400, guess=60)
    turns = 1
    while not layout.lay_out(3000, 180, slice_ms=0):
        turns += 1
        if turns == 5:
            assert [row.number for row in plain if row.laid_out] == [50, 51, 52, 53]
    assert turns - 1 == sum(row.laid_out for row in plain) == 10


def test_arrows_walk_and_enter_opens(rows: RowList, qtbot: QtBot) -> None:
    _show(rows, 5)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Home)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(rows.row_opened) as opened:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert opened.args == [1]


def test_a_row_taller_than_the_list_is_read_to_its_end_before_the_next(
    rows: RowList, qtbot: QtBot
) -> None:
    _show(rows, 3, height=3000)
    QTest.keyClick(rows, Qt.Key.Key_Home)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.currentIndex().row() == 0
    assert rows.verticalScrollBar().value() > 0
    for _ in range(8):
        QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.currentIndex().row() == 1


def test_a_click_on_the_button_opens_its_row_and_a_click_beside_it_does_not(
    rows: RowList, qtbot: QtBot
) -> None:
    _show(rows, 4, button=True)
    opened: list[int] = []
    rows.row_opened.connect(opened.append)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(rows.viewport(), left, NO_KEYS, QPoint(60, rows.button_rect(2).center().y()))
    assert opened == []
    QTest.mouseClick(rows.viewport(), left, NO_KEYS, rows.button_rect(2).center())
    assert opened == [2]


def test_a_screen_reader_hears_every_row(rows: RowList) -> None:
    _show(rows, 3)
    node = QAccessible.queryAccessibleInterface(rows)
    name = QAccessible.Text.Name
    assert node.text(name) == "Rows"
    assert [node.child(place).text(name) for place in range(node.childCount())] == [
        "Row 0",
        "Row 1",
        "Row 2",
    ]


def test_no_rows_say_why(rows: RowList) -> None:
    rows.show_rows((), "Problems", 60, "No problems were found.")
    assert rows.accessibleDescription() == "No problems were found."


def test_rows_below_a_measured_one_begin_where_it_ends() -> None:
    heights = RowHeights(4, guess=10)
    heights.measure(1, 25)
    assert [heights.top(row) for row in range(4)] == [0, 10, 35, 45]
    assert (heights.total, heights.row_at(34), heights.row_at(35)) == (55, 1, 2)
    assert (heights.row_at(-5), heights.row_at(999), RowHeights().row_at(0)) == (0, 3, -1)


def test_the_scroll_bar_is_there_only_where_something_is_hidden(rows: RowList) -> None:
    for count, hidden in ((1, False), (60, True), (2, False)):
        _show(rows, count)
        QApplication.processEvents()
        assert rows.verticalScrollBar().isVisible() is hidden
        assert (rows.verticalScrollBar().maximum() > 0) is hidden
