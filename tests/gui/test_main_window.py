"""The window shows one page at a time and forwards the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.main_window import MainWindow, PageEntry
from engram.gui.widgets.focus_giver import FocusGiver

Show = Callable[[QWidget, int, int], None]
CTRL = Qt.KeyboardModifier.ControlModifier


class Notebook(QWidget):
    """A page that counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.refreshed = self.undone = 0
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)

    def refresh(self) -> None:
        self.refreshed += 1

    def undo(self) -> None:
        self.undone += 1


@pytest.fixture
def pages() -> dict[str, Notebook]:
    return {name: Notebook() for name in ("today", "mastery", "import", "settings", "study")}


@pytest.fixture
def window(theme: Theme, pages: dict[str, Notebook], shown: Show) -> MainWindow:
    made = MainWindow(
        theme,
        [
            PageEntry("today", "Today", "today", lambda: pages["today"]),
            PageEntry("mastery", "Mastery", "mastery", lambda: pages["mastery"]),
            PageEntry("import", "Import", "import", lambda: pages["import"]),
            PageEntry("settings", "Settings", "settings", lambda: pages["settings"], "foot"),
            PageEntry("study", "Study", "play", lambda: pages["study"], "alone"),
        ],
    )
    shown(made, 1100, 720)
    made.show_page("today")
    return made


@pytest.mark.parametrize(
    ("key", "name"),
    [(Qt.Key.Key_2, "mastery"), (Qt.Key.Key_3, "import"), (Qt.Key.Key_Comma, "settings")],
)
def test_a_key_jumps_to_its_page(
    window: MainWindow, pages: dict[str, Notebook], key: Qt.Key, name: str
) -> None:
    QTest.keyClick(window.windowHandle(), key, CTRL)
    assert window.current_page == name
    assert pages[name].field.hasFocus()
    assert pages[name].refreshed == 1


def test_study_has_the_window_for_itself(window: MainWindow) -> None:
    assert window.navigation.isVisible()
    window.show_page("study")
    assert window.navigation.isHidden()
    window.show_page("today")
    assert window.navigation.isVisible()


def test_a_narrow_window_has_a_rail(window: MainWindow, theme: Theme) -> None:
    assert window.navigation.width() == theme.unit(188)
    window.resize(900, 600)
    assert window.navigation.width() == theme.unit(60)


def test_large_text_makes_a_window_narrow(window: MainWindow, theme: Theme) -> None:
    theme.set_text_scale(2.0)
    assert window.navigation.width() == theme.unit(60)


def test_keys_change_the_text_size_and_say_so(
    window: MainWindow, theme: Theme, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.text_scale_changed) as changed:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Equal, CTRL)
    assert changed.args == [1.1]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Minus, CTRL)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Minus, CTRL)
    assert theme.text_scale == pytest.approx(0.9)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_0, CTRL)
    assert theme.text_scale == 1.0


def test_undo_goes_to_the_page_that_is_shown(
    window: MainWindow, pages: dict[str, Notebook]
) -> None:
    window.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, CTRL)
    assert [page.undone for page in pages.values()] == [1, 0, 0, 0, 0]


def test_a_note_stays_until_it_is_closed_or_the_page_changes(window: MainWindow) -> None:
    window.tell("3 cards deleted", can_undo=True)
    assert window.note.isVisible()
    window.show_page("mastery")
    assert window.note.isHidden()


def test_question_mark_asks_for_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.setFocus()
    with qtbot.waitSignal(window.keys_requested):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Question)


def test_tab_reaches_the_page_before_the_navigation(
    window: MainWindow, pages: dict[str, Notebook]
) -> None:
    pages["today"].field.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert focused is not None
    assert window.navigation.isAncestorOf(focused)


class Diary(FocusGiver):
    """A page that gives its focus on."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def first_control(self) -> QWidget:
        return self.field


def test_the_first_control_has_the_focus_before_the_window_is_active(
    theme: Theme, qtbot: QtBot
) -> None:
    diary = Diary()
    window = MainWindow(theme, [PageEntry("today", "Today", "today", lambda: diary)])
    qtbot.addWidget(window)
    window.show_page("today")
    assert window.focusWidget() is diary.field
