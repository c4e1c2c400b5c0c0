"""A finding in; its cards, problems and changes, one of them in view, out."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from engram.compiler.progress import WRITING, Progress
from engram.gui.importing.cards import CARD_GUESS
from engram.gui.importing.changes import CHANGE_GUESS
from engram.gui.importing.decisions import Decisions
from engram.gui.importing.finding import Finding, Request
from engram.gui.importing.foot import ImportFoot
from engram.gui.importing.head import CARDS, CHANGES, PROBLEMS, ImportHead
from engram.gui.importing.problems import PROBLEM_GUESS
from engram.gui.importing.source_panel import SourcePanel
from engram.gui.importing.words import (
    cards_sentence,
    changes_sentence,
    import_action,
    progress_words,
)
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import NARROW_BELOW, PAGE_MARGIN, RAIL_WIDTH
from engram.gui.rows.list import RowList
from engram.gui.text.card_document import Media, no_media
from engram.gui.words import tr

START = Progress("", 0, 0)  # nothing is known yet
_BESIDE_FROM = 800  # units of width that problems and their lines need side by side
_BESIDE = 0.46  # of the width
_LOW_BELOW = 300  # units that the list must have, or the head scrolls away with it


class ImportView(QWidget):
    """Head, list and foot; in a low window the head scrolls with the list.

    lines_requested -- the lines of a document are to be shown; carries their `ProblemRow`.
    lines_wanted -- the same for the panel beside the list, which may wait.
    """

    lines_requested = Signal(object)
    lines_wanted = Signal(object)

    def __init__(self, theme: Theme, media: Media = no_media) -> None:
        super().__init__()
        self._theme, self._media = theme, media
        self.is_reading = self.is_taking = False
        self._finding: Finding | None = None
        self._decisions = Decisions()
        self._tops = [0, 0, 0]  # the row at the top of each view
        self._view = CARDS
        self.head, self.list, self.foot = ImportHead(theme), RowList(theme), ImportFoot(theme)
        self._area = QWidget()
        self.list.setParent(self._area)
        self.head.setParent(self._area)
        self.panel = SourcePanel(theme)
        self.panel.setParent(self._area)
        self.panel.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._area, 1)
        rows.addWidget(self.foot)
        self._connect()
        self._set_tab_order()

    @property
    def finding(self) -> Finding | None:
        """What is shown."""
        return self._finding

    @property
    def decisions(self) -> Decisions:
        """What was chosen about the changes."""
        return self._decisions

    # What the list asks of the rows that are shown, which are changes.

    def is_taken(self, row: int) -> bool:
        return self._finding is not None and self._decisions.takes(self._finding.changes[row])

    def way(self, row: int) -> int:
        return self._decisions.way(self._finding.changes[row]) if self._finding else 0

    def show_nothing(self) -> None:
        """Forget what was found."""
        self.is_reading = False
        self.foot.show_progress(None)
        self._decisions = Decisions()
        self._finding = None
        self.head.show_parts(shown=False)
        self.list.show_rows((), tr("Cards"), CARD_GUESS)
        self.foot.say("")
        self.foot.offer("", enabled=False)

    def be_taking(self, *, taking: bool) -> None:
        """While the cards are written nothing can be changed or taken twice."""
        self.is_taking = taking
        self.head.setEnabled(not taking)
        self.foot.button.setEnabled(not taking)
        self.foot.cancel.setEnabled(True)
        self.foot.show_progress(START if taking else None)
        if taking:
            self.foot.say(tr("Importing…"))

    def show_progress(self, progress: Progress) -> None:
        """Say what is being done; what is written is no longer cancelled."""
        self.foot.show_progress(progress)
        if self.is_reading:
            self.head.caption.setText(progress_words(progress))
        else:
            self.foot.say(progress_words(progress))
            self.foot.cancel.setEnabled(progress != WRITING)

    def show_reading(self, request: Request) -> None:
        """Say that documents are being read."""
        self.is_reading = True
        self.head.show_reading(request)
        self.foot.show_progress(START)
        self.foot.button.setEnabled(False)
        self._place()

    def show_finding(self, finding: Finding, decks: tuple[str, ...]) -> None:
        """Show what was read; documents that were not seen yet begin with their cards."""
        self.is_reading = False
        self.foot.show_progress(None)
        before, self._finding = self._finding, finding
        same = before is not None and before.request.files == finding.request.files
        again = before is finding
        if not same:
            self._tops = [0, 0, 0]
            self._view = CARDS
            self._decisions = Decisions()
        elif self.list.rows:
            self._tops[self._view] = self.list.top_row
        self.list.set_media(finding.media_or(self._media))
        self.head.show_finding(finding, decks)
        self.head.show_parts(shown=True)
        self._show_decisions()
        if again:
            self._say_sentence(finding)
        else:
            self.head.views.blockSignals(True)
            self.head.views.set_choice(self._view)
            self.head.views.blockSignals(False)
            self._show_rows()

    def open_row(self, row: int) -> None:
        """Look at what a row of the problems is about."""
        if self._finding is None or self._view != PROBLEMS:
            return
        problem = self._finding.problems[row]
        if problem.card is None:
            beside = not self.panel.isHidden()
            (self.lines_wanted if beside else self.lines_requested).emit(problem)
            return
        self.head.views.set_choice(CARDS)
        self.list.mark_row(problem.card)
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if (watched is self._area and kind == QEvent.Type.Resize) or (
            watched is self.head and kind == QEvent.Type.LayoutRequest
        ):
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_width()

    # -- inside

    def _connect(self) -> None:
        self._area.installEventFilter(self)
        self.head.installEventFilter(self)
        self.head.past.toggled.connect(self._show_decisions)
        self.head.views.choice_changed.connect(self._change_view)
        self.head.wheel_turned.connect(self._scroll)
        self.list.verticalScrollBar().valueChanged.connect(self._place_head)
        self.list.row_opened.connect(self.open_row)
        self.list.row_reached.connect(self._reach_row)
        self.list.row_ticked.connect(self._tick_row)
        self.list.way_chosen.connect(self._choose_way)
        self.head.for_all.all_ticked.connect(self._tick_all)
        self.head.for_all.edited_chosen.connect(self._choose_for_edited)
        self.head.for_all.repeated_chosen.connect(self._choose_for_repeated)
        self._theme.theme_changed.connect(self._arrange_width)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._reveal_head)

    def _set_tab_order(self) -> None:
        choices = self.head.choices
        controls = [self.head.another, choices.reader, choices.deck, choices.topics]
        controls += [self.head.columns.change, self.head.past, *self.head.views.segments()]
        controls += [
            *self.head.for_all.controls(),
            self.list,
            self.panel.area,
            self.foot.cancel,
            self.foot.button,
        ]
        for one, other in pairwise(controls):
            QWidget.setTabOrder(one, other)

    def _change_view(self, view: int) -> None:
        self._tops[self._view] = self.list.top_row
        self._view = view
        self._show_rows()

    def _show_rows(self) -> None:
        finding = self._finding
        if finding is None:
            return
        rows, name, guess, nothing = (
            (finding.cards, tr("Cards"), CARD_GUESS, tr("There is no card in it.")),
            (finding.problems, tr("Problems"), PROBLEM_GUESS, tr("No problems were found.")),
            (finding.changes, tr("Changes"), CHANGE_GUESS, tr("Everything is up to date.")),
        )[self._view]
        changes = self._view == CHANGES
        self.head.for_all.setVisible(changes and bool(finding.changes))
        self._place()
        self.list.show_rows(rows, name, guess, nothing, self if changes else None)
        self.panel.show_nothing()
        if self._view == PROBLEMS and rows:
            self._reach_row(min(max(self._tops[PROBLEMS], 0), len(rows) - 1))
        if 0 < self._tops[self._view] < len(rows):
            self.list.scroll_to_row(self._tops[self._view])
        self._say_sentence(finding)

    def _say_sentence(self, finding: Finding) -> None:
        sentence = changes_sentence if self._view == CHANGES else cards_sentence
        self.foot.say(sentence(finding))

    def _decide(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._show_decisions()
        if self._view == CHANGES:
            self.list.show_choices()

    def _show_decisions(self) -> None:
        if self._finding is not None:
            count = self._decisions.count(self._finding.changes)
            self.head.for_all.show_decisions(self._finding, self._decisions, count)
            past = self.head.past.isChecked()
            action = import_action(self._finding, count, with_past=past)
            self.foot.offer(action, enabled=count > 0 or past)

    def _reach_row(self, row: int) -> None:
        """Have the lines of a problem shown beside it, where there is room."""
        if self._finding is not None and self._view == PROBLEMS and not self.panel.isHidden():
            self.lines_wanted.emit(self._finding.problems[row])

    def _tick_row(self, row: int) -> None:
        if self._finding is not None:
            change = self._finding.changes[row]
            taken = not self._decisions.takes(change)
            self._decide(self._decisions.taking([change], taken=taken))

    def _choose_way(self, row: int, way: int) -> None:
        if self._finding is not None:
            self._decide(self._decisions.going([self._finding.changes[row]], way))

    def _tick_all(self, taken: object) -> None:
        if self._finding is not None:
            self._decide(self._decisions.taking(self._finding.changes, taken=bool(taken)))

    def _choose_for_edited(self, way: int) -> None:
        if self._finding is not None:
            self._decide(self._decisions.going(self._finding.edited, way))

    def _choose_for_repeated(self, way: int) -> None:
        if self._finding is not None:
            self._decide(self._decisions.going(self._finding.repeated, way))

    def _scroll(self, pixels: int) -> None:
        bar = self.list.verticalScrollBar()
        bar.setValue(bar.value() - pixels)

    def _arrange_width(self) -> None:
        narrow = self._theme.units(self.width()) < NARROW_BELOW - RAIL_WIDTH
        self.head.be_narrow(narrow=narrow)
        self.foot.be_narrow(narrow=narrow)
        self._place()

    def _place(self) -> None:
        """The list below the head, or under it where too little of the list would be left."""
        width, height = self._area.width(), self._area.height()
        head = self.head.heightForWidth(width)
        low = height - head < self._theme.unit(_LOW_BELOW)
        self.head.resize(width, head)
        self.list.set_top_room(head if low else 0)
        top = 0 if low else head
        beside = self._beside(width) if not low else 0
        self.panel.setVisible(beside > 0)
        self.list.setGeometry(QRect(0, top, width - beside, max(0, height - top)))
        side, gap = self._theme.unit(PAGE_MARGIN), self._theme.unit(16)
        left = width - beside + gap // 2
        room = QRect(left, top + gap, width - side - left, max(0, height - top - 2 * gap))
        self.panel.setGeometry(room)
        self._place_head()

    def _beside(self, width: int) -> int:
        """How much of the width the lines of problems take, with the margin behind them."""
        with_lines = self._finding is not None and any(row.file for row in self._finding.problems)
        wide = self._theme.units(width) >= _BESIDE_FROM
        return int(width * _BESIDE) if self._view == PROBLEMS and with_lines and wide else 0

    def _place_head(self) -> None:
        under = self.list.y() == 0
        self.head.move(QPoint(0, -self.list.verticalScrollBar().value() if under else 0))
        self.head.raise_()

    def _reveal_head(self, _before: QWidget | None, control: QWidget | None) -> None:
        """Scroll so that a control of the head is seen, where the head scrolls with the list."""
        if control is None or not self.head.isAncestorOf(control) or self.list.y() != 0:
            return
        bar, page = self.list.verticalScrollBar(), self._area.height()
        top = control.mapTo(self.head, QPoint(0, 0)).y()
        below = top + control.height() + self._theme.unit(8)
        if top < bar.value() or below > bar.value() + page:
            bar.setValue(max(0, below - page))
