"""The mark before an option: a ring or square with its number, a tick or a cross after the check.

A filled mark says that the learner chose the option, an empty one that it was not chosen.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from engram.gui.looks.theme import Theme
from engram.gui.study.option_verdict import Verdict

ICON_SIZE = 14

_ICONS = {
    Verdict.RIGHT_CHOSEN: "check",
    Verdict.RIGHT_ANSWER: "check",
    Verdict.MISSED: "check",
    Verdict.WRONG_CHOSEN: "cross",
}
_TOKENS = {
    Verdict.UNCHECKED: "control",
    Verdict.RIGHT_CHOSEN: "right",
    Verdict.RIGHT_ANSWER: "right",
    Verdict.MISSED: "right",
    Verdict.WRONG_CHOSEN: "wrong",
    Verdict.UNIMPORTANT: "border",
}


class OptionMark(NamedTuple):
    """What one mark says."""

    number: int
    several: bool  # a square: several options can be right
    chosen: bool
    verdict: Verdict

    @property
    def token(self) -> str:
        unchecked = self.verdict is Verdict.UNCHECKED
        return "accent" if unchecked and self.chosen else _TOKENS[self.verdict]


def paint_option_mark(painter: QPainter, rect: QRectF, theme: Theme, mark: OptionMark) -> None:
    """Draw the mark into `rect`, 24 units square."""
    painter.save()
    _paint_frame(painter, rect, theme, mark)
    if mark.verdict in _ICONS:
        _paint_icon(painter, rect, theme, mark)
    else:
        painter.setPen(theme.color("accent_text" if mark.chosen else "muted"))
        painter.setFont(theme.font("axis", 600, tabular=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(mark.number))
    painter.restore()


def _paint_frame(painter: QPainter, rect: QRectF, theme: Theme, mark: OptionMark) -> None:
    color, line = theme.color(mark.token), 1.5 * theme.scale
    painter.setPen(Qt.PenStyle.NoPen if mark.chosen else QPen(color, line))
    painter.setBrush(color if mark.chosen else Qt.BrushStyle.NoBrush)
    inset = 0.0 if mark.chosen else line / 2
    radius = theme.unit(5) if mark.several else rect.width() / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def _paint_icon(painter: QPainter, rect: QRectF, theme: Theme, mark: OptionMark) -> None:
    half = theme.unit(ICON_SIZE) / 2
    ratio = painter.device().devicePixelRatioF()
    token = "background" if mark.chosen else mark.token
    pixmap = theme.pixmap(_ICONS[mark.verdict], token, ICON_SIZE, ratio)
    painter.drawPixmap(rect.center() - QPointF(half, half), pixmap)
