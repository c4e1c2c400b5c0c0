"""A session's summary in; the last page of it, with the ways to go on, out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import MAIN_HEIGHT
from engram.gui.study.summary_figures import SummaryFigures
from engram.gui.study.summary_words import (
    summary_figures,
    summary_sentence,
    summary_title,
    tomorrow_words,
)
from engram.gui.study.topic_move_row import TopicMoveRow
from engram.gui.widgets.buttons import PrimaryButton, SecondaryButton
from engram.gui.widgets.gap import Gap
from engram.gui.widgets.label import Label, Paragraph
from engram.gui.widgets.notice import Notice
from engram.gui.widgets.reading_column import ReadingColumn, column_width
from engram.gui.words import plural, tr
from engram.study.values import Summary

TOP = 52
TWO_BY_TWO_BELOW = 480  # units of the column


class SummaryView(ReadingColumn):
    """What the session did, what comes tomorrow, and two buttons.

    back_requested -- back to Today.
    practise_requested -- the missed cards once more.
    """

    back_requested = Signal()
    practise_requested = Signal()
    _figures: SummaryFigures | None = None

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._summary: Summary | None = None
        self._content = QWidget()
        self.back = PrimaryButton(theme, tr("Back to Today"), tr("Enter"), height=MAIN_HEIGHT)
        self.practise = SecondaryButton(theme, "", height=MAIN_HEIGHT)
        for button in (self.back, self.practise):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.clicked.connect(self.back_requested)
        self.practise.clicked.connect(self.practise_requested)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.addWidget(self.back)
        self._buttons.addWidget(self.practise)
        self._buttons.addStretch(1)
        self.error = Notice(theme, "wrong")
        self.column.addWidget(self._content)
        self.column.addWidget(self.error)
        self.column.addWidget(Gap(theme, 28))
        self.column.addLayout(self._buttons)
        self.column.addStretch(1)
        theme.theme_changed.connect(self._show_again)

    def show_summary(self, summary: Summary) -> None:
        """Show what a session did."""
        self._summary, self._figures = summary, None
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Gap(self.theme, TOP))
        rows.addWidget(Paragraph(self.theme, summary_title(summary), "display"))
        rows.addWidget(Gap(self.theme, 4))
        rows.addWidget(Paragraph(self.theme, summary_sentence(summary), "lead", "muted"))
        if summary.answers:
            rows.addWidget(Gap(self.theme, 28))
            self._figures = SummaryFigures(self.theme, summary_figures(summary))
            rows.addWidget(self._figures)
        if summary.topics:
            rows.addWidget(Gap(self.theme, 31))
            for move in (None, *summary.topics):
                rows.addWidget(TopicMoveRow(self.theme, move))
        rows.addWidget(Gap(self.theme, 24))
        rows.addLayout(self._tomorrow(summary))
        self._replace_content(content)
        missed = plural(summary.missed, "Practise the missed card", "Practise the {n} missed")
        self.practise.set_text(missed)
        self.practise.setVisible(summary.missed > 0)
        self.setAccessibleName(f"{summary_title(summary)}. {summary_sentence(summary)}")
        self.verticalScrollBar().setValue(0)
        self._arrange_width(narrow=self.is_narrow)

    def _arrange_width(self, *, narrow: bool) -> None:
        width = column_width(self.theme, self.width())
        if self._figures is not None:
            tight = self.theme.units(width) < TWO_BY_TWO_BELOW
            self._figures.be_narrow(narrow=narrow and tight)
            self._arrange_buttons(width)

    def _arrange_buttons(self, width: int) -> None:
        """Below one another where they are wider than the column."""
        gap = self.theme.unit(8)
        beside = self.back.sizeHint().width() + gap + self.practise.sizeHint().width() <= width
        direction = QBoxLayout.Direction
        self._buttons.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._buttons.setSpacing(gap)

    def _show_again(self) -> None:
        """In the colours and sizes of another theme."""
        if self._summary is not None:
            self.show_summary(self._summary)

    def _replace_content(self, content: QWidget) -> None:
        self.column.replaceWidget(self._content, content)
        self._content.hide()  # it is still there until Qt deletes it
        self._content.deleteLater()
        self._content = content

    def _tomorrow(self, summary: Summary) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.unit(4))
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        picture.setPixmap(self.theme.pixmap("today", "muted", 20, self.devicePixelRatioF()))
        row.addWidget(picture)
        row.addWidget(Gap(self.theme, 6))
        title = Label(self.theme, tr("Tomorrow:"), "body", weight=600)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        words = Paragraph(self.theme, tomorrow_words(summary), "body")
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row
