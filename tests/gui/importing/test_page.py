"""The Import page reads documents without blocking, shows what they bring, and takes them in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from engram.cli.program import Program
from engram.compiler.choices import Choices
from engram.compiler.intake import Preview, compiled_apart, previewed, take_in
from engram.compiler.progress import WRITING, Told
from engram.compiler.retopic import Topics, with_topics
from engram.errors import StoreError
from engram.gui.importing.changes import ChangeRow
from engram.gui.importing.finding import Finding
from engram.gui.importing.head import CARDS, CHANGES, PROBLEMS
from engram.gui.importing.page import ImportPage
from engram.gui.importing.problems import ProblemRow
from engram.gui.importing.source_text import SourceText
from engram.gui.looks.theme import Theme
from engram.gui.widgets.label import CodeLine
from engram.library import open_program
from engram.model import Role
from tests.learner import Learner

Show = Callable[..., None]
KEYS = Qt.Key
NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
GARDEN = """# Garden year

Some words about the deck.

## Pruning

### When is an apple tree pruned?

#### Answer

In late winter.

### Which tree is pruned in summer?

- [ ] Apple
- [x] Walnut

#### Why

Its wounds bleed in spring.

## Soil

### Which of these lower the pH?

- [ ] Chalk
- [ ] Ash
"""
CHANGED = GARDEN.replace("late winter", "early winter").replace("[ ] Apple", "[x] Apple").replace(
    "[x] Walnut", "[ ] Walnut"
)  # fmt: skip


class LibraryIntake:
    """A learner's library, read and written through a connection of its own in each thread."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[tuple[str | None, str | None]] = []
        self.ended = 0
        self.threads: set[int] = set()
        self.refusal: Exception | None = None

    def preview(
        self,
        files: Sequence[Path],
        reader: str | None,
        deck: str | None,
        roles: Sequence[Role] | None,
        topics: Topics,
        told: Told,
    ) -> Preview:
        if isinstance(self.refusal, KeyError):
            raise self.refusal
        self.asked.append((reader, deck))
        self.threads.add(threading.get_ident())
        self.gate.wait(30)
        self.ended += 1
        program = self._opened()
        try:
            decks = with_topics(compiled_apart(files, deck, reader, roles, told), topics)
            return previewed(program.content, decks, named=deck is not None)
        finally:
            program.close()

    def take_in(self, preview: Preview, choices: Choices, told: Told, *, with_past: bool) -> None:
        self.threads.add(threading.get_ident())
        if self.refusal is not None:
            raise self.refusal
        program = self._opened()
        try:
            past = program.past.prepared if with_past else None
            take_in(program.content, preview, choices, past, ready=partial(told, WRITING))
        finally:
            program.close()

    def last_import(self) -> None:
        return None

    def deck_names(self) -> tuple[str, ...]:
        return tuple(head.name for head in self._learner.program.content.decks())

    def _opened(self) -> Program:
        return open_program(self._learner.places, None, lambda: self._learner.now)


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path)
    assert someone.program  # the library is there before a thread opens it
    yield someone
    someone.close()


@pytest.fixture
def intake(learner: Learner) -> Iterator[LibraryIntake]:
    made = LibraryIntake(learner)
    yield made
    made.gate.set()


@pytest.fixture
def page(theme: Theme, intake: LibraryIntake, shown: Show) -> ImportPage:
    made = ImportPage(theme, intake)
    shown(made)
    made.setFocus()
    return made


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return _written(tmp_path, GARDEN)


def _written(folder: Path, text: str, name: str = "garden.md") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _read(page: ImportPage, qtbot: QtBot, *files: Path) -> Finding:
    page.accept_drop(files)
    return _waited(page, qtbot)


def _waited(page: ImportPage, qtbot: QtBot) -> Finding:
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.view.finding is not None
    return page.view.finding


def _notice(page: ImportPage) -> str:
    shown = page.view.head if page.view.isVisible() else page.empty
    return shown.notice.accessibleName() if shown.notice.isVisible() else ""


