"""Pictures from a document to the page: in the preview before an import, and on the cards after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engram.compiler.import_desk import ImportDesk
from engram.gui.importing.head import CHANGES
from engram.gui.importing.page import ImportPage
from engram.gui.looks.theme import Theme
from engram.gui.study.page import StudyPage
from engram.study.session import Session
from tests.learner import Learner
from tests.pictures import png

Show = Callable[..., None]
RED, GREEN, BLUE, GREY = (200, 40, 40), (40, 160, 60), (20, 60, 200), (120, 121, 122)
QUIZ = """# Flags

### Which flag is this? ![the flag asked for](red.png)
<!-- id: flag -->

- [x] ![green flag](green.png)
- [ ] ![another](green.png)

#### Why

It is blue: ![blue flag](blue.png)
"""


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path / "library")
    assert someone.program  # the library is there before a thread opens it
    yield someone
    someone.close()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    for name, colour in (("red", RED), ("green", GREEN), ("blue", BLUE)):
        (tmp_path / f"{name}.png").write_bytes(png(50, 30, colour))
    document = tmp_path / "flags.md"
    document.write_text(QUIZ)
    return document


@pytest.fixture
def page(theme: Theme, learner: Learner, shown: Show) -> ImportPage:
    page = ImportPage(
        theme,
        ImportDesk(learner.places.library, learner.program.author, learner.program.past_in),
        learner.program.media.read,
    )
    shown(page, 1100, 900)
    return page


def sees(widget: QWidget, colour: tuple[int, int, int]) -> bool:
    """Whether a picture of this colour is painted: a row of its pixels is."""
    image, rgb = widget.grab().toImage(), QColor(*colour).rgb()
    pixels = (
        image.pixel(x, y) for y in range(0, image.height(), 9) for x in range(0, image.width(), 5)
    )
    return any(pixel == rgb for pixel in pixels)


def read(qtbot: QtBot, page: ImportPage, document: Path) -> None:
    page.accept_drop([document])
    qtbot.waitUntil(lambda: not page.is_busy and page.view.finding is not None)


def test_a_picture_is_seen_before_its_card_is_imported_and_after(
    qtbot: QtBot, page: ImportPage, document: Path, learner: Learner, theme: Theme, shown: Show
) -> None:
    read(qtbot, page, document)
    assert all(sees(page.view.list, colour) for colour in (RED, GREEN, BLUE))
    assert learner.program.media.files() == []
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(page.view.foot.button, Qt.Key.Key_Space)
    assert len(learner.program.media.files()) == 3
    for name in ("red", "green", "blue"):
        (document.parent / f"{name}.png").unlink()
    study = StudyPage(theme, lambda: "four", lambda: 0.0, learner.program.media.read)
    shown(study, 1000, 800)
    session: Session = learner.program.study.start()
    study.begin(session)
    assert sees(study, RED)
    assert sees(study, GREEN)
    assert not sees(study, BLUE)
    row = study.panel.view.quiz.rows()[0]
    assert row.accessibleName() in {"1: green flag", "1: another"}
    assert "the flag asked for" in study.panel.view.accessibleName()
    QTest.keyClick(study.panel.view, Qt.Key.Key_1)
    QTest.keyClick(study.panel.view, Qt.Key.Key_Return)
    bar = study.panel.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert sees(study, BLUE)


def test_a_new_edition_of_a_picture_is_a_change_that_shows_both_in_their_places(
    qtbot: QtBot, page: ImportPage, document: Path
) -> None:
    read(qtbot, page, document)
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(page.view.foot.button, Qt.Key.Key_Space)
    (document.parent / "blue.png").write_bytes(png(50, 30, GREY))
    read(qtbot, page, document)
    assert sees(page.view.list, GREY)
    page.view.head.views.set_choice(CHANGES)
    assert sees(page.view.list, RED)  # the question, which stayed
    finding = page.view.finding
    assert finding is not None
    assert [row.title() for row in finding.changes] == ["Changed"]


def test_a_picture_that_goes_while_its_card_is_looked_at_is_told_in_words(
    qtbot: QtBot, page: ImportPage, document: Path
) -> None:
    read(qtbot, page, document)
    (document.parent / "red.png").unlink()
    page.resize(900, 800)
    assert not sees(page.view.list, RED)
    assert sees(page.view.list, BLUE)
