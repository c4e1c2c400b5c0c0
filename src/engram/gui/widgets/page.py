"""A page that scrolls as one: a column on the left edge, at most 960 units wide."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import (
    NARROW_BELOW,
    PAGE_MARGIN,
    PAGE_TOP,
    PAGE_WIDTH,
    RAIL_WIDTH,
    ROW_OVERHANG,
)
from engram.gui.widgets.gap import ColumnGap, Gap
from engram.gui.widgets.viewport import set_own_viewport


class Page(QScrollArea):
    """Takes parts from top to bottom; subclasses arrange themselves anew in `_arrange_width`.

    The column reaches 12 units beyond the text edge on both sides, for the highlights of rows;
    everything else keeps to the edge by `add_on_edge`.
    """

    def __init__(self, theme: Theme, width: float = PAGE_WIDTH) -> None:
        super().__init__()
        set_own_viewport(self)
        self.theme, self._most_units = theme, width
        theme.dress(self.verticalScrollBar(), "scroll bar")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body, self._sides = QWidget(), QHBoxLayout()
        self.body.setLayout(self._sides)
        self._column_widget = QWidget()
        self.column = QVBoxLayout(self._column_widget)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._column_widget, 1000)
        self._sides.addStretch(0)
        self.setWidget(self.body)
        theme.theme_changed.connect(self._measure)
        self._set_margins()

    @property
    def row_width(self) -> int:
        """How wide the column is, rows' overhang included, in pixels."""
        sides = self._sides.contentsMargins()
        room = self.viewport().width() - sides.left() - sides.right()
        return min(room, self._column_widget.maximumWidth())

    @property
    def is_narrow(self) -> bool:
        """Whether a window of this page would be under 640 units."""
        return self.theme.units(self.width()) < NARROW_BELOW - RAIL_WIDTH

    def add_on_edge(self, part: QWidget | QLayout) -> None:
        """Add a part that stands on the text edge."""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(Gap(self.theme, ROW_OVERHANG))
        if isinstance(part, QWidget):
            row.addWidget(part, 1)
        else:
            row.addLayout(part, 1)
        row.addWidget(Gap(self.theme, ROW_OVERHANG))
        self.column.addLayout(row)

    def add_gap(self, units: float) -> None:
        """Add room below the last part."""
        self.column.addWidget(ColumnGap(self.theme, units))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()
        self._arrange_width(narrow=self.is_narrow)

    def _measure(self) -> None:
        self._set_margins()
        self._arrange_width(narrow=self.is_narrow)

    def _set_margins(self) -> None:
        unit = self.theme.unit
        side = unit(PAGE_MARGIN - ROW_OVERHANG)
        # The scroll bar takes its width from the margin, so that nothing moves when it comes.
        bar = self.width() - self.viewport().width()
        self._sides.setContentsMargins(side, unit(PAGE_TOP), max(0, side - bar), unit(PAGE_TOP))
        self._column_widget.setMaximumWidth(unit(self._most_units + 2 * ROW_OVERHANG))

    def _arrange_width(self, *, narrow: bool) -> None:
        """Arrange for this width and text size; called again whenever one of them changes."""
