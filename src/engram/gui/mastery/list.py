"""The topics side by side: rows, one of them chosen and explained, the rest behind a link."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engram.gui.looks.theme import Theme
from engram.gui.mastery.columns import mastery_columns
from engram.gui.mastery.explanation import MasteryExplanation
from engram.gui.mastery.order import SHOWN_AT_FIRST
from engram.gui.mastery.row import MasteryRow
from engram.gui.widgets.buttons import LinkButton
from engram.gui.widgets.gap import Gap
from engram.gui.widgets.tab_stop import stop_at_chosen
from engram.gui.words import plural, tr
from engram.mastery.values import TopicReport
from engram.study.values import TopicPath

MORE_ROWS = 30  # for a press: a widget each, which all follow every change of the theme


class MasteryHead(QWidget):
    """Topic, Mastery inside coverage, Levels, Cards, and a hairline below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(300), self._theme.unit(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font("small", 500))
        painter.setPen(self._theme.color("muted"))
        columns = mastery_columns(self._theme, self.width(), narrow=False)
        titles = (
            (columns.name, tr("Topic")),
            # Over the bar and its figure: in large letters it is longer than the bar.
            (columns.bar | columns.value, tr("Mastery inside coverage")),
            (columns.levels, tr("Levels")),
        )
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for cell, title in titles:
            painter.drawText(QRect(cell.left(), 0, cell.width(), self.height()), side, title)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        right = columns.cards.right() + 1
        painter.drawText(QRect(0, 0, right, self.height()), side, tr("Cards"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("border"))


class MasteryList(QWidget):
    """One row is always chosen; arrow keys choose another.

    study_requested -- the path of a topic.
    row_chosen -- the row that the learner chose, to be scrolled into view.
    rows_built -- there are other rows now, and they stand last in the order of the Tab key.
    """

    study_requested = Signal(object)
    row_chosen = Signal(QWidget)
    rows_built = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._narrow = theme, False
        self._topics: tuple[TopicReport, ...] = ()
        self._most_rows = SHOWN_AT_FIRST
        self._chosen: TopicPath = ()
        self._rows: list[MasteryRow] = []
        self._group = QButtonGroup(self)
        self._head = MasteryHead(theme)
        self._explanation = MasteryExplanation(theme)
        self._more = LinkButton(theme, "")
        self._column = QVBoxLayout(self)
        self._arrange()
        stop_at_chosen(self._group)
        self._group.buttonToggled.connect(self._explain_chosen)
        self._explanation.study_requested.connect(self.study_requested)
        self._more.clicked.connect(self._show_more)

    def show_topics(self, topics: Sequence[TopicReport]) -> None:
        """Show other topics; the chosen one stays chosen if it is among them."""
        self._topics = tuple(topics)
        self._show_rows()

    def be_narrow(self, *, narrow: bool) -> None:
        """Stand on two lines a row, or on one."""
        self._narrow = narrow
        self._head.setVisible(not narrow)
        self._explanation.be_narrow(narrow=narrow)
        for row in self._rows:
            row.be_narrow(narrow=narrow)

    def chosen_row(self) -> MasteryRow | None:
        """The row that is explained."""
        return next((row for row in self._rows if row.isChecked()), None)

    def controls(self) -> list[QWidget]:
        """All that can have the focus, in reading order."""
        found: list[QWidget] = []
        for row in self._rows:
            found += [row, self._explanation.button] if row.isChecked() else [row]
        return [*found, self._more]

    def _arrange(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._explanation)
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(Gap(self._theme, 10))
        foot.addWidget(self._more)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def _show_rows(self) -> None:
        had_focus = any(row.hasFocus() for row in self._rows)
        shown = self._topics[: self._most_rows]
        self._drop_rows(len(shown))
        for row, topic in zip(self._rows, shown, strict=False):
            row.show_topic(topic)
        for topic in shown[len(self._rows) :]:
            self._rows.append(self._made_row(topic))
        left = len(self._topics) - len(shown)
        self._more.set_text(plural(left, "{n} more topic", "{n} more topics"))
        self._more.setVisible(left > 0)
        self._explanation.setVisible(bool(self._rows))
        self._choose(self._chosen)
        self.rows_built.emit()
        chosen = self.chosen_row()
        if had_focus and chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_rows(self, kept: int) -> None:
        """Give up the rows behind so many."""
        for row in self._rows[kept:]:
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[kept:]

    def _made_row(self, topic: TopicReport) -> MasteryRow:
        row = MasteryRow(self._theme, topic)
        row.be_narrow(narrow=self._narrow)
        row.study_requested.connect(self._ask_study)
        self._group.addButton(row)
        self._column.insertWidget(self._column.count() - 1, row)
        row.show()
        return row

    def _choose(self, path: TopicPath) -> None:
        """Choose the row of a topic, or the first one."""
        chosen = next((row for row in self._rows if row.topic.path == path), None)
        chosen = chosen or next(iter(self._rows), None)
        if chosen is None:
            return
        if chosen.isChecked():
            self._explain_chosen(chosen)  # it may stand for another topic now
        else:
            chosen.setChecked(True)

    def _explain_chosen(self, row: QAbstractButton) -> None:
        if not isinstance(row, MasteryRow) or not row.isChecked():
            return
        self._chosen = row.topic.path
        self._explanation.explain(row.topic)
        place = self._column.indexOf(row) + 1
        if self._column.indexOf(self._explanation) != place:
            self._column.removeWidget(self._explanation)
            # Without it the row may stand one place higher.
            self._column.insertWidget(self._column.indexOf(row) + 1, self._explanation)
            QWidget.setTabOrder(row, self._explanation.button)
        self.row_chosen.emit(row)

    def _show_more(self) -> None:
        first_new = len(self._rows)
        self._most_rows = first_new + MORE_ROWS
        self._show_rows()
        # Chosen as well: a row that is not shows no ring.
        self._rows[first_new].setChecked(True)
        self._rows[first_new].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_study(self) -> None:
        self.study_requested.emit(self._chosen)
