"""A session in; its cards one after another, and what the learner does with them, to the session.

Every key and press becomes one verb of the session, and what the session then says is shown. A
verb that fails leaves the card as it was and its reason on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from engram.errors import ConflictError, EngramError
from engram.gui.looks.theme import Theme
from engram.gui.study.bar import StudyBar
from engram.gui.study.card_panel import CardPanel, Given
from engram.gui.study.column_notice import ColumnNotice
from engram.gui.study.grade_choices import button_setting
from engram.gui.study.progress_line import ProgressLine
from engram.gui.study.undo_words import undone_words
from engram.gui.study.verbs import Verb, verb_of
from engram.gui.text.card_document import Media, no_media
from engram.gui.widgets.focus_giver import FocusGiver
from engram.gui.widgets.foot_note import FootNote
from engram.gui.widgets.notice import Notice
from engram.gui.words import sentence, tr
from engram.study.session import Session
from engram.study.values import Question, Summary

if TYPE_CHECKING:
    from engram.gui.study.history_sheet import HistorySheet
    from engram.gui.study.keys_sheet import KeysSheet
    from engram.gui.study.summary_view import SummaryView


class StudyPage(FocusGiver):
    """Asks the cards of a session, takes the answers, and shows what the session did.

    session_ended -- the learner leaves the session; every answer is on disk.
    practise_requested -- the missed cards are to be asked once more: `begin` a session made by
        `session.practise_missed()`.
    """

    session_ended = Signal()
    practise_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        grades: Callable[[], str],
        clock: Callable[[], float],
        media: Media = no_media,
    ) -> None:
        super().__init__()
        self._theme, self._grades = theme, grades
        self.session: Session | None = None
        self._question: Question | None = None
        self.progress, self.bar = ProgressLine(theme), StudyBar(theme)
        self.panel = CardPanel(theme, grades, clock, media)
        self._stack = QStackedWidget()
        self._notes: dict[QWidget | None, FootNote] = {}  # by the part of the stack they stand on
        self._errors: list[ColumnNotice | Notice] = [self.panel.error]
        self._add_note(self.panel, self.panel.view)
        self._arrange()
        self._connect()

    @cached_property
    def summary(self) -> SummaryView:
        """The last page of a session, made when the first one ends."""
        from engram.gui.study.summary_view import SummaryView

        view = SummaryView(self._theme)
        view.back_requested.connect(self.session_ended)
        view.practise_requested.connect(self.practise_requested)
        self._stack.addWidget(view)
        self._add_note(view, view)
        self._errors.append(view.error)
        return view

    @cached_property
    def keys(self) -> KeysSheet:
        """The keys of this page, on a sheet."""
        from engram.gui.study.keys_sheet import KeysSheet

        return KeysSheet(self._theme, self)

    @cached_property
    def history(self) -> HistorySheet:
        """The answers of the current card, on a sheet."""
        from engram.gui.study.history_sheet import HistorySheet

        return HistorySheet(self._theme, self)

    @property
    def question(self) -> Question | None:
        """The card on the screen, or None on the summary."""
        return self._question

    def first_control(self) -> QWidget | None:
        """What has the focus when the page is shown."""
        return self._stack.currentWidget()

    def begin(self, session: Session) -> None:
        """Ask the cards of a session, from the one that is current."""
        self.session, self._question = session, None
        self._show_current()

    def undo(self) -> None:
        """Take back the last action and say which; its card is on the screen again."""
        session, told = self.session, list[str]()
        if session is not None and self._do(lambda: told.append(undone_words(session.undo()))):
            self._tell(*told)

    def show_keys(self) -> None:
        """Show the keys of this page on a sheet."""
        from engram.gui.study.keys_sheet import study_keys

        self.keys.show_keys(study_keys(button_setting(self._grades())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb = verb_of(event)
        if verb is None or not self._obey(verb, event.text()):
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._stack.addWidget(self.panel)
        # The order of the Tab key is that of coming here: the card first, the bar last.
        rows.addWidget(self._stack)
        for place, part in enumerate((self.progress, self.bar)):
            rows.insertWidget(place, part)

    def _connect(self) -> None:
        self.panel.choice_checked.connect(self._check)
        self.panel.answer_given.connect(self._grade)
        self.panel.retry_requested.connect(self._show_current)
        self.panel.foot.button_pressed.connect(self._hide_notes)
        self.panel.view.choice_changed.connect(self._hide_notes)
        self.bar.end_requested.connect(self.session_ended)
        self.bar.undo_requested.connect(self.undo)
        self.bar.mark_requested.connect(self._toggle_mark)
        self.bar.suspend_requested.connect(self._suspend)
        self.bar.put_off_requested.connect(self._put_off)
        self.bar.history_requested.connect(self._show_history)
        self.bar.keys_requested.connect(self.show_keys)

    def _obey(self, verb: Verb, text: str) -> bool:
        """Do what a key means; a card's own verbs mean nothing on the summary."""
        anywhere = {
            Verb.END: self.session_ended.emit,
            Verb.UNDO: self.undo,
            Verb.SHOW_KEYS: self.show_keys,
        }
        with_card = {
            Verb.SUSPEND: self._suspend,
            Verb.PUT_OFF: self._put_off,
            Verb.MARK: self._toggle_mark,
            Verb.HISTORY: self._show_history,
        }
        action = anywhere.get(verb) or (with_card.get(verb) if self._question else None)
        if action is not None:
            action()
            return True
        if verb is Verb.ENTER and self._stack.currentWidget() is not self.panel:
            self.session_ended.emit()
            return True
        obeyed = self.panel.obey(verb, text)
        if obeyed:
            self._hide_notes()
        return obeyed

    def _check(self, chosen: Sequence[int]) -> None:
        session = self.session
        if session is not None:
            self._attempt(lambda: self.panel.show_marking(session.marking(chosen)))

    def _grade(self, given: Given) -> None:
        session = self.session
        if session is not None:
            self._do(lambda: given.give_to(session))

    def _suspend(self) -> None:
        if self.session is not None and self._do(self.session.suspend):
            self._tell(tr("Suspended: the card is out of study."), can_undo=True)

    def _put_off(self) -> None:
        if self.session is not None and self._do(self.session.put_off):
            self._tell(tr("Put off till tomorrow."), can_undo=True)

    def _toggle_mark(self) -> None:
        """The card stays as it is, its answer shown or not."""
        if self.session is not None and self._attempt(self.session.toggle_mark):
            self._attempt(self._show_mark)

    def _show_mark(self) -> None:
        question = self.session.question() if self.session is not None else None
        if question is not None:
            self.bar.show_question(question)

    def _show_history(self) -> None:
        session, question = self.session, self._question
        if session is not None and question is not None:
            self._attempt(lambda: self.history.show_history(session.history(), question.kind))

    def _do(self, verb: Callable[[], object]) -> bool:
        """Whether the session did it; then whatever it asks next is shown."""
        return self._attempt(verb) and self._show_current()

    def _attempt(self, verb: Callable[[], object]) -> bool:
        """Whether it was done; if not, the page says why and keeps what it shows."""
        self._hide_notes()
        self._tell_error("")
        try:
            verb()
        except ConflictError as error:
            self._show_asked()
            self._tell_error(sentence(error))
            return False
        except EngramError as error:
            self._tell_error(sentence(error))
            return False
        return True

    def _show_current(self) -> bool:
        """Show what the session asks now; if it cannot say, no card can be answered."""
        if self._attempt(self._show_asked):
            return True
        self._question = None
        self.panel.show_nothing()
        self._stack.setCurrentWidget(self.panel)
        return False

    def _show_asked(self) -> None:
        if self.session is None:
            return
        question = self.session.question()
        if question is None:
            self._show_end(self.session.summary())
        else:
            self._show_question(question)

    def _show_question(self, question: Question) -> None:
        self._question = question
        self.bar.show_question(question)
        self.progress.show_progress(question.done, question.total)
        self._stack.setCurrentWidget(self.panel)
        self.panel.ask(question)

    def _show_end(self, summary: Summary) -> None:
        self._question = None
        self.bar.show_end()
        self.progress.show_progress(1, 1)
        self.summary.show_summary(summary)
        self._stack.setCurrentWidget(self.summary)
        self.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_note(self, part: QWidget, page: QWidget) -> None:
        self._notes[part] = note = FootNote(self._theme, page)
        note.undo_requested.connect(self.undo)

    def _tell(self, text: str, *, can_undo: bool = False) -> None:
        """Say at the foot of the card or of the last page what happened, till the next action."""
        self._notes[self._stack.currentWidget()].tell(text, can_undo=can_undo)

    def _hide_notes(self) -> None:
        for note in self._notes.values():
            note.hide()

    def _tell_error(self, text: str) -> None:
        for notice in self._errors:
            notice.tell(text)
