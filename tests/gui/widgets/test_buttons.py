"""Buttons are pressed by keys, say their names, and keep their room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import LIGHT
from engram.gui.widgets.buttons import (
    GhostButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)

Show = Callable[[QWidget], None]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_focused_button_is_pressed_by_enter_and_space(
    theme: Theme, qtbot: QtBot, shown: Show, key: Qt.Key
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    button = SecondaryButton(theme, "Not now")
    column.addWidget(button)
    shown(page)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_key_cap_makes_room_for_itself(theme: Theme) -> None:
    plain, capped = PrimaryButton(theme, "Study"), PrimaryButton(theme, "Study", "Enter")
    assert capped.sizeHint().width() > plain.sizeHint().width() + theme.unit(20)
    assert capped.accessibleDescription() == "Key: Enter"


def test_a_button_has_the_height_of_its_place(theme: Theme) -> None:
    assert PrimaryButton(theme, "Study", height=44).sizeHint().height() == 44
    assert GhostButton(theme, "Not now").sizeHint().height() == 36


def test_an_icon_button_tells_its_name_and_key(theme: Theme) -> None:
    button = IconButton(theme, "undo", "Undo", "Ctrl+Z")
    assert button.accessibleName() == "Undo"
    assert button.toolTip() == "Undo (Ctrl+Z)"


def test_another_text_reaches_the_screen_reader(theme: Theme) -> None:
    link = LinkButton(theme, "2 more topics")
    link.set_text("1 more topic")
    assert link.accessibleName() == "1 more topic"


def test_a_pressed_and_a_disabled_button_look_it(theme: Theme, shown: Show) -> None:
    page = QWidget()
    page.setFixedSize(300, 100)
    button = PrimaryButton(theme, "Study")
    button.setParent(page)
    button.move(150, 50)  # away from where the mouse pointer rests
    shown(page)
    corner = (20, 4)
    assert button.grab().toImage().pixelColor(*corner).name().upper() == LIGHT.accent
    button.setDown(True)
    assert button.grab().toImage().pixelColor(*corner).name().upper() == LIGHT.accent_pressed
    button.setDown(False)
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(*corner).name().upper() == LIGHT.pressed
