"""What a list paints over its rows: the current one's ground, what is chosen, why none is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import PAGE_MARGIN, RADIUS_CONTROL, RADIUS_SEGMENT, RING_WIDTH
from engram.gui.rows.sketch import CHECK_BOX, Way


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


def box_in(target: QRect, theme: Theme) -> QRectF:
    """The check box in the middle of the larger place where it can be pressed."""
    side = theme.unit(CHECK_BOX)
    left = target.left() + (target.width() - side) // 2
    return QRectF(left, target.top() + (target.height() - side) // 2, side, side)


def paint_ways(painter: QPainter, theme: Theme, ways: Sequence[Way], chosen: int) -> None:
    """Draw ways as the segments of a switch, the chosen one raised."""
    ground = QRectF(ways[0].rect.united(ways[-1].rect))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("sunken"))
    painter.drawRoundedRect(ground, theme.unit(RADIUS_CONTROL), theme.unit(RADIUS_CONTROL))
    for place, way in enumerate(ways):
        if place == chosen:
            inset = theme.unit(3)
            painter.setBrush(theme.color("segment"))
            painter.setPen(QPen(theme.color("border"), 1))
            raised = QRectF(way.rect).adjusted(inset + 0.5, inset + 0.5, -inset - 0.5, -inset - 0.5)
            painter.drawRoundedRect(raised, theme.unit(RADIUS_SEGMENT), theme.unit(RADIUS_SEGMENT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.color("text" if place == chosen else "muted"))
        painter.setFont(theme.font("small", 600 if place == chosen else 500))
        painter.drawText(way.rect, Qt.AlignmentFlag.AlignCenter, way.text)
