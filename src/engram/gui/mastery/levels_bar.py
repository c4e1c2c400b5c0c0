"""The levels bar: how many of a topic's cards are secure, slipping, familiar, learning, unseen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from engram.gui.looks.hatching import paint_hatching
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_MARK
from engram.gui.words import number, tr
from engram.mastery.values import Levels

LEVEL_NAMES = ("secure", "slipping", "familiar", "learning", "unseen")


def level_title(name: str) -> str:
    """A level's word on screen."""
    titles = {
        "secure": tr("secure"),
        "slipping": tr("slipping"),
        "familiar": tr("familiar"),
        "learning": tr("learning"),
        "unseen": tr("unseen"),
    }
    return titles[name]


def level_counts(levels: Levels) -> tuple[tuple[str, int], ...]:
    """The levels in the order in which they are drawn and told."""
    return tuple((name, int(getattr(levels, name))) for name in LEVEL_NAMES)


def levels_told(levels: Levels) -> str:
    """The bar in words: `4 secure, 10 unseen`."""
    return ", ".join(
        f"{number(count)} {level_title(name)}" for name, count in level_counts(levels) if count
    )


def paint_level(painter: QPainter, rect: QRectF, theme: Theme, name: str) -> None:
    """Draw one level's piece."""
    radius = theme.unit(RADIUS_MARK)
    color = theme.color(name)
    if name == "slipping":
        paint_hatching(painter, rect, theme, color)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(color)
    painter.setPen(Qt.PenStyle.NoPen)
    if name == "unseen":
        line = theme.unit(1)
        painter.setPen(QPen(theme.color("outline"), line))
        rect = rect.adjusted(line / 2, line / 2, -line / 2, -line / 2)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def paint_levels_bar(painter: QPainter, rect: QRectF, theme: Theme, levels: Levels) -> None:
    """Draw the pieces side by side, each as wide as its share and never too thin to see."""
    shown = [(name, count) for name, count in level_counts(levels) if count]
    total = sum(count for _, count in shown)
    gap, thinnest = theme.unit(2), theme.unit(4)
    room = rect.width() - gap * (len(shown) - 1) - thinnest * len(shown)
    left = rect.left()
    for place, (name, count) in enumerate(shown):
        last = place == len(shown) - 1
        width = rect.right() - left if last else thinnest + round(room * count / total)
        paint_level(painter, QRectF(left, rect.top(), width, rect.height()), theme, name)
        left += width + gap
