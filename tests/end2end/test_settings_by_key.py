"""Settings in the real window, by key alone: changed, undone, walked and followed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from engram.gui.widgets.foot_note import FootNote
from engram.gui.widgets.number import Number
from engram.gui.widgets.page import Page
from engram.window import Desktop
from tests.end2end.conftest import Computer, Start

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def press(desktop: Desktop, key: Qt.Key, *, ctrl: bool = False) -> None:
    modifier = CTRL if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(desktop.window.windowHandle(), key, modifier)
    QApplication.processEvents()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def number(desktop: Desktop, name: str) -> Number:
    control = desktop.settings.controls[name].widget
    assert isinstance(control, Number)
    return control


@pytest.fixture
def desktop(computer: Computer) -> Desktop:
    """The program with its settings open."""
    started = computer.start()
    press(started, KEY.Key_Comma, ctrl=True)
    assert started.window.current_page == "settings"
    return started


def scrolled(desktop: Desktop) -> int:
    area = desktop.settings.findChild(Page)
    assert area is not None
    return area.verticalScrollBar().value()


def test_the_focus_is_on_the_first_section_and_the_page_keys_scroll(desktop: Desktop) -> None:
    section = focused()
    assert isinstance(section, QAbstractButton)
    assert section.text() == "Studying"
    desktop.window.resize(1000, 420)
    press(desktop, KEY.Key_PageDown)
    assert scrolled(desktop) > 0
    press(desktop, KEY.Key_PageUp)
    assert scrolled(desktop) == 0
    press(desktop, KEY.Key_Down)
    assert scrolled(desktop) > 0


def test_on_a_narrow_page_the_focus_is_on_the_first_field(desktop: Desktop) -> None:
    desktop.window.resize(560, 420)
    desktop.window.show_page("settings")
    field = number(desktop, "new_cards_per_day")
    assert focused() is field
    press(desktop, KEY.Key_PageDown)
    assert scrolled(desktop) > 0
    assert field.value() == 20


def test_the_text_size_follows_its_keys(desktop: Desktop) -> None:
    field = number(desktop, "text_size_percent")
    press(desktop, KEY.Key_Plus, ctrl=True)
    press(desktop, KEY.Key_Plus, ctrl=True)
    assert field.value() == 120
    press(desktop, KEY.Key_Minus, ctrl=True)
    assert field.value() == 110
    field.setFocus()
    press(desktop, KEY.Key_Up)
    assert desktop.theme.text_scale == 1.2
    press(desktop, KEY.Key_0, ctrl=True)
    assert field.value() == 100


def test_undo_in_a_number_takes_the_setting_back_and_the_focus_stays(
    desktop: Desktop, computer: Computer
) -> None:
    field = number(desktop, "new_cards_per_day")
    field.setFocus()
    press(desktop, KEY.Key_Up)
    assert computer.program.preferences.value("new_cards_per_day") == 21
    press(desktop, KEY.Key_Z, ctrl=True)
    assert computer.program.preferences.value("new_cards_per_day") == 20
    assert field.value() == 20
    assert focused() is field
    assert desktop.window.note.accessibleName() == "The setting is as it was before."


def test_undo_while_a_number_is_typed_takes_the_typing_back(
    desktop: Desktop, computer: Computer
) -> None:
    field = number(desktop, "new_cards_per_day")
    field.setFocus()
    press(desktop, KEY.Key_Up)
    field.selectAll()
    press(desktop, KEY.Key_5)
    assert field.text() == "5"
    press(desktop, KEY.Key_Z, ctrl=True)
    assert field.text() == "21"
    assert computer.program.preferences.value("new_cards_per_day") == 21


def test_undo_after_a_switch_leaves_the_focus_on_it(desktop: Desktop, computer: Computer) -> None:
    grades = desktop.settings.controls["grades"].widget
    while not grades.isAncestorOf(focused()):
        press(desktop, KEY.Key_Tab)
    press(desktop, KEY.Key_Right)
    assert computer.program.preferences.value("grades") == "six"
    press(desktop, KEY.Key_Z, ctrl=True)
    assert computer.program.preferences.value("grades") == "four"
    assert grades.isAncestorOf(focused())


def test_a_note_goes_with_the_next_action(desktop: Desktop) -> None:
    note = desktop.window.note
    press(desktop, KEY.Key_Z, ctrl=True)
    assert note.accessibleName() == "There is nothing to undo."
    assert note.isVisible()
    press(desktop, KEY.Key_Tab)
    assert note.isVisible()
    press(desktop, KEY.Key_Up)
    assert note.isHidden()
    desktop.window.tell("Something happened.")
    press(desktop, KEY.Key_Plus, ctrl=True)
    assert note.isHidden()


def test_a_note_goes_when_other_documents_are_read(studied: Start, computer: Computer) -> None:
    desktop = studied()
    file = computer.places.library.with_name("notes.txt")
    file.write_text("1. What turns?\n\nThe wheel.\n", encoding="utf-8")
    desktop.window.show_page("import")
    desktop.window.tell("Something happened.")
    desktop.imports.accept_drop([file])
    assert desktop.window.note.isHidden()


def test_undo_on_study_says_what_it_took_back(studied: Start) -> None:
    desktop = studied()
    press(desktop, KEY.Key_Comma, ctrl=True)
    number(desktop, "new_cards_per_day").setFocus()
    press(desktop, KEY.Key_Up)
    press(desktop, KEY.Key_1, ctrl=True)
    press(desktop, KEY.Key_Return)
    press(desktop, KEY.Key_Z, ctrl=True)
    assert told(desktop) == ["The setting is as it was before."]
    press(desktop, KEY.Key_Space)
    assert told(desktop) == []
    press(desktop, KEY.Key_3)
    press(desktop, KEY.Key_Z, ctrl=True)
    assert told(desktop) == ["The last answer was taken back."]
    press(desktop, KEY.Key_S)
    press(desktop, KEY.Key_Z, ctrl=True)
    assert told(desktop) == ["The card is in study again."]
    press(desktop, KEY.Key_M)
    assert told(desktop) == []


def test_the_last_backup_is_the_last_copy_of_a_library(
    desktop: Desktop, computer: Computer
) -> None:
    backups = computer.program.backups
    backups.mkdir()
    (backups / "shopping.db").write_text("no library")
    desktop.settings.refresh()
    assert "There is none yet." in words(desktop.settings)
    computer.program.back_up(backups / "library-0001.db")
    desktop.settings.refresh()
    assert "There is none yet." not in words(desktop.settings)


def words(page: QWidget) -> list[str]:
    """Every text on a page."""
    return [label.text() for label in page.findChildren(QLabel)]


def test_what_the_last_card_of_a_session_did_is_told_on_its_last_page(studied: Start) -> None:
    desktop = studied(answers=16)
    press(desktop, KEY.Key_Return)
    while desktop.study.question is not None:
        press(desktop, KEY.Key_B)
    assert told(desktop) == ["Put off till tomorrow."]
    press(desktop, KEY.Key_Z, ctrl=True)
    assert desktop.study.question is not None
    assert told(desktop) == ["The card is no longer put off."]


def told(desktop: Desktop) -> list[str]:
    """What the notes on the Study page say now."""
    notes = [note for note in desktop.study.findChildren(FootNote) if note.isVisible()]
    return [note.accessibleName() for note in notes]
