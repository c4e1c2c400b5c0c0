"""The legend of the mastery page: what the bar's parts and the levels' colours mean."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.mastery.levels_bar import LEVEL_NAMES, level_title, paint_level
from engram.gui.widgets.gap import Gap
from engram.gui.widgets.mastery_bar import BarShares, paint_mastery_bar
from engram.gui.words import tr

PaintMark = Callable[[QPainter, QRectF, Theme], None]
_KNOWN = BarShares(0.6, 0.76, little_evidence=False)
_LITTLE = BarShares(1.0, 1.0, little_evidence=True)


_LEVELS_A_LINE = 3
_BESIDE = 16  # units between two samples
_APART = 32  # and at least between the bar's parts and the levels


class LegendSample(QWidget):
    """A mark and its meaning."""

    def __init__(self, theme: Theme, text: str, paint_mark: PaintMark, mark_width: int) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self._paint_mark, self._mark_width = paint_mark, mark_width
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        unit = self._theme.unit
        text = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._text)
        return QSize(unit(self._mark_width) + unit(6) + text + 2, unit(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        unit = self._theme.unit
        mark = QRectF(0, 0, unit(self._mark_width), unit(10))
        mark.moveTop((self.height() - mark.height()) // 2)
        self._paint_mark(painter, mark, self._theme)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("muted"))
        text = self.rect().adjusted(unit(self._mark_width) + unit(6), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._text)


class MasteryLegend(QWidget):
    """The bar's parts, then the levels; side by side, or one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        bars = [
            LegendSample(theme, tr("known today, inside seen"), partial(_paint_bar, _KNOWN), 26),
            LegendSample(theme, tr("little evidence"), partial(_paint_bar, _LITTLE), 26),
        ]
        levels = [
            LegendSample(theme, level_title(name), partial(_paint_level, name), 15)
            for name in LEVEL_NAMES
        ]
        self._samples = (bars, levels)
        self._groups = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._groups.setSpacing(0)
        self._bars = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._levels = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._gaps = [
            _add_rows(theme, self._bars, bars[:1], bars[1:]),
            _add_rows(theme, self._levels, levels[:_LEVELS_A_LINE], levels[_LEVELS_A_LINE:]),
        ]
        self._groups.addLayout(self._bars)
        self._groups.addStretch(1)
        self._groups.addLayout(self._levels)

    def arrange(self, width: int) -> None:
        """Put the levels beside the bar's parts, or below them, each on two lines if it must be."""
        direction = QBoxLayout.Direction
        widths = [self._width_of(samples) for samples in self._samples]
        beside = sum(widths) + self._theme.unit(_APART) <= width
        tight = max(widths) > width
        self._groups.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        for group, gap in zip((self._bars, self._levels), self._gaps, strict=True):
            group.setDirection(direction.TopToBottom if tight else direction.LeftToRight)
            gap.setVisible(not tight)

    def _width_of(self, samples: list[LegendSample]) -> int:
        gaps = (len(samples) - 1) * self._theme.unit(_BESIDE)
        return gaps + sum(sample.sizeHint().width() for sample in samples)


def _add_rows(
    theme: Theme, group: QBoxLayout, first: list[LegendSample], second: list[LegendSample]
) -> Gap:
    """Add the halves of a group, and between them a gap for where they stand on one line."""
    gap = Gap(theme, _BESIDE)
    group.setSpacing(0)
    group.addLayout(_row(theme, first))
    group.addWidget(gap)
    group.addLayout(_row(theme, second))
    group.addStretch(1)
    return gap


def _row(theme: Theme, samples: list[LegendSample]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(0)
    for place, sample in enumerate(samples):
        if place:
            row.addWidget(Gap(theme, _BESIDE))
        row.addWidget(sample)
    row.addStretch(1)
    return row


def _paint_bar(shares: BarShares, painter: QPainter, rect: QRectF, theme: Theme) -> None:
    paint_mastery_bar(painter, rect, theme, shares)


def _paint_level(name: str, painter: QPainter, rect: QRectF, theme: Theme) -> None:
    paint_level(painter, rect, theme, name)
