"""One topic that a session touched: answers, the mastery bar of now, and how far it moved."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.study.summary_words import mastery_words, move_words
from engram.gui.widgets.mastery_bar import SMALL_BAR, paint_mastery_bar, shares_after
from engram.gui.words import number, plural, tr
from engram.study.values import TopicMove

HEIGHT, HEAD_HEIGHT, TALL_HEIGHT = 38, 27, 60
BAR_WIDTH = 180
MOVE_WIDTH, SHARE_WIDTH, BAR_GAP, NAME_GAP = 106, 64, 20, 60
TWO_LINES_BELOW = 560  # units of the column

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TopicMoveRow(QWidget):
    """A painted row with a hairline below it; without a topic it is the head of the columns."""

    def __init__(self, theme: Theme, move: TopicMove | None = None) -> None:
        super().__init__()
        self._theme, self._move = theme, move
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if move is not None:
            self.setAccessibleName(self.text)
            self.setToolTip(" › ".join(move.path))
        theme.theme_changed.connect(self._follow_theme)

    @property
    def text(self) -> str:
        """All that the row says."""
        if self._move is None:
            return ""
        answers = plural(self._move.answers, "{n} answer", "{n} answers")
        parts = (self._name(), answers, mastery_words(self._move), move_words(self._move))
        return ", ".join(part for part in parts if part)

    def sizeHint(self) -> QSize:
        if self._move is None:
            return QSize(0, 0 if self._two_lines() else self._theme.unit(HEAD_HEIGHT))
        return QSize(0, self._theme.unit(TALL_HEIGHT if self._two_lines() else HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("border"))
        if self._move is None:
            self._paint_head(painter)
        elif self._two_lines():
            self._paint_two_lines(painter, self._move)
        else:
            self._paint_line(painter, self._move)

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font("small", 500))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(self._part(0, 200), _LEFT, tr("Topic"))
        painter.drawText(self._part(0, self._answers_end()), _RIGHT, tr("Answers"))
        painter.drawText(self._part(self._bar_start(), 200), _LEFT, tr("Mastery"))

    def _paint_line(self, painter: QPainter, move: TopicMove) -> None:
        name_room = self._answers_end() - NAME_GAP
        self._write(painter, self._part(0, name_room), _LEFT, self._name(), "text", 400)
        counted = self._part(0, self._answers_end())
        self._write(painter, counted, _RIGHT, number(move.answers), "muted", 400)
        self._paint_bar(painter, move, self._bar_start(), self.height() / 2)
        self._write_shares(painter, move, self._part(self._bar_start() + BAR_WIDTH, 0))

    def _paint_two_lines(self, painter: QPainter, move: TopicMove) -> None:
        half = self._theme.unit(TALL_HEIGHT / 2)
        upper = QRect(0, self._theme.unit(4), self.width(), half)
        lower = QRect(0, half, self.width(), half - self._theme.unit(4))
        self._write(painter, upper, _LEFT, self._name(), "text", 400)
        self._paint_bar(painter, move, 0, lower.center().y())
        self._write_shares(painter, move, lower)

    def _write_shares(self, painter: QPainter, move: TopicMove, rect: QRect) -> None:
        moved, share = move_words(move), mastery_words(move)
        self._write(painter, rect, _RIGHT, moved, "muted", 400, "small")
        if moved:
            rect = rect.adjusted(0, 0, -self._theme.unit(MOVE_WIDTH), 0)
        self._write(
            painter, rect, _RIGHT, share, "text" if moved else "muted", 600 if moved else 400
        )

    def _paint_bar(self, painter: QPainter, move: TopicMove, left: float, middle: float) -> None:
        unit = self._theme.unit
        height = unit(SMALL_BAR)
        rect = QRectF(unit(left), round(middle - height / 2), unit(BAR_WIDTH), height)
        shares = shares_after(move.after, move.coverage, move.evidence)
        paint_mastery_bar(painter, rect, self._theme, shares)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        side: Qt.AlignmentFlag,
        text: str,
        token: str,
        weight: int,
        style: str = "body",
    ) -> None:
        font = self._theme.font(style, weight, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(rect, side, QFontMetrics(font).elidedText(text, elide, rect.width()))

    def _name(self) -> str:
        return self._move.path[-1] if self._move is not None else ""

    def _part(self, left: float, width: float) -> QRect:
        """A part of the row in units; no width means to the right edge."""
        start = self._theme.unit(left)
        end = start + self._theme.unit(width) if width else self.width()
        return QRect(start, 0, end - start, self.height())

    def _bar_start(self) -> float:
        return self._theme.units(self.width()) - MOVE_WIDTH - SHARE_WIDTH - BAR_WIDTH

    def _answers_end(self) -> float:
        return self._bar_start() - BAR_GAP

    def _two_lines(self) -> bool:
        return self._theme.units(self.width()) < TWO_LINES_BELOW

    def resizeEvent(self, _event: object) -> None:
        self.updateGeometry()

    def _follow_theme(self) -> None:
        self.updateGeometry()
        self.update()
