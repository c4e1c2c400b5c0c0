"""The columns of the mastery rows, from one set of numbers for head and rows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import ROW_OVERHANG
from engram.gui.widgets.mastery_bar import LARGE_BAR

ROW_HEIGHT, TWO_LINES = 34, 60
_LEVELS_HEIGHT = 12
_VALUE, _VALUE_GAP, _CARDS, _CARDS_GAP = 112, 12, 44, 8
_NAME_SHARE, _BAR_SHARE = 0.334, 0.257
_LEAST_LEVELS = 60  # units, so that the title above fits; the mastery bar gives them


@dataclass(frozen=True, slots=True)
class MasteryColumns:
    """The cells of one row in pixels; in a narrow row the bars stand below the name."""

    name: QRect
    bar: QRect
    value: QRect
    levels: QRect
    cards: QRect
    value_right: bool = False


def mastery_columns(theme: Theme, width: int, *, narrow: bool) -> MasteryColumns:
    """The cells of a row of this width."""
    return _two_lines(theme, width) if narrow else _one_line(theme, width)


def _one_line(theme: Theme, width: int) -> MasteryColumns:
    unit, height = theme.unit, theme.unit(ROW_HEIGHT)
    left, right = unit(ROW_OVERHANG), width - unit(ROW_OVERHANG)
    name = round((right - left) * _NAME_SHARE)
    others = unit(_VALUE_GAP + _VALUE + _LEAST_LEVELS + _CARDS_GAP + _CARDS)
    bar = min(round((right - left) * _BAR_SHARE), right - left - name - others)
    bar_left = left + name
    value_left = bar_left + bar + unit(_VALUE_GAP)
    levels_left = value_left + unit(_VALUE)
    levels_right = right - unit(_CARDS + _CARDS_GAP)
    return MasteryColumns(
        name=QRect(left, 0, name - unit(12), height),
        bar=_centred(bar_left, bar, height, unit(LARGE_BAR)),
        value=QRect(value_left, 0, unit(_VALUE), height),
        levels=_centred(levels_left, levels_right - levels_left, height, unit(_LEVELS_HEIGHT)),
        cards=QRect(right - unit(_CARDS), 0, unit(_CARDS), height),
    )


def _two_lines(theme: Theme, width: int) -> MasteryColumns:
    unit = theme.unit
    left, right = unit(ROW_OVERHANG), width - unit(ROW_OVERHANG)
    line, top = unit(24), unit(4)
    below = QRect(left, top + line, right - left, line)
    half = (below.width() - unit(12)) // 2
    return MasteryColumns(
        name=QRect(left, top, right - left - unit(_VALUE), line),
        bar=_centred(left, half, line, unit(LARGE_BAR)).translated(0, below.top()),
        value=QRect(right - unit(_VALUE), top, unit(_VALUE), line),
        levels=_centred(right - half, half, line, unit(_LEVELS_HEIGHT)).translated(0, below.top()),
        cards=QRect(),
        value_right=True,
    )


def _centred(left: int, width: int, height: int, thickness: int) -> QRect:
    return QRect(left, (height - thickness) // 2, width, thickness)
