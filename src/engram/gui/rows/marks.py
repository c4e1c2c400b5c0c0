"""What a list paints beside its rows: the ground of the current one, and why there are none."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import PAGE_MARGIN, RADIUS_CONTROL, RING_WIDTH


def paint_current(painter: QPainter, theme: Theme, row: QRect, *, ring: bool) -> None:
    """Draw the ground of the current row, with the focus ring inside it if asked for."""
    radius = theme.unit(RADIUS_CONTROL)
    ground = QRectF(row).adjusted(0, theme.unit(3), 0, -theme.unit(4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("selected"))
    painter.drawRoundedRect(ground, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if ring:
        width = theme.unit(RING_WIDTH)
        half = width / 2
        painter.setPen(QPen(theme.color("focus"), width))
        painter.drawRoundedRect(ground.adjusted(half, half, -half, -half), radius, radius)


def paint_nothing(painter: QPainter, theme: Theme, area: QRect, text: str) -> None:
    """Say in the first row's place why there are no rows."""
    side = theme.unit(PAGE_MARGIN)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color("muted"))
    room = area.adjusted(side, theme.unit(16), -side, 0)
    painter.drawText(room, Qt.TextFlag.TextWordWrap, text)
