"""One row of the settings: name, one sentence, a control on the right edge, a hairline below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.gap import ColumnGap, Gap
from engram.gui.widgets.hairline import Hairline
from engram.gui.widgets.label import Paragraph

_LEAST_WORDS = 140  # units of width; where less is left, the controls stand below


class SettingsRow(QWidget):
    """Shows `title` and `sentence`; the controls stand beside them, or below in a narrow row."""

    def __init__(self, theme: Theme, title: str, sentence: str, *controls: QWidget) -> None:
        super().__init__()
        self._theme, self._controls = theme, controls
        self._sentence = Paragraph(theme, sentence, "small", "muted")
        if not sentence:
            self._sentence.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Paragraph(theme, title, "body", weight=500))
        words.addWidget(self._sentence)
        words.addStretch(1)
        self._beside, self._above = Gap(theme, 16), ColumnGap(theme, 8)
        side = QHBoxLayout()
        side.setSpacing(0)
        side.addWidget(self._beside)
        for control in controls:
            if control is not controls[0]:
                side.addWidget(Gap(theme, 8))
            side.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        side.addStretch(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(0)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._above)
        self._row.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ColumnGap(theme, 9))
        column.addLayout(self._row)
        column.addWidget(ColumnGap(theme, 9))
        column.addWidget(Hairline(theme))
        theme.theme_changed.connect(self._arrange)
        self._arrange()

    def set_sentence(self, sentence: str) -> None:
        """Say another sentence."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        unit = self._theme.unit
        taken = sum(control.sizeHint().width() + unit(12) for control in self._controls)
        below = bool(self._controls) and self.width() - taken < unit(_LEAST_WORDS)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if below else direction.LeftToRight)
        self._beside.setVisible(bool(self._controls) and not below)
        self._above.setVisible(below)
