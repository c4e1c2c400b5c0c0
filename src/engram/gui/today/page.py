"""The Today page: how much waits and how long it takes, and every deck and topic with its part."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import MAIN_HEIGHT
from engram.gui.today.strip import TodayStrip
from engram.gui.today.topic_columns import strip_width
from engram.gui.today.topic_head import TopicHead
from engram.gui.today.topic_rows import topic_rows
from engram.gui.today.topic_tree import TopicTree
from engram.gui.today.words import today_sentence, today_title
from engram.gui.widgets.buttons import PrimaryButton
from engram.gui.widgets.empty_page import EmptyPage
from engram.gui.widgets.focus_giver import FocusGiver
from engram.gui.widgets.gap import ColumnGap
from engram.gui.widgets.label import Label, Paragraph
from engram.gui.widgets.page import Page
from engram.gui.words import long_date, tr
from engram.mastery.values import Report
from engram.study.values import Today
from engram.studyday import date_of

_ABOVE_STRIP = 28  # where it stands below the tree


class StudyDesk(Protocol):
    """Who knows what is to be studied today."""

    def today(self) -> Today: ...


class MasteryDesk(Protocol):
    """Who knows what the learner knows."""

    def report(self) -> Report: ...


class TodayPage(FocusGiver):
    """Shows one study day.

    study_requested -- a deck or topic path, or None for all that waits today.
    import_requested -- there are no cards; the learner wants to bring some.
    """

    study_requested = Signal(object)
    import_requested = Signal()

    def __init__(self, theme: Theme, study: StudyDesk, mastery: MasteryDesk) -> None:
        super().__init__()
        self._theme, self._study, self._mastery = theme, study, mastery
        self.waiting = 0  # cards of the day that is shown
        self._day = TodayView(theme)
        self._empty = EmptyPage(
            theme,
            tr("No cards yet"),
            tr("Bring a document with questions, and its cards come up here when due."),
            tr("Import a document"),
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._day)
        self._stack.addWidget(self._empty)
        self._day.study_requested.connect(self.study_requested)
        self._empty.action_requested.connect(self.import_requested)

    def first_control(self) -> QWidget:
        """What has the focus when the page is shown."""
        if self._stack.currentWidget() is self._empty:
            return self._empty.button
        return self._day.first_control()

    def refresh(self) -> None:
        """Show the day as it stands now."""
        self.show_values(self._study.today(), self._mastery.report())

    def show_values(self, today: Today, report: Report) -> None:
        """Show a study day and what is known of its topics."""
        self.waiting = today.total
        self._stack.setCurrentWidget(self._day if today.cards else self._empty)
        if today.cards:
            self._day.show_values(today, report)


class TodayView(Page):
    """The page while there are cards.

    study_requested -- a deck or topic path, or None for all.
    """

    study_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._date = Label(theme, "", "small", "muted", weight=500)
        self._title = Paragraph(theme, "", "display")
        self._sentence = Paragraph(theme, "", "lead", "muted")
        self._study = PrimaryButton(theme, tr("Study"), "Enter", height=MAIN_HEIGHT)
        self._strip = TodayStrip(theme)
        self._head = TopicHead(theme)
        self._tree = TopicTree(theme)
        self._has_strip = False
        self._arrange()
        self._study.clicked.connect(self._ask_all)
        self._tree.study_requested.connect(self.study_requested)
        self._tree.row_reached.connect(self._reach_row)

    def first_control(self) -> QWidget:
        """What has the focus when the page is shown."""
        return self._tree if self._study.isHidden() else self._study

    def show_values(self, today: Today, report: Report) -> None:
        """Show a study day and what is known of its topics."""
        self._date.setText(long_date(date_of(today.study_day)))
        self._title.setText(today_title(today))
        self._sentence.setText(today_sentence(today, report))
        self._study.setVisible(today.total > 0)
        self._has_strip = today.answered_ever
        self._strip.setVisible(self._has_strip)
        self._strip.show_today(today)
        self._tree.show_rows(topic_rows(today, report))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self._study.isHidden():
            self._study.click()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        theme = self.theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._date)
        words.addWidget(ColumnGap(theme, 2))
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addWidget(ColumnGap(theme, 20))
        words.addWidget(self._study, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._top = QHBoxLayout()
        self._top.setSpacing(0)
        self._top.addLayout(words, 1)
        self._top.addWidget(self._strip)
        self.add_on_edge(self._top)
        self.add_gap(32)
        self.column.addWidget(self._head)
        self.column.addWidget(self._tree)
        self._below = QVBoxLayout()
        self.add_on_edge(self._below)
        self.column.addStretch(1)

    def _arrange_width(self, *, narrow: bool) -> None:
        self._head.be_narrow(narrow=narrow)
        self._tree.be_narrow(narrow=narrow)
        self._study.setMinimumWidth(self.theme.unit(168))
        width = strip_width(self.theme, self.row_width)
        self._strip.setFixedWidth(width)
        self._below.setContentsMargins(0, self.theme.unit(_ABOVE_STRIP) if narrow else 0, 0, 0)
        place = self._below if narrow else self._top
        if place.indexOf(self._strip) < 0:
            place.addWidget(self._strip)
            chart = self._strip.chart
            self.setTabOrder(*((self._tree, chart) if narrow else (chart, self._tree)))
        self._below.setAlignment(self._strip, Qt.AlignmentFlag.AlignLeft)

    def _ask_all(self) -> None:
        self.study_requested.emit(None)

    def _reach_row(self, row: QRect) -> None:
        place = self._tree.mapTo(self.body, row.center())
        self.ensureVisible(place.x(), place.y(), 0, 2 * row.height())
