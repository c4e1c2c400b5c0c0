"""A document and a line in; the lines around it, on a sheet over the page, out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from engram.gui.importing.source_text import SourceLines, SourceText
from engram.gui.looks.theme import Theme
from engram.gui.widgets.sheet import Sheet
from engram.gui.words import tr

AROUND = 6  # lines above and below the one that matters
AROUND_BESIDE = 14  # the same where there is the height of the page


def read_lines(file: Path, line: int, around: int = AROUND) -> SourceLines:
    """The lines around one of a document, from 1; SourceError if it cannot be read any more."""
    # Loaded here, in a thread, since the window is there sooner without the readers.
    from engram.importers.decode import read_source

    lines = read_source(file).text.split("\n")
    first = max(1, line - around)
    return SourceLines(file.name, tuple(lines[first - 1 : line + around]), first, line)


class SourceSheet(Sheet):
    """Line numbers and lines as the document has them, the one that matters stressed."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, page, tr("In the document"))

    def show_lines(self, title: str, source: SourceLines) -> None:
        """Open with a piece of a document and the problem that it has."""
        self.show_content(SourceText(self.theme, title, source))
