"""A number field whose two chevrons are ours, sharp in every theme and size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSpinBox

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import CONTROL_HEIGHT


class Number(QSpinBox):
    """A whole number in a range; it tells its value when it is finished, not at each key."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        theme.dress(self, "field")
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(112), super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Undo is the page's while the field has nothing of its own to take back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undoes = event.matches(QKeySequence.StandardKey.Undo)
            if undoes and not self._is_being_typed():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()  # they scroll the page, as the wheel does
        else:
            super().keyPressEvent(event)

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

    def _is_being_typed(self) -> bool:
        return self.text() != f"{self.prefix()}{self.textFromValue(self.value())}{self.suffix()}"

    def _follow_theme(self) -> None:
        # A style sheet's padding does not reach a number's text.
        self.lineEdit().setTextMargins(self._theme.unit(10), 0, 0, 0)
        self.setFixedHeight(self._theme.unit(CONTROL_HEIGHT))
        self.updateGeometry()
