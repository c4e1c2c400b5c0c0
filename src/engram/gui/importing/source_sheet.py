"""A document and a line in; the lines around it, on a sheet over the page, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.label import CodeLine, Label, Paragraph
from engram.gui.widgets.sheet import Sheet
from engram.gui.words import tr

AROUND = 6  # lines above and below the one that matters
LONGEST_LINE = 400  # characters


@dataclass(frozen=True, slots=True)
class SourceLines:
    """A piece of a document; `first` is the number of its first line, `marked` the one meant."""

    document: str
    lines: tuple[str, ...]
    first: int
    marked: int


def read_lines(file: Path, line: int) -> SourceLines:
    """The lines around one of a document, from 1; SourceError if it cannot be read any more."""
    # Loaded here, in a thread, since the window is there sooner without the readers.
    from engram.importers.decode import read_source

    lines = read_source(file).text.split("\n")
    first = max(1, line - AROUND)
    return SourceLines(file.name, tuple(lines[first - 1 : line + AROUND]), first, line)


class SourceSheet(Sheet):
    """Line numbers and lines as the document has them, the one that matters stressed."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, page, tr("In the document"))

    def show_lines(self, title: str, source: SourceLines) -> None:
        """Open with a piece of a document and the problem that it has."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.theme.unit(16))
        grid.setVerticalSpacing(self.theme.unit(2))
        grid.setColumnStretch(1, 1)
        told = tr("{document}, line {line}", document=source.document, line=source.marked)
        grid.addWidget(Paragraph(self.theme, title, "lead", weight=600), 0, 0, 1, 2)
        grid.addWidget(Paragraph(self.theme, told, "small", "muted"), 1, 0, 1, 2)
        grid.setRowMinimumHeight(2, self.theme.unit(12))
        self._add_lines(grid, source.lines, source)
        self.show_content(content)

    def _add_lines(self, grid: QGridLayout, lines: Sequence[str], source: SourceLines) -> None:
        for place, line in enumerate(lines):
            number = source.first + place
            marked = number == source.marked
            token = "text" if marked else "muted"
            label = Label(self.theme, str(number), "small", token, weight=600 if marked else None)
            grid.addWidget(
                label, 3 + place, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(self._line(line, token), 3 + place, 1)

    def _line(self, line: str, token: str) -> QLabel:
        text = line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"
        return CodeLine(self.theme, text, "small", token)
