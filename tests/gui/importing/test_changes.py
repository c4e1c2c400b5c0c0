"""The change list: what is ticked is taken, and edits and repeated cards go the way chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.compiler.import_desk import ImportDesk
from engram.gui.importing.changes import KEEP_BOTH, LINK, MINE, SKIP, THEIRS, ChangeRow
from engram.gui.importing.head import CHANGES
from engram.gui.importing.page import ImportPage
from engram.gui.looks.theme import Theme
from engram.gui.rows.list import RowList
from engram.model import Card
from tests.learner import Learner

KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
HARBOUR = """# Harbour

## Pilots

### Who is a pilot?

#### Answer

One who brings ships through narrow waters.

### What does a tug do?

#### Answer

It pulls and pushes larger ships.

### What is a bollard?

#### Answer

A post for ropes.
"""
CHANGED = """# Harbour

## Pilots

### Who is a pilot?

#### Answer

One who guides ships through narrow waters.

### What does a tug do?

#### Answer

It pulls and pushes larger ships in port.

### What is a fender?

#### Answer

A cushion between ship and quay.
"""
REPEATED = """# Ropes

## On the quay

### What is the bollard on a quay?

#### Answer

A post for the ropes.

### What is a hawser?

#### Answer

A thick rope for mooring.
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


