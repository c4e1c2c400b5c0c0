"""The mastery bar: all cards as track, seen cards as outline, what is known today as fill."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from engram.gui.looks.hatching import paint_hatching
from engram.gui.looks.theme import Theme
from engram.gui.words import percent, tr
from engram.mastery.values import LITTLE_EVIDENCE, TopicReport

SMALL_BAR = 10
LARGE_BAR = 16


class BarShares(NamedTuple):
    """What one bar says: shares of 0..1, and whether there is too little evidence for a figure."""

    mastery: float
    coverage: float
    little_evidence: bool

    @classmethod
    def of(cls, topic: TopicReport) -> BarShares:
        return cls(topic.mastery, topic.coverage, topic.little_evidence)

    def told(self) -> str:
        """The bar in words."""
        if not self.coverage:
            return tr("unseen")
        seen = tr("{share} seen", share=percent(self.coverage))
        if self.little_evidence:
            return tr("little evidence, {seen}", seen=seen)
        return tr("mastery {share}, {seen}", share=percent(self.mastery), seen=seen)


NOTHING_SEEN = BarShares(0.0, 0.0, little_evidence=True)


def shares_after(mastery: float, coverage: float, answers: int) -> BarShares:
    """The bar of a topic with so many counted answers."""
    return BarShares(mastery, coverage, answers < LITTLE_EVIDENCE)


def paint_mastery_bar(painter: QPainter, rect: QRectF, theme: Theme, shares: BarShares) -> None:
    """Draw the bar into `rect`, 10 or 16 units high."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = theme.unit(3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(rect, radius, radius)
    if shares.coverage > 0:
        _paint_seen(painter, rect, theme, shares)
    painter.restore()


def _paint_seen(painter: QPainter, rect: QRectF, theme: Theme, shares: BarShares) -> None:
    radius, line = theme.unit(3), theme.unit(1)
    inset = theme.unit(2 if rect.height() <= theme.unit(12) else 3)
    # Seen cards never vanish: their outline is at least as wide as its own corners.
    seen = max(round(rect.width() * shares.coverage), 2 * inset + line)
    outline = QRectF(rect.left(), rect.top(), seen, rect.height())
    painter.setPen(QPen(theme.color("outline"), line))
    painter.setBrush(theme.color("background"))
    half = line / 2
    painter.drawRoundedRect(outline.adjusted(half, half, -half, -half), radius, radius)
    known = round(rect.width() * shares.mastery) - 2 * inset
    if known <= 0:
        return
    fill = QRectF(rect.left() + inset, rect.top() + inset, known, rect.height() - 2 * inset)
    if shares.little_evidence:
        paint_hatching(painter, fill, theme, theme.color("accent"))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    corner = max(1, radius - inset + 1)
    painter.drawRoundedRect(fill, corner, corner)
