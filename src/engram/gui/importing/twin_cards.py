"""Cards that say the same in; side by side, or below one another where it is narrow, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from engram.gui.rows.sketch import RowArtist, RowSketch
from engram.gui.words import tr
from engram.model import Card

_SIDE_BY_SIDE_FROM = 480  # units
_GAP = 28


@dataclass(frozen=True, slots=True)
class Side:
    """A card and where it stands."""

    title: str
    card: Card


def add_sides(sketch: RowSketch, artist: RowArtist, rect: QRect, sides: Sequence[Side]) -> int:
    """Add the cards, as wide as `rect` together; where they end below."""
    unit = artist.theme.unit
    if artist.theme.units(rect.width()) < _SIDE_BY_SIDE_FROM:
        y = rect.top()
        for side in sides:
            y = _add_side(sketch, artist, QRect(rect.left(), y + unit(4), rect.width(), 0), side)
        return y
    step = (rect.width() + unit(_GAP)) // len(sides)
    ends = [
        _add_side(
            sketch,
            artist,
            QRect(rect.left() + place * step, rect.top() + unit(4), step - unit(_GAP), 0),
            side,
        )
        for place, side in enumerate(sides)
    ]
    return max(ends)


def _add_side(sketch: RowSketch, artist: RowArtist, rect: QRect, side: Side) -> int:
    title = artist.elided(side.title, rect.width())
    artist.add_words(sketch, rect.topLeft(), title)
    below = rect.translated(0, artist.line() + artist.theme.unit(2))
    y = artist.add_markdown(sketch, below, side.card.question, "lead")
    for text, color in _answers(side.card):
        y = artist.add_markdown(sketch, QRect(rect.left(), y, rect.width(), 0), text, "body", color)
    return y


def _answers(card: Card) -> list[tuple[str, str]]:
    """The answer, or the options with the right ones told by a word."""
    right = tr("right")
    options = [
        (f"{option.text}  ({right})", "text") if option.correct else (option.text, "muted")
        for option in card.options
    ]
    return [(card.answer, "muted"), *options] if card.answer else options
