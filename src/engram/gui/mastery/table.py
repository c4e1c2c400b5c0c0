"""The figures of the mastery page as a table that can be read, walked and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView

from engram.gui.looks.theme import Theme
from engram.gui.mastery.levels_bar import LEVEL_NAMES, level_counts, level_title
from engram.gui.mastery.words import value_told
from engram.gui.words import DASH, number, percent, tr
from engram.mastery.values import TopicReport

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.ItemDataRole.DisplayRole
_NOWHERE = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CELL_PADDING = 9  # units, as the style sheet has it
_TOPIC_SHARE, _LEAST_TOPIC = 0.45, 140  # of the width, so that figures are in view; units

Index = QModelIndex | QPersistentModelIndex


class _Figures(QAbstractTableModel):
    """The cells, worked out when they are looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.topics: tuple[TopicReport, ...] = ()
        self._heads = _heads()
        self._told: dict[int, list[str]] = {}

    def show_topics(self, topics: Sequence[TopicReport]) -> None:
        self.beginResetModel()
        self.topics = tuple(topics)
        self._told.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.topics)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = _TEXT) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return " › ".join(self.topics[index.row()].path)
        return self.row(index.row())[index.column()] if role == _TEXT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXT) -> object:
        if orientation is Qt.Orientation.Vertical:
            return super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return self._heads[section] if role == _TEXT else None

    def rows(self) -> list[list[str]]:
        """The cells of all rows."""
        return [self.row(place) for place in range(len(self.topics))]

    def row(self, place: int) -> list[str]:
        """The cells of one row."""
        if place not in self._told:
            self._told[place] = _cells(self.topics[place])
        return self._told[place]


class MasteryTable(QTableView):
    """One row a topic; Ctrl+C copies the chosen rows with their heads, tabs between cells."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._figures = theme, _Figures()
        self._topic_width = 0  # of the longest name
        theme.dress(self, "table")
        self.setModel(self._figures)
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
        self._figures.show_topics(topics)
        self._fit()

    def rowCount(self) -> int:
        """How many topics it shows."""
        return self._figures.rowCount()

    def copied_text(self) -> str:
        """The chosen rows, or all of them, as lines with tabs."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        lines = [_heads()] + [self._figures.row(row) for row in chosen or range(self.rowCount())]
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

    def showEvent(self, event: QShowEvent) -> None:
        self._fit_columns()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_topics()

    def _fit(self) -> None:
        unit = self._theme.unit
        self.verticalHeader().setDefaultSectionSize(unit(34))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFixedHeight(unit(28))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.setFixedHeight(unit(28) + self.rowCount() * unit(34) + unit(12))
        if self.isVisible():
            self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as the widest text; Qt would measure each of the cells, and again each time."""
        metrics = QFontMetrics(self.font())
        margin = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        around = 2 * (self._theme.unit(CELL_PADDING) + margin + 1)
        for column, texts in enumerate(zip(*self._figures.rows(), strict=True)):
            width = max(map(metrics.horizontalAdvance, set(texts)))
            head = self.horizontalHeader().sectionSizeHint(column)
            self.horizontalHeader().resizeSection(column, max(width + around, head))
        self._topic_width = self.columnWidth(0)
        self._fit_topics()

    def _fit_topics(self) -> None:
        """No name takes all of the width from the figures."""
        share = round(self.viewport().width() * _TOPIC_SHARE)
        most = max(share, self._theme.unit(_LEAST_TOPIC))
        self.horizontalHeader().resizeSection(0, min(self._topic_width, most))


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


def _side(column: int) -> Qt.AlignmentFlag:
    return _LEFT if column == 0 else _RIGHT
