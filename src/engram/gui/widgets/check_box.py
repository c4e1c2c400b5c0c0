"""A check box whose box and tick are painted from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CAP, SMALLEST_TARGET


class CheckBox(QCheckBox):
    """A box and its text; without a text, `name` is told to screen readers."""

    def __init__(self, theme: Theme, text: str = "", *, name: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self.setAccessibleName(name or text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        unit = self._theme.unit
        text = QFontMetrics(self._theme.font("body")).horizontalAdvance(self.text())
        width = unit(20) + (unit(8) + text + unit(4) if self.text() else unit(8))
        return QSize(width, unit(SMALLEST_TARGET))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.unit(20)
        left = 0 if self.text() else (self.width() - side) // 2
        box = QRectF(left, (self.height() - side) // 2, side, side)
        self._paint_box(painter, box)
        if self.checkState() is not Qt.CheckState.Unchecked:
            self._paint_mark(painter, box)
        painter.setPen(self._theme.color("text" if self.isEnabled() else "disabled"))
        painter.setFont(self._theme.font("body"))
        text = self.rect().adjusted(side + self._theme.unit(8), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        ground, edge = self._tokens()
        line = 1.5 * self._theme.scale
        radius = self._theme.unit(RADIUS_CAP)
        painter.setBrush(self._theme.color(ground))
        painter.setPen(QPen(self._theme.color(edge), line))
        half = line / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        partial = self.checkState() is Qt.CheckState.PartiallyChecked
        token = "accent_text" if self.isEnabled() else "disabled"
        mark = self._theme.pixmap(
            "dash" if partial else "check", token, 14, self.devicePixelRatioF()
        )
        inset = (self._theme.unit(20) - self._theme.unit(14)) / 2
        painter.drawPixmap(box.topLeft().toPoint() + QPoint(round(inset), round(inset)), mark)

    def _tokens(self) -> tuple[str, str]:
        if not self.isEnabled():
            return "background", "border"
        if self.checkState() is not Qt.CheckState.Unchecked:
            return "accent", "accent"
        if self.isDown():
            return "pressed", "text"
        return "surface", "text" if self.underMouse() else "control"
