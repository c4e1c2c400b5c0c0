"""A question with options in; the learner's choice out, then right and wrong by words and marks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.study.option_row import OptionRow
from engram.gui.study.option_verdict import Verdict
from engram.gui.study.verdict_line import VerdictLine
from engram.gui.study.why import Remark, Why
from engram.gui.text.card_document import Media, no_media
from engram.gui.text.card_style import question_style
from engram.gui.text.card_text import CardText
from engram.gui.widgets.gap import Gap
from engram.gui.words import tr
from engram.model import Card, Kind
from engram.study.values import Marking, Question

TOP, NARROW_TOP = 32, 16


class QuizCard(QWidget):
    """One quiz card; question and options keep their places at the check.

    choice_changed -- an option was chosen or given up.
    option_reached -- the focus came to an option by key; carries its row.
    """

    choice_changed = Signal()
    option_reached = Signal(QWidget)

    def __init__(self, theme: Theme, media: Media = no_media) -> None:
        super().__init__()
        self._theme, self._media = theme, media
        self._order: tuple[int, ...] = ()
        self._card: Card | None = None
        self._rows: list[OptionRow] = []
        self.checked = False
        self.question = CardText(theme, "question_long", name=tr("Question"), media=media)
        self.verdict = VerdictLine(theme)
        self.why = Why(theme, media)
        self._options = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        for part in (self.question, Gap(theme, 16), self.verdict, Gap(theme, 10)):
            self._column.addWidget(part)
        self._column.addLayout(self._options)
        self._column.addWidget(self.why)
        self._column.addStretch(1)

    def show_question(self, question: Question) -> None:
        """Show the question and its options in their shuffled order, none chosen."""
        self._card, self._order, self.checked = question.card, question.order, False
        card = question.card
        self.why.hide()
        self.question.show_text(card.question, question_style(card.question, small=True))
        while len(self._rows) < len(self._order):
            self._add_row()
        several = card.kind is Kind.MULTIPLE_CHOICE
        for number, row in enumerate(self._rows, 1):
            row.setVisible(number <= len(self._order))
            if number <= len(self._order):
                text = card.options[self._order[number - 1]].text
                row.show_option(number, text, several=several)
        self.verdict.show_task(card, 0)

    def rows(self) -> list[OptionRow]:
        """The option rows on show, from the top."""
        return self._rows[: len(self._order)]

    def chosen(self) -> tuple[int, ...]:
        """The chosen options by their stored places."""
        places = zip(self.rows(), self._order, strict=True)
        return tuple(sorted(place for row, place in places if row.isChecked()))

    def choose(self, number: int) -> None:
        """Choose or give up the option shown at a number, from 1."""
        if not self.checked and 1 <= number <= len(self._order):
            self._rows[number - 1].click()

    def walk(self, step: int) -> None:
        """Bring the focus to the next option; where one is right, it is chosen as well."""
        rows = self.rows()
        focused = next((place for place, row in enumerate(rows) if row.hasFocus()), None)
        start = -1 if step > 0 else len(rows)
        place = (start if focused is None else focused) + step
        row = rows[max(0, min(place, len(rows) - 1))]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.option_reached.emit(row)
        if self._card is not None and self._card.kind is not Kind.MULTIPLE_CHOICE:
            row.setChecked(True)

    def show_marking(self, marking: Marking) -> None:
        """Say what was right and wrong, and why."""
        card = self._card
        if card is None:
            return
        self.checked = True
        chosen, several = set(self.chosen()), card.kind is Kind.MULTIPLE_CHOICE
        for row, place in zip(self.rows(), self._order, strict=True):
            correct = card.options[place].correct
            row.show_verdict(Verdict.of(correct=correct, chosen=place in chosen, several=several))
        self.verdict.show_verdict(card, marking)
        self.why.show_explanation(card.explanation, self._remarks(card, chosen))

    def _remarks(self, card: Card, chosen: set[int]) -> tuple[Remark, ...]:
        options = [(place, card.options[place]) for place in self._order]
        return tuple(
            Remark(option.text, option.feedback)
            for place, option in options
            if option.feedback and (option.correct or place in chosen)
        )

    def _add_row(self) -> None:
        row = OptionRow(self._theme, self._media)
        row.toggled.connect(self._tell_choice)
        self._rows.append(row)
        self._options.addWidget(row)

    def _tell_choice(self) -> None:
        if self._card is not None and not self.checked:
            self.verdict.show_task(self._card, len(self.chosen()))
            self.choice_changed.emit()

    def arrange(self, *, narrow: bool) -> None:
        """Arrange for a narrow or a wide page."""
        unit = self._theme.unit
        self._column.setContentsMargins(0, unit(NARROW_TOP if narrow else TOP), 0, 0)
        self._options.setSpacing(unit(8))
