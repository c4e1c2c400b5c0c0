"""The Mastery page: what the learner would know today, topic by topic, and what comes due."""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import ROW_OVERHANG
from engram.gui.mastery.forecast import MasteryForecast
from engram.gui.mastery.legend import MasteryLegend
from engram.gui.mastery.list import MasteryList
from engram.gui.mastery.order import chosen_total, deck_names, topics_by_gain
from engram.gui.mastery.table import MasteryTable
from engram.gui.mastery.words import mastery_sentence, mastery_title
from engram.gui.widgets.buttons import SECONDARY, IconButton
from engram.gui.widgets.choice import Choice
from engram.gui.widgets.empty_page import EmptyPage
from engram.gui.widgets.focus_giver import FocusGiver
from engram.gui.widgets.gap import Gap
from engram.gui.widgets.hairline import Hairline
from engram.gui.widgets.label import Paragraph
from engram.gui.widgets.page import Page
from engram.gui.words import tr
from engram.mastery.values import Report

_WIDEST_CHOICE = 220


class MasteryDesk(Protocol):
    """Who knows what the learner knows."""

    def report(self) -> Report: ...


class MasteryPage(FocusGiver):
    """Shows a mastery report.

    study_requested -- a deck or topic path, or None for all that waits today.
    import_requested -- there are no cards yet, and the learner wants some.
    """

    study_requested = Signal(object)
    import_requested = Signal()

    def __init__(self, theme: Theme, mastery: MasteryDesk) -> None:
        super().__init__()
        self._mastery = mastery
        self._view = MasteryView(theme)
        self._empty = EmptyPage(
            theme,
            tr("Nothing to show yet"),
            tr(
                "After about ten answers in a topic you will see here what you would know today, "
                "what is slipping, and which topic would gain most from study."
            ),
            tr("Study the first cards"),
        )
        self._no_cards = EmptyPage(
            theme,
            tr("No cards yet"),
            tr("Bring a document with questions, and what you know of it is shown here."),
            tr("Import a document"),
        )
        self._stack = QStackedLayout(self)
        for part in (self._view, self._empty, self._no_cards):
            self._stack.addWidget(part)
        self._no_cards.action_requested.connect(self.import_requested)
        self._view.study_requested.connect(self.study_requested)
        self._empty.action_requested.connect(self._ask_first_cards)

    def first_control(self) -> QWidget:
        """What has the focus when the page is shown."""
        shown = self._stack.currentWidget()
        return shown.button if isinstance(shown, EmptyPage) else self._view.first_control()

    def refresh(self) -> None:
        """Show the report as it stands now."""
        self.show_report(self._mastery.report())

    def show_report(self, report: Report) -> None:
        """Show a report, or what will be here once there are answers."""
        empty = self._empty if report.total.cards else self._no_cards
        if report.total.answers == 0:
            self._stack.setCurrentWidget(empty)
        else:
            self._stack.setCurrentWidget(self._view)
            self._view.show_report(report)

    def _ask_first_cards(self) -> None:
        self.study_requested.emit(None)