def _choose_view(page: ImportPage, view: int) -> None:
    page.view.head.views.set_choice(view)


def _focused() -> QWidget:
    control = QApplication.focusWidget()
    assert control is not None
    return control


def _said(control: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
    return control.accessibleName() or told


# -- choosing


def test_the_empty_page_says_what_can_be_dropped_and_offers_one_button(page: ImportPage) -> None:
    assert page.empty.isVisible()
    assert _said(_focused()) == "Choose documents…"


def test_ctrl_o_asks_for_documents_and_reads_what_was_chosen(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    QTest.keyClick(page, KEYS.Key_O, CTRL)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.selectFile(str(garden))
    dialog.filesSelected.emit([str(garden)])
    dialog.close()
    assert _waited(page, qtbot).request.files == (garden,)


def test_a_folder_is_chosen_by_key_or_button(page: ImportPage, garden: Path, qtbot: QtBot) -> None:
    QTest.keyClick(page, KEYS.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.filesSelected.emit([str(garden.parent)])
    dialog.close()
    assert len(_waited(page, qtbot).cards) == 3


def test_reading_happens_in_another_thread(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    assert intake.threads
    assert threading.get_ident() not in intake.threads


def test_while_it_reads_the_page_says_so_and_escape_stops_it(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    intake.gate.clear()
    page.accept_drop([garden])
    assert intake.ended == 0
    assert page.view.head.title.text() == "garden.md"
    assert page.view.head.caption.text() == "Reading the document…"
    QTest.keyClick(_focused(), KEYS.Key_Escape)
    assert page.empty.isVisible()
    intake.gate.set()
    assert not page.is_busy


def test_escape_while_it_reads_another_document_keeps_the_first(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    first = _read(page, qtbot, garden)
    intake.gate.clear()
    page.accept_drop([_written(garden.parent, GARDEN, "other.md")])
    QTest.keyClick(page, KEYS.Key_Escape)
    assert page.view.finding is first
    assert page.view.head.title.text() == "garden.md"
    assert page.view.foot.button.isEnabled()


# -- what is shown


def test_a_document_is_told_by_name_count_size_and_problems(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    head = page.view.head
    assert head.title.text() == "garden.md"
    assert head.caption.text().startswith("3 items found in ")
    assert head.choices.reader.currentText() == "Engram Markdown"
    assert head.choices.deck.currentText() == "Garden year"
    assert head.choices.topics.currentText() == "As in the document (2)"
    assert page.view.foot.button.text() == "Import 3 cards"
    assert page.view.foot.sentence.startswith("1 of 3 cards is incomplete")


def test_several_documents_are_one_preview(page: ImportPage, garden: Path, qtbot: QtBot) -> None:
    other = _written(garden.parent, GARDEN.replace("Garden year", "Second year"), "second.md")
    finding = _read(page, qtbot, garden, other)
    assert page.view.head.title.text() == "2 documents"
    assert finding.decks == ("Garden year", "Second year")
    assert page.view.head.choices.deck.currentText() == "As named (2)"
    assert "second.md" in page.view.list.rows[-1].told()


def test_a_row_of_the_cards_says_all_that_the_card_is(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    recall, quiz, incomplete = (row.told() for row in page.view.list.rows)
    assert recall.split(". ") == [
        "1   Pruning",
        "recall",
        "When is an apple tree pruned?",
        "In late winter.",
    ]
    assert "Walnut, right" in quiz
    assert "Apple, right" not in quiz
    assert "Its wounds bleed in spring." in quiz
    assert "No right answer is marked, line 24" in incomplete
    assert "quiz, incomplete" in incomplete


def test_a_problem_of_a_card_leads_to_the_card(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    finding = _read(page, qtbot, garden)
    _choose_view(page, PROBLEMS)
    place = next(place for place, row in enumerate(finding.problems) if row.card is not None)
    button = page.view.list.button_rect(place)
    QTest.mouseClick(page.view.list.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, button.center())
    assert page.view.head.views.choice == CARDS
    assert page.view.list.currentIndex().row() == 2
    assert page.view.list.hasFocus()


def test_a_problem_without_a_card_shows_the_lines_of_the_document(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    finding = _read(page, qtbot, garden)
    _choose_view(page, PROBLEMS)
    row = finding.problems[0]
    assert isinstance(row, ProblemRow)
    assert (row.card, row.problem.line, row.action) == (None, 3, "Show")
    page.resize(700, 700)
    assert not page.view.panel.isVisible()
    page.view.list.setFocus()
    QTest.keyClick(page.view.list, KEYS.Key_Home)
    QTest.keyClick(page.view.list, KEYS.Key_Return)
    qtbot.waitUntil(page.sheet.isVisible)
    QTest.keyClick(_focused(), KEYS.Key_Escape)
    assert not page.sheet.isVisible()
    assert page.view.isVisible()


def test_on_a_wide_page_the_lines_stand_beside_the_problem(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    _choose_view(page, PROBLEMS)
    panel = page.view.panel
    assert panel.isVisible()
    assert panel.geometry().left() >= page.view.list.geometry().right()
    qtbot.waitUntil(lambda: _marked(page) == "Some words about the deck.")
    page.view.list.setFocus()
    QTest.keyClick(page.view.list, KEYS.Key_End)
    qtbot.waitUntil(lambda: _marked(page) == "### Which of these lower the pH?")
    assert "garden.md, line 24" in _text_of(page).accessibleName()
    QTest.keyClick(page.view.list, KEYS.Key_Home)
    QTest.keyClick(page.view.list, KEYS.Key_Return)
    qtbot.waitUntil(lambda: _marked(page) == "Some words about the deck.")
    assert not page.sheet.isVisible()
    _choose_view(page, CARDS)
    assert not panel.isVisible()


def _text_of(page: ImportPage) -> SourceText:
    assert page.view.panel.text is not None
    return page.view.panel.text


def _marked(page: ImportPage) -> str:
    text = page.view.panel.text
    line = text.marked if text is not None else None
    return line.text() if isinstance(line, CodeLine) else ""


# -- choosing otherwise


def test_a_package_of_anki_is_read_and_its_problems_show_no_lines(
    page: ImportPage, qtbot: QtBot, intake: LibraryIntake
) -> None:
    file = Path(__file__).parents[2] / "data" / "anki-package" / "current.apkg"
    finding = _read(page, qtbot, file)
    assert (finding.layouts, finding.decks, len(finding.cards)) == (
        ("anki-package",),
        ("Harbour",),
        24,
    )
    assert finding.problems
    assert {row.file for row in finding.problems} == {None}
    assert page.view.head.choices.reader.currentText() == "Anki package"
    QTest.keyClick(page, KEYS.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert intake.deck_names() == ("Harbour",)


def test_another_reader_reads_again(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    reader = page.view.head.choices.reader
    place = reader.findText("Markdown quiz with check boxes")
    reader.setCurrentIndex(place)
    reader.activated.emit(place)
    finding = _waited(page, qtbot)
    assert intake.asked[-1] == ("checkbox-quiz", None)
    assert finding.layouts == ("checkbox-quiz",)


def test_a_reader_that_finds_nothing_leaves_everything_as_it_was(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    first = _read(page, qtbot, garden)
    reader = page.view.head.choices.reader
    place = reader.findText("Numbered questions with answers")
    reader.setCurrentIndex(place)
    reader.activated.emit(place)
    assert _waited(page, qtbot) is first
    assert "was not recognised" in _notice(page)
    assert reader.currentText() == "Engram Markdown"


def test_a_deck_name_that_is_typed_takes_the_cards(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    field = page.view.head.choices.deck_name
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Orchard")
    QTest.keyClick(field, KEYS.Key_Return)
    finding = _waited(page, qtbot)
    assert intake.asked[-1] == (None, "Orchard")
    assert finding.decks == ("Orchard",)
    assert page.view.head.choices.deck.currentText() == "Orchard"


def test_ctrl_enter_takes_in_nothing_but_what_is_shown(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    field = page.view.head.choices.deck_name
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Orchard")
    QTest.keyClick(field, KEYS.Key_Return, CTRL)
    assert _waited(page, qtbot).decks == ("Orchard",)
    assert intake.deck_names() == ()


def test_an_empty_deck_name_is_the_one_before(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    field = page.view.head.choices.deck_name
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, KEYS.Key_Delete)
    QTest.keyClick(field, KEYS.Key_Return)
    assert field.text() == "Garden year"
    assert len(intake.asked) == 1


# -- importing


def test_ctrl_enter_imports_and_the_page_is_empty_again(
    page: ImportPage, learner: Learner, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    with qtbot.waitSignal(page.imported) as told:
        QTest.keyClick(page.view.list, KEYS.Key_Return, CTRL)
    assert told.args == ["3 cards are now in “Garden year”."]
    assert page.empty.isVisible()
    assert len(learner.program.content.all_source_cards()) == 3


def test_the_same_document_again_has_nothing_to_take(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _imported(page, qtbot, garden)
    _read(page, qtbot, garden)
    assert page.view.foot.sentence == "Everything is up to date."
    assert not page.view.foot.button.isEnabled()


def test_a_changed_document_is_told_change_by_change(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _imported(page, qtbot, garden)
    garden.write_text(CHANGED.split("## Soil")[0], encoding="utf-8")
    _read(page, qtbot, garden)
    assert page.view.foot.button.text() == "Take 2 changes"
    _choose_view(page, CHANGES)
    rows = page.view.list.rows
    assert [row.title() for row in rows if isinstance(row, ChangeRow)] == [
        "Answer key changed",
        "Changed",
        "No longer there",
    ]
    assert "removed: late, added: early" in rows[1].told()
    assert "added: right" in rows[0].told()
    told = "1 answer key changed, 1 changed, 1 no longer there. You can undo the whole import."
    assert page.view.foot.sentence == told
    with qtbot.waitSignal(page.imported) as done:
        QTest.mouseClick(page.view.foot.button, Qt.MouseButton.LeftButton)
    assert done.args == ["Taken: 1 answer key changed, 1 changed."]


def test_a_library_that_refuses_leaves_the_preview_and_says_why(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    finding = _read(page, qtbot, garden)
    intake.refusal = StoreError("The disk is full. Nothing was changed.")
    QTest.mouseClick(page.view.foot.button, Qt.MouseButton.LeftButton)
    assert _waited(page, qtbot) is finding
    assert _notice(page) == "The disk is full. Nothing was changed."
    assert page.view.foot.button.isEnabled()
    assert page.view.foot.sentence.startswith("1 of 3 cards is incomplete")


def test_after_a_fault_while_reading_the_page_reads_on(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    intake.refusal = KeyError("a fault of the program")
    with qtbot.captureExceptions() as faults:
        page.accept_drop([garden])
        qtbot.waitUntil(lambda: bool(faults))
    assert page.empty.isVisible()
    intake.refusal = None
    assert _read(page, qtbot, garden).changes


def test_after_a_fault_while_importing_the_page_imports_on(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    finding = _read(page, qtbot, garden)
    intake.refusal = KeyError("a fault of the program")
    with qtbot.captureExceptions() as faults:
        QTest.mouseClick(page.view.foot.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(faults))
    assert page.view.finding is finding
    assert page.view.foot.sentence.startswith("1 of 3 cards is incomplete")
    intake.refusal = None
    with qtbot.waitSignal(page.imported):
        QTest.mouseClick(page.view.foot.button, Qt.MouseButton.LeftButton)


def test_escape_leaves_the_documents_unread(
    page: ImportPage, intake: LibraryIntake, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    QTest.keyClick(page.view.list, KEYS.Key_Escape)
    assert page.empty.isVisible()
    assert intake.deck_names() == ()


def test_what_changed_while_another_page_was_shown_is_read_again(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    garden.write_text(GARDEN + "\n### What is mulch?\n\n#### Answer\n\nA cover.\n")
    page.refresh()
    assert len(_waited(page, qtbot).cards) == 4


# -- what cannot be read


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.md", b"", "is empty"),
        ("picture.png", b"\x89PNG\r\n\x00\x00\x00", "is not a text"),
        ("shopping.txt", b"bread\nmilk\n", "was not recognised"),
        ("missing.md", None, "There is no file"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_on_the_empty_page(
    page: ImportPage, tmp_path: Path, qtbot: QtBot, name: str, data: bytes | None, said: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    page.accept_drop([file])
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.empty.isVisible()
    assert said in _notice(page)


def test_a_folder_is_read_and_what_is_no_document_in_it_is_told(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    folder = garden.parent / "plants"
    (folder / "old").mkdir(parents=True)
    _written(folder, GARDEN)
    _written(folder / "old", "bread\nmilk\n", "shopping.txt")
    finding = _read(page, qtbot, folder)
    assert page.view.head.title.text() == "plants"
    assert finding.layouts == ("engram",)
    assert len(finding.cards) == 3
    _choose_view(page, PROBLEMS)
    row = page.view.list.rows[0]
    assert isinstance(row, ProblemRow)
    assert row.told().startswith("Warning. A file was left out.")
    assert "old/shopping.txt" in row.told()
    assert row.action == "Show"


def test_a_folder_without_documents_is_told_and_what_was_there_before_stays(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    finding = _read(page, qtbot, garden)
    (garden.parent / "nothing").mkdir()
    page.accept_drop([garden.parent / "nothing"])
    assert _waited(page, qtbot) is finding
    assert "no file to read in the folder" in _notice(page)
    assert page.view.head.title.text() == "garden.md"


# -- keys, names, sizes


def test_the_tab_key_reaches_everything_in_reading_order(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    page.view.head.another.setFocus()
    reached = []
    for _ in range(8):
        reached.append(_said(_focused()))
        QTest.keyClick(_focused(), KEYS.Key_Tab)
    assert reached[:4] == ["Choose another…", "Recognised as", "Into deck", "Topics"]
    assert reached[5:] == ["Cards", "Cancel", "Import 3 cards"]
    assert reached[4].startswith("Cards")


def _focusable(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if node.state().focusable and not node.state().invisible:
        yield node
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and child.isValid():
            yield from _focusable(child)


@pytest.mark.parametrize("view", [CARDS, PROBLEMS, CHANGES])
def test_everything_that_takes_the_focus_has_a_name(
    page: ImportPage, garden: Path, qtbot: QtBot, view: int
) -> None:
    _read(page, qtbot, garden)
    _choose_view(page, view)
    found = list(_focusable(QAccessible.queryAccessibleInterface(page)))
    assert len(found) > 8
    assert [str(node.object()) for node in found if not node.text(QAccessible.Text.Name)] == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(1040, 720), (500, 600), (320, 400)])
def test_nothing_stands_outside_the_page_and_the_list_is_there(
    page: ImportPage, theme: Theme, garden: Path, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    _read(page, qtbot, garden)
    theme.set_text_scale(scale)
    page.resize(*size)
    QApplication.processEvents()
    head, list_, foot = page.view.head, page.view.list, page.view.foot
    assert list_.viewport().height() > 100 / scale
    if size[0] >= 320 * scale + 180:
        for part in (head.another, head.choices.reader, foot.cancel, foot.button):
            place = part.mapTo(page, part.rect().bottomRight())
            assert place.x() < page.width(), part
    assert list_.verticalScrollBar().value() == 0
    assert head.y() == 0


def test_in_a_low_window_the_head_scrolls_away_and_comes_back_with_the_focus(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    page.resize(900, 380)
    qtbot.waitUntil(lambda: page.view.list.y() == 0)
    page.view.list.setFocus()
    QTest.keyClick(page.view.list, KEYS.Key_End)
    assert page.view.head.y() < 0
    page.view.head.another.setFocus()
    assert page.view.head.y() == 0


def test_the_page_looks_the_same_after_the_theme_changed_and_back(
    page: ImportPage, theme: Theme, garden: Path, qtbot: QtBot
) -> None:
    _read(page, qtbot, garden)
    page.view.list.setFocus()
    before = _drawn(page, qtbot)
    theme.set_scheme("dark")
    assert _drawn(page, qtbot) != before
    theme.set_scheme("light")
    assert _drawn(page, qtbot) == before


def _drawn(page: ImportPage, qtbot: QtBot) -> QImage:
    """The page once its rows are laid out, which on a busy computer takes several turns."""
    timers = page.view.list.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert timers
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))
    return page.grab().toImage()


def _imported(page: ImportPage, qtbot: QtBot, *files: Path) -> None:
    _read(page, qtbot, *files)
    with qtbot.waitSignal(page.imported):
        QTest.mouseClick(page.view.foot.button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [580, 600, 640, 700])
def test_no_choice_reaches_out_of_its_field(
    page: ImportPage, theme: Theme, garden: Path, qtbot: QtBot, width: int, scale: float
) -> None:
    _read(page, qtbot, garden)
    theme.set_text_scale(scale)
    page.resize(round(width * scale), 800)
    _drawn(page, qtbot)
    for choice in (page.view.head.choices.reader, page.view.head.choices.deck):
        field = choice.parentWidget()
        assert field is not None
        assert field.rect().contains(choice.geometry())


def test_in_a_small_window_every_word_of_head_and_foot_is_whole(
    page: ImportPage, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    file = _written(tmp_path, GARDEN, "notes_a0ddbcbc28b54855_of_the_garden.md")
    _read(page, qtbot, file)
    theme.set_text_scale(2.0)
    page.resize(780, 600)
    QApplication.processEvents()
    head, foot = page.view.head, page.view.foot
    assert head.title.width() >= head.title.minimumSizeHint().width()
    assert head.title.height() >= head.title.heightForWidth(head.title.width())
    for button in (head.another, foot.cancel, foot.button):
        assert button.width() >= button.sizeHint().width()


def test_a_title_of_one_line_takes_the_room_of_one(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = _written(tmp_path, GARDEN, "notes_a0ddbcbc28b54855_of_the_garden.md")
    _read(page, qtbot, file)
    title = page.view.head.title
    assert title.height() < 2 * title.fontMetrics().lineSpacing()


def test_on_a_narrow_page_the_button_stands_below_a_title_that_is_whole(
    page: ImportPage, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    name = "a_very_long_document_name_without_any_space_that_someone_downloaded_2026-03-02_v12.md"
    _read(page, qtbot, _written(tmp_path, GARDEN, name))
    theme.set_text_scale(2.0)
    page.resize(740, 600)
    QApplication.processEvents()
    head = page.view.head
    assert head.another.geometry().top() > head.caption.geometry().bottom()
    assert head.another.x() == head.title.x()
    for label in (head.title, head.caption):
        assert label.height() >= label.heightForWidth(label.width())
        assert head.rect().contains(label.geometry())
    theme.set_text_scale(1.0)
    page.resize(1040, 720)
    QApplication.processEvents()
    assert head.another.geometry().left() > head.title.geometry().right()


def test_on_a_narrow_page_the_views_keep_their_words_above_the_legend(
    page: ImportPage, garden: Path, qtbot: QtBot
) -> None:
    _imported(page, qtbot, garden)
    garden.write_text(CHANGED, encoding="utf-8")
    _read(page, qtbot, garden)
    _choose_view(page, CHANGES)
    page.resize(360, 700)
    QApplication.processEvents()
    head = page.view.head
    assert head.for_all.legend.isVisible()
    assert head.for_all.geometry().top() > head.views.geometry().bottom()
    for segment in head.views.segments():
        assert segment.width() >= segment.fontMetrics().horizontalAdvance(segment.text())
