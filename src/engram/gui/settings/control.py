"""A declared setting in, the control that shows and changes its value out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.check_box import CheckBox
from engram.gui.widgets.choice import Choice
from engram.gui.widgets.number import Number
from engram.gui.widgets.view_switch import ViewSwitch
from engram.gui.words import tr
from engram.settings import Setting, Value

_MOST_SEGMENTS = 3


class SettingControl(QObject):
    """One setting's control, whatever its kind.

    value_entered -- the learner chose or typed another value.
    """

    value_entered = Signal(object)

    def __init__(self, theme: Theme, setting: Setting) -> None:
        super().__init__()
        self._setting = setting
        self.widget: QWidget = self._made(theme)
        self.widget.setAccessibleName(tr(setting.title))
        self.widget.setAccessibleDescription(tr(setting.sentence) if setting.sentence else "")

    def show_value(self, value: Value) -> None:
        """Show a stored value without telling anyone."""
        self.widget.blockSignals(True)
        if isinstance(self.widget, CheckBox):
            self.widget.setChecked(bool(value))
        elif isinstance(self.widget, Number):
            self.widget.setValue(int(value))
        elif isinstance(self.widget, ViewSwitch):
            self.widget.set_choice(self._place(value))
        elif isinstance(self.widget, Choice):
            self.widget.setCurrentIndex(self._place(value))
        self.widget.blockSignals(False)

    def _made(self, theme: Theme) -> QWidget:
        setting, name = self._setting, tr(self._setting.title)
        if isinstance(setting.default, bool):
            box = CheckBox(theme, name=name)
            box.toggled.connect(self.value_entered.emit)
            return box
        if setting.choices:
            return self._made_choice(theme, name)
        number = Number(theme, name)
        number.setRange(setting.minimum or 0, setting.maximum or 1_000_000)
        number.setSuffix(tr(setting.unit) if setting.unit else "")
        number.setSingleStep(10 if setting.unit else 1)
        number.valueChanged.connect(self.value_entered.emit)
        return number

    def _made_choice(self, theme: Theme, name: str) -> QWidget:
        titles = [tr(choice.title) for choice in self._setting.choices]
        if len(titles) <= _MOST_SEGMENTS:
            switch = ViewSwitch(theme, titles, name)
            switch.choice_changed.connect(self._tell_place)
            return switch
        choice = Choice(theme, name)
        choice.addItems(titles)
        choice.activated.connect(self._tell_place)
        return choice

    def _place(self, value: Value) -> int:
        values = [choice.value for choice in self._setting.choices]
        return values.index(value) if value in values else 0

    def _tell_place(self, place: int) -> None:
        self.value_entered.emit(self._setting.choices[place].value)
