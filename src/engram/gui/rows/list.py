"""Rows of any height in; a list that lays out only what is seen out, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import PAGE_MARGIN, ROW_OVERHANG
from engram.gui.rows.layout import Row, RowLayout
from engram.gui.rows.marks import paint_current, paint_nothing
from engram.gui.rows.model import Index, RowModel
from engram.gui.rows.sketch import RowArtist
from engram.gui.widgets.focus_ring import shows_focus

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_BY_KEY = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class RowList(QListView):
    """Arrows walk from row to row, Enter or the row's button opens it.

    Rows keep a margin at both sides, so that their texts stand on the page's edges and the scroll
    bar beside them; room above the first row scrolls away with it.

    row_opened -- the number of the row.
    """

    row_opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = RowModel(self)
        self._layout = RowLayout((), RowArtist(theme, 1.0), 0, 1)
        self._guess, self._top_room, self._laid_width = 100.0, 0, 0
        self._anchor = (0, 0)  # the row at the top edge, and how much of it is above the edge
        self._marks_current, self._nothing = False, ""
        self._pressed = -1
        self._later = QTimer(self)
        self.setModel(self._model)
        self._set_looks()
        self._later.timeout.connect(self._lay_out)
        theme.theme_changed.connect(self._measure_anew)

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._layout.rows

    @property
    def top_row(self) -> int:
        """The row at the top edge."""
        return self._anchor[0]

    def show_rows(self, rows: Sequence[Row], name: str, guess: float, nothing: str = "") -> None:
        """Show other rows, guessed to be `guess` units high, or what is said if there are none."""
        self.setAccessibleName(name)
        self.setAccessibleDescription("" if rows else nothing)
        self._nothing, self._guess = nothing, guess
        self._anchor = (0, -self._top_room)
        self._marks_current = False
        self._layout = self._fresh_layout(rows)
        self._model.show_rows(rows)
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    def set_top_room(self, pixels: int) -> None:
        """Leave room above the first row."""
        if pixels != self._top_room:
            if self.verticalOffset() == 0:
                self._anchor = (0, -pixels)
            self._top_room = pixels
            self._place()

    def scroll_to_row(self, row: int) -> None:
        """Put a row at the top of the list."""
        self._anchor = (row, 0)
        self._place()
        self._lay_out()

    def mark_row(self, row: int) -> None:
        """Make a row the current one, so that it is seen, at the top of the list."""
        self.selectionModel().setCurrentIndex(self._model.index(row), _CHOOSE)
        self._marks_current = True
        self.scroll_to_row(row)

    def button_rect(self, row: int) -> QRect:
        """Where the button of a row stands in the viewport; empty if it has none."""
        corner = self.visualRect(self._model.index(row)).topLeft() + QPoint(self._inset(), 0)
        return self._layout.sketch(row).button.translated(corner)

    # -- laying out

    def _fresh_layout(self, rows: Sequence[Row]) -> RowLayout:
        artist = RowArtist(self._theme, self.devicePixelRatioF())
        self._laid_width = self.width()  # the scroll bar takes its room from the margin
        width = self._laid_width - 2 * self._theme.unit(PAGE_MARGIN)
        least = self._theme.unit(160)
        return RowLayout(rows, artist, max(width, least), self._theme.unit(self._guess))

    def _measure_anew(self) -> None:
        self._layout = self._fresh_layout(self.rows)
        self._anchor = (self._anchor[0], min(self._anchor[1], 0))
        self._place()
        self._lay_out()

    def _lay_out(self) -> None:
        """Lay out what is seen; what takes too long goes on in the next turn of the event loop."""
        top = self.verticalOffset() - self._top_room
        finished = self._layout.lay_out(top, self.viewport().height())
        self._place()
        if finished:
            self._later.stop()
        elif not self._later.isActive():
            self._later.start()

    def _place(self) -> None:
        """Set the scroll bar by the heights as they are known now; the top row keeps its place."""
        row, above = self._anchor
        bar, page = self.verticalScrollBar(), self.viewport().height()
        whole = self._top_room + self._layout.total
        wanted = self._top_room + self._layout.top(row) + above
        before, reach = bar.value(), bar.maximum()
        bar.blockSignals(True)
        bar.setRange(0, max(0, whole - page))
        bar.setPageStep(page)
        bar.setSingleStep(self._theme.unit(24))
        bar.setValue(wanted)
        bar.blockSignals(False)
        if bar.maximum() != reach:
            # By this Qt shows the bar, or hides it where all is seen.
            bar.rangeChanged.emit(bar.minimum(), bar.maximum())
        if bar.value() != before:
            bar.valueChanged.emit(bar.value())
        self.viewport().update()

    # -- what the abstract view asks

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self.rows):
            return QRect()
        top = self._top_room + self._layout.top(index.row()) - self.verticalOffset()
        side = self._theme.unit(PAGE_MARGIN - ROW_OVERHANG)
        return QRect(side, top, self.width() - 2 * side, self._layout.height(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._layout.row_at(point.y() + self.verticalOffset() - self._top_room)
        index = self._model.index(max(row, 0))
        return index if self.visualRect(index).contains(point) else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        self._layout.sketch(index.row())
        rect, page = self.visualRect(index), self.viewport().height()
        if rect.top() < 0 or rect.height() > page:
            self.scroll_to_row(index.row())
        elif rect.bottom() >= page:
            self._scroll_to_foot(index.row(), page)

    def _scroll_to_foot(self, row: int, page: int) -> None:
        """Put a row at the foot of the list; the rows above it are measured to know the top one."""
        first, height = row, self._layout.height(row)
        while first > 0 and height < page:
            first -= 1
            height += self._layout.sketch(first).height
        self._anchor = (first, height - page)
        self._place()
        self._lay_out()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        moves = QAbstractItemView.CursorAction
        row, last, page = self.currentIndex().row(), len(self.rows) - 1, self.viewport().height()
        if last < 0:
            return QModelIndex()
        place = self._layout.top(max(row, 0))
        wanted = {
            moves.MoveHome: 0,
            moves.MoveEnd: last,
            moves.MoveUp: row - 1,
            moves.MovePrevious: row - 1,
            moves.MoveDown: row + 1,
            moves.MoveNext: row + 1,
            moves.MovePageUp: self._layout.row_at(place - page),
            moves.MovePageDown: self._layout.row_at(place + page),
        }.get(action, row)
        return self._model.index(min(max(wanted, 0), last))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.indexAt(rect.center()), command)

    def visualRegionForSelection(self, _selection: object) -> QRegion:
        return QRegion(self.visualRect(self.currentIndex()))

    # The list's own layout would ask every row for its height.

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)
        self._place()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        top = self.verticalOffset() - self._top_room
        row = max(self._layout.row_at(top), 0)
        self._anchor = (row, top - self._layout.top(row))
        self._lay_out()

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        if self.width() != self._laid_width:
            self._measure_anew()
        else:
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._marks_current = True
        current = self.currentIndex()
        if event.key() in _ENTER and current.isValid():
            self.row_opened.emit(current.row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif not self._scrolls_within(event.key()):
            super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._marks_current = True
        self._pressed = self._button_at(event.position().toPoint())
        super().mousePressEvent(event)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, -1
        super().mouseReleaseEvent(event)
        self.viewport().update()
        if pressed >= 0 and pressed == self._button_at(event.position().toPoint()):
            self.row_opened.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._marks_current = self._marks_current or event.reason() in _BY_KEY
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows:
            self.selectionModel().setCurrentIndex(self._model.index(self.top_row), _CHOOSE)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.rows:
            area = self.viewport().rect().translated(0, self._top_room - self.verticalOffset())
            paint_nothing(painter, self._theme, area, self._nothing)
            return
        top = self.verticalOffset() - self._top_room
        first = self._layout.row_at(top)
        last = self._layout.row_at(top + self.viewport().height())
        for row in range(first, last + 1):
            self._paint_row(painter, row)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        rect = self.visualRect(self._model.index(row))
        if self.hasFocus() and self._marks_current and row == self.currentIndex().row():
            paint_current(painter, self._theme, rect, ring=shows_focus(self))
        inside = rect.adjusted(self._inset(), 0, -self._inset(), 0)
        sketch = self._layout.drawn(row)
        if sketch is not None:
            painter.save()
            painter.translate(inside.topLeft())
            sketch.paint(painter, self._theme, button_color=self._button_color(row))
            painter.restore()
        if row < len(self.rows) - 1:
            line = QRect(inside.left(), rect.bottom(), inside.width(), 1)
            painter.fillRect(line, self._theme.color("border"))

    def _button_color(self, row: int) -> str:
        under = self.viewport().mapFromGlobal(self.cursor().pos())
        if not self.viewport().underMouse() or self._button_at(under) != row:
            return "surface"
        return "pressed" if self._pressed == row else "hover"

    def _button_at(self, point: QPoint) -> int:
        """The row whose button is there, -1 for none."""
        row = self.indexAt(point).row()
        return row if row >= 0 and self.button_rect(row).contains(point) else -1

    def _scrolls_within(self, key: int) -> bool:
        """A row taller than the list is read to its end before the next one is current."""
        step = next((step for known, step in _STEPS.items() if known == key), 0)
        rect, page = self.visualRect(self.currentIndex()), self.viewport().height()
        more = rect.bottom() >= page if step > 0 else rect.top() < 0
        if not step or rect.height() <= page or not more:
            return False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * page // 2)
        return True

    def _inset(self) -> int:
        return self._theme.unit(ROW_OVERHANG)

    def _set_looks(self) -> None:
        self._theme.dress(self.verticalScrollBar(), "scroll bar")
        self._later.setInterval(0)
        self.setProperty("own_focus", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
