"""A row draws the focus ring as every other control has it: once a key was pressed, not before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engram.gui.looks.theme import Theme
from engram.gui.mastery.row import MasteryRow
from engram.gui.today.topic_tree import TopicTree
from tests.gui.window import made_window

NAVIGATION = {"today": QPoint(60, 34), "mastery": QPoint(60, 72)}


def _click(window: QWidget, place: QPoint) -> None:
    """Click as the system would: through the native window."""
    left, bare = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window.windowHandle(), left, bare, place)


def _draws_ring(theme: Theme, control: QWidget) -> bool:
    """Whether the left edge of its first row has the colour of the ring."""
    image = control.grab().toImage()
    colors = {image.pixelColor(1, y).name() for y in range(10, 26)}
    return theme.color("focus").name() in colors


@pytest.mark.parametrize(("page", "kind"), [("today", TopicTree), ("mastery", MasteryRow)])
def test_who_has_used_only_the_mouse_sees_no_ring(
    theme: Theme,
    tmp_path: Path,
    shown: Callable[[QWidget], None],
    page: str,
    kind: type[QWidget],
) -> None:
    window = made_window(theme, tmp_path)
    shown(window)
    _click(window, NAVIGATION[page])
    assert window.current_page == page
    control = window.findChild(kind)
    assert isinstance(control, QWidget)
    control.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not _draws_ring(theme, control)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Home)
    assert _draws_ring(theme, control)
    _click(window, QPoint(window.width() - 4, window.height() - 4))
    assert not _draws_ring(theme, control)