class MasteryView(Page):
    """The page while there are answers.

    study_requested -- the path of a topic.
    """

    study_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._report: Report | None = None
        self._title = Paragraph(theme, "", "title")
        self._sentence = Paragraph(theme, "", "lead", "muted")
        self._deck, self._deck_gap = Choice(theme, tr("Deck")), Gap(theme, 6)
        self._as_table = IconButton(theme, "table", tr("Show as table"))
        self._as_table.set_looks(SECONDARY)
        self._as_table.setCheckable(True)
        self._list = MasteryList(theme)
        self._table = MasteryTable(theme)
        self._table.hide()
        self._legend = MasteryLegend(theme)
        self._forecast = MasteryForecast(theme)
        self._arrange()
        self._deck.activated.connect(self._show_deck)
        self._as_table.toggled.connect(self._swap_view)
        self._list.study_requested.connect(self.study_requested)
        self._list.row_chosen.connect(self._reach_row)
        self._list.rows_built.connect(self._order_by_tab)

    def first_control(self) -> QWidget:
        """What has the focus when the page is shown."""
        return (
            self._table if self._as_table.isChecked() else self._list.chosen_row() or self._as_table
        )

    def show_report(self, report: Report) -> None:
        """Show a report; the chosen deck stays chosen."""
        self._report = report
        self._fill_decks(deck_names(report))
        self._forecast.show_report(report)
        self._show_deck()

    def _fill_decks(self, names: tuple[str, ...]) -> None:
        before = self._deck.currentData()
        self._deck.clear()
        if len(names) > 1:
            self._deck.addItem(tr("All decks"), None)
        for name in names:
            self._deck.addItem(name, name)
        self._deck.setCurrentIndex(max(0, self._deck.findData(before)))
        for part in (self._deck, self._deck_gap):
            part.setVisible(len(names) > 1)

    def _show_deck(self) -> None:
        if self._report is None:
            return
        deck = self._deck.currentData()
        total = chosen_total(self._report, deck)
        self._title.setText(mastery_title(total, deck))
        self._sentence.setText(mastery_sentence(total))
        topics = topics_by_gain(self._report, deck)
        self._list.show_topics(topics)
        self._table.show_topics(topics)

    def _order_by_tab(self) -> None:
        rest = (self._table, self._forecast.chart)
        for before, control in pairwise(
            (self._deck, self._as_table, *self._list.controls(), *rest)
        ):
            QWidget.setTabOrder(before, control)

    def _swap_view(self) -> None:
        as_table = self._as_table.isChecked()
        self._list.setVisible(not as_table)
        self._legend.setVisible(not as_table)
        self._table.setVisible(as_table)
        self._as_table.set_name(tr("Show as bars") if as_table else tr("Show as table"))

    def _arrange(self) -> None:
        theme = self.theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(0)
        self._tools.addWidget(self._deck)
        self._tools.addWidget(self._deck_gap)
        self._tools.addWidget(self._as_table)
        self._tools.addStretch(1)
        self._top = QHBoxLayout()
        self._top.setSpacing(0)
        self._top.addLayout(words, 1)
        self._top.addWidget(Gap(theme, 16))
        self._beside = QVBoxLayout()
        self._top.addLayout(self._beside)
        # At once: what is shown before it stands on the page would be a window of its own.
        self._beside.addLayout(self._tools)
        self._top.setAlignment(self._beside, Qt.AlignmentFlag.AlignTop)
        self._below = QVBoxLayout()
        self.add_on_edge(self._top)
        self.add_on_edge(self._below)
        self.add_gap(16)
        self.column.addWidget(self._list)
        self.column.addWidget(self._table)
        self.add_gap(6)
        self.add_on_edge(self._legend)
        self.add_gap(14)
        self.column.addWidget(Hairline(theme))
        self.add_gap(16)
        charts = QHBoxLayout()
        charts.addWidget(self._forecast, 1)
        charts.addStretch(0)
        self.add_on_edge(charts)
        self.column.addStretch(1)

    def _arrange_width(self, *, narrow: bool) -> None:
        self._list.be_narrow(narrow=narrow)
        self._legend.arrange(self.row_width - 2 * self.theme.unit(ROW_OVERHANG))
        self._below.setContentsMargins(0, self.theme.unit(12) if narrow else 0, 0, 0)
        self._forecast.setMaximumWidth(self.theme.unit(420))
        # A deck's long name is cut in the choice, not the sentence beside it.
        self._deck.setMaximumWidth(self.theme.unit(_WIDEST_CHOICE))
        place, other = (self._below, self._beside) if narrow else (self._beside, self._below)
        if place.count() == 0:
            other.removeItem(self._tools)
            place.addLayout(self._tools)

    def _reach_row(self, row: QWidget) -> None:
        if row.hasFocus():
            place = row.mapTo(self.body, QPoint(0, row.height()))
            self.ensureVisible(0, place.y(), 0, 3 * row.height())
