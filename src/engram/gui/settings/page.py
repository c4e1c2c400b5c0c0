"""The Settings page: a row for every declared setting, written down as soon as it is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QVBoxLayout, QWidget

from engram.gui.looks.machine import SettingStore, apply_looks
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import (
    NARROW_BELOW,
    PAGE_MARGIN,
    PAGE_TOP,
    RAIL_WIDTH,
    READING_WIDTH,
    ROW_OVERHANG,
)
from engram.gui.settings.control import SettingControl
from engram.gui.settings.library import LibraryFile, SettingsLibrary
from engram.gui.settings.row import SettingsRow
from engram.gui.settings.sections import SettingsSections, section_in_view
from engram.gui.widgets.focus_giver import FocusGiver
from engram.gui.widgets.gap import ColumnGap, Gap
from engram.gui.widgets.label import Label
from engram.gui.widgets.page import Page
from engram.gui.words import tr
from engram.settings import SETTINGS, Setting, Value

_SECTIONS_WIDTH = 140
_PAGES = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class SettingsPage(FocusGiver):
    """Sections at the left, their rows at the right.

    setting_changed -- the name of a setting whose new value is kept now.
    """

    setting_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        stores: Mapping[str, SettingStore],
        library: Callable[[], LibraryFile],
    ) -> None:
        super().__init__()
        self._theme, self._stores = theme, stores
        self.controls: dict[str, SettingControl] = {}
        self._library = SettingsLibrary(theme, library)
        titles = list(dict.fromkeys(setting.section for setting in SETTINGS))
        self._list = SettingsSections(theme, [*map(tr, titles), tr("Library")])
        self._rows = Page(theme, READING_WIDTH)
        # Empty where the title stands at the left, so that both columns begin on one line.
        self._title = Label(theme, "", "title")
        self._rows.add_on_edge(self._title)
        self._rows.add_gap(12)
        self._heads = [self._add_section(title) for title in titles]
        self._heads.append(self._add_head(tr("Library")))
        self._rows.add_on_edge(self._library)
        self._rows.column.addStretch(1)
        self._arrange()
        self._list.section_chosen.connect(self._show_section)
        self._rows.verticalScrollBar().valueChanged.connect(self._mark_section)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def first_control(self) -> QWidget | None:
        """What has the focus when the page is shown."""
        if self._side.isHidden():
            return self.controls[SETTINGS[0].name].widget
        return self._list.current_section()

    def refresh(self) -> None:
        """Show every value as it is kept now."""
        for setting in SETTINGS:
            self._show_value(setting)
        self._library.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The sections stand beside what scrolls, so their keys come here."""
        step = _PAGES.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._rows.verticalScrollBar().triggerAction(step)

    # -- building

    def _add_section(self, title: str) -> QWidget:
        head = self._add_head(tr(title))
        for setting in SETTINGS:
            if setting.section == title:
                self._add_setting(setting)
        self._rows.add_gap(28)
        return head

    def _add_head(self, title: str) -> QWidget:
        head = Label(self._theme, title, "lead", weight=600)
        self._rows.add_on_edge(head)
        self._rows.add_gap(4)
        return head

    def _add_setting(self, setting: Setting) -> None:
        control = SettingControl(self._theme, setting)
        control.value_entered.connect(partial(self.change, setting))
        self.controls[setting.name] = control
        sentence = tr(setting.sentence) if setting.sentence else ""
        row = SettingsRow(self._theme, tr(setting.title), sentence, control.widget)
        self._rows.add_on_edge(row)

    def _arrange(self) -> None:
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setSpacing(0)
        title = QHBoxLayout()
        title.setSpacing(0)
        title.addWidget(Gap(self._theme, ROW_OVERHANG))
        title.addWidget(Label(self._theme, tr("Settings"), "title"), 1)
        column.addWidget(ColumnGap(self._theme, PAGE_TOP))
        column.addLayout(title)
        column.addWidget(ColumnGap(self._theme, 18))
        column.addWidget(self._list)
        column.addStretch(1)
        self._side_column = column
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._side)
        columns.addWidget(self._rows, 1)

    def _measure(self) -> None:
        unit = self._theme.unit
        self._side.setFixedWidth(unit(PAGE_MARGIN - ROW_OVERHANG + _SECTIONS_WIDTH))
        self._side_column.setContentsMargins(unit(PAGE_MARGIN - ROW_OVERHANG), 0, 0, 0)
        narrow = self._theme.units(self.width()) < NARROW_BELOW - RAIL_WIDTH
        self._side.setVisible(not narrow)
        self._title.setText(tr("Settings") if narrow else "")

    # -- values

    def _show_value(self, setting: Setting) -> None:
        value = self._stores[setting.scope].value(setting.name)
        self.controls[setting.name].show_value(value)

    def change(self, setting: Setting, value: Value) -> None:
        """Keep a value, or leave the old one and say why."""
        store = self._stores[setting.scope]
        try:
            store.change(setting.name, value)
        finally:
            # A refused value leaves the old one, on the page as well.
            self._show_value(setting)
        if setting.section == "Looks":
            apply_looks(self._theme, store)
        self.setting_changed.emit(setting.name)

    # -- sections

    def _show_section(self, place: int) -> None:
        bar = self._rows.verticalScrollBar()
        bar.setValue(self._section_top(place) if place else 0)
        self._list.show_current(place)

    def _mark_section(self, value: int) -> None:
        tops = [self._section_top(place) for place in range(len(self._heads))]
        end = self._rows.verticalScrollBar().maximum()
        self._list.show_current(section_in_view(tops, value, end))

    def _section_top(self, place: int) -> int:
        head = self._heads[place]
        return head.mapTo(self._rows.body, head.rect().topLeft()).y() - self._theme.unit(PAGE_TOP)
