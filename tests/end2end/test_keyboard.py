"""The Tab key goes through each page of the real window in reading order, and back again."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.widgets.buttons import IconButton, LinkButton
from engram.window import Desktop
from tests.end2end.conftest import Computer, Start
from tests.learner import Learner, quiz

KEY = Qt.Key
NAVIGATION = ["Today", "Mastery", "Import", "Keys", "Settings"]
BAR = ["End, every answer is saved", "Undo", "Mark", "More actions"]
STRIP = "Answers of the last 4 weeks"
TREE = "Decks and topics"
SETTINGS = [
    "New cards a day",
    "Reviews a day",
    "After",
    "Four",
    "The day starts at",
    "System",
    "Text size",
    "Quiet motion",
    "Open folder",
    "Copy path",
]


def name(widget: QWidget) -> str:
    """What a screen reader calls it, without counts and without the text of a card."""
    told = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return re.split(r", \d|: ", widget.accessibleName() or told)[0]


def walk(window: QWidget, key: Qt.Key) -> list[str]:
    """The names of all that a key gives the focus to, until it is where it was."""
    start = QApplication.focusWidget()
    assert start is not None
    assert window.isAncestorOf(start)
    names = [name(start)]
    shift = Qt.KeyboardModifier.ShiftModifier if key is KEY.Key_Backtab else None
    while True:
        QTest.keyClick(window.windowHandle(), key, shift or Qt.KeyboardModifier.NoModifier)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        if focused is start:
            return names
        names.append(name(focused))
        assert len(names) < 40


def circle(window: QWidget) -> list[str]:
    """The names from the focus on, after a look that the way back is the same."""
    forward = walk(window, KEY.Key_Tab)
    backward = walk(window, KEY.Key_Backtab)
    assert backward == [forward[0], *forward[:0:-1]]
    return forward


def open_page(desktop: Desktop, page: str) -> list[str]:
    desktop.window.show_page(page)
    QApplication.processEvents()
    return circle(desktop.window)


def test_today_is_walked_in_reading_order_and_the_navigation_last(studied: Start) -> None:
    desktop = studied()
    assert open_page(desktop, "today") == ["Study", STRIP, TREE, *NAVIGATION]
    desktop.window.resize(560, 700)
    assert open_page(desktop, "today") == ["Study", TREE, STRIP, *NAVIGATION]
    desktop.window.resize(1100, 720)
    assert open_page(desktop, "today") == ["Study", STRIP, TREE, *NAVIGATION]


def test_every_page_is_walked_whatever_was_open_before(studied: Start) -> None:
    desktop = studied()
    for _ in range(2):
        for page in ("mastery", "import", "settings", "today"):
            assert set(NAVIGATION) <= set(open_page(desktop, page))
        QTest.keyClick(desktop.window.windowHandle(), KEY.Key_Return)
        assert set(BAR) <= set(circle(desktop.window))
        QTest.keyClick(desktop.window.windowHandle(), KEY.Key_Escape)


def test_an_empty_library_has_one_button_and_the_navigation(computer: Computer) -> None:
    desktop = computer.start()
    assert open_page(desktop, "today") == ["Import a document", *NAVIGATION]
    assert open_page(desktop, "mastery") == ["Import a document", *NAVIGATION]
    begin = ["Choose documents…", "Choose a folder…", "Paste text"]
    assert open_page(desktop, "import") == [*begin, *NAVIGATION]


def test_a_recall_card_is_walked_before_the_bar(studied: Start) -> None:
    desktop = studied()
    QTest.keyClick(desktop.window.windowHandle(), KEY.Key_Return)
    assert circle(desktop.window) == ["Question", "Show answer", *BAR]
    QTest.keyClick(desktop.window.windowHandle(), KEY.Key_Space)
    assert circle(desktop.window) == ["Answer", "Again", "Hard", "Good", "Easy", *BAR]


def test_a_note_is_walked_between_the_card_and_the_bar(studied: Start) -> None:
    desktop = studied()
    QTest.keyClick(desktop.window.windowHandle(), KEY.Key_Return)
    QTest.keyClick(desktop.window.windowHandle(), KEY.Key_S)
    assert circle(desktop.window) == ["Question", "Show answer", "Undo", "Close note", *BAR]


def test_a_quiz_is_walked_option_by_option_before_the_bar(computer: Computer) -> None:
    learner = Learner(computer.places.library.parent, computer.now)
    learner.take_in([quiz(1, right=(0, 1))])
    learner.close()
    desktop = computer.start()
    QTest.keyClick(desktop.window.windowHandle(), KEY.Key_Return)
    options, bar = ["1", "2", "3", "4"], [each for each in BAR if each != "Undo"]
    assert circle(desktop.window) == ["Question", *options, *bar]
    QTest.keyClick(desktop.window.windowHandle(), KEY.Key_1)
    assert circle(desktop.window) == ["Question", *options, "Check", *bar]
    QTest.keyClick(desktop.window.windowHandle(), KEY.Key_Return)
    assert circle(desktop.window)[1:] == [*options, "Again", "Hard", "Good", "Easy", *bar]


def test_the_end_of_a_session_is_walked_before_the_bar(studied: Start) -> None:
    desktop = studied(answers=16)
    window = desktop.window.windowHandle()
    QTest.keyClick(window, KEY.Key_Return)
    QTest.keyClick(window, KEY.Key_Space)
    QTest.keyClick(window, KEY.Key_1)
    while desktop.study.question is not None:
        QTest.keyClick(window, KEY.Key_Space)
        QTest.keyClick(window, KEY.Key_3)
    walked = circle(desktop.window)
    assert walked[1:] == ["Back to Today", "Practise the missed card", *BAR[:2]]


def test_mastery_is_walked_in_reading_order_and_the_navigation_last(studied: Start) -> None:
    desktop = studied("machine", "engine")
    rows = ["Study this topic", "9 more topics", "Due in the next 14 days"]
    above = ["Deck", "Show as table"]
    walked = open_page(desktop, "mastery")
    assert walked[1:] == [*rows, *NAVIGATION, *above]
    QTest.keyClick(desktop.window.windowHandle(), KEY.Key_Down)
    assert circle(desktop.window)[1:] == [*rows, *NAVIGATION, *above]


def test_all_topics_and_the_table_of_mastery_are_walked_in_reading_order(studied: Start) -> None:
    desktop = studied()
    assert "1 more topic" in open_page(desktop, "mastery")
    link = next(found for found in desktop.mastery.findChildren(LinkButton) if found.isVisible())
    link.click()
    rest = ["Due in the next 14 days", *NAVIGATION, "Show as table"]
    assert circle(desktop.window)[1:] == ["Study this topic", *rest]
    table = next(found for found in desktop.mastery.findChildren(IconButton) if found.isCheckable())
    table.click()
    desktop.window.show_page("mastery")
    rest[-1] = "Show as bars"
    assert circle(desktop.window) == ["Mastery of the topics as a table", *rest]


def test_settings_are_walked_from_the_sections_to_the_library(studied: Start) -> None:
    desktop = studied()
    assert open_page(desktop, "settings") == ["Studying", *SETTINGS, *NAVIGATION]


def test_a_document_is_walked_in_reading_order_and_the_navigation_last(
    studied: Start, computer: Computer, qtbot: QtBot
) -> None:
    desktop = studied()
    file = computer.places.library.with_name("notes.txt")
    file.write_text("1. What turns?\n\nThe wheel.\n", encoding="utf-8")
    desktop.window.show_page("import")
    page = desktop.imports
    page.accept_drop([file])
    qtbot.waitUntil(page.view.foot.button.isEnabled)
    head = ["Choose another…", "Recognised as", "Into deck", "Topics", "Cards  1"]
    foot = ["Cards", "Cancel", "Import 1 card"]
    page.view.head.another.setFocus()
    assert circle(desktop.window) == [*head, *foot, *NAVIGATION]
