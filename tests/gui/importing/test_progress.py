"""Reading and taking in say how far they are, and can be cancelled until something is written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.compiler.choices import Choices
from engram.compiler.import_desk import ImportDesk
from engram.compiler.intake import Preview
from engram.compiler.progress import COMPARING, WRITING, Progress, Told
from engram.compiler.retopic import Topics
from engram.gui.importing.page import ImportPage
from engram.gui.looks.theme import Theme
from engram.model import Role
from tests.learner import Learner

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CARD = "## Rope\n\n### What is a {0}?\n\n#### Answer\n\nA knot.\n"


class GatedDesk(ImportDesk):
    """A real desk that waits at one step until it is let through."""

    waits_at: Callable[[Progress], bool] = staticmethod(lambda _progress: False)

    def __init__(self, learner: Learner) -> None:
        program = learner.program
        super().__init__(program.library, program.author, program.past_in)
        self.gate = threading.Event()
        self.reached: list[Progress] = []

    def preview(
        self,
        files: Sequence[Path],
        reader: str | None,
        deck: str | None,
        roles: Sequence[Role] | None = None,
        topics: Topics = Topics(),  # noqa: B008 -- a frozen value
        told: Told = print,
    ) -> Preview:
        return super().preview(files, reader, deck, roles, topics, partial(self._told, told))

    def take_in(
        self,
        preview: Preview,
        choices: Choices = Choices(),  # noqa: B008 -- a frozen value
        told: Told = print,
        *,
        with_past: bool = False,
    ) -> None:
        self._told(told, Progress("", 0, 0))
        super().take_in(preview, choices, partial(self._told, told), with_past=with_past)

    def _told(self, told: Told, progress: Progress) -> None:
        told(progress)
        self.reached.append(progress)
        if self.waits_at(progress):
            self.gate.wait(30)


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path)
    assert someone.program
    yield someone
    someone.close()


@pytest.fixture
def desk(learner: Learner) -> Iterator[GatedDesk]:
    made = GatedDesk(learner)
    yield made
    made.gate.set()


@pytest.fixture
def page(theme: Theme, desk: GatedDesk, shown: Callable[[QWidget], None]) -> ImportPage:
    made = ImportPage(theme, desk)
    shown(made)
    made.setFocus()
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{name}.md" for name in ("hitch", "bend", "bowline")]
    for file in made:
        file.write_text(CARD.format(file.stem), encoding="utf-8")
    return made


def _focused() -> QWidget:
    control = QApplication.focusWidget()
    assert control is not None
    return control


def test_the_document_that_is_read_is_told_with_its_number(
    page: ImportPage, desk: GatedDesk, files: list[Path], qtbot: QtBot
) -> None:
    desk.waits_at = lambda progress: progress.number == 2
    page.accept_drop(files)
    caption, bar = page.view.head.caption, page.view.foot.bar
    qtbot.waitUntil(lambda: caption.text() == "Reading bend.md (2 of 3)…")
    assert bar.isVisible()
    assert (bar.value(), bar.maximum()) == (1, 3)
    desk.gate.set()
    qtbot.waitUntil(lambda: not page.is_busy)
    assert not bar.isVisible()
    assert len(desk.reached) == 4
    assert desk.reached[-1] == COMPARING


def test_a_reading_that_is_cancelled_ends_at_its_next_document(
    page: ImportPage, desk: GatedDesk, files: list[Path], qtbot: QtBot
) -> None:
    desk.waits_at = lambda progress: progress.number == 1
    page.accept_drop(files)
    qtbot.waitUntil(lambda: len(desk.reached) == 1)
    QTest.keyClick(_focused(), KEYS.Key_Escape)
    assert page.empty.isVisible()
    desk.gate.set()
    desk.waits_at = lambda _progress: False
    page.accept_drop(files[2:])
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.view.head.title.text() == "bowline.md"
    assert [each.document for each in desk.reached if each.number > 1] == []


def test_an_import_is_cancelled_before_anything_is_written(
    page: ImportPage, learner: Learner, desk: GatedDesk, files: list[Path], qtbot: QtBot
) -> None:
    page.accept_drop(files)
    qtbot.waitUntil(lambda: not page.is_busy)
    desk.waits_at = lambda progress: progress.count == 0
    QTest.keyClick(page.view.list, KEYS.Key_Return, CTRL)
    assert page.view.foot.bar.isVisible()
    assert not page.view.foot.button.isEnabled()
    QTest.keyClick(page.view.list, KEYS.Key_Escape)
    desk.gate.set()
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.view.foot.sentence == "The import was cancelled. Nothing was changed."
    assert page.view.foot.button.isEnabled()
    assert learner.program.content.all_cards() == ()
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(page.view.list, KEYS.Key_Return, CTRL)


def test_what_is_being_written_is_not_cancelled(
    page: ImportPage, learner: Learner, desk: GatedDesk, files: list[Path], qtbot: QtBot
) -> None:
    page.accept_drop(files)
    qtbot.waitUntil(lambda: not page.is_busy)
    desk.waits_at = lambda progress: progress == WRITING
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(page.view.list, KEYS.Key_Return, CTRL)
        qtbot.waitUntil(lambda: page.view.foot.sentence == "Writing into your library…")
        assert not page.view.foot.cancel.isEnabled()
        QTest.keyClick(page.view.list, KEYS.Key_Escape)
        desk.gate.set()
    assert len(learner.program.content.all_cards()) == 3
