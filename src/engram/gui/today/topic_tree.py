"""The tree of decks and topics: rows of one height, drawn by one delegate, as high as it needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTreeView

from engram.gui.looks.theme import Theme
from engram.gui.today.topic_delegate import ROW_ROLE, TopicDelegate
from engram.gui.today.topic_rows import TopicRow
from engram.gui.widgets.viewport import set_own_viewport
from engram.gui.words import tr
from engram.study.values import TopicPath

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class TopicTree(QTreeView):
    """Arrows walk, Space opens and closes, Enter studies; it never scrolls, its page does.

    study_requested -- the path of the deck or topic to study.
    row_reached -- the place of the row that the keyboard reached, to be scrolled into view.
    """

    study_requested = Signal(object)
    row_reached = Signal(QRect)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = QStandardItemModel(self)
        self.topic_delegate = TopicDelegate(theme, self)
        self._closed: set[TopicPath] = set()
        self.setModel(self._model)
        self.setItemDelegate(self.topic_delegate)
        self._set_looks()
        self.expanded.connect(self._note_opened)
        self.collapsed.connect(self._note_closed)
        theme.theme_changed.connect(self._follow_theme)

    def show_rows(self, rows: Sequence[TopicRow]) -> None:
        """Show other rows; what was closed and which row was current stays."""
        current = self.currentIndex().data(ROW_ROLE)
        self._model.clear()
        items: dict[TopicPath, QStandardItem] = {}
        for row in rows:
            item = _item(row)
            above = items.get(row.path[:-1])
            (above or self._model.invisibleRootItem()).appendRow(item)
            items[row.path] = item
        with QSignalBlocker(self):  # the height is fitted once, not for each row that closes
            self._restore(items, current)
        self._fit_height()

    def be_narrow(self, *, narrow: bool) -> None:
        """Show rows of two lines, or of one."""
        self.topic_delegate.narrow = narrow
        self._follow_theme()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(300), self._shown_rows() * self.topic_delegate.row_height())

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() in _ENTER and current.isValid():
            self._ask_study(current)
        elif event.key() == Qt.Key.Key_Space and current.isValid():
            self.setExpanded(current, not self.isExpanded(current))
        else:
            super().keyPressEvent(event)
            self.row_reached.emit(self.visualRect(self.currentIndex()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        position = event.position().toPoint()
        index = self.indexAt(position)
        row, rect = index.data(ROW_ROLE), self.visualRect(index)
        if not isinstance(row, TopicRow):
            return
        if self.topic_delegate.button_rect(rect).contains(position):
            self._ask_study(index)
        elif self.topic_delegate.chevron_rect(rect, len(row.path) - 1).contains(position):
            self.setExpanded(index, not self.isExpanded(index))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._model.index(0, 0))
        if event.reason() in _KEYBOARD:
            self.row_reached.emit(self.visualRect(self.currentIndex()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return False
        return super().viewportEvent(event)

    # -- inside

    def _set_looks(self) -> None:
        set_own_viewport(self).setAutoFillBackground(False)
        self.setAccessibleName(tr("Decks and topics"))
        self.setProperty("own_focus", True)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def drawBranches(self, *_arguments: object) -> None:
        """The delegate draws the chevrons."""

    def _ask_study(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, TopicRow) and row.waiting:
            self.study_requested.emit(row.path)

    def _restore(self, items: dict[TopicPath, QStandardItem], current: object) -> None:
        self.expandAll()
        for path in self._closed & items.keys():
            self.collapse(items[path].index())
        if isinstance(current, TopicRow) and current.path in items:
            self.setCurrentIndex(items[current.path].index())
        if not self.hasFocus():
            self.clearSelection()

    def _note_opened(self, index: QModelIndex) -> None:
        self._closed.discard(index.data(ROW_ROLE).path)
        self._fit_height()

    def _note_closed(self, index: QModelIndex) -> None:
        self._closed.add(index.data(ROW_ROLE).path)
        self._fit_height()

    def _shown_rows(self) -> int:
        count, index = 0, self._model.index(0, 0)
        while index.isValid():
            count, index = count + 1, self.indexBelow(index)
        return count

    def _fit_height(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _follow_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._fit_height()
        self.viewport().update()


def _item(row: TopicRow) -> QStandardItem:
    item = QStandardItem(row.name)
    item.setData(row, ROW_ROLE)
    item.setData(row.told(), Qt.ItemDataRole.AccessibleTextRole)
    item.setEditable(False)
    return item
