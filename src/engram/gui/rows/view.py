"""Rows of any height in; a view that lays out only what is seen out, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import PAGE_MARGIN, ROW_OVERHANG
from engram.gui.rows.choosing import Choosing
from engram.gui.rows.layout import Row, RowLayout
from engram.gui.rows.model import Index, RowModel
from engram.gui.rows.sketch import RowArtist
from engram.gui.text.card_document import Media, no_media


class RowView(QListView):
    """Knows where each row stands as soon as it is seen; the row at the top edge keeps its place.

    Rows keep a margin at both sides, so that their texts stand on the page's edges and the scroll
    bar beside them; room above the first row scrolls away with it.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = RowModel(self)
        self._layout = RowLayout((), RowArtist(theme, 1.0), 0, 1)
        self._guess, self._top_room, self._laid_width = 100.0, 0, 0
        self._anchor = (0, 0)  # the row at the top edge, and how much of it is above the edge
        self._nothing = ""
        self._choosing: Choosing | None = None
        self._media: Media = no_media
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

    def show_rows(
        self,
        rows: Sequence[Row],
        name: str,
        guess: float,
        nothing: str = "",
        choosing: Choosing | None = None,
    ) -> None:
        """Show other rows, guessed to be `guess` units high, or what is said if there are none."""
        self.setAccessibleName(name)
        self.setAccessibleDescription("" if rows else nothing)
        self._nothing, self._guess = nothing, guess
        self._anchor = (0, -self._top_room)
        self._layout = self._fresh_layout(rows)
        self._choosing = choosing
        self._model.show_rows(rows, choosing)
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    def set_media(self, media: Media) -> None:
        """Where the pictures of rows come from that are shown from now on."""
        self._media = media

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

    # -- laying out

    def _fresh_layout(self, rows: Sequence[Row]) -> RowLayout:
        artist = RowArtist(self._theme, self.devicePixelRatioF(), self._media)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        if self.width() != self._laid_width:
            self._measure_anew()
        else:
            self._lay_out()

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
