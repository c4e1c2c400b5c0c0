"""From a document to a studied card to a mastery bar, through the real window, by key and mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engram.app import main
from engram.model import Kind
from engram.study.audit import audited
from engram.window import Desktop
from tests.end2end.conftest import Computer, Start

NOTES = """1. What does a governor keep steady?

The speed of the engine.

2. What does a flywheel store?

Energy, as motion.

Correct. A heavy wheel evens out the strokes.

3. What cools the cylinders?

Water or air.
"""
QUIZ = """**1.** Which of these are valves?

Select two.

- [x] Check valve
- [ ] Flywheel
- [x] Gate valve
- [ ] Crank

Both let something through or not.

**2.** A crank turns a push into a turn.

- [x] True
- [ ] False

**3.** Which part has no mark?

- [ ] The first
- [ ] The second
"""


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or widget, key)
        QApplication.processEvents()


def dropped(window: QWidget, *files: Path) -> None:
    """Lets files go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window.windowHandle(), event)


@pytest.fixture
def documents(tmp_path: Path) -> tuple[Path, Path]:
    notes, quiz = tmp_path / "engines.txt", tmp_path / "valves.md"
    notes.write_text(NOTES, encoding="utf-8")
    quiz.write_text(QUIZ, encoding="utf-8")
    return notes, quiz


