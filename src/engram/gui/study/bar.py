"""The bar over the card: end, where we are, how far we are, undo, mark and the other actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import NARROW_BELOW, SMALL_HEIGHT
from engram.gui.study.crumb import Crumb
from engram.gui.widgets.buttons import IconButton
from engram.gui.widgets.gap import Gap
from engram.gui.widgets.label import Label
from engram.gui.words import tr
from engram.study.values import Question

HEIGHT, NARROW_HEIGHT = 48, 40
_MARK_SHAPE = ((7.0, 4.0), (17.0, 4.0), (17.0, 20.0), (12.0, 16.0), (7.0, 20.0))


class MarkButton(IconButton):
    """The mark of a card: an outline, filled in accent once the card is marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "mark", tr("Mark this card"), "M", height=SMALL_HEIGHT)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        # The library says whether the card is marked, not the press.
        pass

    def _paint_icon(self, painter: QPainter, place: QPointF) -> None:
        super()._paint_icon(painter, place)
        if self.isChecked():
            scale = self.theme.unit(self._icon_size()) / 24
            points = [place + QPointF(x * scale, y * scale) for x, y in _MARK_SHAPE]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent"))
            painter.drawPolygon(QPolygonF(points))


class StudyBar(QWidget):
    """48 units high; on a narrow page undo and mark are in the menu alone.

    end_requested, undo_requested, mark_requested, suspend_requested, put_off_requested,
    history_requested, keys_requested -- the learner asked for it here.
    """

    end_requested = Signal()
    undo_requested = Signal()
    mark_requested = Signal()
    suspend_requested = Signal()
    put_off_requested = Signal()
    history_requested = Signal()
    keys_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._has_card = False
        self.end = IconButton(theme, "close", tr("End, every answer is saved"), "Esc", height=32)
        self.crumb = Crumb(theme)
        self.counter = Label(theme, "", "small", "muted", weight=500)
        self.undo = IconButton(theme, "undo", tr("Undo"), "Ctrl+Z", height=SMALL_HEIGHT)
        self.mark = MarkButton(theme)
        self.more = IconButton(theme, "more", tr("More actions"), height=SMALL_HEIGHT)
        self.menu = QMenu(self)
        theme.dress(self.menu, "menu")
        self._undo_action = self._add_action(tr("Undo"), "Ctrl+Z", self.undo_requested.emit)
        self._mark_action = self._add_action(tr("Mark"), "M", self.mark_requested.emit)
        self._add_action(tr("Suspend"), "S", self.suspend_requested.emit)
        self._add_action(tr("Put off till tomorrow"), "B", self.put_off_requested.emit)
        self._add_action(tr("History, why it is asked"), "I", self.history_requested.emit)
        self._add_action(tr("Keys"), "?", self.keys_requested.emit)
        self._arrange()
        self._connect()
        self._measure()

    def show_question(self, question: Question) -> None:
        """Show where a card belongs and how far the session is."""
        self._has_card = True
        self.crumb.show_path((question.card.deck, *question.card.topic))
        number = min(question.done + 1, question.total)
        self.counter.setText(tr("{number} of {total}", number=number, total=question.total))
        self.mark.setChecked(question.marked)
        self.mark.set_name(tr("Take the mark away") if question.marked else tr("Mark"), "M")
        self._mark_action.setText(_with_key(self.mark.accessibleName(), "M"))
        self.undo.setEnabled(question.can_undo)
        self._undo_action.setEnabled(question.can_undo)
        self._arrange_width()

    def show_end(self) -> None:
        """After the last card: end and undo alone."""
        self._has_card = False
        self.crumb.show_path(("",))
        self.undo.setEnabled(True)
        self._arrange_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_width()

    def _add_action(self, text: str, key: str, slot: Callable[[], None]) -> QAction:
        """The key is only written: the page hears it, also while the menu is closed."""
        action = self.menu.addAction(_with_key(text, key))
        action.triggered.connect(slot)
        return action

    def _arrange(self) -> None:
        self._row, self._buttons = QHBoxLayout(self), QHBoxLayout()
        self._row.setSpacing(0)
        parts: tuple[QWidget, ...] = (
            self.end,
            Gap(self._theme, 6),
            self.crumb,
            Gap(self._theme, 16),
            self.counter,
            Gap(self._theme, 14),
        )
        for part in parts:
            self._row.addWidget(part, 1 if part is self.crumb else 0)
        for part in (self.undo, self.mark, self.more):
            self._buttons.addWidget(part)
        self._row.addLayout(self._buttons)

    def _connect(self) -> None:
        for button in (self.end, self.undo, self.mark, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.end.clicked.connect(self.end_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.mark.clicked.connect(self.mark_requested)
        self.more.clicked.connect(self._open_menu)
        self._theme.theme_changed.connect(self._measure)

    def _open_menu(self) -> None:
        width = self.menu.sizeHint().width()
        corner = self.more.mapToGlobal(self.more.rect().bottomRight())
        corner.setX(corner.x() - width)
        self.menu.popup(corner)

    def _arrange_width(self) -> None:
        narrow = self._theme.units(self.width()) < NARROW_BELOW
        self.crumb.topic_only = narrow
        self.setFixedHeight(self._theme.unit(NARROW_HEIGHT if narrow else HEIGHT))
        for part in (self.counter, self.more):
            part.setVisible(self._has_card)
        self.mark.setVisible(self._has_card and not narrow)
        self.undo.setVisible(not (self._has_card and narrow))
        self._undo_action.setVisible(narrow)
        self._mark_action.setVisible(narrow)
        self.crumb.update()

    def _measure(self) -> None:
        unit = self._theme.unit
        self._buttons.setSpacing(unit(2))
        self._row.setContentsMargins(unit(12), 0, unit(12), 0)
        self._arrange_width()


def _with_key(text: str, key: str) -> str:
    """A line of the menu; Qt leaves next to nothing between its two columns."""
    return f"{text}\N{EM SPACE}\t{key}"
