"""The list of rows as the learner meets it: what keys and mouse do, and how rows are painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)

from engram.gui.looks.theme import Theme
from engram.gui.rows.choosing import Choosing
from engram.gui.rows.layout import Row
from engram.gui.rows.marks import box_in, paint_current, paint_nothing, paint_ways
from engram.gui.rows.sketch import RowSketch
from engram.gui.rows.view import RowView
from engram.gui.widgets.check_box import paint_check
from engram.gui.widgets.focus_ring import shows_focus

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_BY_KEY = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class RowList(RowView):
    """Arrows walk from row to row, Enter or the row's button opens it.

    Where rows can be chosen, Space or the check box takes a row or leaves it, and Left and Right,
    or a click, choose its way.

    row_opened -- the number of the row.
    row_ticked -- the number of a row that is to be taken, or not to be taken any more.
    row_reached -- the number of the row that is the current one now.
    way_chosen -- the number of a row and the place of the way it is to go.
    """

    row_opened = Signal(int)
    row_ticked = Signal(int)
    row_reached = Signal(int)
    way_chosen = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._marks_current, self._pressed = False, -1
        self.selectionModel().currentChanged.connect(self._tell_reached)

    def show_rows(
        self,
        rows: Sequence[Row],
        name: str,
        guess: float,
        nothing: str = "",
        choosing: Choosing | None = None,
    ) -> None:
        """Show other rows, none of them current."""
        self._marks_current = False
        super().show_rows(rows, name, guess, nothing, choosing)

    def show_choices(self) -> None:
        """Show that rows are chosen otherwise than before."""
        self._model.tell_choices()
        self.viewport().update()

    def mark_row(self, row: int) -> None:
        """Make a row the current one, so that it is seen, at the top of the list."""
        self.selectionModel().setCurrentIndex(self._model.index(row), _CHOOSE)
        self._marks_current = True
        self.scroll_to_row(row)

    def button_rect(self, row: int) -> QRect:
        """Where the button of a row stands in the viewport; empty if it has none."""
        return self._layout.sketch(row).button.translated(self._corner(row))

    def check_rect(self, row: int) -> QRect:
        """Where the check box of a row stands in the viewport; empty if it has none."""
        return self._layout.sketch(row).check.translated(self._corner(row))

    def way_rects(self, row: int) -> list[QRect]:
        """Where the ways of a row stand in the viewport."""
        ways = self._layout.sketch(row).ways
        return [way.rect.translated(self._corner(row)) for way in ways]

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._marks_current = True
        current = self.currentIndex()
        if event.key() in _ENTER and current.isValid():
            self.row_opened.emit(current.row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif self._choosing is not None and self._chooses(event.key(), current.row()):
            event.accept()
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
        elif event.button() == Qt.MouseButton.LeftButton and self._choosing is not None:
            self._choose_at(event.position().toPoint())

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
            self._paint_choice(painter, sketch, row)
            painter.restore()
        if row < len(self.rows) - 1:
            line = QRect(inside.left(), rect.bottom(), inside.width(), 1)
            painter.fillRect(line, self._theme.color("border"))

    def _paint_choice(self, painter: QPainter, sketch: RowSketch, row: int) -> None:
        if self._choosing is None or sketch.check.isEmpty():
            return
        taken = self._choosing.is_taken(row)
        ratio = self.devicePixelRatioF()
        state = Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        paint_check(painter, self._theme, box_in(sketch.check, self._theme), state, ratio)
        if sketch.ways:
            paint_ways(painter, self._theme, sketch.ways, self._choosing.way(row))

    def _tell_reached(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_reached.emit(index.row())

    def _chooses(self, key: int, row: int) -> bool:
        """Whether a key takes the row or leaves it, or chooses another way for it."""
        if self._choosing is None or row < 0:
            return False
        if key == Qt.Key.Key_Space:
            self.row_ticked.emit(row)
            return True
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        ways = len(self._layout.sketch(row).ways)
        if step and ways:
            self.way_chosen.emit(row, min(max(self._choosing.way(row) + step, 0), ways - 1))
        return bool(step and ways)

    def _choose_at(self, point: QPoint) -> None:
        row = self.indexAt(point).row()
        if row < 0:
            return
        if self.check_rect(row).contains(point):
            self.row_ticked.emit(row)
        for place, rect in enumerate(self.way_rects(row)):
            if rect.contains(point):
                self.way_chosen.emit(row, place)

    def _corner(self, row: int) -> QPoint:
        return self.visualRect(self._model.index(row)).topLeft() + QPoint(self._inset(), 0)

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
