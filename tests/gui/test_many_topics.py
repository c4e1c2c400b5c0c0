"""Hundreds of topics: pages keep what they built, and build no more than can be looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engram.gui.looks.theme import Theme
from engram.gui.mastery.list import MORE_ROWS, MasteryList
from engram.gui.mastery.order import SHOWN_AT_FIRST
from engram.gui.mastery.row import MasteryRow
from engram.gui.mastery.table import MasteryTable
from engram.gui.today.topic_rows import TopicRow
from engram.gui.today.topic_tree import TopicTree
from engram.gui.widgets.buttons import LinkButton
from engram.gui.widgets.mastery_bar import NOTHING_SEEN
from engram.mastery.values import TopicReport
from tests.gui.values import topic_report

COUNT = 100
Show = Callable[..., None]


def _topics(mastery: float = 0.5) -> list[TopicReport]:
    return [topic_report(("Deck", f"Topic {place}"), 10, 5, mastery, 20) for place in range(COUNT)]


@pytest.fixture
def topics(theme: Theme, shown: Show) -> MasteryList:
    made = MasteryList(theme)
    made.show_topics(_topics())
    shown(made)
    return made


def _rows(topics: QWidget) -> list[MasteryRow]:
    rows = [row for row in topics.findChildren(MasteryRow) if not row.isHidden()]
    return sorted(rows, key=lambda row: row.y())


def test_rows_are_kept_and_show_the_figures_of_now(topics: MasteryList) -> None:
    before = _rows(topics)
    topics.show_topics(_topics(0.25))
    assert _rows(topics) == before
    assert {row.topic.mastery for row in before} == {0.25}
    assert all("25" in row.accessibleName() for row in before)


def test_the_chosen_topic_stays_chosen_and_keeps_the_focus_in_another_place(
    topics: MasteryList,
) -> None:
    _rows(topics)[2].setChecked(True)
    _rows(topics)[2].setFocus()
    topics.show_topics(_topics()[1:])
    chosen = topics.chosen_row()
    assert chosen is _rows(topics)[1]
    assert chosen.topic.path == ("Deck", "Topic 2")
    assert chosen.hasFocus()


def test_a_chosen_row_that_stands_for_another_topic_explains_that_one(
    topics: MasteryList, qtbot: QtBot
) -> None:
    topics.show_topics(_topics()[1:])
    chosen = topics.chosen_row()
    assert chosen is not None
    with qtbot.waitSignal(topics.study_requested) as asked:
        chosen.study_requested.emit()
    assert asked.args == [("Deck", "Topic 1")]


def test_each_press_on_the_link_shows_some_more(topics: MasteryList) -> None:
    link = topics.findChildren(LinkButton)[0]
    link.click()
    assert len(_rows(topics)) == SHOWN_AT_FIRST + MORE_ROWS
    assert _rows(topics)[SHOWN_AT_FIRST].hasFocus()
    assert link.text() == f"{COUNT - SHOWN_AT_FIRST - MORE_ROWS} more topics"
    while not link.isHidden():
        link.click()
    assert [row.topic for row in _rows(topics)] == _topics()
    topics.show_topics(_topics()[:3])
    assert [row.topic for row in _rows(topics)] == _topics()[:3]


def test_the_table_tells_the_figures_of_now(theme: Theme, shown: Show) -> None:
    table = MasteryTable(theme)
    table.show_topics(_topics())
    shown(table)
    model = table.model()
    for topics in (_topics()[:2], _topics(), _topics(0.25)):
        table.show_topics(topics)
        told = [
            [model.index(row, column).data() for column in (0, 3)] for row in range(len(topics))
        ]
        assert told == [[f"Topic {row}", "0"] for row in range(len(topics))]
    assert model.index(0, 1).data() == "25\N{NO-BREAK SPACE}%"
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert table.rowCount() == COUNT


class _CountingTree(TopicTree):
    """Counts how often its rows are."""

    asked = 0

    def sizeHint(self) -> QSize:
        self.asked += 1
        return super().sizeHint()


def test_the_height_of_the_tree_is_worked_out_once_for_all_rows(theme: Theme, shown: Show) -> None:
    tree = _CountingTree(theme)
    rows = [TopicRow(("Deck",), 1, 0, NOTHING_SEEN)]
    for place in range(COUNT // 2):
        path = ("Deck", f"Topic {place}")
        rows += [TopicRow(path, 0, 0, NOTHING_SEEN), TopicRow((*path, "In"), 0, 0, NOTHING_SEEN)]
    shown(tree)
    tree.asked = 0
    tree.show_rows(rows)
    assert tree.asked <= 3
    assert tree.height() == (1 + COUNT) * tree.topic_delegate.row_height()
    tree.collapse(tree.model().index(0, 0))
    assert tree.height() == tree.topic_delegate.row_height()
    tree.show_rows([replace(row, due=2) for row in rows])
    assert tree.height() == tree.topic_delegate.row_height()
