"""Every declared setting has its row; a change is kept at once or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from engram.errors import SettingError
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import DARK
from engram.gui.settings.library import LibraryFile
from engram.gui.settings.page import SettingsPage
from engram.gui.settings.sections import SettingsSections, section_in_view
from engram.gui.widgets.buttons import SecondaryButton
from engram.gui.widgets.check_box import CheckBox
from engram.gui.widgets.choice import Choice
from engram.gui.widgets.number import Number
from engram.gui.widgets.page import Page
from engram.gui.widgets.view_switch import ViewSwitch
from engram.settings import SETTINGS, Value, checked_value, setting

Control = TypeVar("Control", bound=QWidget)


class Kept:
    """Settings in memory, refused as the real ones are."""

    def __init__(self) -> None:
        self.values = {declared.name: declared.default for declared in SETTINGS}

    def value(self, name: str) -> Value:
        return self.values[name]

    def change(self, name: str, value: object) -> None:
        self.values[name] = checked_value(setting(name), value)


@pytest.fixture
def kept() -> Kept:
    store = Kept()
    store.values["theme"] = "light"
    return store


@pytest.fixture
def page(
    theme: Theme, kept: Kept, tmp_path: Path, shown: Callable[[QWidget], None]
) -> SettingsPage:
    made = datetime.fromisoformat("2025-03-03T20:15:00+01:00")
    library = LibraryFile(tmp_path / "library.db", made)
    page = SettingsPage(theme, {"library": kept, "machine": kept}, lambda: library)
    page.refresh()
    shown(page)
    return page


def _control(page: SettingsPage, kind: type[Control], title: str) -> Control:
    return next(found for found in page.findChildren(kind) if found.accessibleName() == title)


def test_every_setting_has_a_control_with_its_name_and_sentence(page: SettingsPage) -> None:
    kinds = (Number, Choice, ViewSwitch, CheckBox)
    controls = {
        control.accessibleName(): control for kind in kinds for control in page.findChildren(kind)
    }
    for declared in SETTINGS:
        assert controls[declared.title].accessibleDescription() == declared.sentence


def test_a_number_is_kept_and_told(page: SettingsPage, kept: Kept) -> None:
    told: list[str] = []
    page.setting_changed.connect(told.append)
    _control(page, Number, "New cards a day").setValue(30)
    assert kept.values["new_cards_per_day"] == 30
    assert told == ["new_cards_per_day"]


def test_a_choice_is_kept(page: SettingsPage, kept: Kept) -> None:
    _control(page, ViewSwitch, "Grades").set_choice(2)
    assert kept.values["grades"] == "six"


def test_looks_reach_the_theme_at_once(page: SettingsPage, theme: Theme) -> None:
    _control(page, ViewSwitch, "Theme").set_choice(2)
    assert theme.palette is DARK
    _control(page, Number, "Text size").setValue(150)
    assert theme.text_scale == 1.5
    _control(page, CheckBox, "Quiet motion").setChecked(True)
    assert theme.quiet_motion


def test_showing_a_value_changes_nothing(page: SettingsPage, kept: Kept) -> None:
    told: list[str] = []
    page.setting_changed.connect(told.append)
    kept.values["new_cards_per_day"] = 7
    kept.values["grades"] = "two"
    page.refresh()
    assert _control(page, Number, "New cards a day").value() == 7
    assert _control(page, ViewSwitch, "Grades").choice == 0
    assert told == []


def test_a_refused_value_leaves_the_old_one_on_the_page(page: SettingsPage, kept: Kept) -> None:
    control = page.controls["new_cards_per_day"]
    with pytest.raises(SettingError):
        # Typed past the range of the field, as a store with a narrower one would see it.
        control.show_value(55)
        page.change(setting("new_cards_per_day"), -1)
    assert kept.values["new_cards_per_day"] == 20
    assert isinstance(control.widget, Number)
    assert control.widget.value() == 20


def test_the_library_file_can_be_copied(page: SettingsPage, tmp_path: Path) -> None:
    copy = next(button for button in page.findChildren(SecondaryButton) if "Copy" in button.text())
    copy.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "library.db")
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "Monday, 3 March, 20:15" in texts


@pytest.mark.parametrize(
    ("value", "place"), [(0, 0), (39, 0), (40, 1), (69, 1), (70, 2), (99, 2), (100, 3)]
)
def test_the_marked_section_goes_with_the_page_to_its_end(value: int, place: int) -> None:
    # The last two never come to the top; they share the way from the second to the end.
    assert section_in_view([0, 40, 140, 190], value, 100) == place


def test_a_page_that_does_not_scroll_shows_its_first_section() -> None:
    assert section_in_view([12, 300, 600], 0, 0) == 0


def test_the_end_of_the_page_marks_the_last_section(page: SettingsPage) -> None:
    page.resize(800, 500)
    QApplication.processEvents()
    bar = page.findChildren(Page)[0].verticalScrollBar()
    sections = page.findChildren(SettingsSections)[0]
    marked = []
    for value in range(bar.maximum() + 1):
        bar.setValue(value)
        current = sections.current_section()
        assert current is not None
        if current.text() not in marked:
            marked.append(current.text())
    assert marked == ["Studying", "Looks", "Library"]


@pytest.mark.parametrize(("width", "below"), [(900, False), (360, True)])
def test_the_words_of_a_row_keep_their_room(page: SettingsPage, width: int, *, below: bool) -> None:
    page.resize(width, 700)
    QApplication.processEvents()
    button = next(found for found in page.findChildren(SecondaryButton) if "Open" in found.text())
    title = next(found for found in page.findChildren(QLabel) if found.text() == "Library file")
    over = title.mapTo(page, title.rect().bottomLeft()).y()
    assert (button.mapTo(page, button.rect().topLeft()).y() > over) is below
    assert title.width() > 130


def test_the_tab_key_stops_at_the_chosen_segment(page: SettingsPage) -> None:
    switch = _control(page, ViewSwitch, "Grades")
    stops = [each.text() for each in switch.segments() if tab_stops(each)]
    assert stops == ["Four"]
    switch.set_choice(2)
    assert [each.text() for each in switch.segments() if tab_stops(each)] == ["Six"]


def tab_stops(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
