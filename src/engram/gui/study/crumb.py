"""Deck and topic in; `deck › topic` on one line out, cut at its end where it is too long."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engram.gui.looks.theme import Theme

ARROW = "\N{EN SPACE}›\N{EN SPACE}"


class Crumb(QWidget):
    """Where the card belongs; a narrow page shows the topic alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.topic_only = theme, False
        self._path: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.theme_changed.connect(self.update)

    def show_path(self, path: tuple[str, ...]) -> None:
        """Show a deck and the topic path below it."""
        self._path = path
        whole = ARROW.join(path)
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.update()

    @property
    def shown(self) -> tuple[str, str]:
        """What is written muted, and what after it."""
        before = "" if self.topic_only else ARROW.join(self._path[:-1])
        return (before + ARROW if before else ""), self._path[-1]

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.unit(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font("small", 500)
        painter.setFont(font)
        metrics, rect = QFontMetrics(font), QRect(self.rect())
        for text, token in zip(self.shown, ("muted", "text"), strict=True):
            painter.setPen(self._theme.color(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
            painter.drawText(
                rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown
            )
            rect.setLeft(rect.left() + metrics.horizontalAdvance(shown))
