"""Room between two parts of a layout, in units, following the text size."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from engram.gui.looks.theme import Theme


class Gap(QWidget):
    """Room in a row, or in a column that is a widget's own layout."""

    def __init__(self, theme: Theme, units: float) -> None:
        super().__init__()
        self._theme, self._units = theme, units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = self._theme.unit(self._units)
        return QSize(side, side)


class ColumnGap(Gap):
    """Room in a column inside a row: it does not hold the column to its own width."""

    def __init__(self, theme: Theme, units: float) -> None:
        super().__init__(theme, units)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())
