"""The focus ring shows where the keyboard is, and only then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.widgets.buttons import SecondaryButton
from engram.gui.widgets.focus_ring import FocusRing

Show = Callable[[QWidget, int, int], None]


def _window(theme: Theme) -> tuple[QWidget, FocusRing, SecondaryButton, SecondaryButton]:
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = SecondaryButton(theme, "First"), SecondaryButton(theme, "Second")
    column.addWidget(first)
    column.addWidget(second)
    return window, FocusRing(theme, window), first, second


def test_no_ring_before_a_key_was_pressed(theme: Theme, shown: Show) -> None:
    window, ring, first, _ = _window(theme)
    shown(window, 300, 200)
    first.setFocus()
    assert ring.isHidden()


def test_tab_shows_the_ring_around_the_focused_control(theme: Theme, shown: Show) -> None:
    window, ring, first, second = _window(theme)
    shown(window, 300, 200)
    first.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert ring.isVisible()
    assert ring.geometry().contains(second.geometry())
    assert not ring.geometry().intersects(first.geometry())


def test_a_click_hides_the_ring(theme: Theme, shown: Show) -> None:
    window, ring, first, _ = _window(theme)
    shown(window, 300, 200)
    first.setFocus()
    ring.note_keyboard()
    assert ring.isVisible()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(window.windowHandle(), left, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))
    assert ring.isHidden()


def test_the_ring_goes_where_its_control_goes(theme: Theme, shown: Show) -> None:
    window, ring, first, _ = _window(theme)
    shown(window, 300, 200)
    first.setFocus()
    ring.note_keyboard()
    window.resize(500, 400)
    assert ring.geometry().contains(first.geometry())
    assert ring.width() < first.width() + theme.unit(10)


def test_a_view_that_draws_its_own_focus_gets_no_ring(theme: Theme, shown: Show) -> None:
    window, ring, first, _ = _window(theme)
    shown(window, 300, 200)
    first.setProperty("own_focus", True)
    first.setFocus()
    ring.note_keyboard()
    assert ring.isHidden()


def test_the_ring_ends_where_a_scrolled_page_ends(theme: Theme, shown: Show, qtbot: QtBot) -> None:
    window = QWidget()
    area, body = QScrollArea(), QWidget()
    fields = [QLineEdit() for _ in range(20)]
    column = QVBoxLayout(body)
    for field in fields:
        column.addWidget(field)
    area.setWidget(body)
    QVBoxLayout(window).addWidget(area)
    ring = FocusRing(theme, window)
    shown(window, 300, 200)
    fields[0].setFocus()
    ring.note_keyboard()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    qtbot.waitUntil(ring.isHidden)
