"""A notice in the column of the card; nothing at all while it has nothing to say."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.notice import Notice
from engram.gui.widgets.reading_column import column_width


class ColumnNotice(QWidget):
    """Says one sentence between the card and the foot until the next action."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.notice = Notice(theme, "wrong")
        self._frame = QVBoxLayout(self)
        self._frame.addWidget(self.notice)
        theme.theme_changed.connect(self._measure)
        self.tell("")

    def tell(self, text: str) -> None:
        """Say what went wrong; nothing to say hides the notice."""
        self.notice.tell(text)
        self.setVisible(bool(text))
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        side = (self.width() - column_width(self._theme, self.width())) // 2
        self._frame.setContentsMargins(side, 0, side, self._theme.unit(12))
