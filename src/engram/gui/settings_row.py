"""One row of the settings: name, one sentence, a control on the right edge, a hairline below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engram.gui.gap import ColumnGap, Gap
from engram.gui.hairline import Hairline
from engram.gui.label import Paragraph
from engram.gui.theme import Theme


class SettingsRow(QWidget):
    """Shows `title` and `sentence`; the controls stand beside them."""

    def __init__(self, theme: Theme, title: str, sentence: str, *controls: QWidget) -> None:
        super().__init__()
        self._sentence = Paragraph(theme, sentence, "small", "muted")
        if not sentence:
            self._sentence.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Paragraph(theme, title, "body", weight=500))
        words.addWidget(self._sentence)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(words, 1)
        for control in controls:
            row.addWidget(Gap(theme, 16 if control is controls[0] else 8))
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ColumnGap(theme, 9))
        column.addLayout(row)
        column.addWidget(ColumnGap(theme, 9))
        column.addWidget(Hairline(theme))

    def set_sentence(self, sentence: str) -> None:
        """Say another sentence."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
