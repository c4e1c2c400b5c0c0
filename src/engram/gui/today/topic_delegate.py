"""Paints one row of the deck and topic tree: chevron, name, counts, mastery bar, Study."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
)

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CONTROL, RING_WIDTH
from engram.gui.today.topic_columns import TopicColumns, topic_columns
from engram.gui.today.topic_rows import TopicRow
from engram.gui.widgets.focus_ring import shows_focus
from engram.gui.widgets.mastery_bar import SMALL_BAR, paint_mastery_bar
from engram.gui.words import DASH, count_or_dash, percent, tr

ROW_ROLE = Qt.ItemDataRole.UserRole
_ROW, _TWO_LINES = 36, 52
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class TopicDelegate(QStyledItemDelegate):
    """Draws rows; the tree says which one is open, current, and seen from the keyboard.

    It is the tree that is asked: the state of a style option is an enum of QStyle, and the first
    use of one sets all of them up, 10 ms of a start.
    """

    def __init__(self, theme: Theme, tree: QTreeView) -> None:
        super().__init__(tree)
        self._theme, self._tree = theme, tree
        self.narrow = False

    def columns(self, width: int) -> TopicColumns:
        """The columns of rows of this width."""
        return topic_columns(self._theme, width, narrow=self.narrow)

    def row_height(self) -> int:
        """How high every row is."""
        return self._theme.unit(_TWO_LINES if self.narrow else _ROW)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.row_height())

    def chevron_rect(self, row: QRect, depth: int) -> QRect:
        """Where a press opens or closes a row."""
        text_left = row.left() + self.columns(row.width()).text_left(depth)
        return QRect(row.left(), row.top(), text_left - row.left(), row.height())

    def button_rect(self, row: QRect) -> QRect:
        """Where Study stands in a row."""
        unit, columns = self._theme.unit, self.columns(row.width())
        text = QFontMetrics(self._theme.font("small", 500)).horizontalAdvance(tr("Study"))
        width, height = text + 2 * unit(14), unit(26)
        if self.narrow:
            left = row.left() + columns.right - width
            return QRect(left, row.bottom() - height - unit(2), width, height)
        left = row.left() + columns.name_right + unit(4) - width
        return QRect(left, row.center().y() - height // 2 + 1, width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        current = self._tree.selectionModel().isSelected(index)
        active = current or self._is_hovered(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if active:
            self._paint_highlight(painter, option.rect, ring=current and shows_focus(self._tree))
        painter.translate(option.rect.topLeft())
        here = QRect(0, 0, option.rect.width(), option.rect.height())
        if index.model().hasChildren(index):
            self._paint_chevron(painter, here, row, opened=self._tree.isExpanded(index))
        button = self.button_rect(here) if active and row.waiting else QRect()
        self._paint_name(painter, here, row, button)
        self._paint_counts(painter, here, row)
        self._paint_mastery(painter, here, row, button)
        if button.isValid():
            self._paint_button(painter, button)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say a name in full where the row had to cut it."""
        row = index.data(ROW_ROLE)
        room = self._name_rect(option.rect, row, QRect()).width() if row else 0
        cut = row and QFontMetrics(self._name_font(row)).horizontalAdvance(row.name) > room
        QToolTip.showText(event.globalPos(), row.name if cut else "", view)
        return True

    def _is_hovered(self, rect: QRect) -> bool:
        viewport = self._tree.viewport()
        return viewport.underMouse() and rect.contains(viewport.mapFromGlobal(QCursor.pos()))

    # -- pieces of a row, painted from its own top left corner

    def _first_line(self, row: QRect) -> QRect:
        if not self.narrow:
            return row
        return QRect(row.left(), row.top() + self._theme.unit(4), row.width(), row.height() // 2)

    def _name_font(self, row: TopicRow) -> QFont:
        return self._theme.font("body", 600 if row.is_deck else 400)

    def _name_rect(self, row: QRect, value: TopicRow, button: QRect) -> QRect:
        columns, line = self.columns(row.width()), self._first_line(row)
        left = row.left() + columns.text_left(len(value.path) - 1)
        right = row.left() + columns.name_right
        if button.isValid() and not self.narrow:
            right = button.left() - self._theme.unit(8)
        return QRect(left, line.top(), right - left, line.height())

    def _paint_highlight(self, painter: QPainter, rect: QRect, *, ring: bool) -> None:
        radius = self._theme.unit(RADIUS_CONTROL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("hover"))
        ground = QRectF(rect).adjusted(0, 1, 0, -1)
        painter.drawRoundedRect(ground, radius, radius)
        if ring:
            width = self._theme.unit(RING_WIDTH)
            painter.setPen(QPen(self._theme.color("focus"), width))
            half = width / 2
            painter.drawRoundedRect(ground.adjusted(half, half, -half, -half), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_chevron(
        self, painter: QPainter, row: QRect, value: TopicRow, *, opened: bool
    ) -> None:
        side = self._theme.unit(16)
        text_left = self.columns(row.width()).text_left(len(value.path) - 1)
        left = text_left - self._theme.unit(23)
        top = self._first_line(row).center().y() - side // 2 + 1
        name = "chevron-down" if opened else "chevron-right"
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPoint(left, top), self._theme.pixmap(name, "muted", 16, ratio))

    def _paint_name(self, painter: QPainter, row: QRect, value: TopicRow, button: QRect) -> None:
        rect = self._name_rect(row, value, button)
        painter.setFont(self._name_font(value))
        painter.setPen(self._theme.color("text"))
        name = painter.fontMetrics().elidedText(
            value.name, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, _LEFT, name)

    def _paint_counts(self, painter: QPainter, row: QRect, value: TopicRow) -> None:
        columns, line = self.columns(row.width()), self._first_line(row)
        painter.setFont(self._theme.font("body", 600 if value.is_deck else 400, tabular=True))
        for count, right in ((value.due, columns.due_right), (value.new, columns.new_right)):
            painter.setPen(self._theme.color("text" if count else "muted"))
            left = right - columns.count_width
            rect = QRect(left, line.top(), columns.count_width, line.height())
            painter.drawText(rect, _RIGHT, count_or_dash(count))

    def _paint_mastery(self, painter: QPainter, row: QRect, value: TopicRow, button: QRect) -> None:
        columns, height = self.columns(row.width()), self._theme.unit(SMALL_BAR)
        middle = row.center().y() + 1
        if self.narrow:
            middle = row.bottom() - self._theme.unit(14)
        bar = QRectF(columns.bar_left, middle - height // 2, columns.bar_width, height)
        paint_mastery_bar(painter, bar, self._theme, value.shares)
        right = button.left() if self.narrow and button.isValid() else columns.right
        left = columns.value_left
        text = QRect(left, row.top(), right - left, row.height())
        if self.narrow:
            text = QRect(left, middle - self._theme.unit(10), right - left, self._theme.unit(20))
        self._paint_value(painter, text, value)

    def _paint_value(self, painter: QPainter, rect: QRect, value: TopicRow) -> None:
        shares = value.shares
        told = percent(shares.mastery)
        font = self._theme.font("body", 600 if value.is_deck else 500, tabular=True)
        color = "text"
        if shares.little_evidence or not shares.coverage:
            told = tr("little evidence") if shares.coverage else _unseen(value)
            font, color = self._theme.font("small"), "muted"
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        painter.drawText(rect, _LEFT, told)

    def _paint_button(self, painter: QPainter, rect: QRect) -> None:
        radius = self._theme.unit(RADIUS_CONTROL)
        painter.setBrush(self._theme.color("surface"))
        painter.setPen(QPen(self._theme.color("border"), 1))
        frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, radius, radius)
        painter.setPen(self._theme.color("text"))
        painter.setFont(self._theme.font("small", 500))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, tr("Study"))


def _unseen(value: TopicRow) -> str:
    return tr("unseen") if value.is_deck else DASH
