"""What the topics and the columns of a document mean can be changed, with the preview at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.compiler.import_desk import ImportDesk
from engram.gui.importing.finding import Finding
from engram.gui.importing.page import ImportPage
from engram.gui.looks.theme import Theme
from engram.gui.widgets.typed_choice import TypedChoice
from engram.model import Role
from tests.learner import Learner

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
TABLE = """word,meaning,remark
quern,a mill turned by hand,old
flail,a tool that threshes grain,very old
sieve,a tool that parts chaff from grain,new
"""
NOTES = """## Grain

### What is chaff?

#### Answer

Husks of grain.

## Bread

### What raises dough?

#### Answer

Yeast.
"""


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path)
    assert someone.program
    yield someone
    someone.close()


@pytest.fixture
def page(theme: Theme, learner: Learner, shown: Callable[[QWidget], None]) -> ImportPage:
    made = ImportPage(
        theme, ImportDesk(learner.program.library, learner.program.author, learner.program.past_in)
    )
    shown(made)
    made.setFocus()
    return made


def _read(page: ImportPage, qtbot: QtBot, file: Path, text: str) -> Finding:
    file.write_text(text, encoding="utf-8")
    page.accept_drop([file])
    return _waited(page, qtbot)


def _waited(page: ImportPage, qtbot: QtBot) -> Finding:
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.view.finding is not None
    return page.view.finding


def _write(page: ImportPage, text: str) -> None:
    field = page.view.head.choices.topics.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, KEYS.Key_Return)


def _topics(finding: Finding) -> list[tuple[str, ...]]:
    return [row.card.topic for row in finding.cards]


def test_all_cards_go_into_the_topic_that_is_typed_and_back(
    page: ImportPage, learner: Learner, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, tmp_path / "mill.md", NOTES)
    choice = page.view.head.choices.topics
    _write(page, "Kitchen > Baking")
    assert _topics(_waited(page, qtbot)) == [("Kitchen", "Baking")] * 2
    assert choice.currentText() == "Kitchen › Baking"
    _write(page, "As in the document (2)")
    assert _topics(_waited(page, qtbot)) == [("Grain",), ("Bread",)]
    _write(page, "None")
    assert _topics(_waited(page, qtbot)) == [(), ()]
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(page.view.list, KEYS.Key_Return, CTRL)
    assert [card.topic for card in learner.program.content.all_cards()] == [(), ()]


def test_none_is_chosen_by_key(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    _read(page, qtbot, tmp_path / "mill.md", NOTES)
    choice = page.view.head.choices.topics
    choice.setFocus()
    QTest.keyClick(choice, KEYS.Key_Down)
    assert _topics(_waited(page, qtbot)) == [(), ()]
    assert choice.currentText() == "None"


def test_topics_are_renamed_one_by_one(
    page: ImportPage, learner: Learner, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, tmp_path / "mill.md", NOTES)
    names, choice = page.view.head.names, page.view.head.choices.topics
    place = choice.findText("Rename them…")
    choice.setCurrentIndex(place)
    choice.activated.emit(place)
    qtbot.waitUntil(names.isVisible)
    assert [name.currentText() for name in names.names] == ["Grain", "Bread"]
    assert choice.currentText() == "As in the document (2)"
    _type(names.names[1], "Kitchen > Oven")
    assert _topics(_waited(page, qtbot)) == [("Grain",), ("Kitchen", "Oven")]
    assert choice.currentText() == "1 renamed"
    assert names.isVisible()
    _type(names.names[0], "None")
    assert _topics(_waited(page, qtbot)) == [(), ("Kitchen", "Oven")]
    _write(page, "As in the document (2)")
    assert _topics(_waited(page, qtbot)) == [("Grain",), ("Bread",)]
    assert [name.currentText() for name in names.names] == ["Grain", "Bread"]
    QTest.mouseClick(names.close_link, LEFT)
    assert not names.isVisible()


def _type(choice: TypedChoice, text: str) -> None:
    choice.field.setFocus()
    choice.field.selectAll()
    QTest.keyClicks(choice.field, text)
    QTest.keyClick(choice.field, KEYS.Key_Return)


def test_a_column_is_given_another_role_and_the_cards_follow(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    finding = _read(page, qtbot, tmp_path / "tools.csv", TABLE)
    columns = page.view.head.columns
    assert columns.isVisible()
    assert finding.columns is not None
    assert columns.sentence.text().startswith("Question: “word”")
    QTest.mouseClick(columns.change, LEFT)
    assert [choice.isVisible() for choice in columns.choices] == [True] * 3
    remark = columns.choices[2]
    remark.setFocus()
    place = remark.findData(Role.EXPLANATION.value)
    while remark.currentIndex() != place:
        QTest.keyClick(remark, KEYS.Key_Down if remark.currentIndex() < place else KEYS.Key_Up)
        _waited(page, qtbot)
    finding = _waited(page, qtbot)
    assert [row.card.explanation for row in finding.cards] == ["old", "very old", "new"]
    assert remark.hasFocus()
    assert columns.choices[2] is remark


def test_what_is_no_table_has_no_columns(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    _read(page, qtbot, tmp_path / "tools.csv", TABLE)
    _read(page, qtbot, tmp_path / "mill.md", NOTES)
    assert not page.view.head.columns.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [360, 640, 1040])
def test_every_column_has_room(
    page: ImportPage, theme: Theme, tmp_path: Path, qtbot: QtBot, width: int, scale: float
) -> None:
    _read(page, qtbot, tmp_path / "tools.csv", TABLE)
    columns = page.view.head.columns
    QTest.mouseClick(columns.change, LEFT)
    theme.set_text_scale(scale)
    page.resize(round(width * scale), 720)
    QApplication.processEvents()
    QApplication.processEvents()
    for choice in columns.choices:
        place = choice.mapTo(page, choice.rect().bottomRight())
        assert place.x() < page.width()
        assert choice.width() >= choice.minimumSizeHint().width()


def test_in_a_low_window_the_field_with_the_focus_is_seen(
    page: ImportPage, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, tmp_path / "mill.md", NOTES)
    names = page.view.head.names
    names.open()
    theme.set_text_scale(2.0)
    page.resize(780, 600)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page.view.list.y() == 0)
    for control in (names.names[1], page.view.head.another, names.close_link):
        control.setFocus()
        place = control.mapTo(page, control.rect().center())
        assert 0 < place.y() < page.view.foot.y()
