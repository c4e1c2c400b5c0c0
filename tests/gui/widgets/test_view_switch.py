"""The view switch tells one choice once, by mouse and by arrow keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.view_switch import ViewSwitch


def test_an_arrow_key_chooses_the_next_segment_once(
    theme: Theme, shown: Callable[[QWidget], None]
) -> None:
    switch = ViewSwitch(theme, ["System", "Light", "Dark"], "Theme")
    told: list[int] = []
    switch.choice_changed.connect(told.append)
    shown(switch)
    first = switch.findChildren(QAbstractButton)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert told == [1]
    assert switch.choice == 1


def test_choosing_moves_nothing(theme: Theme) -> None:
    switch = ViewSwitch(theme, ["Cards", "Problems"], "Views")
    before = switch.sizeHint()
    switch.set_choice(1)
    assert switch.sizeHint() == before