@pytest.fixture
def harbour(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> Path:
    """A document that was imported and has changed since."""
    file = tmp_path / "harbour.md"
    file.write_text(HARBOUR, encoding="utf-8")
    _read(page, qtbot, file)
    _take(page, qtbot)
    file.write_text(CHANGED, encoding="utf-8")
    return file


def _read(page: ImportPage, qtbot: QtBot, file: Path) -> RowList:
    page.accept_drop([file])
    qtbot.waitUntil(lambda: not page.is_busy)
    page.view.head.views.set_choice(CHANGES)
    page.view.list.setFocus()
    return page.view.list


def _take(page: ImportPage, qtbot: QtBot) -> str:
    with qtbot.waitSignal(page.imported) as told:
        QTest.keyClick(page.view.list, KEYS.Key_Return, CTRL)
    assert told.args is not None
    return str(told.args[0])


def _titles(rows: RowList) -> list[str]:
    return [row.title() for row in rows.rows if isinstance(row, ChangeRow)]


def _cards(learner: Learner) -> dict[str, Card]:
    return {card.question: card for card in learner.program.content.all_cards()}


def test_space_leaves_a_change_and_the_button_counts_what_is_taken(
    page: ImportPage, learner: Learner, harbour: Path, qtbot: QtBot
) -> None:
    rows, foot, head = _read(page, qtbot, harbour), page.view.foot, page.view.head
    assert _titles(rows) == ["Changed", "Changed", "New", "No longer there"]
    assert foot.button.text() == "Take 3 changes"
    assert head.for_all.check.checkState() is Qt.CheckState.PartiallyChecked
    QTest.keyClick(rows, KEYS.Key_Home)
    QTest.keyClick(rows, KEYS.Key_Space)
    assert foot.button.text() == "Take 2 changes"
    state = rows.model().data(rows.model().index(0, 0), Qt.ItemDataRole.CheckStateRole)
    assert state is Qt.CheckState.Unchecked
    told = [QAccessible.queryAccessibleInterface(rows).child(place).state() for place in (0, 1)]
    assert [(each.checkable, each.checked) for each in told] == [(True, False), (True, True)]
    assert _take(page, qtbot) == "Taken: 1 changed, 1 new."
    cards = _cards(learner)
    assert cards["Who is a pilot?"].answer == "One who brings ships through narrow waters."
    assert cards["What does a tug do?"].answer == "It pulls and pushes larger ships in port."
    assert "What is a bollard?" in cards


def test_a_click_on_the_box_takes_a_card_out_of_study(
    page: ImportPage, learner: Learner, harbour: Path, qtbot: QtBot
) -> None:
    rows = _read(page, qtbot, harbour)
    center = rows.check_rect(3).center()
    QTest.mouseClick(rows.viewport(), LEFT, NO_KEYS, center)
    assert page.view.foot.button.text() == "Take 4 changes"
    assert page.view.head.for_all.check.checkState() is Qt.CheckState.Checked
    assert _take(page, qtbot).endswith("1 no longer there.")
    assert "What is a bollard?" not in _cards(learner)


def test_the_box_above_takes_all_or_none(page: ImportPage, harbour: Path, qtbot: QtBot) -> None:
    _read(page, qtbot, harbour)
    check, foot = page.view.head.for_all.check, page.view.foot
    check.setFocus()
    assert check.text() == "All 4"
    QTest.keyClick(check, KEYS.Key_Space)
    assert foot.button.text() == "Take 4 changes"
    QTest.keyClick(check, KEYS.Key_Space)
    assert (foot.button.text(), foot.button.isEnabled()) == ("Nothing to take", False)
    QTest.keyClick(check, KEYS.Key_Return, CTRL)
    assert page.view.isVisible()
    QTest.keyClick(check, KEYS.Key_Space)
    assert foot.button.isEnabled()


def test_what_was_decided_stays_when_the_document_is_read_again(
    page: ImportPage, harbour: Path, qtbot: QtBot
) -> None:
    rows = _read(page, qtbot, harbour)
    QTest.keyClick(rows, KEYS.Key_Home)
    QTest.keyClick(rows, KEYS.Key_Space)
    page.refresh()
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.view.foot.button.text() == "Take 2 changes"


def test_a_text_of_ones_own_is_kept_unless_the_documents_is_taken(
    page: ImportPage, learner: Learner, harbour: Path, qtbot: QtBot
) -> None:
    for card in _cards(learner).values():
        learner.program.recorder.set("edit", card.id, "answer", f"Mine of {card.question}")
    rows, for_all = _read(page, qtbot, harbour), page.view.head.for_all
    assert "Your own answer: Mine of Who is a pilot?" in rows.rows[0].told()
    assert for_all.edited.isVisible()
    assert for_all.edited.choice.currentIndex() == MINE
    QTest.keyClick(rows, KEYS.Key_Home)
    QTest.keyClick(rows, KEYS.Key_Right)
    assert (page.view.way(0), page.view.way(1)) == (THEIRS, MINE)
    assert for_all.edited.choice.currentIndex() == -1
    said = rows.model().data(rows.model().index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).endswith("Chosen: Take theirs")
    _take(page, qtbot)
    cards = _cards(learner)
    assert cards["Who is a pilot?"].answer == "One who guides ships through narrow waters."
    assert cards["What does a tug do?"].answer == "Mine of What does a tug do?"


def test_one_choice_stands_for_all_texts_of_ones_own(
    page: ImportPage, learner: Learner, harbour: Path, qtbot: QtBot
) -> None:
    for card in _cards(learner).values():
        learner.program.recorder.set("edit", card.id, "answer", "Mine.")
    _read(page, qtbot, harbour)
    choice = page.view.head.for_all.edited.choice
    choice.setFocus()
    QTest.keyClick(choice, KEYS.Key_Down)
    assert (page.view.way(0), page.view.way(1)) == (THEIRS, THEIRS)
    _take(page, qtbot)
    assert len(learner.program.content.edits()) == 1  # of the card that did not change


@pytest.mark.parametrize(("way", "taken", "cards"), [(SKIP, 1, 4), (LINK, 2, 5), (KEEP_BOTH, 2, 5)])
def test_a_repeated_card_is_skipped_linked_or_kept(
    page: ImportPage, learner: Learner, harbour: Path, tmp_path: Path, qtbot: QtBot,
    way: int, taken: int, cards: int,
) -> None:  # fmt: skip
    file = tmp_path / "ropes.md"
    file.write_text(REPEATED, encoding="utf-8")
    rows = _read(page, qtbot, file)
    assert page.view.way(0) == KEEP_BOTH
    center = rows.way_rects(0)[way].center()
    QTest.mouseClick(rows.viewport(), LEFT, NO_KEYS, center)
    assert page.view.way(0) == way
    assert page.view.foot.button.text() == f"Import {taken} card" + ("s" if taken > 1 else "")
    _take(page, qtbot)
    found = _cards(learner)
    assert len(found) == cards
    known = found["What is a bollard?"]
    assert bool(known.siblings) is (way == LINK)


def test_unticking_a_repeated_card_skips_it(
    page: ImportPage, harbour: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "ropes.md"
    file.write_text(REPEATED, encoding="utf-8")
    rows = _read(page, qtbot, file)
    QTest.keyClick(rows, KEYS.Key_Home)
    QTest.keyClick(rows, KEYS.Key_Space)
    assert page.view.way(0) == SKIP
    QTest.keyClick(rows, KEYS.Key_Right)
    assert (page.view.way(0), page.view.is_taken(0)) == (LINK, True)


@pytest.mark.parametrize("size", [(1100, 720), (360, 640)])
def test_what_can_be_pressed_stands_on_the_row(
    page: ImportPage, learner: Learner, harbour: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    for card in _cards(learner).values():
        learner.program.recorder.set("edit", card.id, "answer", "Mine.")
    rows = _read(page, qtbot, harbour)
    page.resize(*size)
    QApplication.processEvents()
    place = rows.visualRect(rows.model().index(0, 0))
    assert place.adjusted(-8, 0, 8, 0).contains(rows.check_rect(0))
    for rect in rows.way_rects(0):
        assert place.contains(rect)
