"""Files held over the window in; a frame that says what letting go would do out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_PANEL

_MARGIN, _ICON, _GAP = 20, 20, 10


class DropArea(QWidget):
    """Covers its window while something is held over it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window, self._text = theme, window, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def invite(self, text: str) -> None:
        """Cover the window and say what letting go would do."""
        self._text = text
        self.setAccessibleName(text)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._theme.color("background"))
        veil.setAlphaF(0.94)
        painter.fillRect(self.rect(), veil)
        self._paint_frame(painter)
        self._paint_words(painter)

    def _paint_frame(self, painter: QPainter) -> None:
        unit = self._theme.unit
        pen = QPen(self._theme.color("accent"), unit(2))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        inset, radius = unit(_MARGIN), unit(RADIUS_PANEL)
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, radius, radius)

    def _paint_words(self, painter: QPainter) -> None:
        unit, font = self._theme.unit, self._theme.font("title")
        width = QFontMetrics(font).horizontalAdvance(self._text)
        left = max(unit(_MARGIN), (self.width() - width - unit(_ICON + _GAP)) // 2)
        icon = self._theme.pixmap("import", "accent", _ICON, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - unit(_ICON)) // 2, icon)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        text = self.rect().adjusted(left + unit(_ICON + _GAP), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._text)
