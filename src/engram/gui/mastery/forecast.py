"""The chart of the cards that come due in the next two weeks."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.gap import ColumnGap
from engram.gui.widgets.label import Label
from engram.gui.widgets.strip_chart import AxisLabel, Bar, StripChart
from engram.gui.words import number, plural, short_date, tr, weekday_date
from engram.mastery.values import Report
from engram.studyday import date_of

_DAYS = 14


class MasteryForecast(QWidget):
    """Today first; what is overdue is a hatched piece on top of today's bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        title = tr("Due in the next {days} days", days=_DAYS)
        self._sum = Label(theme, "", "caption", "muted")
        self.chart = StripChart(theme, title, height=140, scale=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(theme, title, "body", weight=600))
        column.addWidget(self._sum)
        column.addWidget(ColumnGap(theme, 16))
        column.addWidget(self.chart)

    def show_report(self, report: Report) -> None:
        """Draw the forecast of a report."""
        days = report.forecast[:_DAYS]
        due = plural(sum(count for _, count in days), "{n} card", "{n} cards")
        self._sum.setText(due)
        overdue = min(report.total.overdue, days[0][1]) if days else 0
        bars = [
            _bar(day, count, overdue if place == 0 else 0, is_today=place == 0)
            for place, (day, count) in enumerate(days)
        ]
        told = tr("{due} due in the next {days} days", due=due, days=_DAYS)
        self.chart.show_bars(bars, _labels([day for day, _ in days]), told)


def _bar(day: int, count: int, overdue: int, *, is_today: bool) -> Bar:
    cards = plural(count, "{n} card", "{n} cards")
    told = tr("{day}: {cards}", day=weekday_date(date_of(day)), cards=cards)
    mark = tr("{n} overdue", n=number(overdue)) if overdue else ""
    if mark:
        told = tr("{told}, {mark}", told=told, mark=mark)
    return Bar(count - overdue, told, extra=overdue, extra_told=mark, accent=is_today)


def _labels(days: list[int]) -> list[AxisLabel]:
    if not days:
        return []
    middle, last = len(days) // 2, len(days) - 1
    labels = [AxisLabel(0, tr("today"))]
    if last > 7:
        labels.append(AxisLabel(middle, tr("in {n} days", n=middle)))
        labels.append(AxisLabel(last, short_date(date_of(days[last]))))
    return labels
