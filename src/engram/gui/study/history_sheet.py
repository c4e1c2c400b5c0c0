"""A card's history in; why it is asked and each of its answers, on a sheet over the page, out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.label import Label, Paragraph
from engram.gui.widgets.sheet import Sheet
from engram.gui.words import number, past_date, percent, plural, tr
from engram.model import Grade, ReviewKind
from engram.study.values import History, HistoryRow
from engram.studyday import date_of

_TOP, _RIGHT = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
MOST_ROWS = 200  # the latest answers; older ones are told as a number


def asked_words(history: History, kind: ReviewKind) -> str:
    """Why the card is asked, in one sentence or two; `kind` is what an answer now would be."""
    if history.due is None:
        return tr("This card is new: you have not answered it yet.")
    interval = plural(history.interval_days, "{n} day", "{n} days")
    if kind is ReviewKind.DRILL:
        return _drill_words(history)
    if kind is ReviewKind.PRACTICE:
        return plural(
            history.due - history.today,
            "This is practice: the card is due in {n} day, after an interval of {interval}.",
            "This is practice: the card is due in {n} days, after an interval of {interval}.",
            interval=interval,
        )
    late = history.today - history.due
    if late <= 0:
        return tr("This card is due today, after an interval of {interval}.", interval=interval)
    return plural(
        late,
        "This card has been due since {day}: its interval of {interval} ended {n} day ago.",
        "This card has been due since {day}: its interval of {interval} ended {n} days ago.",
        day=past_date(date_of(history.due), date_of(history.today)),
        interval=interval,
    )


def _drill_words(history: History) -> str:
    last = next((row.grade for row in history.rows[::-1] if row.grade is not None), Grade.AGAIN)
    due = 0 if history.due is None else history.due - history.today
    return plural(
        due,
        "Once more today, since you graded it {grade}. It is due again in {n} day.",
        "Once more today, since you graded it {grade}. It is due again in {n} days.",
        grade=_grade_name(last),
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
    kinds = {ReviewKind.DRILL: tr("once more"), ReviewKind.PRACTICE: tr("practice")}
    name, kind = _grade_name(row.grade), kinds.get(row.kind)
    return tr("{grade}, {kind}", grade=name, kind=kind) if kind else name


def _grade_name(grade: Grade) -> str:
    return {
        Grade.BLACKOUT: tr("Blackout"),
        Grade.AGAIN: tr("Again"),
        Grade.ALMOST: tr("Almost"),
        Grade.HARD: tr("Hard"),
        Grade.GOOD: tr("Good"),
        Grade.EASY: tr("Easy"),
    }[grade]


class HistorySheet(Sheet):
    """The sentence first, then the answers, the latest on top."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, page, tr("History"))

    def show_history(self, history: History, kind: ReviewKind) -> None:
        """Open with the history of a card that is asked for this kind of answer."""
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self.theme.unit(4))
        rows.addWidget(Paragraph(self.theme, asked_words(history, kind), "lead"))
        memory = memory_words(history)
        if memory:
            rows.addWidget(Paragraph(self.theme, memory, "small", "muted"))
        if history.rows:
            rows.addSpacing(self.theme.unit(16))
            rows.addLayout(self._table(history))
        older = len(history.rows) - MOST_ROWS
        if older > 0:
            text = tr("and {count} earlier ones", count=number(older))
            rows.addWidget(Label(self.theme, text, "small", "muted"))
        rows.addStretch(1)
        self.show_content(content)

    def _table(self, history: History) -> QGridLayout:
        today = date_of(history.today)
        grid = QGridLayout()
        grid.setVerticalSpacing(self.theme.unit(8))
        grid.setHorizontalSpacing(self.theme.unit(24))
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for column, head in enumerate((tr("Day"), tr("Answer"), tr("Time"))):
            label = Label(self.theme, head, "small", "muted", weight=500)
            if column == 2:
                label.setAlignment(_RIGHT | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, 0, column)
        for place, row in enumerate(history.rows[::-1][:MOST_ROWS], 1):
            seconds = tr("{seconds} s", seconds=round(row.seconds)) if row.grade is not None else ""
            day = past_date(date_of(row.study_day), today)
            for column, text in enumerate((day, grade_words(row))):
                grid.addWidget(Paragraph(self.theme, text), place, column, _TOP)
            grid.addWidget(Label(self.theme, seconds), place, 2, _TOP | _RIGHT)
        return grid
