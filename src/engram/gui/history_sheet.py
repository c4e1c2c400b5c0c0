"""A card's history in; why it is due now and each of its answers, on a sheet over the page, out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from engram.gui.label import Label, Paragraph
from engram.gui.sheet import Sheet
from engram.gui.theme import Theme
from engram.gui.words import number, percent, plural, tr
from engram.model import Grade, ReviewKind
from engram.study.values import History, HistoryRow
from engram.studyday import iso

MOST_ROWS = 200  # the latest answers; older ones are told as a number


def due_words(history: History) -> str:
    """Why the card is due now, in one sentence."""
    if history.due is None:
        return tr("This card is new: you have not answered it yet.")
    interval = plural(history.interval_days, "{n} day", "{n} days")
    late = history.today - history.due
    if late > 0:
        return plural(
            late,
            "Its interval of {interval} ended {n} day ago.",
            "Its interval of {interval} ended {n} days ago.",
            interval=interval,
        )
    if late == 0:
        return tr("Its interval of {interval} ends today.", interval=interval)
    return plural(
        -late,
        "It is due in {n} day; its interval is {interval}.",
        "It is due in {n} days; its interval is {interval}.",
        interval=interval,
    )


def memory_words(history: History) -> str:
    """How likely the card is recalled, and how easy it has been."""
    parts = []
    if history.predicted is not None:
        parts.append(tr("Recall now about {share}", share=percent(history.predicted)))
    if history.easiness:
        parts.append(tr("easiness {value}", value=f"{history.easiness / 100:.2f}"))
    return ", ".join(parts)


def grade_words(row: HistoryRow) -> str:
    """The grade by its name, and what kind of answer it was."""
    if row.grade is None:
        return tr("Schedule set by hand")
    names = {
        Grade.BLACKOUT: tr("Blackout"),
        Grade.AGAIN: tr("Again"),
        Grade.ALMOST: tr("Almost"),
        Grade.HARD: tr("Hard"),
        Grade.GOOD: tr("Good"),
        Grade.EASY: tr("Easy"),
    }
    kinds = {ReviewKind.DRILL: tr("once more"), ReviewKind.PRACTICE: tr("practice")}
    name, kind = names[row.grade], kinds.get(row.kind)
    return tr("{grade}, {kind}", grade=name, kind=kind) if kind else name


class HistorySheet(Sheet):
    """The sentence first, then the answers, the latest on top."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, page, tr("Why now"))

    def show_history(self, history: History) -> None:
        """Open with a card's history."""
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self.theme.unit(4))
        rows.addWidget(Paragraph(self.theme, due_words(history), "lead"))
        memory = memory_words(history)
        if memory:
            rows.addWidget(Paragraph(self.theme, memory, "small", "muted"))
        if history.rows:
            rows.addSpacing(self.theme.unit(16))
            rows.addLayout(self._table(history.rows[::-1][:MOST_ROWS]))
        older = len(history.rows) - MOST_ROWS
        if older > 0:
            text = tr("and {count} earlier ones", count=number(older))
            rows.addWidget(Label(self.theme, text, "small", "muted"))
        rows.addStretch(1)
        self.show_content(content)

    def _table(self, answers: tuple[HistoryRow, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(self.theme.unit(8))
        grid.setHorizontalSpacing(self.theme.unit(24))
        grid.setColumnStretch(1, 1)
        for column, head in enumerate((tr("Day"), tr("Answer"), tr("Time"))):
            self._put(grid, 0, column, Label(self.theme, head, "small", "muted", weight=500))
        for place, row in enumerate(answers, 1):
            seconds = tr("{seconds} s", seconds=round(row.seconds)) if row.grade is not None else ""
            for column, text in enumerate((iso(row.study_day), grade_words(row), seconds)):
                self._put(grid, place, column, Label(self.theme, text, "body"))
        return grid

    @staticmethod
    def _put(grid: QGridLayout, row: int, column: int, label: Label) -> None:
        side = Qt.AlignmentFlag.AlignRight if column == 2 else Qt.AlignmentFlag.AlignLeft
        grid.addWidget(label, row, column, side)
