"""A drop-down choice whose chevron is ours, sharp in every theme and size."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from engram.gui.looks.theme import Theme


class Choice(QComboBox):
    """One of several values; the wheel and the page keys scroll the page instead of changing it.

    A name too long for the field is cut with an ellipsis; its list shows it whole.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        theme.dress(self, "field")
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        theme.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        # A part of Qt's own hint does not grow with the text: large words would be cut.
        size = super().sizeHint()
        return QSize(size.width() + self._theme.unit(6), size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + self._theme.unit(24))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._shortened(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = self._theme.unit(16)
        token = "text" if self.isEnabled() else "disabled"
        chevron = self._theme.pixmap("chevron-down", token, 16, self.devicePixelRatioF())
        left = self.width() - side - self._theme.unit(8)
        painter.drawPixmap(QPoint(left, (self.height() - side) // 2), chevron)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _shortened(self, option: QStyleOptionComboBox) -> str:
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        metrics, end = self.fontMetrics(), Qt.TextElideMode.ElideRight
        text = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        return metrics.elidedText(text, end, field.width())
