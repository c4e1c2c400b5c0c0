"""The columns of the deck and topic tree, from one set of numbers for head and rows."""

from __future__ import annotations

from dataclasses import dataclass

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import ROW_OVERHANG

_VALUE, _VALUE_GAP, _BAR, _BAR_GAP, _NEW, _DUE = 104, 14, 148, 36, 56, 64
_SMALL_BAR, _SMALL_VALUE = 120, 100
_TIGHT_BELOW = 800
_INDENT = 20


@dataclass(frozen=True, slots=True)
class TopicColumns:
    """Places in pixels from a row's left end; a narrow row has its bar below the name."""

    edge: int  # where names without a chevron would begin
    right: int
    due_right: int
    new_right: int
    count_width: int
    name_right: int
    bar_left: int
    bar_width: int
    value_left: int
    indent: int
    narrow: bool

    def text_left(self, depth: int) -> int:
        """Where the name of a row begins: a deck's topics stand on the deck's own edge."""
        return self.edge + self.indent * max(1, depth)


def topic_columns(theme: Theme, width: int, *, narrow: bool) -> TopicColumns:
    """The columns for rows of this width."""
    return _narrow_columns(theme, width) if narrow else _wide_columns(theme, width)


def strip_width(theme: Theme, width: int) -> int:
    """Bar, gap and value together: the chart above the tree stands on their edges."""
    columns = _wide_columns(theme, width)
    return columns.right - columns.bar_left


def _wide_columns(theme: Theme, width: int) -> TopicColumns:
    unit = theme.unit
    tight = theme.units(width) < _TIGHT_BELOW
    edge, right = unit(ROW_OVERHANG), width - unit(ROW_OVERHANG)
    value_left = right - unit(_SMALL_VALUE if tight else _VALUE)
    bar_width = unit(_SMALL_BAR if tight else _BAR)
    bar_left = value_left - unit(_VALUE_GAP) - bar_width
    new_right = bar_left - unit(_BAR_GAP)
    due_right = new_right - unit(_NEW)
    return TopicColumns(
        edge,
        right,
        due_right,
        new_right,
        unit(_NEW),
        due_right - unit(_DUE),
        bar_left,
        bar_width,
        value_left,
        unit(_INDENT),
        narrow=False,
    )


def _narrow_columns(theme: Theme, width: int) -> TopicColumns:
    unit = theme.unit
    edge, right = unit(ROW_OVERHANG), width - unit(ROW_OVERHANG)
    due_right = right - unit(_NEW - 4)
    bar_left, bar_width = edge + unit(_INDENT), unit(_BAR)
    return TopicColumns(
        edge,
        right,
        due_right,
        right,
        unit(_NEW - 4),
        due_right - unit(_NEW),
        bar_left,
        bar_width,
        bar_left + bar_width + unit(10),
        unit(_INDENT),
        narrow=True,
    )
