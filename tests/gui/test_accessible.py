"""A screen reader finds a name on everything that can have the focus, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.main_window import MainWindow
from tests.gui.window import PAGES, made_window


def _nodes(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and child.isValid():
            yield from _nodes(child)


def _nameless(widget: QWidget) -> list[str]:
    root = QAccessible.queryAccessibleInterface(widget)
    return [
        str(node.object())
        for node in _nodes(root)
        if node.state().focusable
        and not node.state().invisible
        and not node.text(QAccessible.Text.Name).strip()
    ]


def _focusable(window: MainWindow) -> int:
    root = QAccessible.queryAccessibleInterface(window)
    return sum(bool(node.state().focusable) for node in _nodes(root))


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_takes_the_focus_has_a_name(
    theme: Theme, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    window = made_window(theme, tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.show_page(name)
    assert _focusable(window) > 8
    assert _nameless(window) == []


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    assert len(_nameless(field)) == 1
