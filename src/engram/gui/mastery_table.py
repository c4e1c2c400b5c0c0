"""The figures of the mastery page as a table that can be read, walked and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from engram.gui.levels_bar import LEVEL_NAMES, level_counts, level_title
from engram.gui.mastery_words import value_told
from engram.gui.theme import Theme
from engram.gui.words import DASH, number, percent, tr
from engram.mastery.values import TopicReport

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MasteryTable(QTableWidget):
    """One row a topic; Ctrl+C copies the chosen rows with their heads, tabs between cells."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._topics: tuple[TopicReport, ...] = ()
        self.setAccessibleName(tr("Mastery of the topics as a table"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.theme_changed.connect(self._fit)

    def show_topics(self, topics: Sequence[TopicReport]) -> None:
        """Show the figures of these topics."""
        self._topics = tuple(topics)
        heads = _heads()
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(len(topics))
        for column, head in enumerate(heads):
            self.setHorizontalHeaderItem(column, _cell(head, column))
        for row, topic in enumerate(topics):
            for column, text in enumerate(_cells(topic)):
                self.setItem(row, column, _cell(text, column))
        self._fit()

    def copied_text(self) -> str:
        """The chosen rows, or all of them, as lines with tabs."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        lines = [_heads()] + [_cells(self._topics[row]) for row in chosen or range(self.rowCount())]
        return "\n".join("\t".join(line) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_text())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return False
        return super().viewportEvent(event)

    def _fit(self) -> None:
        unit, header = self._theme.unit, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(unit(34))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFixedHeight(unit(28))
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.setFixedHeight(unit(28) + self.rowCount() * unit(34) + unit(12))


def _heads() -> list[str]:
    levels = [level_title(name)[:1].upper() + level_title(name)[1:] for name in LEVEL_NAMES]
    return [
        tr("Topic"),
        tr("Mastery"),
        tr("Coverage"),
        *levels,
        tr("Cards"),
        tr("Answers"),
        tr("Expected"),
        tr("Measured"),
        tr("In 21 days"),
    ]


def _cells(topic: TopicReport) -> list[str]:
    trusted = not topic.little_evidence
    return [
        topic.path[-1],
        value_told(topic),
        percent(topic.coverage),
        *(number(count) for _, count in level_counts(topic.levels)),
        number(topic.cards),
        number(topic.answers),
        percent(topic.expected) if trusted and topic.expected is not None else DASH,
        percent(topic.observed) if trusted and topic.observed is not None else DASH,
        percent(topic.readiness) if trusted else DASH,
    ]


def _cell(text: str, column: int) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(_LEFT if column == 0 else _RIGHT)
    return item
