"""The chart of the last four weeks beside Today's number."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.gap import ColumnGap
from engram.gui.widgets.label import Label
from engram.gui.widgets.strip_chart import AxisLabel, Bar, StripChart
from engram.gui.words import plural, short_date, tr, weekday_date
from engram.study.values import Today
from engram.studyday import date_of


class TodayStrip(QWidget):
    """Answers of the last 28 study days, today last."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = Label(theme, tr("Last 4 weeks"), "small", weight=500)
        self._sum = Label(theme, "", "small", "muted")
        self.chart = StripChart(theme, tr("Answers of the last 4 weeks"), height=104)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(ColumnGap(theme, 20))
        column.addWidget(self.chart)
        column.addStretch(1)

    def show_today(self, today: Today) -> None:
        """Draw the days up to this one."""
        answers = today.answers_by_day
        first = today.study_day - len(answers) + 1
        total = plural(sum(answers), "{n} answer", "{n} answers")
        self._sum.setText(total)
        bars = [Bar(count, _told(first + place, count)) for place, count in enumerate(answers)]
        labels = [
            AxisLabel(0, short_date(date_of(first))),
            AxisLabel(len(answers) - 1, tr("today")),
        ]
        self.chart.show_bars(bars, labels, tr("{total} in the last 4 weeks", total=total))


def _told(day: int, count: int) -> str:
    answers = plural(count, "{n} answer", "{n} answers")
    return tr("{day}: {answers}", day=weekday_date(date_of(day)), answers=answers)
