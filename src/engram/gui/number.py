"""A number field whose two chevrons are ours, sharp in every theme and size."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSpinBox

from engram.gui.theme import Theme
from engram.gui.tokens import CONTROL_HEIGHT


class Number(QSpinBox):
    """A whole number in a range; it tells its value when it is finished, not at each key."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(112), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side, ratio = self._theme.unit(14), self.devicePixelRatioF()
        left = self.width() - side - self._theme.unit(7)
        middle, apart = self.height() // 2, self._theme.unit(2)
        for name, top in (("chevron-up", middle - side - apart), ("chevron-down", middle + apart)):
            token = "text" if self.isEnabled() else "disabled"
            painter.drawPixmap(QPoint(left, top), self._theme.pixmap(name, token, 14, ratio))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _follow_theme(self) -> None:
        # A style sheet's padding does not reach a number's text.
        self.lineEdit().setTextMargins(self._theme.unit(10), 0, 0, 0)
        self.setFixedHeight(self._theme.unit(CONTROL_HEIGHT))
        self.updateGeometry()
