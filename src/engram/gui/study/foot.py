"""The foot of the study page: one button before the answer, the grades after it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import GRADE_HEIGHT, NARROW_BELOW
from engram.gui.study.grade_buttons import GradeButtons
from engram.gui.study.grade_choices import ButtonSetting
from engram.gui.widgets.buttons import PrimaryButton
from engram.gui.widgets.hairline import Hairline
from engram.gui.widgets.reading_column import column_width
from engram.gui.words import tr
from engram.study.values import Marking, Question

ABOVE, BELOW, GAP = 14, 16, 8
NARROW_ABOVE, NARROW_BELOW_GRADES = 10, 12
BUTTON_WIDTH = 336
TWO_BY_TWO_BELOW = 420


class StudyFoot(QWidget):
    """As high before the answer as after it, in the column of the card.

    button_pressed -- the one button before the answer was pressed.
    grade_chosen -- a grade was pressed; carries its `GradeChoice`.
    """

    button_pressed = Signal()
    grade_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._setting = theme, "four"
        self.button = PrimaryButton(theme, tr("Show answer"), tr("Space"), height=GRADE_HEIGHT)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.grades = GradeButtons(theme)
        before = QWidget()
        middle = QHBoxLayout(before)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        self._frame = QVBoxLayout(self)
        self._frame.setSpacing(0)
        self._stack = QStackedLayout()
        # First into the frame: what it shows without a parent would be a window of its own.
        self._frame.addLayout(self._stack)
        self._stack.addWidget(before)
        self._stack.addWidget(self.grades)
        self._line = Hairline(theme)
        self._line.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.button_pressed)
        self.grades.grade_chosen.connect(self.grade_chosen)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def show_button(self, text: str, key: str, setting: ButtonSetting, *, enabled: bool) -> None:
        """Before the answer: one button, and room for the grades to come."""
        self._setting = setting
        self.button.set_text(text)
        self.button.set_key(key)
        self.button.setEnabled(enabled)
        self._stack.setCurrentIndex(0)
        self._measure()

    def show_grades(
        self, question: Question, setting: ButtonSetting, marking: Marking | None
    ) -> None:
        """After the answer: the grades with what each would do."""
        self._setting = setting
        self.grades.show_choices(setting, marking, question.outcomes)
        self._stack.setCurrentIndex(1)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line.setGeometry(0, 0, self.width(), 1)
        self._measure()

    def _rows(self) -> int:
        """Four grades stand two by two under 420 units, six in two rows under 640."""
        width = self._theme.units(self.width())
        limit = {"two": 0, "four": TWO_BY_TWO_BELOW, "six": NARROW_BELOW}[self._setting]
        return 2 if width < limit else 1

    def _measure(self) -> None:
        unit, rows = self._theme.unit, self._rows()
        narrow = self._theme.units(self.width()) < NARROW_BELOW
        above = 1 + unit(NARROW_ABOVE if narrow else ABOVE)
        below = unit(NARROW_BELOW_GRADES if narrow else BELOW)
        column = column_width(self._theme, self.width())
        side = (self.width() - column) // 2
        self._frame.setContentsMargins(side, above, side, below)
        self.button.setFixedWidth(min(unit(BUTTON_WIDTH), column))
        self.grades.set_rows(rows)
        height = rows * unit(GRADE_HEIGHT) + (rows - 1) * unit(GAP)
        self.setFixedHeight(above + height + below)
