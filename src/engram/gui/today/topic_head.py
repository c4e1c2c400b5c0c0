"""The head above the deck and topic tree, on the same columns as its rows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.today.topic_columns import topic_columns
from engram.gui.words import tr

_HEIGHT = 28


class TopicHead(QWidget):
    """Deck and topic, Due, New, Mastery, and a hairline below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._narrow = theme, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def be_narrow(self, *, narrow: bool) -> None:
        """Leave out the head of the bars, which stand below the names."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(300), self._theme.unit(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font("small", 500))
        painter.setPen(self._theme.color("muted"))
        columns = topic_columns(self._theme, self.width(), narrow=self._narrow)
        height = self.height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        name = QRect(columns.edge, 0, columns.name_right - columns.edge, height)
        painter.drawText(name, left, tr("Deck and topic"))
        for end, title in ((columns.due_right, tr("Due")), (columns.new_right, tr("New"))):
            cell = QRect(end - columns.count_width, 0, columns.count_width, height)
            painter.drawText(cell, right, title)
        if not self._narrow:
            bar = QRect(columns.bar_left, 0, columns.right - columns.bar_left, height)
            painter.drawText(bar, left, tr("Mastery"))
        line = QRect(columns.edge, height - 1, columns.right - columns.edge, 1)
        painter.fillRect(line, self._theme.color("border"))
