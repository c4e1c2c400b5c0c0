"""The keys of the study page, on a sheet over it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.study.grade_choices import ButtonSetting
from engram.gui.widgets.key_cap import KeyCap
from engram.gui.widgets.label import Label, Paragraph
from engram.gui.widgets.sheet import WIDTH, Sheet
from engram.gui.words import tr


class KeyGroup(NamedTuple):
    """A heading and its keys, each with what it does."""

    title: str
    keys: tuple[tuple[str, str], ...]


def study_keys(setting: ButtonSetting) -> tuple[KeyGroup, ...]:
    """Every key of the study page, as the page hears it."""
    grades = {
        "two": ((tr("Space"), tr("right")), ("1", tr("wrong"))),
        "four": ((tr("1 to 4"), tr("grade")),),
        "six": ((tr("0 to 5"), tr("grade")),),
    }[setting]
    return (
        KeyGroup(
            tr("Answer"),
            (
                (tr("Space"), tr("show the answer")),
                *grades,
                (tr("1 to 9"), tr("choose an option")),
                ("↑ ↓", tr("from option to option, scroll")),
                (tr("Enter"), tr("check, take the marked grade")),
            ),
        ),
        KeyGroup(
            tr("This card"),
            (
                ("S", tr("suspend")),
                ("B", tr("put off till tomorrow")),
                ("M", tr("mark")),
                ("I", tr("history, why it is asked")),
            ),
        ),
        KeyGroup(
            tr("Anywhere"),
            (
                ("Ctrl+Z", tr("undo, as often as you like")),
                ("Ctrl+ +  −  0", tr("text size")),
                ("?", tr("these keys")),
                ("Esc", tr("end, every answer is saved")),
            ),
        ),
    )


class KeysSheet(Sheet):
    """Two columns of keys; one where the page is narrow."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        self._groups: tuple[KeyGroup, ...] = ()
        self._narrow = False
        super().__init__(theme, page, tr("Keys"))

    def show_keys(self, groups: tuple[KeyGroup, ...]) -> None:
        """Open with these keys: the first and last group on the left, the others on the right."""
        self._groups, self._narrow = groups, self._is_narrow()
        self.show_content(self._content())

    def _is_narrow(self) -> bool:
        return self.theme.units(self.page.width()) < WIDTH

    def _place(self) -> None:
        if self._groups and self._narrow is not self._is_narrow():
            self._narrow = self._is_narrow()
            self.fill(self._content())
        super()._place()

    def _content(self) -> QWidget:
        content = QWidget()
        right = () if self._narrow else self._groups[1:-1]
        left = [group for group in self._groups if group not in right]
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(self.theme.unit(24))
        columns.addLayout(self._column(left), 1)
        if right:
            columns.addLayout(self._column(right), 1)
        return content

    def _column(self, groups: list[KeyGroup] | tuple[KeyGroup, ...]) -> QVBoxLayout:
        unit = self.theme.unit
        column = QVBoxLayout()
        column.setSpacing(unit(8))
        for place, group in enumerate(groups):
            column.addSpacing(unit(16) if place else 0)
            column.addWidget(Label(self.theme, group.title, "small", "muted", weight=600))
            column.addLayout(self._rows_of(group))
        column.addStretch(1)
        return column

    def _rows_of(self, group: KeyGroup) -> QGridLayout:
        unit = self.theme.unit
        grid = QGridLayout()
        grid.setVerticalSpacing(unit(10))
        grid.setHorizontalSpacing(unit(8))
        grid.setColumnMinimumWidth(0, unit(96))
        grid.setColumnStretch(1, 1)
        for row, (key, does) in enumerate(group.keys):
            cap = KeyCap(self.theme, key)
            cap.setAccessibleName(key)
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Paragraph(self.theme, does, "body"), row, 1)
        return grid
