"""An open question, and below a hairline its answer once it is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.study.why import Why
from engram.gui.text.card_document import Media, no_media
from engram.gui.text.card_style import question_style
from engram.gui.text.card_text import CardText
from engram.gui.widgets.fade import fade_in
from engram.gui.widgets.hairline import Hairline
from engram.gui.words import tr
from engram.model import Card

TOP, GAP = 40, 22
NARROW_TOP, NARROW_GAP = 20, 16


class RecallCard(QWidget):
    """One recall card; the question keeps its place when the answer comes."""

    def __init__(self, theme: Theme, media: Media = no_media) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._narrow = "", False
        self.question = CardText(theme, "question", name=tr("Question"), media=media)
        self.answer = CardText(theme, "reading", name=tr("Answer"), media=media)
        self.why = Why(theme, media)
        self._below = QWidget()
        self._line_and_answer = QVBoxLayout()
        self._line_and_answer.addWidget(Hairline(theme))
        self._line_and_answer.addWidget(self.answer)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(self._line_and_answer)
        below.addWidget(self.why)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self.question)
        self._rows.addWidget(self._below)
        self._rows.addStretch(1)
        self._rows.setSpacing(0)

    def show_question(self, card: Card) -> None:
        """Show the question alone."""
        self._below.hide()
        self._text = card.question
        self._set_question()
        self.answer.show_text(card.answer)
        self.why.show_explanation(card.explanation)

    def show_answer(self) -> None:
        """Show the answer as well."""
        self._below.show()
        fade_in(self._below, quiet=self._theme.quiet_motion)

    def arrange(self, *, narrow: bool) -> None:
        """Arrange for a narrow or a wide page."""
        unit = self._theme.unit
        gap = unit(NARROW_GAP if narrow else GAP)
        self._rows.setContentsMargins(0, unit(NARROW_TOP if narrow else TOP), 0, 0)
        self._line_and_answer.setContentsMargins(0, gap, 0, 0)
        self._line_and_answer.setSpacing(gap)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._set_question()

    def _set_question(self) -> None:
        self.question.show_text(self._text, question_style(self._text, small=self._narrow))

    @property
    def answer_part(self) -> QWidget:
        """What comes with the answer, to be scrolled into view."""
        return self._below
