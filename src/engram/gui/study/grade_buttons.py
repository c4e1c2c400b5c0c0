"""The grades on offer in; which one the learner takes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import GRADE_HEIGHT
from engram.gui.study.grade_choices import (
    ButtonSetting,
    GradeChoice,
    grade_choices,
    outcome_words,
    short_outcome_words,
)
from engram.gui.widgets.buttons import PRIMARY, SECONDARY, Button
from engram.gui.widgets.key_cap import key_cap_size
from engram.gui.words import tr
from engram.model import Grade, Outcome
from engram.study.values import Marking

MOST_BUTTONS = 6
NARROW_BELOW = 110  # units; a narrower button takes smaller letters
NAME_LINE, INTERVAL_LINE = 20, 41  # units from the top
ROOMY_FROM = 140  # units; a narrower button tells the interval alone


class GradeButton(Button):
    """A grade's name over the interval it would give, and its key."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, SECONDARY, height=GRADE_HEIGHT)
        self.choice = GradeChoice(Grade.GOOD, "", "")
        self._outcome: Outcome | None = None
        self.row: Sequence[GradeButton] = (self,)  # the buttons it stands with, itself among them
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_choice(self, choice: GradeChoice, outcome: Outcome | None) -> None:
        """Offer a grade and say what it would do."""
        self.choice, self._outcome = choice, outcome
        self.set_text(choice.name)
        self.set_looks(PRIMARY if choice.proposed else SECONDARY)
        self.set_key(tr("Enter") if choice.proposed else choice.key)
        interval = outcome_words(outcome)
        told = tr("{grade}: {interval}", grade=choice.name, interval=interval)
        self.setAccessibleName(told if interval else choice.name)
        self.setToolTip(told if interval else "")

    @property
    def interval(self) -> str:
        """What stands below the name; a narrow button leaves "today, then" to the tooltip."""
        roomy = self.theme.units(self.width()) >= ROOMY_FROM
        return outcome_words(self._outcome) if roomy else short_outcome_words(self._outcome)

    @property
    def shown_name(self) -> str:
        """The name as it is painted; the key cap makes room for it."""
        room = int(self._room() - (0 if self.cap_is_below else self._cap_room())) + 1
        metrics = QFontMetrics(self._name_font())
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    @property
    def cap_is_below(self) -> bool:
        """Whether the caps stand beside the intervals, since one of the names needs its line."""
        return any(not button.has_room_for_cap() for button in self.row)

    @property
    def cap_line(self) -> int | None:
        """The middle of the line with the key cap in units: the row's, else where it has room."""
        interval = QFontMetrics(self.theme.font("small", tabular=True))
        fits_below = interval.horizontalAdvance(self.interval) + self._cap_room() <= self._room()
        if self.cap_is_below and fits_below:
            return INTERVAL_LINE
        return NAME_LINE if self.has_room_for_cap() or not self.cap_is_below else None

    def has_room_for_cap(self) -> bool:
        """Whether name and key cap go on one line."""
        name = QFontMetrics(self.theme.font(self._name_style(), 600))
        return name.horizontalAdvance(self.text()) + self._cap_room() <= self._room()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.unit(60), self.theme.unit(GRADE_HEIGHT))

    def _paint_content(self, painter: QPainter) -> None:
        unit, room = self.theme.unit, self._room()
        edge = (self.width() - room) / 2
        painter.setFont(self._name_font())
        painter.setPen(self.theme.color(self._text_token()))
        self._paint_text(painter, QRectF(edge, unit(9), room, unit(22)), self.shown_name)
        painter.setFont(self.theme.font("small", tabular=True))
        if not self.choice.proposed:
            painter.setPen(self.theme.color("muted" if self.isEnabled() else "disabled"))
        metrics = QFontMetrics(painter.font())
        interval = metrics.elidedText(self.interval, Qt.TextElideMode.ElideRight, int(room) + 1)
        self._paint_text(painter, QRectF(edge, unit(31), room, unit(20)), interval)
        if self.cap_line is not None:
            self._paint_cap(painter, unit(self.cap_line))

    def _is_narrow(self) -> bool:
        return self.theme.units(self.width()) < NARROW_BELOW

    def _room(self) -> float:
        """What stands between the edges."""
        return self.width() - 2 * self.theme.unit(8 if self._is_narrow() else 14)

    def _cap_room(self) -> int:
        return key_cap_size(self.theme, self.key).width() + self.theme.unit(4)

    def _name_style(self) -> str:
        return "body" if self._is_narrow() else "lead"

    def _name_font(self) -> QFont:
        """Smaller letters for a name that is wider than its button."""
        for style in (self._name_style(), "body", "small"):
            font = self.theme.font(style, 600)
            if QFontMetrics(font).horizontalAdvance(self.text()) <= self._room():
                break
        return font

    @staticmethod
    def _paint_text(painter: QPainter, rect: QRectF, text: str) -> None:
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)

    def _paint_cap(self, painter: QPainter, middle: int) -> None:
        cap = key_cap_size(self.theme, self.key).width()
        edge = self.theme.unit(8 if self._is_narrow() else 12)
        painter.save()
        painter.translate(0, middle - self.height() / 2)
        self._paint_key(painter, self.width() - edge - cap)
        painter.restore()


class GradeButtons(QWidget):
    """The row of grades; on a narrow page they stand in rows of two or three.

    grade_chosen -- a button was pressed; carries its `GradeChoice`.
    """

    grade_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._choices: tuple[GradeChoice, ...] = ()
        self._rows = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._buttons = [GradeButton(theme) for _ in range(MOST_BUTTONS)]
        for button in self._buttons:
            # Before it is ever shown: a button without a parent would be a window.
            button.setParent(self)
            button.clicked.connect(self._tell_choice)
        theme.theme_changed.connect(self._arrange)
        self._arrange()

    def show_choices(
        self, setting: ButtonSetting, marking: Marking | None, outcomes: Mapping[Grade, Outcome]
    ) -> None:
        """Offer the grades of a setting, with what each would do."""
        self._choices = grade_choices(setting, marking)
        for button, choice in zip(self._buttons, self._choices, strict=False):
            button.show_choice(choice, outcomes.get(choice.grade))
            button.row = self.visible_buttons()
        self._arrange()

    def set_rows(self, rows: int) -> None:
        """Stand in so many rows."""
        if rows != self._rows:
            self._rows = rows
            self._arrange()

    def choice_for(self, key: str) -> GradeChoice | None:
        """The grade a key stands for: the key on its cap, or its own where Enter is on the cap."""
        return next((choice for choice in self._choices if choice.key == key), None)

    def proposed(self) -> GradeChoice | None:
        """The grade that Enter takes."""
        return next((choice for choice in self._choices if choice.proposed), None)

    def visible_buttons(self) -> list[GradeButton]:
        """The buttons on offer, in their order."""
        return self._buttons[: len(self._choices)]

    def _tell_choice(self) -> None:
        button = self.sender()
        if isinstance(button, GradeButton):
            self.grade_chosen.emit(button.choice)

    def _arrange(self) -> None:
        self._grid.setSpacing(self._theme.unit(8))
        count = max(1, len(self._choices))
        columns = -(-count // self._rows)
        for column in range(MOST_BUTTONS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, button in enumerate(self._buttons):
            self._grid.removeWidget(button)
            button.setVisible(place < count and bool(self._choices))
            if place < count:
                self._grid.addWidget(button, place // columns, place % columns)
