"""The little frame with a key's name in it, on buttons and on its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CAP


def key_cap_size(theme: Theme, key: str) -> QSize:
    """How much room a key cap takes."""
    height = theme.unit(20)
    text = QFontMetrics(theme.font("axis", 600)).horizontalAdvance(key)
    return QSize(max(height, text + 2 * theme.unit(5)), height)


def paint_key_cap(
    painter: QPainter, rect: QRectF, theme: Theme, key: str, colors: tuple[QColor, QColor]
) -> None:
    """Draw the cap into `rect`, in the colours of its text and of its edge."""
    text, edge = colors
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, theme.unit(1)))
    radius = theme.unit(RADIUS_CAP)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(text)
    painter.setFont(theme.font("axis", 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class KeyCap(QWidget):
    """A key cap beside a text."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme, self._key = theme, key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._follow_theme)

    def sizeHint(self) -> QSize:
        return key_cap_size(self._theme, self._key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.color("muted"), self._theme.color("control")
        paint_key_cap(QPainter(self), QRectF(self.rect()), self._theme, self._key, colors)

    def _follow_theme(self) -> None:
        self.updateGeometry()
        self.update()
