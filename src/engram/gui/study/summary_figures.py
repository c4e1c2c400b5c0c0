"""A session's figures in; each over what it counts, in one row or two by two, out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.gap import Gap
from engram.gui.widgets.hairline import Hairline
from engram.gui.widgets.label import Label

GAP, BELOW = 28, 16


class SummaryFigures(QWidget):
    """Hairlines stand between the figures of one row; two by two they stand without."""

    def __init__(self, theme: Theme, figures: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self._pairs = [_pair(theme, value, what) for value, what in figures]
        self._lines = [_line(theme) for _ in self._pairs[1:]]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self.be_narrow(narrow=False)

    def be_narrow(self, *, narrow: bool) -> None:
        """Stand two by two, or in one row."""
        for part in (*self._pairs, *self._lines):
            self._grid.removeWidget(part)
        columns = 2 if narrow else len(self._pairs)
        for place, pair in enumerate(self._pairs):
            self._grid.addWidget(pair, place // columns, 2 * (place % columns))
        for place, line in enumerate(self._lines):
            if not narrow:
                self._grid.addWidget(line, 0, 2 * place + 1)
            line.setVisible(not narrow)
        for column in range(2 * len(self._pairs)):
            self._grid.setColumnStretch(column, 0)
            self._grid.setColumnMinimumWidth(column, 0)
        self._grid.setColumnMinimumWidth(1, self._theme.unit(GAP) if narrow else 0)
        self._grid.setColumnStretch(2 * columns - 1, 1)
        self._grid.setVerticalSpacing(self._theme.unit(BELOW))


def _pair(theme: Theme, value: str, what: str) -> QWidget:
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.unit(2))
    column.addWidget(Label(theme, value, "title"))
    column.addWidget(Label(theme, what, "small", "muted"))
    return pair


def _line(theme: Theme) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for part in (Gap(theme, GAP), Hairline(theme, upright=True), Gap(theme, GAP)):
        row.addWidget(part)
    return line
