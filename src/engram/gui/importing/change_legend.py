"""What the two looks of changed words mean: added, removed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from engram.compiler.word_diff import Piece
from engram.gui.importing.diff_html import diff_html
from engram.gui.looks.theme import Theme
from engram.gui.widgets.label import Label
from engram.gui.words import tr


class ChangeLegend(QWidget):
    """The two words in their own looks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._samples = (Piece("added", tr("added")), Piece("removed", tr("removed")))
        self._labels = [Label(theme, "", "small") for _ in self._samples]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for label in self._labels:
            label.setTextFormat(Qt.TextFormat.RichText)
            self._row.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    def _follow_theme(self) -> None:
        self._row.setSpacing(self._theme.unit(8))
        for label, sample in zip(self._labels, self._samples, strict=True):
            label.setText(diff_html((sample,), self._theme))
            label.setAccessibleName(sample.text)
