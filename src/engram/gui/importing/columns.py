"""The columns of a table in; what they hold, in a sentence and as choices, out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.buttons import LinkButton
from engram.gui.widgets.choice import Choice
from engram.gui.widgets.label import Label, Paragraph
from engram.gui.words import breakable, tr
from engram.model import Columns, Role

_FIELD = 170  # units at least
_NAME = 40  # characters at most
_MOST = 40  # columns that are offered to be changed


class ColumnChoices(QWidget):
    """Hidden without columns; the choices open below the sentence.

    roles_chosen -- the roles of all columns, one of them chosen otherwise.
    """

    roles_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._columns: Columns | None = None
        self.sentence = Paragraph(theme, "", "small", "muted")
        self.change = LinkButton(theme, "")
        self.choices: list[Choice] = []
        self._fields: list[QWidget] = []
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self.sentence, 1)
        self._top.addWidget(self.change)
        column = QVBoxLayout(self)
        column.addLayout(self._top)
        column.addWidget(self._body)
        self._column = column
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.change.clicked.connect(self._open_or_close)
        theme.theme_changed.connect(self._measure)
        self._open(opened=False)
        self._measure()
        self.hide()

    @property
    def is_needed(self) -> bool:
        """Whether there are columns to show."""
        return self._columns is not None

    def show_columns(self, columns: Columns | None) -> None:
        """Show what the columns hold; choices that are there already stay."""
        before, self._columns = self._columns, columns
        self.setVisible(columns is not None)
        if columns is None:
            self._open(opened=False)
            return
        self.sentence.setText(breakable(columns.sentence))
        few = len(columns.roles) <= _MOST
        self.change.setVisible(few)
        if not few:
            self._open(opened=False)
            return
        same = before is not None and before.names == columns.names
        if not same or len(self.choices) != len(columns.roles):
            self._make_choices(columns)
        for choice, role in zip(self.choices, columns.roles, strict=True):
            choice.setCurrentIndex(choice.findData(role.value))

    def be_narrow(self, *, narrow: bool) -> None:
        """Stand below one another, or side by side."""
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _make_choices(self, columns: Columns) -> None:
        for field in self._fields:
            field.deleteLater()
        self.choices, self._fields = [], []
        for place in range(len(columns.roles)):
            name = _name(columns, place)
            choice = Choice(self._theme, tr("What {column} holds", column=name))
            for role, words in _roles():
                choice.addItem(words, role.value)
            choice.activated.connect(self._tell)
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            field = QWidget(self._body)
            rows = QVBoxLayout(field)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(self._theme.unit(3))
            rows.addWidget(Label(self._theme, name, "small", "muted", weight=500))
            rows.addWidget(choice)
            self.choices.append(choice)
            self._fields.append(field)
        for one, other in zip([self.change, *self.choices], self.choices, strict=False):
            QWidget.setTabOrder(one, other)
        self._place()

    def _place(self) -> None:
        """As many fields side by side as there is room for."""
        room = self._theme.units(max(self.width(), 1))
        beside = max(1, min(4, int(room // (_FIELD + 12))))
        for place, field in enumerate(self._fields):
            self._grid.addWidget(field, place // beside, place % beside)
        for place in range(4):
            self._grid.setColumnStretch(place, 1 if place < beside else 0)

    def _tell(self) -> None:
        self.roles_chosen.emit(tuple(Role(choice.currentData()) for choice in self.choices))

    def _open_or_close(self) -> None:
        self._open(opened=self._body.isHidden())

    def _open(self, *, opened: bool) -> None:
        self._body.setVisible(opened)
        self.change.set_text(tr("Close columns") if opened else tr("Change columns"))
        if opened:
            self._place()

    def _measure(self) -> None:
        unit = self._theme.unit
        self._column.setContentsMargins(0, unit(12), 0, 0)
        self._column.setSpacing(unit(8))
        self._top.setSpacing(unit(12))
        self._grid.setHorizontalSpacing(unit(12))
        self._grid.setVerticalSpacing(unit(8))
        self._place()


def _name(columns: Columns, place: int) -> str:
    named = columns.names[place] if place < len(columns.names) else ""
    name = named or tr("Column {n}", n=place + 1)
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def _roles() -> tuple[tuple[Role, str], ...]:
    return (
        (Role.QUESTION, tr("Question")),
        (Role.ANSWER, tr("Answer")),
        (Role.MORE, tr("More of the answer")),
        (Role.OPTION, tr("One option")),
        (Role.OPTIONS, tr("All options")),
        (Role.WRONG, tr("Wrong options")),
        (Role.RIGHT, tr("Right option")),
        (Role.EXPLANATION, tr("Explanation")),
        (Role.TOPIC, tr("Topic")),
        (Role.DECK, tr("Deck")),
        (Role.TAGS, tr("Tags")),
        (Role.ID, tr("Id")),
        (Role.IGNORED, tr("In no card")),
    )
