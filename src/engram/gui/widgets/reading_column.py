"""A page that scrolls one column of at most 680 units, centred, whatever the scroll bar does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import NARROW_BELOW, READING_WIDTH
from engram.gui.widgets.viewport import set_own_viewport

SIDE_MARGIN = 24
FOOT_MARGIN = 24
LONGEST_UNITS = 100_000

_SCROLLING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


def column_width(theme: Theme, width: int) -> int:
    """How wide the column is on a page of this width, in pixels."""
    return min(theme.unit(READING_WIDTH), max(width - 2 * theme.unit(SIDE_MARGIN), 1))


class ReadingColumn(QScrollArea):
    """Takes parts from top to bottom; the keys that would not scroll are left to the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_own_viewport(self)
        self.theme = theme
        theme.dress(self.verticalScrollBar(), "scroll bar")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The ring round half the window would say nothing: the card is what is on the screen.
        self.setProperty("own_focus", True)
        self.arrows_scroll = True
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setSpacing(0)
        self.setWidget(self._body)
        theme.theme_changed.connect(self._place_column)
        self._place_column()

    @property
    def is_narrow(self) -> bool:
        """Whether the page is under 640 units wide."""
        return self.theme.units(self.width()) < NARROW_BELOW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_column()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        walks = event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not self.arrows_scroll
        if event.key() in _SCROLLING and not walks:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def bring_into_view(self, first: QWidget, last: QWidget, most: int = LONGEST_UNITS) -> None:
        """Scroll as little as shows all from `first` to `last`, and never past the first.

        Where that is long, the first `most` units of it are enough.
        """
        # What was just shown has no place yet, and it must not be shown twice.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        bar, margin = self.verticalScrollBar(), self.theme.unit(12)
        top = first.mapTo(self._body, first.rect().topLeft()).y() - margin
        end = last.mapTo(self._body, last.rect().bottomLeft()).y() + margin
        bottom = min(end, top + self.theme.unit(most))
        if bottom > bar.value() + self.viewport().height():
            bar.setValue(min(top, bottom - self.viewport().height()))
        elif top < bar.value():
            bar.setValue(top)

    def _place_column(self) -> None:
        """From the left edge of the page, not of what the scroll bar leaves, so it never shifts."""
        width = column_width(self.theme, self.width())
        left = (self.width() - width) // 2
        right = self.viewport().width() - left - width
        margins = (left, 0, max(right, 0), self.theme.unit(FOOT_MARGIN))
        self.column.setContentsMargins(*margins)
        self._arrange_width(narrow=self.is_narrow)

    def _arrange_width(self, *, narrow: bool) -> None:
        """Arrange for a narrow or a wide page."""
