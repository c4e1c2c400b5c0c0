"""A theme that no system decides, and a window for the tests that need one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    """The theme of the whole run: styling an application anew takes longer than most tests."""
    return Theme(qapp, scheme="light")


@pytest.fixture
def theme(one_theme: Theme) -> Iterator[Theme]:
    """The light theme at text size 100 %."""
    yield one_theme
    one_theme.set_quiet_motion(quiet=False)
    if one_theme.is_dark or one_theme.text_scale != 1.0 or one_theme.scheme != "light":
        # Not over the windows of this test, which may be many.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        one_theme.set_text_scale(1.0)
        one_theme.set_scheme("light")


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget, int, int], None]:
    """Shows a widget in a size and waits until it has the focus to give."""

    def show(widget: QWidget, width: int = 1100, height: int = 720) -> None:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        QApplication.processEvents()

    return show
