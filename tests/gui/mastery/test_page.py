"""The Mastery page says what would be known, puts what gains most first, and explains itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.mastery.columns import mastery_columns
from engram.gui.mastery.explanation import MasteryExplanation
from engram.gui.mastery.legend import LegendSample, MasteryLegend
from engram.gui.mastery.list import MasteryHead
from engram.gui.mastery.order import not_known, topics_by_gain
from engram.gui.mastery.page import MasteryPage
from engram.gui.mastery.row import MasteryRow
from engram.gui.mastery.table import MasteryTable
from engram.gui.mastery.words import because, mastery_title, trust_told
from engram.gui.widgets.buttons import IconButton, LinkButton, SecondaryButton
from engram.gui.widgets.choice import Choice
from engram.gui.widgets.label import Paragraph
from engram.mastery.values import Report
from tests.gui.values import DECK, first_report, studied_report, topic_report

HARD = "\N{NO-BREAK SPACE}"
Show = Callable[[QWidget, int, int], None]


class Desk:
    """A report as it was made."""

    def __init__(self, report: Report) -> None:
        self.known = report

    def report(self) -> Report:
        return self.known


@pytest.fixture
def desk() -> Desk:
    return Desk(studied_report())


@pytest.fixture
def page(theme: Theme, desk: Desk, shown: Callable[[QWidget], None]) -> MasteryPage:
    made = MasteryPage(theme, desk)
    made.refresh()
    shown(made)
    made.setFocus()
    return made


def _rows(page: MasteryPage) -> list[MasteryRow]:
    rows = [row for row in page.findChildren(MasteryRow) if row.isVisible()]
    return sorted(rows, key=lambda row: row.y())


def _focused(page: QWidget) -> QWidget:
    focused = page.focusWidget()
    assert focused is not None
    return focused


def _texts(page: QWidget) -> list[str]:
    return [
        label.accessibleName() or label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
    ]


def test_topics_that_would_gain_most_come_first(page: MasteryPage) -> None:
    gains = [not_known(row.topic) for row in _rows(page)]
    assert len(gains) == 7
    assert gains == sorted(gains, reverse=True)


def test_a_deck_without_topics_stands_for_itself() -> None:
    lone = topic_report(("Lone",), 10, 5, 0.3, 12)
    report = replace(studied_report(), topics=(*studied_report().topics, lone))
    paths = [topic.path for topic in topics_by_gain(report, None)]
    assert ("Lone",) in paths
    assert (DECK,) not in paths
    assert topics_by_gain(report, "Lone") == (lone,)


def test_the_title_is_a_sentence_with_the_number(page: MasteryPage) -> None:
    assert f"You would know 65{HARD}% of your cards today" in _texts(page)


def test_a_chosen_deck_has_its_own_title_and_topics(page: MasteryPage) -> None:
    choice = page.findChildren(Choice)[0]
    QTest.keyClick(choice, Qt.Key.Key_End)
    assert f"You would know 81{HARD}% of Garden year today" in _texts(page)
    assert [row.topic.path for row in _rows(page)] == [("Garden year", "Pruning")]


def test_the_current_row_explains_itself(page: MasteryPage) -> None:
    texts = _texts(page)
    assert _rows(page)[0].isChecked()
    assert (
        f"42{HARD}% because 10 of 18 cards are seen and you would know 76{HARD}% of those." in texts
    )
    assert f"Expected 74{HARD}%, measured 68{HARD}% (21 of 31 answers; 51 to 83{HARD}%)." in texts


def test_an_arrow_key_moves_the_explanation(page: MasteryPage) -> None:
    first, second = _rows(page)[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.isChecked()
    assert any(text.startswith("Little evidence: 4 of 12 cards") for text in _texts(page))


def test_study_this_topic_names_the_explained_one(page: MasteryPage, qtbot: QtBot) -> None:
    button = next(
        button for button in page.findChildren(SecondaryButton) if "topic" in button.text()
    )
    with qtbot.waitSignal(page.study_requested) as asked:
        button.click()
    assert asked.args == [(DECK, "Food safety and storage")]
    with qtbot.waitSignal(page.study_requested) as asked:
        QTest.keyClick(_rows(page)[0], Qt.Key.Key_Return)
    assert asked.args == [(DECK, "Food safety and storage")]


def test_the_rest_of_the_topics_is_one_press_away(page: MasteryPage) -> None:
    link = page.findChildren(LinkButton)[0]
    assert link.text() == "3 more topics"
    link.click()
    assert len(_rows(page)) == 10
    assert link.isHidden()
    assert _rows(page)[7].hasFocus()


def test_the_table_has_the_same_figures_and_can_be_copied(page: MasteryPage) -> None:
    table = page.findChildren(MasteryTable)[0]
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    heads, cells = (line.split("\t") for line in lines)
    figures = dict(zip(heads, cells, strict=True))
    assert figures["Topic"] == "Food safety and storage"
    assert figures["Mastery"] == f"42{HARD}%"
    assert figures["Unseen"] == "8"
    assert table.rowCount() == 10


def test_few_answers_get_no_figure_anywhere() -> None:
    topic = topic_report(("Deck", "Part"), 12, 4, 0.25, 6)
    figure, sentence = because(topic)
    assert figure == "Little evidence:"
    assert "%" not in sentence + trust_told(topic) + mastery_title(topic, "Deck")


def test_a_topic_of_one_card_is_told_as_one() -> None:
    few = because(topic_report((DECK, "One"), 1, 1, 0.6, 1))[1]
    assert few == "Its 1 card is seen, with 1 answer. From 10 answers on there is a figure."
    known = because(topic_report((DECK, "One"), 1, 1, 0.6, 12))[1]
    assert known == f"because its 1 card is seen and the chance that you know it is 60{HARD}%."


def test_overdue_and_suspended_cards_are_told_beside_the_figure() -> None:
    topic = replace(topic_report(("Deck", "Part"), 12, 4, 0.25, 6), overdue=1, suspended=2)
    assert trust_told(topic) == "1 card is overdue. 2 suspended cards are not counted."


def test_before_any_answer_the_page_says_what_will_be_here(
    page: MasteryPage, desk: Desk, qtbot: QtBot
) -> None:
    desk.known = first_report()
    page.refresh()
    page.setFocus()
    assert "Nothing to show yet" in _texts(page)
    with qtbot.waitSignal(page.study_requested) as asked:
        QTest.keyClick(_focused(page), Qt.Key.Key_Return)
    assert asked.args == [None]


@pytest.mark.parametrize(("width", "scale"), [(1100, 1.0), (560, 1.0), (900, 2.0)])
def test_a_long_deck_name_does_not_widen_the_page(
    theme: Theme, shown: Callable[[QWidget, int, int], None], width: int, scale: float
) -> None:
    report = studied_report()
    long = ("A deck that somebody named with very great care and very many words " * 3,)
    added = (topic_report(long, 3, 1, 0.3, 12), topic_report((*long, "Topic"), 3, 1, 0.3, 12))
    theme.set_text_scale(scale)
    page = MasteryPage(theme, Desk(replace(report, topics=(*report.topics, *added))))
    page.refresh()
    # The page beside the navigation, as wide as in a window of this width.
    shown(page, round(width - 60 * scale), 700)
    area = page.findChild(QScrollArea)
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0
    choice = page.findChild(Choice)
    assert choice is not None
    assert choice.width() < width / 2


@pytest.mark.parametrize(("width", "scale"), [(1100, 1.0), (860, 1.0), (800, 1.0), (860, 2.0)])
def test_the_parts_of_the_legend_stand_apart(
    theme: Theme, shown: Callable[[QWidget, int, int], None], width: int, scale: float
) -> None:
    theme.set_text_scale(scale)
    page = MasteryPage(theme, Desk(studied_report()))
    page.refresh()
    shown(page, round(width - 60 * scale), 600)
    legend = page.findChild(MasteryLegend)
    assert legend is not None
    places = [sample.geometry() for sample in legend.findChildren(LegendSample)]
    assert len(places) == 7
    assert all(legend.rect().contains(place) for place in places)
    for one, other in combinations(places, 2):
        apart = max(one.left(), other.left()) - min(one.right(), other.right()) - 1
        assert one.top() != other.top() or apart >= theme.unit(16)
    bars, levels = places[1], places[2]
    assert bars.top() != levels.top() or levels.left() - bars.right() > theme.unit(32)


def test_a_row_keeps_the_focus_when_the_page_reads_its_values_again(page: MasteryPage) -> None:
    first, second = _rows(page)[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    page.refresh()
    again = _rows(page)[1]
    assert again.hasFocus()
    assert again.topic.path == second.topic.path


def test_the_row_behind_the_link_is_explained_and_shows_its_focus(page: MasteryPage) -> None:
    page.findChildren(LinkButton)[0].click()
    assert _rows(page)[7].isChecked()


def test_the_head_of_the_bars_is_whole_in_large_letters(theme: Theme, shown: Show) -> None:
    theme.set_text_scale(1.5)
    page = MasteryPage(theme, Desk(studied_report()))
    page.refresh()
    shown(page, 1010, 720)
    head = page.findChild(MasteryHead)
    assert head is not None
    image = head.grab().toImage()
    columns = mastery_columns(theme, head.width(), narrow=False)
    inked = [
        x
        for x in range(columns.bar.left(), columns.levels.left())
        for y in range(head.height() - 2)
        if image.pixelColor(x, y).lightness() < 160
    ]
    metrics = QFontMetrics(theme.font("small", 500))
    needed = metrics.horizontalAdvance("Mastery inside coverage")
    assert needed > columns.bar.width()
    assert max(inked) - columns.bar.left() > needed - theme.unit(4)


def test_on_a_narrow_page_the_explanation_has_the_whole_width(theme: Theme, shown: Show) -> None:
    page = MasteryPage(theme, Desk(studied_report()))
    page.refresh()
    shown(page, 360, 700)
    explanation = page.findChild(MasteryExplanation)
    assert explanation is not None
    button = explanation.button
    words = [label for label in explanation.findChildren(Paragraph) if label.isVisible()]
    assert all(button.geometry().top() > label.geometry().bottom() for label in words)
    assert all(label.width() > 0.8 * page.width() - 2 * theme.unit(28) for label in words)
    page.resize(900, 700)
    QApplication.processEvents()
    assert all(button.geometry().left() > label.geometry().right() for label in words)


def test_a_long_topic_leaves_room_for_the_figures_in_the_table(theme: Theme, shown: Show) -> None:
    name = "Emulsions, foams and gels of every kind, and what holds them together for how long"
    report = studied_report()
    topics = [topic for topic in report.topics if len(topic.path) == 1]
    topics.append(topic_report((DECK, name), 24, 21, 0.69, 71))
    page = MasteryPage(theme, Desk(replace(report, topics=tuple(topics))))
    page.refresh()
    shown(page, 900, 700)
    page.findChildren(IconButton)[0].click()
    table = page.findChild(MasteryTable)
    assert table is not None
    for width in (900, 360):
        page.resize(width, 700)
        QApplication.processEvents()
        assert table.columnViewportPosition(1) + table.columnWidth(1) < table.viewport().width()
    assert table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == f"{DECK} › {name}"
