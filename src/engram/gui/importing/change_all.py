"""A change list in; what is chosen for all of its rows at once out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engram.gui.importing.change_legend import ChangeLegend
from engram.gui.importing.changes import edited_ways, repeated_ways
from engram.gui.importing.decisions import Decisions
from engram.gui.importing.finding import Finding
from engram.gui.looks.theme import Theme
from engram.gui.widgets.check_box import CheckBox
from engram.gui.widgets.choice import Choice
from engram.gui.widgets.gap import ColumnGap
from engram.gui.widgets.hairline import Hairline
from engram.gui.widgets.label import Label
from engram.gui.words import number, tr


class WayForAll(QWidget):
    """A sentence and the ways that all rows of a kind may go.

    way_chosen -- the place of the way.
    """

    way_chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, ways: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._words = Label(theme, "", "small", "muted")
        self.choice = Choice(theme, name)
        self.choice.addItems(list(ways))
        self.choice.setPlaceholderText(tr("As chosen below"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._words)
        self._row.addWidget(self.choice)
        self._row.addStretch(1)
        self.choice.activated.connect(self.way_chosen)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def show_way(self, words: str, way: int) -> None:
        """Say how many rows there are, and the way they go; -1 for different ones."""
        self._words.setText(words)
        self.choice.setCurrentIndex(way)
        self.choice.setAccessibleDescription(words)

    def be_narrow(self, *, narrow: bool) -> None:
        """Stand below one another, or side by side."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _measure(self) -> None:
        self._row.setContentsMargins(0, self._theme.unit(8), 0, 0)
        self._row.setSpacing(self._theme.unit(10))


class ChangesForAll(QWidget):
    """A check box for all rows, and a way for those that have a choice of their own.

    all_ticked -- every change is to be taken, or none.
    edited_chosen, repeated_chosen -- the way of all rows of that kind.
    """

    all_ticked = Signal(bool)
    edited_chosen = Signal(int)
    repeated_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.check = CheckBox(theme, tr("All"))
        self.legend = ChangeLegend(theme)
        self.edited = WayForAll(theme, tr("Texts of your own"), edited_ways())
        self.repeated = WayForAll(theme, tr("Cards that you have already"), repeated_ways())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.check)
        self._row.addStretch(1)
        self._row.addWidget(self.legend)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._row)
        for part in (self.edited, self.repeated):
            self._column.addWidget(part)
        self._column.addWidget(ColumnGap(theme, 8))
        self._column.addWidget(Hairline(theme))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.check.clicked.connect(self._tell_all)
        self.edited.way_chosen.connect(self.edited_chosen)
        self.repeated.way_chosen.connect(self.repeated_chosen)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return self.check, self.edited.choice, self.repeated.choice

    def show_finding(self, finding: Finding) -> None:
        """Show how many rows there are of each kind."""
        self.check.setText(tr("All {count}", count=number(len(finding.changes))))
        self.check.setAccessibleName(self.check.text())
        self.check.updateGeometry()
        self.edited.setVisible(len(finding.edited) > 1)
        self.repeated.setVisible(len(finding.repeated) > 1)
        self.legend.setVisible(any(row.before and row.after for row in finding.changes))

    def show_decisions(self, finding: Finding, decisions: Decisions, count: int) -> None:
        """Show what was chosen, `count` changes of all."""
        some = Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
        whole = count == len(finding.changes)
        self.check.setCheckState(Qt.CheckState.Checked if whole else some)
        edited, repeated = finding.edited, finding.repeated
        if edited:
            words = tr("{n} changes are about texts of your own:", n=number(len(edited)))
            self.edited.show_way(words, decisions.common_way(edited))
        if repeated:
            words = tr("{n} new cards are much like ones you have:", n=number(len(repeated)))
            self.repeated.show_way(words, decisions.common_way(repeated))

    def be_narrow(self, *, narrow: bool) -> None:
        """Arrange for a narrow page or a wide one."""
        for part in (self.edited, self.repeated):
            part.be_narrow(narrow=narrow)

    def _tell_all(self) -> None:
        # Qt has moved the box on to its next state already: what is not all becomes all.
        self.all_ticked.emit(self.check.checkState() is not Qt.CheckState.Unchecked)

    def _measure(self) -> None:
        self._row.setSpacing(self._theme.unit(8))
