"""Bars of a few days: the last weeks' answers, or what is due in the next ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engram.gui.looks.hatching import paint_hatching
from engram.gui.looks.theme import Theme
from engram.gui.words import number


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: its value, the sentence its tooltip says, and a hatched piece on top with a note."""

    value: int
    told: str
    extra: int = 0
    extra_told: str = ""
    accent: bool = False


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A text below the bar at `place`."""

    place: int
    text: str


class StripChart(QWidget):
    """Upright bars from zero; a day without anything is a short dash.

    Arrow keys walk the bars, each says its sentence; `scale` draws two lines with their numbers.
    """

    def __init__(self, theme: Theme, name: str, *, height: int, scale: bool = False) -> None:
        super().__init__()
        self._theme, self._name, self._height, self._scale = theme, name, height, scale
        self._bars: tuple[Bar, ...] = ()
        self._labels: tuple[AxisLabel, ...] = ()
        self._current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.theme_changed.connect(self._follow_theme)

    def show_bars(self, bars: Sequence[Bar], labels: Sequence[AxisLabel], told: str) -> None:
        """Draw other bars; `told` is what a screen reader says about all of them."""
        self._bars, self._labels, self._current = tuple(bars), tuple(labels), -1
        self.setAccessibleDescription(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(256), self._theme.unit(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.unit(160), self._theme.unit(self._height))

    # -- measures, in pixels

    def _plot(self) -> QRect:
        unit = self._theme.unit
        left = self._scale_width() if self._scale else 0
        top = unit(18) if any(bar.extra for bar in self._bars) else unit(2)
        if self._scale:
            top = max(top, unit(8))
        return QRect(left, top, self.width() - left, self.height() - top - unit(18))

    def _scale_width(self) -> int:
        widest = QFontMetrics(self._theme.font("axis")).horizontalAdvance(number(self._top()))
        return widest + self._theme.unit(8)

    def _top(self) -> int:
        tallest = max((bar.value + bar.extra for bar in self._bars), default=0)
        return _round_top(tallest) if self._scale else max(tallest, 1)

    def _bar_rect(self, place: int) -> QRect:
        plot, count = self._plot(), max(len(self._bars), 1)
        gap = self._theme.unit(3)
        # Whole pixels: every bar has the same width, the rest stays at the right.
        step = (plot.width() + gap) / count
        left = plot.left() + round(place * step)
        width = max(1, plot.left() + round((place + 1) * step) - gap - left)
        bar = self._bars[place]
        height = round(plot.height() * (bar.value + bar.extra) / self._top())
        height = max(height, 1)
        return QRect(left, plot.bottom() + 1 - height, width, height)

    def _bar_at(self, position: QPoint) -> int:
        for place in range(len(self._bars)):
            rect = self._bar_rect(place)
            if rect.left() - 2 <= position.x() <= rect.right() + 2:
                return place
        return -1

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font("axis", tabular=True))
        if self._scale:
            self._paint_scale(painter)
        for place in range(len(self._bars)):
            self._paint_bar(painter, place)
        self._paint_labels(painter)
        if 0 <= self._current < len(self._bars):
            self._paint_edge(painter, self._bar_rect(self._current))

    def _paint_scale(self, painter: QPainter) -> None:
        plot, top = self._plot(), self._top()
        for value in (0, top // 2, top):
            height = plot.bottom() + 1 - round(plot.height() * value / top)
            painter.fillRect(QRect(plot.left(), height, plot.width(), 1), self._theme.color("grid"))
            painter.setPen(self._theme.color("muted"))
            half = self._theme.unit(8)
            rect = QRect(0, height - half, plot.left() - self._theme.unit(6), 2 * half)
            painter.drawText(
                rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(value)
            )

    def _paint_bar(self, painter: QPainter, place: int) -> None:
        bar, rect = self._bars[place], self._bar_rect(place)
        token = "accent" if bar.accent else "bar"
        if bar.value + bar.extra == 0:
            painter.fillRect(rect, self._theme.color("outline"))
            return
        extra = round(rect.height() * bar.extra / (bar.value + bar.extra))
        if extra:
            self._paint_extra(painter, bar, QRect(rect.topLeft(), QSize(rect.width(), extra - 1)))
        solid = rect.adjusted(0, extra, 0, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(token))
        radius = min(self._theme.unit(2), solid.height() / 2)
        painter.drawRoundedRect(QRectF(solid), radius, radius)
        painter.restore()

    def _paint_extra(self, painter: QPainter, bar: Bar, piece: QRect) -> None:
        paint_hatching(painter, QRectF(piece), self._theme, self._theme.color("slipping"))
        # Above all bars: beside its own it could run into the next ones.
        text = QRect(piece.left(), 0, self.width() - piece.left(), self._theme.unit(16))
        painter.setPen(self._theme.color("text"))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft, bar.extra_told)

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setPen(self._theme.color("muted"))
        metrics = QFontMetrics(painter.font())
        top = self._plot().bottom() + self._theme.unit(4)
        for label in self._labels:
            bar = self._bar_rect(label.place)
            width = metrics.horizontalAdvance(label.text) + 2
            left = bar.left() if label.place == 0 else bar.center().x() - width // 2
            left = max(0, min(left, self.width() - width))
            rect = QRect(left, top, width, self._theme.unit(15))
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, label.text)

    def _paint_edge(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("text"), 1.5 * self._theme.scale))
        painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), 2, 2)
        painter.restore()

    # -- mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_current(self._bar_at(event.position().toPoint()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._set_current(-1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._bar_at(event.pos())
            QToolTip.showText(event.globalPos(), self._bars[place].told if place >= 0 else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            super().keyPressEvent(event)
            return
        start = len(self._bars) if self._current < 0 and step < 0 else self._current
        self._set_current(min(max(start + step, 0), len(self._bars) - 1))
        rect = self._bar_rect(self._current)
        told = self._bars[self._current].told
        self.setAccessibleName(f"{self._name}: {told}")
        QToolTip.showText(self.mapToGlobal(rect.topLeft()), told, self)

    def _set_current(self, place: int) -> None:
        if place != self._current:
            self._current = place
            self.update()

    def _follow_theme(self) -> None:
        self.updateGeometry()
        self.update()


def _round_top(tallest: int) -> int:
    """The smallest even round number that holds the tallest bar."""
    step = 2
    while True:
        for factor in (1, 2, 3, 5):
            if tallest <= step * factor:
                return step * factor
        step *= 10 if step > 2 else 5
