"""The Today page says what waits, starts studying by one key, and shows every topic's part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import ROW_OVERHANG
from engram.gui.today.page import TodayPage
from engram.gui.today.strip import TodayStrip
from engram.gui.today.topic_rows import topic_rows
from engram.gui.today.topic_tree import TopicTree
from engram.gui.today.words import today_sentence, today_title
from engram.gui.widgets.strip_chart import StripChart
from engram.mastery.values import Report
from engram.study.values import Counts, Today, TopicPath
from tests.gui.values import (
    DECK,
    done_today,
    empty_report,
    empty_today,
    first_report,
    first_today,
    studied_report,
    studied_today,
)

Show = Callable[[QWidget], None]
LEFT = Qt.MouseButton.LeftButton


class Desk:
    """One day as it was made."""

    def __init__(self, today: Today, report: Report) -> None:
        self.day, self.known = today, report

    def today(self) -> Today:
        return self.day

    def report(self) -> Report:
        return self.known


@pytest.fixture
def desk() -> Desk:
    return Desk(studied_today(), studied_report())


@pytest.fixture
def page(theme: Theme, desk: Desk, shown: Show) -> TodayPage:
    made = TodayPage(theme, desk, desk)
    made.refresh()
    shown(made)
    made.setFocus()
    return made


def _texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def _focused(page: QWidget) -> QWidget:
    focused = page.focusWidget()
    assert focused is not None
    return focused


def _tree(page: TodayPage) -> TopicTree:
    return page.findChildren(TopicTree)[0]


def _names(page: TodayPage) -> list[str]:
    tree, names = _tree(page), []
    index = tree.model().index(0, 0)
    while index.isValid():
        names.append(str(index.data()))
        index = tree.indexBelow(index)
    return names


def test_the_day_is_told_in_a_number_and_a_sentence(page: TodayPage) -> None:
    texts = _texts(page)
    assert "Tuesday, 4 March" in texts
    assert "36 cards today" in texts
    assert "24 due and 12 new, about 18 minutes" in texts


def test_enter_studies_all_that_waits(page: TodayPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.study_requested) as asked:
        QTest.keyClick(_focused(page), Qt.Key.Key_Return)
    assert asked.args == [None]


def test_enter_studies_wherever_the_focus_is_on_the_page(page: TodayPage, qtbot: QtBot) -> None:
    chart = page.findChildren(StripChart)[0]
    chart.setFocus()
    with qtbot.waitSignal(page.study_requested) as asked:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert asked.args == [None]


def test_enter_on_a_row_studies_that_topic(page: TodayPage, qtbot: QtBot) -> None:
    tree = _tree(page)
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.study_requested) as asked:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert asked.args == [(DECK, "Heat and how it travels")]


def test_study_on_a_row_is_pressed_by_the_mouse(page: TodayPage, qtbot: QtBot) -> None:
    tree = _tree(page)
    row = tree.visualRect(tree.model().index(0, 0, tree.model().index(0, 0)))
    button = tree.topic_delegate.button_rect(row)
    with qtbot.waitSignal(page.study_requested) as asked:
        QTest.mouseClick(tree.viewport(), LEFT, pos=button.center())
    assert asked.args == [(DECK, "Heat and how it travels")]


def test_topics_with_most_due_come_first(page: TodayPage) -> None:
    names = _names(page)
    assert names[:3] == [DECK, "Heat and how it travels", "Fermentation and preserving"]
    assert names[-2:] == ["Garden year", "Pruning"]


def test_space_closes_a_deck_and_a_refresh_keeps_it_closed(page: TodayPage) -> None:
    tree = _tree(page)
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    height = tree.height()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert _names(page) == [DECK, "Garden year", "Pruning"]
    assert tree.height() < height
    page.refresh()
    assert _names(page) == [DECK, "Garden year", "Pruning"]


def test_the_chevron_opens_and_closes_by_mouse(page: TodayPage) -> None:
    tree = _tree(page)
    deck = tree.visualRect(tree.model().index(0, 0))
    chevron = deck.topLeft() + QPoint(16, deck.height() // 2)
    QTest.mouseClick(tree.viewport(), LEFT, pos=chevron)
    assert _names(page) == [DECK, "Garden year", "Pruning"]


def test_a_screen_reader_hears_the_whole_row(page: TodayPage) -> None:
    tree = _tree(page)
    row = tree.model().index(0, 0, tree.model().index(0, 0))
    told = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == (
        "Heat and how it travels, 6 due, 3 new, mastery 63\N{NO-BREAK SPACE}%, "
        "77\N{NO-BREAK SPACE}% seen"
    )


def test_the_first_start_has_cards_to_begin_with_and_no_strip(page: TodayPage, desk: Desk) -> None:
    desk.day, desk.known = first_today(), first_report()
    page.refresh()
    texts = _texts(page)
    assert "12 cards to begin with" in texts
    assert f"143 cards about {DECK} are ready. About 10 minutes." in texts
    assert "Last 4 weeks" not in texts


def test_a_finished_day_says_what_comes_tomorrow(page: TodayPage, desk: Desk) -> None:
    desk.day = done_today()
    page.refresh()
    texts = _texts(page)
    assert "Done for today" in texts
    assert "21 cards are due tomorrow." in texts


def test_a_library_without_cards_leads_to_import(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    desk.day, desk.known = empty_today(), empty_report()
    page.refresh()
    page.setFocus()
    assert "No cards yet" in _texts(page)
    with qtbot.waitSignal(page.import_requested):
        QTest.keyClick(_focused(page), Qt.Key.Key_Return)


def test_cards_asked_once_more_are_counted() -> None:
    today = replace(studied_today(), again=3)
    assert today_title(today) == "39 cards today"
    assert today_sentence(today, studied_report()).startswith("24 due, 12 new and 3 once more,")


def test_one_card_is_told_as_one() -> None:
    today = replace(studied_today(), due=1, new=0, minutes=1)
    assert today_title(today) == "1 card today"
    assert today_sentence(today, studied_report()) == "1 due, about 1 minute"


def test_a_topic_without_its_parent_in_the_report_still_stands_below_its_deck() -> None:
    counts: dict[TopicPath, Counts] = {("Deck", "Part", "Piece"): Counts(1, 0)}
    today = replace(done_today(), due=1, by_topic=counts, decks=("Deck",))
    rows = topic_rows(today, empty_report())
    assert [row.path for row in rows] == [
        ("Deck",),
        ("Deck", "Part"),
        ("Deck", "Part", "Piece"),
    ]


def test_the_strip_of_a_narrow_page_stands_below_the_tree_on_its_edge(
    page: TodayPage, qtbot: QtBot
) -> None:
    page.resize(480, 700)
    tree, strip = page.findChild(TopicTree), page.findChild(TodayStrip)
    assert tree is not None
    assert strip is not None

    def gap() -> int:
        bottom = tree.mapTo(page, tree.rect().bottomLeft()).y()
        return strip.mapTo(page, QPoint(0, 0)).y() - bottom - 1

    qtbot.waitUntil(lambda: gap() == 28)
    left = tree.mapTo(page, QPoint(0, 0)).x()
    assert strip.mapTo(page, QPoint(0, 0)).x() == left + ROW_OVERHANG
