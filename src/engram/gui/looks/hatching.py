"""The 45 degree hatch that says "not sure": little evidence, slipping, overdue."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_MARK

_LINE_WIDTH, _STEP = 1.4, 5.0


def paint_hatching(painter: QPainter, rect: QRectF, theme: Theme, color: QColor) -> None:
    """Fill a rounded rectangle with slanted lines."""
    step = _STEP * theme.scale
    radius = theme.unit(RADIUS_MARK)
    shape = QPainterPath()
    shape.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, _LINE_WIDTH * theme.scale))
    count = int((rect.width() + rect.height()) / step) + 2
    for index in range(count):
        left = rect.left() - rect.height() + index * step
        painter.drawLine(QLineF(left, rect.bottom(), left + rect.height(), rect.top()))
    painter.restore()
