"""The card on the page: a recall card or a quiz, and what is shown of it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engram.gui.looks.theme import Theme
from engram.gui.study.quiz_card import QuizCard
from engram.gui.study.recall_card import RecallCard
from engram.gui.text.card_document import Media, no_media
from engram.gui.text.card_html import plain_text
from engram.gui.widgets.reading_column import ReadingColumn
from engram.gui.words import tr
from engram.model import Kind
from engram.study.values import Marking, Question

FIRST_LINES = 96  # units: the hairline and about two lines of an answer


class CardView(ReadingColumn):
    """Scrolls a long card inside the page; a new card begins at its top.

    choice_changed -- other options of a quiz are chosen now.
    """

    choice_changed = Signal()

    def __init__(self, theme: Theme, media: Media = no_media) -> None:
        self.recall, self.quiz = RecallCard(theme, media), QuizCard(theme, media)
        super().__init__(theme)
        self.is_quiz = False
        self.answered = False
        self.column.addWidget(self.recall)
        self.column.addWidget(self.quiz)
        self.quiz.choice_changed.connect(self.choice_changed)
        self.quiz.option_reached.connect(self.ensureWidgetVisible)

    def show_question(self, question: Question) -> None:
        """Show a card without its answer."""
        self.is_quiz = question.card.kind is not Kind.RECALL
        self.answered = False
        self.arrows_scroll = not self.is_quiz
        if self.is_quiz:
            self.quiz.show_question(question)
            # Rows made now would come behind the whole window.
            for before, row in pairwise((self, *self.quiz.rows())):
                QWidget.setTabOrder(before, row)
        else:
            self.recall.show_question(question.card)
        self.recall.setVisible(not self.is_quiz)
        self.quiz.setVisible(self.is_quiz)
        self.verticalScrollBar().setValue(0)
        self._tell_name(tr("Question"), question.card.question)

    def show_nothing(self) -> None:
        """Show no card at all."""
        self.is_quiz = self.answered = False
        self.recall.hide()
        self.quiz.hide()
        self.setAccessibleName(tr("No card"))

    def show_answer(self, answer: str) -> None:
        """Show the answer of a recall card below its question."""
        self.answered = True
        self.recall.show_answer()
        # The question keeps its place as long as the answer's first lines can be seen below it.
        part = self.recall.answer_part
        self.bring_into_view(part, part, FIRST_LINES)
        self._tell_name(tr("Answer"), answer)

    def show_marking(self, marking: Marking) -> None:
        """Tell right and wrong of a checked quiz, and why."""
        self.answered = self.arrows_scroll = True
        self.quiz.show_marking(marking)
        last = self.quiz.why if self.quiz.why.isVisibleTo(self.quiz) else self.quiz.rows()[-1]
        self.bring_into_view(self.quiz.verdict, last)
        self._tell_name(self.quiz.verdict.text, "")

    def _arrange_width(self, *, narrow: bool) -> None:
        self.recall.arrange(narrow=narrow)
        self.quiz.arrange(narrow=narrow)

    def _tell_name(self, what: str, markdown: str) -> None:
        text = plain_text(markdown)
        self.setAccessibleName(tr("{what}: {text}", what=what, text=text) if text else what)
