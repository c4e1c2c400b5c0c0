"""Lines of a document in; the same with their numbers, the one that matters marked, out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CAP
from engram.gui.widgets.label import CodeLine, Label, Paragraph
from engram.gui.words import tr

LONGEST_LINE = 400  # characters
_HEAD = 3  # rows of the grid above the lines


@dataclass(frozen=True, slots=True)
class SourceLines:
    """A piece of a document; `first` is the number of its first line, `marked` the one meant."""

    document: str
    lines: tuple[str, ...]
    first: int
    marked: int


class SourceText(QWidget):
    """A title, where the lines stand, and the lines as the document has them."""

    def __init__(self, theme: Theme, title: str, source: SourceLines) -> None:
        super().__init__()
        self._theme = theme
        self._marked = -1  # row of the grid
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.unit(16))
        self._grid.setVerticalSpacing(theme.unit(2))
        self._grid.setColumnStretch(1, 1)
        told = tr("{document}, line {line}", document=source.document, line=source.marked)
        self._grid.addWidget(Paragraph(theme, title, "lead", weight=600), 0, 0, 1, 2)
        self._grid.addWidget(Paragraph(theme, told, "small", "muted"), 1, 0, 1, 2)
        self._grid.setRowMinimumHeight(2, theme.unit(12))
        for place, line in enumerate(source.lines):
            self._add_line(_HEAD + place, line, source.first + place, source.marked)
        self._grid.setRowStretch(_HEAD + len(source.lines), 1)
        self.setAccessibleName(told)
        theme.theme_changed.connect(self.update)

    @property
    def marked(self) -> QWidget | None:
        """The line that matters, if it is there."""
        return self._part(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        line, number = self._part(1), self._part(0)
        if line is None or number is None:
            return
        whole = line.geometry().united(number.geometry())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("warning_tint"))
        radius = self._theme.unit(RADIUS_CAP)
        painter.drawRoundedRect(QRectF(whole).adjusted(-radius, -1, radius, 1), radius, radius)

    def _part(self, column: int) -> QWidget | None:
        item = self._grid.itemAtPosition(self._marked, column) if self._marked >= 0 else None
        return item.widget() if item is not None else None

    def _add_line(self, row: int, line: str, number: int, marked: int) -> None:
        is_marked = number == marked
        if is_marked:
            self._marked = row
        token = "text" if is_marked else "muted"
        weight = 600 if is_marked else None
        label = Label(self._theme, str(number), "small", token, weight=weight)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, row, 0, right)
        cut = line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"
        self._grid.addWidget(CodeLine(self._theme, cut, "small", token), row, 1)