def imported(desktop: Desktop, qtbot: QtBot, *files: Path) -> None:
    dropped(desktop.window, *files)
    assert desktop.window.current_page == "import"
    page = desktop.imports
    qtbot.waitUntil(lambda: page.view.finding is not None and page.view.foot.button.isEnabled())
    with qtbot.waitSignal(page.imported):
        QTest.keyClick(desktop.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desktop.window.current_page == "today"


def test_from_a_document_to_a_mastery_bar(
    computer: Computer, qtbot: QtBot, documents: tuple[Path, Path]
) -> None:
    desktop = computer.start()
    imported(desktop, qtbot, *documents)
    assert computer.program.study.today().new == 5  # one of six has no key
    for _ in range(3):
        press(desktop.today, Qt.Key.Key_Return)
        assert desktop.window.current_page == "study"
        while (session := desktop.study.session) and (question := session.question()):
            if question.card.kind is Kind.RECALL:
                press(desktop.study, Qt.Key.Key_Space, Qt.Key.Key_3)
            else:
                right = {
                    place for place, option in enumerate(question.card.options) if option.correct
                }
                for shown, place in enumerate(question.order):
                    if place in right:
                        press(desktop.study, Qt.Key(Qt.Key.Key_1 + shown))
                press(desktop.study, Qt.Key.Key_Return, Qt.Key.Key_Return)
        press(desktop.study, Qt.Key.Key_Return)  # Back to Today
        assert desktop.window.current_page == "today"
        computer.next_day(6 if computer.program.study.today().due == 0 else 1)
        desktop.today.refresh()
    QTest.keyClick(desktop.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desktop.window.current_page == "mastery"
    total = computer.program.mastery.report().total
    assert total.coverage == 1
    assert total.answers == len(computer.program.progress.all_reviews()) >= 10
    assert 0.5 < total.mastery < 1
    reviews = computer.program.progress.all_reviews()
    quizzes = [review for review in reviews if review.shown]
    assert quizzes
    assert all(review.marked_right and review.chosen for review in quizzes)


def test_answers_survive_a_kill_and_can_be_undone_afterwards(
    computer: Computer, qtbot: QtBot, documents: tuple[Path, Path]
) -> None:
    desktop = computer.start()
    imported(desktop, qtbot, documents[0])
    press(desktop.today, Qt.Key.Key_Return)
    press(desktop.study, Qt.Key.Key_Space, Qt.Key.Key_4)
    session = desktop.study.session
    assert session is not None
    second = session.question()
    computer.end()
    desktop = computer.start()
    press(desktop.today, Qt.Key.Key_Return)
    assert desktop.study.session is not None
    assert desktop.study.session.question() == second
    QTest.keyClick(desktop.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert computer.program.progress.all_reviews() == ()
    assert computer.program.study.today().new == 3
    assert audited(computer.program.progress).wrong == ()


def test_undo_works_from_today_and_says_so(
    computer: Computer, qtbot: QtBot, documents: tuple[Path, Path]
) -> None:
    desktop = computer.start()
    imported(desktop, qtbot, documents[0])
    press(desktop.today, Qt.Key.Key_Return)
    press(desktop.study, Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_Escape)
    assert desktop.window.current_page == "today"
    assert len(computer.program.progress.all_reviews()) == 1
    QTest.keyClick(desktop.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert computer.program.progress.all_reviews() == ()


def test_undo_after_an_import_takes_the_import_back_and_says_so(
    computer: Computer, qtbot: QtBot, documents: tuple[Path, Path]
) -> None:
    desktop = computer.start()
    imported(desktop, qtbot, documents[0])
    assert desktop.window.current_page == "today"
    QTest.keyClick(desktop.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "was taken back" in desktop.window.note.accessibleName())
    assert computer.program.content.all_cards(retired=True) == ()
    assert "3 cards went away" in desktop.window.note.accessibleName()
    imported(desktop, qtbot, documents[0])
    assert len(computer.program.content.all_cards()) == 3


def test_the_app_shows_what_the_command_line_did(
    computer: Computer,
    qtbot: QtBot,
    documents: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    desktop = computer.start()
    imported(desktop, qtbot, documents[0])
    card = computer.program.study.next_cards()[0]
    assert main(["--library", str(computer.places.library), "answer", card, "4"]) == 0
    capsys.readouterr()
    press(desktop.today, Qt.Key.Key_Return)
    assert desktop.study.session is not None
    question = desktop.study.session.question()
    assert question is not None
    assert question.card.id != card


def test_a_card_answered_elsewhere_while_it_is_shown_is_told_and_not_graded_twice(
    computer: Computer,
    qtbot: QtBot,
    documents: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    desktop = computer.start()
    imported(desktop, qtbot, documents[0])
    press(desktop.today, Qt.Key.Key_Return, Qt.Key.Key_Space)
    shown = desktop.study.question
    assert shown is not None
    library = str(computer.places.library)
    assert main(["--library", library, "answer", shown.card.id, "4"]) == 0
    capsys.readouterr()
    press(desktop.study, Qt.Key.Key_4)
    told = desktop.study.panel.error
    assert told.isVisible()
    assert shown_texts(desktop.study, "another window")
    assert desktop.study.question is not None
    assert desktop.study.question.card != shown.card
    assert len(computer.program.progress.all_reviews()) == 1
    press(desktop.study, Qt.Key.Key_Space, Qt.Key.Key_4)
    assert len(computer.program.progress.all_reviews()) == 2
    assert not told.isVisible()


def test_the_shipped_deck_is_one_key_away(
    with_shipped_deck: Callable[[], Desktop], computer: Computer
) -> None:
    desktop = with_shipped_deck()
    press(desktop.today, Qt.Key.Key_Return)
    assert desktop.window.current_page == "study"
    assert desktop.study.session is not None
    question = desktop.study.session.question()
    assert question is not None
    assert question.card.deck == "LLM engineering"
    assert (question.done, question.total) == (0, 20)


def test_a_page_left_open_follows_the_command_line_and_the_next_day(
    computer: Computer,
    qtbot: QtBot,
    documents: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("engram.app.shipped_deck", lambda: computer.shipped)
    desktop = computer.start()
    imported(desktop, qtbot, documents[0])
    assert shown_texts(desktop.window.navigation, "3 cards")
    at = ["--at", computer.now.isoformat()]
    card = computer.program.study.next_cards()[0]
    assert main(["--library", str(computer.places.library), "answer", card, "4", *at]) == 0
    capsys.readouterr()
    focused = QApplication.focusWidget()
    desktop._notice_changes()
    assert shown_texts(desktop.window.navigation, "2 cards")
    computer.next_day(400)
    desktop._notice_changes()
    assert shown_texts(desktop.window.navigation, "3 cards")
    assert focused is QApplication.focusWidget()


def test_an_empty_library_leads_from_mastery_to_import(computer: Computer) -> None:
    desktop = computer.start()
    desktop.window.show_page("mastery")
    press(desktop.mastery, Qt.Key.Key_Return)
    assert desktop.window.current_page == "import"


def test_a_document_that_cannot_be_read_is_told_on_the_page(
    computer: Computer, qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = computer.start()
    bad = tmp_path / "picture.md"
    bad.write_bytes(bytes(range(256)) * 30)
    dropped(desktop.window, bad)
    qtbot.waitUntil(lambda: bool(shown_texts(desktop.imports, "picture.md")))
    assert computer.program.content.all_cards() == ()


class TopLevels(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def first_start(with_shipped_deck: Callable[[], Desktop], _studied: Start) -> Desktop:
    return with_shipped_deck()


def with_answers(_with_shipped_deck: Callable[[], Desktop], studied: Start) -> Desktop:
    return studied()


def with_several_decks(_with_shipped_deck: Callable[[], Desktop], studied: Start) -> Desktop:
    return studied("machine", "engine")


@pytest.mark.parametrize("start", [first_start, with_answers, with_several_decks])
def test_no_page_flashes_a_window_of_its_own(
    with_shipped_deck: Callable[[], Desktop],
    studied: Start,
    start: Callable[[Callable[[], Desktop], Start], Desktop],
    qapp: QApplication,
) -> None:
    watch = TopLevels()
    qapp.installEventFilter(watch)
    desktop = start(with_shipped_deck, studied)
    for name in ("mastery", "import", "settings", "mastery", "today"):
        desktop.window.show_page(name)
        QApplication.processEvents()
        assert QApplication.activeWindow() is desktop.window
        focused = QApplication.focusWidget()
        assert focused is not None
        assert desktop.window.isAncestorOf(focused)
    press(desktop.today, Qt.Key.Key_Return)
    press(desktop.study, Qt.Key.Key_Question, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    QTest.keyClick(desktop.window, Qt.Key.Key_Question)
    qapp.removeEventFilter(watch)
    assert watch.shown == [desktop.window]


def shown_texts(page: QWidget, part: str) -> list[str]:
    """The visible accessible names on a page that hold `part`."""
    return [
        child.accessibleName()
        for child in page.findChildren(QWidget)
        if child.isVisible() and part in child.accessibleName()
    ]
