"""A question in; its card on the screen, and at the end the learner's answer to it, out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.study.card_view import CardView
from engram.gui.study.column_notice import ColumnNotice
from engram.gui.study.foot import StudyFoot
from engram.gui.study.grade_choices import GradeChoice, button_setting
from engram.gui.study.verbs import Verb
from engram.gui.text.card_document import Media, no_media
from engram.gui.text.card_html import plain_text
from engram.gui.widgets.announcement import announce
from engram.gui.words import tr
from engram.model import Grade
from engram.study.session import Session
from engram.study.values import Marking, Question


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a session takes it; chosen options by their stored places."""

    grade: Grade
    answer_ms: int
    chosen: tuple[int, ...]
    marked_right: bool | None
    guessed: bool

    def give_to(self, session: Session) -> None:
        """Have the session record the answer."""
        session.grade(
            self.grade,
            answer_ms=self.answer_ms,
            chosen=self.chosen,
            marked_right=self.marked_right,
            guessed=self.guessed,
        )


class CardPanel(QWidget):
    """The card over the foot; the answer's time counts from when the card was shown.

    choice_checked -- chosen options are to be marked; carries their stored places.
    answer_given -- a grade was taken; carries a `Given`.
    retry_requested -- no card could be shown, and the learner tries again.
    """

    choice_checked = Signal(object)
    answer_given = Signal(object)
    retry_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        grades: Callable[[], str],
        clock: Callable[[], float],
        media: Media = no_media,
    ) -> None:
        super().__init__()
        self._grades, self._clock = grades, clock
        self._question: Question | None = None
        self._marking: Marking | None = None
        self._shown_at = 0.0
        self.view, self.foot = CardView(theme, media), StudyFoot(theme)
        self.error = ColumnNotice(theme)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.error)
        rows.addWidget(self.foot)
        self.setFocusProxy(self.view)
        self.view.choice_changed.connect(self._show_foot)
        self.foot.button_pressed.connect(self.go_on)
        self.foot.grade_chosen.connect(self._give)

    def ask(self, question: Question) -> None:
        """Show a card without its answer, and give it the focus."""
        self._question, self._marking = question, None
        self._shown_at = self._clock()
        self.view.show_question(question)
        self._show_foot()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self) -> None:
        """No card can be asked: nothing can be answered until one is shown again."""
        self._question = None
        self.view.show_nothing()
        setting = button_setting(self._grades())
        self.foot.show_button(tr("Try again"), tr("Enter"), setting, enabled=True)

    def go_on(self) -> None:
        """Show the answer of a recall card, or have the chosen options checked."""
        if self._question is None:
            self.retry_requested.emit()
        elif self.view.answered:
            return
        elif not self.view.is_quiz:
            self._show_answer(self._question)
        elif self.view.quiz.chosen():
            self.choice_checked.emit(self.view.quiz.chosen())

    def show_marking(self, marking: Marking) -> None:
        """Tell right and wrong, and offer the grades with the proposed one marked."""
        if self._question is None:
            return
        self._marking = marking
        self._keep_focus()
        self.view.show_marking(marking)
        self.foot.show_grades(self._question, button_setting(self._grades()), marking)
        announce(self.view, self.view.quiz.verdict.text)

    def obey(self, verb: Verb, digit: str = "") -> bool:
        """Do what a key means for this card; whether it means anything now."""
        if verb is Verb.DIGIT:
            return self._take_digit(digit)
        if verb is Verb.SPACE:
            return self._take_space()
        if verb is Verb.ENTER:
            return self._take_enter()
        if self.view.is_quiz and not self.view.answered and verb in {Verb.UP, Verb.DOWN}:
            self.view.quiz.walk(-1 if verb is Verb.UP else 1)
            return True
        return False

    def _show_answer(self, question: Question) -> None:
        self._keep_focus()
        self.view.show_answer(question.card.answer)
        self.foot.show_grades(question, button_setting(self._grades()), None)
        announce(self.view, plain_text(question.card.answer))

    def _take_digit(self, digit: str) -> bool:
        if self.view.answered:
            return self._give_if(self.foot.grades.choice_for(digit))
        if self.view.is_quiz:
            self.view.quiz.choose(int(digit))
        return self.view.is_quiz

    def _take_space(self) -> bool:
        if self.view.answered:
            return self._give_if(self.foot.grades.choice_for(tr("Space")))
        if not self.view.is_quiz:
            self.go_on()
        return True

    def _take_enter(self) -> bool:
        if self.view.answered:
            return self._give_if(self.foot.grades.proposed())
        self.go_on()
        return True

    def _give_if(self, choice: GradeChoice | None) -> bool:
        if choice is not None:
            self._give(choice)
        return choice is not None

    def _give(self, choice: GradeChoice) -> None:
        if self._question is None:
            return
        marking = self._marking
        milliseconds = round((self._clock() - self._shown_at) * 1000)
        given = Given(
            choice.grade,
            max(milliseconds, 0),
            self.view.quiz.chosen() if self.view.is_quiz else (),
            None if marking is None else marking.right,
            choice.guessed,
        )
        self.answer_given.emit(given)

    def _show_foot(self) -> None:
        """Before the answer: Show answer, or Check as soon as something is chosen."""
        setting = button_setting(self._grades())
        if self.view.is_quiz:
            chosen = bool(self.view.quiz.chosen())
            self.foot.show_button(tr("Check"), tr("Enter"), setting, enabled=chosen)
        else:
            self.foot.show_button(tr("Show answer"), tr("Space"), setting, enabled=True)

    def _keep_focus(self) -> None:
        """The button that had the focus goes; the card gets it."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
