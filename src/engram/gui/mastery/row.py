"""One topic of the mastery page: name, bar inside coverage, figure, levels, cards."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CONTROL, RING_WIDTH
from engram.gui.mastery.columns import ROW_HEIGHT, TWO_LINES, MasteryColumns, mastery_columns
from engram.gui.mastery.levels_bar import paint_levels_bar
from engram.gui.mastery.words import row_told, value_told
from engram.gui.widgets.focus_ring import shows_focus
from engram.gui.widgets.mastery_bar import BarShares, paint_mastery_bar
from engram.gui.words import number
from engram.mastery.values import TopicReport

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MasteryRow(QAbstractButton):
    """Chosen by a click or the arrow keys; Enter studies the topic.

    study_requested -- Enter was pressed on the row.
    """

    study_requested = Signal()

    def __init__(self, theme: Theme, topic: TopicReport) -> None:
        super().__init__()
        self._theme, self._narrow = theme, False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("own_focus", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)
        self._set_topic(topic)

    def show_topic(self, topic: TopicReport) -> None:
        """Show another topic, or the figures of now."""
        if topic != self.topic:
            self._set_topic(topic)
            self.update()

    def be_narrow(self, *, narrow: bool) -> None:
        """Stand on two lines, or on one."""
        if narrow is not self._narrow:
            self._narrow = narrow
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        height = TWO_LINES if self._narrow else ROW_HEIGHT
        return QSize(self._theme.unit(300), self._theme.unit(height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.study_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        columns = mastery_columns(self._theme, self.width(), narrow=self._narrow)
        self._paint_name(painter, columns.name)
        paint_mastery_bar(painter, QRectF(columns.bar), self._theme, BarShares.of(self.topic))
        self._paint_value(painter, columns)
        paint_levels_bar(painter, QRectF(columns.levels), self._theme, self.topic.levels)
        painter.setFont(self._theme.font("body", tabular=True))
        painter.setPen(self._theme.color("muted"))
        if columns.cards.isValid():
            painter.drawText(columns.cards, _RIGHT, number(self.topic.cards))

    def _set_topic(self, topic: TopicReport) -> None:
        self.topic = topic
        self.setText(topic.path[-1])
        self.setAccessibleName(row_told(topic))
        self.setToolTip(" › ".join(topic.path))

    def _paint_ground(self, painter: QPainter) -> None:
        token = "selected" if self.isChecked() else "hover" if self.underMouse() else ""
        if not token:
            return
        radius = self._theme.unit(RADIUS_CONTROL)
        ground = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(token))
        painter.drawRoundedRect(ground, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shows_focus(self):
            width = self._theme.unit(RING_WIDTH)
            half = width / 2
            painter.setPen(QPen(self._theme.color("focus"), width))
            painter.drawRoundedRect(ground.adjusted(half, half, -half, -half), radius, radius)

    def _paint_name(self, painter: QPainter, rect: QRect) -> None:
        painter.setFont(self._theme.font("body", 500 if self.isChecked() else 400))
        painter.setPen(self._theme.color("text"))
        elide = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(self.text(), elide, rect.width())
        painter.drawText(rect, _LEFT, name)

    def _paint_value(self, painter: QPainter, columns: MasteryColumns) -> None:
        bare = self.topic.little_evidence
        font = self._theme.font("small") if bare else self._theme.font("body", 600, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted" if bare else "text"))
        side = _RIGHT if columns.value_right else _LEFT
        painter.drawText(columns.value, side, value_told(self.topic))
