"""A session on the Study page by keys and mouse: what is shown, what is recorded, what stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from engram.errors import StoreError
from engram.gui.looks.theme import Theme
from engram.gui.study.grade_choices import ButtonSetting
from engram.gui.study.page import StudyPage
from engram.gui.text.card_text import CardText
from engram.gui.widgets.key_cap import KeyCap
from engram.model import Grade, Item, Outcome, Review, ReviewKind, Schedule, StudyDay
from engram.study.session import Session
from tests.gui.study.cards import LONG, keys_of, press, several
from tests.gui.study.test_grade_choices import RIGHT, WRONG
from tests.learner import Learner, quiz, recall

KEY = Qt.Key
DUE = StudyDay(20_000)
LEFT = Qt.MouseButton.LeftButton
Show = Callable[[QWidget, int, int], None]
Begin = Callable[..., StudyPage]


class Seconds:
    """A clock that the test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path)
    yield someone
    someone.close()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def begin(theme: Theme, shown: Show, learner: Learner, seconds: Seconds) -> Begin:
    """Begins a session over these cards, on a page of a size."""
    # No event loop runs between tests, so the pages before this one would stay and grow slow.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def begun(
        items: Sequence[Item], width: int = 1100, height: int = 720, grades: str = "four"
    ) -> StudyPage:
        theme.set_quiet_motion(quiet=True)
        learner.take_in(items)
        page = StudyPage(theme, lambda: grades, seconds)
        shown(page, width, height)
        page.begin(learner.program.study.start())
        QApplication.processEvents()
        return page

    return begun


def answers(learner: Learner, page: StudyPage) -> list[Review]:
    """The answers on disk, of all cards."""
    rows = [
        learner.program.progress.reviews_of(card.id) for card in learner.program.content.all_cards()
    ]
    return [row for each in rows for row in each]


def grade_names(page: StudyPage) -> list[str]:
    return [button.text() for button in page.panel.foot.grades.visible_buttons()]


# -- recall


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return])
def test_space_or_enter_shows_the_answer(begin: Begin, key: Qt.Key) -> None:
    page = begin([recall(1)])
    assert not page.panel.view.recall.answer.isVisible()
    press(page, key)
    assert page.panel.view.recall.answer.isVisible()
    assert page.panel.foot.grades.isVisible()


def test_a_digit_grades_and_the_answer_is_on_disk_with_its_time(
    begin: Begin, learner: Learner, seconds: Seconds
) -> None:
    page = begin([recall(1), recall(2)])
    first = page.question
    assert first is not None
    seconds.now += 7.5
    press(page, KEY.Key_Space, KEY.Key_4)
    (row,) = answers(learner, page)
    assert (row.card, row.grade, row.answer_ms) == (first.card.id, Grade.EASY, 7500)
    assert page.question is not None
    assert page.question.card.id != first.card.id


def test_a_recall_card_proposes_no_grade(begin: Begin, learner: Learner) -> None:
    page = begin([recall(1)])
    press(page, KEY.Key_Return, KEY.Key_Return)
    assert answers(learner, page) == []


def test_digits_grade_nothing_before_the_answer_is_shown(begin: Begin, learner: Learner) -> None:
    page = begin([recall(1)])
    press(page, KEY.Key_3)
    assert answers(learner, page) == []


def test_a_held_key_answers_nothing(begin: Begin, learner: Learner) -> None:
    page = begin([recall(1)])
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress, KEY.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True
    )
    QApplication.sendEvent(page.panel.view, held)
    assert not page.panel.view.answered


def test_the_mouse_shows_and_grades(begin: Begin, learner: Learner) -> None:
    page = begin([recall(1)])
    QTest.mouseClick(page.panel.foot.button, LEFT)
    QTest.mouseClick(page.panel.foot.grades.visible_buttons()[1], LEFT)
    assert [row.grade for row in answers(learner, page)] == [Grade.HARD]


def test_the_question_and_the_foot_keep_their_place(begin: Begin) -> None:
    page = begin([recall(1)])

    def places() -> tuple[QPoint, int]:
        question = page.panel.view.recall.question
        return question.mapTo(page, QPoint(0, 0)), page.panel.foot.y()

    before = places()
    press(page, KEY.Key_Space)
    assert places() == before


@pytest.mark.parametrize(("lines", "moves"), [(4, False), (40, True)])
def test_a_long_question_moves_only_if_the_answer_would_be_hidden(
    begin: Begin, lines: int, moves: bool
) -> None:
    long = "\n\n".join(["A line of the text that is long enough."] * 40)
    question = "\n\n".join(["A line of the question."] * lines)
    page = begin([Item(question, line=1, answer=long)], 900, 600)
    press(page, KEY.Key_Space)
    assert (page.panel.view.verticalScrollBar().value() > 0) == moves


# -- quiz


def test_a_quiz_is_checked_by_keys_and_enter_takes_the_proposed_grade(
    begin: Begin, learner: Learner
) -> None:
    page = begin([quiz(1)])
    press(page, *keys_of(page, [1]), KEY.Key_Return)
    assert page.panel.view.quiz.verdict.text == "Right"
    press(page, KEY.Key_Return)
    (row,) = answers(learner, page)
    assert (row.grade, row.chosen, row.marked_right, row.guessed) == (Grade.GOOD, (1,), True, False)


def test_a_wrong_choice_proposes_again(begin: Begin, learner: Learner) -> None:
    page = begin([quiz(1)])
    press(page, *keys_of(page, [0]), KEY.Key_Return)
    assert page.panel.view.quiz.verdict.text == "Not this time"
    press(page, KEY.Key_Return)
    (row,) = answers(learner, page)
    assert (row.grade, row.chosen, row.marked_right) == (Grade.AGAIN, (0,), False)


def test_a_guess_is_recorded_as_one(begin: Begin, learner: Learner) -> None:
    page = begin([quiz(1)])
    press(page, *keys_of(page, [1]), KEY.Key_Return)
    assert grade_names(page) == ["Again", "I guessed", "Good", "Easy"]
    press(page, KEY.Key_2)
    (row,) = answers(learner, page)
    assert (row.grade, row.guessed, row.marked_right) == (Grade.HARD, True, True)


def test_the_key_of_the_proposed_grade_works_beside_enter(begin: Begin, learner: Learner) -> None:
    page = begin([quiz(1)])
    press(page, *keys_of(page, [1]), KEY.Key_Return, KEY.Key_3)
    assert [row.grade for row in answers(learner, page)] == [Grade.GOOD]


def test_nothing_can_be_checked_before_something_is_chosen(begin: Begin) -> None:
    page = begin([quiz(1)])
    assert not page.panel.foot.button.isEnabled()
    press(page, KEY.Key_Return)
    assert not page.panel.view.answered
    press(page, KEY.Key_1)
    assert page.panel.foot.button.isEnabled()


def test_one_choice_gives_way_to_another_and_several_stand_together(begin: Begin) -> None:
    page = begin([quiz(1), several()])
    press(page, KEY.Key_1, KEY.Key_2)
    assert len(page.panel.view.quiz.chosen()) == 1
    press(page, KEY.Key_Return, KEY.Key_Return)
    press(page, KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_2)
    assert [row.isChecked() for row in page.panel.view.quiz.rows()] == [True, False, True, False]
    assert page.panel.view.quiz.verdict.text == "Choose two, 2 of 2 chosen"


def test_the_mouse_chooses(begin: Begin) -> None:
    page = begin([quiz(1)])
    QTest.mouseClick(page.panel.view.quiz.rows()[2], LEFT)
    assert page.panel.view.quiz.rows()[2].isChecked()


def test_arrows_walk_the_options_and_choose_where_one_is_right(begin: Begin) -> None:
    page = begin([quiz(1)])
    press(page, KEY.Key_Down, KEY.Key_Down)
    assert page.panel.view.quiz.rows()[1].hasFocus()
    assert page.panel.view.quiz.rows()[1].isChecked()
    press(page, KEY.Key_Up)
    assert [row.isChecked() for row in page.panel.view.quiz.rows()] == [True, False, False, False]


def test_arrows_only_walk_where_several_are_right_and_space_chooses(begin: Begin) -> None:
    page = begin([several()])
    press(page, KEY.Key_Down, KEY.Key_Down)
    assert page.panel.view.quiz.chosen() == ()
    press(page, KEY.Key_Space)
    assert page.panel.view.quiz.rows()[1].isChecked()


def test_each_option_is_told_by_words_to_the_eye_and_to_a_screen_reader(begin: Begin) -> None:
    page = begin([several()])
    press(page, *keys_of(page, [0, 2]), KEY.Key_Return)
    assert page.panel.view.quiz.verdict.text == "Not quite, 1 of 2 found, 1 wrong choice"
    assert page.question is not None
    told = [""] * 4
    for row, place in zip(page.panel.view.quiz.rows(), page.question.order, strict=True):
        told[place] = row.accessibleName().rpartition(". ")[2]
    assert told[:3] == ["Right, your choice", "Right, you missed it", "Wrong, your choice"]
    assert told[3].endswith("Wheel D")


def test_feedback_is_told_about_the_options_that_matter(begin: Begin) -> None:
    page = begin([several()])
    press(page, *keys_of(page, [0, 2]), KEY.Key_Return)
    told = page.panel.view.quiz.why.text
    assert "B turns left at night." in told
    assert "C stands still." in told
    assert "D is never told." not in told
    assert "The **small** ones do." in told


def test_the_options_keep_their_places_at_the_check(begin: Begin) -> None:
    page = begin([several()], 1100, 1400)

    def places() -> list[tuple[int, int]]:
        rows = page.panel.view.quiz.rows()
        return [(row.mapTo(page, QPoint(0, 0)).y(), row.height()) for row in rows]

    press(page, *keys_of(page, [1, 2]))
    before = places()
    press(page, KEY.Key_Return)
    assert places() == before


def test_the_reason_is_scrolled_into_view_where_it_would_be_hidden(begin: Begin) -> None:
    page = begin([several()], 900, 560)
    press(page, *keys_of(page, [0, 2]), KEY.Key_Return)
    view = page.panel.view
    verdict = view.quiz.verdict.mapTo(view, QPoint(0, 0)).y()
    why = view.quiz.why
    assert 0 <= verdict < view.height()
    assert view.verticalScrollBar().value() > 0
    bottom = why.mapTo(view, why.rect().bottomLeft()).y()
    assert bottom <= view.height() or verdict <= theme_margin(view.height())


def theme_margin(height: int) -> int:
    """How far from the top the verdict may stand when the reason is longer than the page."""
    return height // 8


def test_a_checked_option_can_no_longer_be_changed(begin: Begin) -> None:
    page = begin([several()])
    press(page, *keys_of(page, [0]), KEY.Key_Return)
    before = page.panel.view.quiz.chosen()
    QTest.mouseClick(page.panel.view.quiz.rows()[0], LEFT)
    QTest.mouseClick(page.panel.view.quiz.rows()[1], LEFT)
    assert page.panel.view.quiz.chosen() == before


# -- buttons


def test_two_buttons_take_space_for_right_and_one_for_wrong(begin: Begin, learner: Learner) -> None:
    page = begin([recall(1), recall(2)], grades="two")
    press(page, KEY.Key_Space)
    assert grade_names(page) == ["Wrong", "Right"]
    press(page, KEY.Key_Space, KEY.Key_Space, KEY.Key_1)
    assert sorted(row.grade or 0 for row in answers(learner, page)) == [Grade.AGAIN, Grade.GOOD]


def test_six_grades_take_nought_to_five(begin: Begin, learner: Learner) -> None:
    page = begin([recall(1)], grades="six")
    press(page, KEY.Key_Space, KEY.Key_0)
    assert [row.grade for row in answers(learner, page)] == [Grade.BLACKOUT]


def test_enter_presses_the_button_that_has_the_focus(begin: Begin, learner: Learner) -> None:
    page = begin([quiz(1)])
    press(page, *keys_of(page, [1]), KEY.Key_Return)
    page.panel.foot.grades.visible_buttons()[3].setFocus()
    press(page, KEY.Key_Return)
    assert [row.grade for row in answers(learner, page)] == [Grade.EASY]


# -- what is always there


def test_undo_brings_any_number_of_cards_back(begin: Begin, learner: Learner) -> None:
    page = begin([recall(number) for number in range(1, 4)])
    asked = []
    for _ in range(3):
        assert page.question is not None
        asked.append(page.question.card.id)
        press(page, KEY.Key_Space, KEY.Key_3)
    assert page.question is None
    for card in reversed(asked):
        QTest.keyClick(page, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert page.question is not None
        assert page.question.card.id == card
        assert not page.panel.view.answered


def test_one_undo_too_many_is_told_and_harms_nothing(begin: Begin) -> None:
    page = begin([recall(1)])
    page.undo()
    assert page.panel.error.notice.isVisible()
    assert page.question is not None
    press(page, KEY.Key_Space)
    assert page.panel.view.answered


def test_suspend_and_put_off_take_the_card_away_and_undo_brings_it_back(
    begin: Begin, learner: Learner
) -> None:
    for key in (KEY.Key_S, KEY.Key_B):
        page = begin([recall(1), recall(2)])
        first = page.question
        assert first is not None
        press(page, key)
        assert page.question is not None
        assert page.question.card.id != first.card.id
        page.undo()
        assert page.question.card.id == first.card.id


def test_a_mark_leaves_the_answer_on_the_screen(begin: Begin) -> None:
    page = begin([recall(1)])
    press(page, KEY.Key_Space, KEY.Key_M)
    assert page.bar.mark.isChecked()
    assert page.panel.view.answered
    press(page, KEY.Key_M)
    assert not page.bar.mark.isChecked()


def test_escape_and_the_cross_end_the_session(begin: Begin, qtbot: QtBot) -> None:
    page = begin([recall(1)])
    with qtbot.waitSignal(page.session_ended):
        press(page, KEY.Key_Escape)
    with qtbot.waitSignal(page.session_ended):
        QTest.mouseClick(page.bar.end, LEFT)


def test_the_bar_says_where_we_are_and_how_far(begin: Begin) -> None:
    page = begin([several(), several()])
    assert page.bar.counter.text() == "1 of 2"
    assert page.bar.crumb.accessibleName().split() == ["machine", "›", "Wheels", "›", "Left"]
    assert page.progress.share == 0
    press(page, KEY.Key_1, KEY.Key_Return, KEY.Key_4)
    assert page.bar.counter.text() == "2 of 2"
    assert page.progress.share == 0.5


def test_the_focus_is_on_the_next_card_after_every_answer(begin: Begin) -> None:
    page = begin([recall(1), quiz(2), recall(3)])
    while page.question is not None:
        assert page.panel.view.hasFocus()
        quizzed = page.panel.view.is_quiz
        page.panel.foot.button.setFocus()
        QApplication.processEvents()
        if quizzed:
            page.panel.view.quiz.rows()[0].click()
        QTest.mouseClick(page.panel.foot.button, LEFT)
        assert page.panel.view.hasFocus()
        page.panel.foot.grades.visible_buttons()[2].setFocus()
        QTest.mouseClick(page.panel.foot.grades.visible_buttons()[2], LEFT)
    assert page.summary.hasFocus()


def test_everything_that_takes_the_focus_has_a_name(begin: Begin) -> None:
    page = begin([several(), recall(1)])
    checked = 0
    while page.question is not None:
        press(page, KEY.Key_1, KEY.Key_Return)
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName(), widget
                checked += 1
        press(page, KEY.Key_4)
    assert checked > 15


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_card_is_whole_in_every_size(begin: Begin, theme: Theme, scale: float) -> None:
    page = begin([several()], 900, 600)
    theme.set_text_scale(scale)
    QApplication.processEvents()
    press(page, KEY.Key_1, KEY.Key_Return)
    texts = [text for text in page.findChildren(CardText) if text.isVisible()]
    assert len(texts) >= 3
    for text in texts:
        assert text.height() >= text.heightForWidth(text.width())
        assert text.document().idealWidth() <= text.width()
    for row in page.panel.view.quiz.rows():
        assert row.height() >= row.heightForWidth(row.width())


# -- errors


class FullDisk:
    """A session whose disk is full: everything is asked as ever, nothing can be written."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.full = True

    def __getattr__(self, name: str) -> object:
        if self.full and name in {"grade", "suspend", "put_off", "toggle_mark"}:
            raise StoreError("The disk is full. Nothing was changed.")
        return getattr(self._session, name)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_card_can_be_scrolled_to_its_end_and_no_further(
    begin: Begin, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    item = recall(1)
    page = begin([replace(item, answer=LONG * 20)], 860, 600)
    press(page, KEY.Key_Space)
    body = page.panel.view.widget()
    assert body is not None
    assert body.height() == body.heightForWidth(body.width())


def test_an_answer_that_cannot_be_saved_leaves_the_card_as_it_was(
    begin: Begin, learner: Learner
) -> None:
    page = begin([recall(1)])
    assert page.session is not None
    disk = FullDisk(page.session)
    page.__dict__["session"] = disk
    press(page, KEY.Key_Space, KEY.Key_3)
    assert page.panel.error.notice.accessibleName() == "The disk is full. Nothing was changed."
    assert page.panel.error.isVisible()
    assert page.panel.view.answered
    assert answers(learner, page) == []
    disk.full = False
    press(page, KEY.Key_3)
    assert not page.panel.error.isVisible()
    assert [row.grade for row in answers(learner, page)] == [Grade.GOOD]


# -- the end


def test_the_end_says_what_happened_and_enter_goes_back(begin: Begin, qtbot: QtBot) -> None:
    page = begin([recall(1), recall(2)])
    press(page, KEY.Key_Space, KEY.Key_3, KEY.Key_Space, KEY.Key_3)
    assert page.summary.isVisible()
    assert page.progress.share == 1
    assert not page.summary.practise.isVisible()
    with qtbot.waitSignal(page.session_ended):
        press(page, KEY.Key_Return)


def test_missed_cards_can_be_practised(begin: Begin, qtbot: QtBot) -> None:
    page = begin([recall(1), recall(2)])
    press(page, KEY.Key_Space, KEY.Key_1)
    while page.question is not None:
        press(page, KEY.Key_Space, KEY.Key_3)
    assert page.summary.practise.text() == "Practise the missed card"
    with qtbot.waitSignal(page.practise_requested):
        QTest.mouseClick(page.summary.practise, LEFT)
    assert page.session is not None
    page.begin(page.session.practise_missed())
    assert page.bar.counter.text() == "1 of 1"


def test_a_session_without_cards_says_so(begin: Begin) -> None:
    page = begin([])
    assert page.summary.accessibleName().startswith("Nothing to study now.")


# -- sheets


def test_the_keys_are_a_sheet_that_keeps_the_keys_from_the_card(
    begin: Begin, learner: Learner
) -> None:
    page = begin([recall(1)])
    press(page, KEY.Key_Question)
    assert page.keys.isVisible()
    press(page, KEY.Key_3, KEY.Key_Tab, KEY.Key_S, KEY.Key_M, KEY.Key_Down)
    assert page.keys.isVisible()
    assert not page.bar.mark.isChecked()
    assert page.question is not None
    press(page, KEY.Key_Escape)
    assert not page.keys.isVisible()
    assert page.panel.view.hasFocus()


def test_the_sheet_names_every_key_that_answers(begin: Begin) -> None:
    page = begin([quiz(1)])
    page.show_keys()
    caps = {cap.accessibleName() for cap in page.keys.findChildren(KeyCap)}
    assert {
        "Space",
        "Enter",
        "1 to 4",
        "1 to 9",
        "↑ ↓",
        "S",
        "B",
        "M",
        "I",
        "Ctrl+Z",
        "Esc",
    } <= caps


def test_the_keys_of_a_sheet_scroll_it(begin: Begin, theme: Theme) -> None:
    page = begin([recall(1)], 860, 600)
    theme.set_text_scale(2.0)
    press(page, KEY.Key_Question)
    area = page.keys.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    places = [bar.value()]
    for key in (KEY.Key_Down, KEY.Key_PageDown, KEY.Key_Up, KEY.Key_End, KEY.Key_Home):
        press(page, key)
        places.append(bar.value())
    top, line, after_page, line_up, end, home = places
    assert top == home == 0 < line < line_up < after_page <= end == bar.maximum()


def test_the_history_says_why_the_card_is_asked(begin: Begin, learner: Learner) -> None:
    page = begin([recall(1)])
    press(page, KEY.Key_Space, KEY.Key_1)
    press(page, KEY.Key_I)
    assert page.history.isVisible()
    QTest.mouseClick(page.history, LEFT, pos=QPoint(2, 2))
    assert not page.history.isVisible()
    assert page.panel.view.hasFocus()


# -- narrow


@pytest.mark.parametrize(("width", "rows"), [(1100, 1), (600, 1), (400, 2)])
def test_a_narrow_page_puts_actions_into_the_menu_and_grades_in_rows(
    begin: Begin, width: int, rows: int
) -> None:
    page = begin([recall(1)], width)
    before = page.panel.foot.height()
    press(page, KEY.Key_Space)
    assert page.panel.foot.height() == before
    assert page.bar.mark.isVisible() == (width >= 640)
    tops = {button.y() for button in page.panel.foot.grades.visible_buttons()}
    assert len(tops) == rows


def test_the_column_keeps_its_place_when_the_scroll_bar_comes(begin: Begin, theme: Theme) -> None:
    page = begin([several(), quiz(2)], 900, 400)
    lefts = []
    while page.question is not None:
        column = page.panel.view.quiz
        lefts.append((column.mapTo(page, QPoint(0, 0)).x(), column.width()))
        press(page, KEY.Key_1, KEY.Key_Return, KEY.Key_4)
    assert len(set(lefts)) == 1
    assert lefts[0] == (110, 680)


@pytest.mark.parametrize(("width", "scale"), [(900, 2.0), (420, 1.0), (1100, 1.0)])
def test_the_end_fits_the_page(begin: Begin, theme: Theme, width: int, scale: float) -> None:
    page = begin([recall(1), recall(2)], width)
    press(page, KEY.Key_Space, KEY.Key_1)
    while page.question is not None:
        press(page, KEY.Key_Space, KEY.Key_3)
    theme.set_text_scale(scale)
    theme.set_scheme("dark")
    QApplication.processEvents()
    assert page.summary.horizontalScrollBar().maximum() == 0
    titles = [
        label
        for label in page.summary.findChildren(QLabel)
        if label.isVisible() and label.text() == "Done for today"
    ]
    assert len(titles) == 1


def test_the_reason_stands_right_below_its_title_after_a_card_with_remarks(begin: Begin) -> None:
    page = begin([several(), quiz(2)])
    gaps = []
    while page.question is not None:
        press(page, KEY.Key_1, KEY.Key_Return)
        why = page.panel.view.quiz.why
        texts = [text for text in why.findChildren(CardText) if text.isVisible()]
        reason = max(texts, key=lambda text: text.y())
        shown = [label for label in why.findChildren(QLabel) if label.isVisible()]
        above = max((label.geometry().bottom() for label in shown), default=0)
        gaps.append((page.question.card.topic[0], reason.y() - above))
        press(page, KEY.Key_4)
    assert [topic for topic, _ in gaps] == ["Wheels", "Quizzes"]
    assert gaps[1][1] <= 4


def test_an_error_is_told_whole(begin: Begin) -> None:
    page = begin([recall(1)], 560)
    page.panel.error.tell("The library cannot be written: " + "no room is left there. " * 6)
    QApplication.processEvents()
    said = [label for label in page.panel.error.findChildren(QLabel) if label.text()]
    assert len(said) == 1
    assert said[0].wordWrap()
    assert said[0].height() >= said[0].heightForWidth(said[0].width())


def test_a_sheet_grows_with_its_text(begin: Begin, theme: Theme) -> None:
    page = begin([recall(1)])
    press(page, KEY.Key_I)
    theme.set_text_scale(2.0)
    QApplication.processEvents()
    for label in page.history.findChildren(QLabel):
        if label.isVisible():
            wrapped = label.heightForWidth(label.width()) if label.wordWrap() else 0
            assert label.height() >= (wrapped or label.sizeHint().height()), label.text()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("setting", ["two", "four", "six"])
def test_no_grade_is_cut(begin: Begin, theme: Theme, setting: ButtonSetting, scale: float) -> None:
    theme.set_text_scale(scale)
    page = begin([recall(1)], round(450 * scale), round(600 * scale), setting)
    press(page, KEY.Key_Space)
    grades = page.panel.foot.grades
    for width, marking in product((450, 560, 700, 1100), (None, RIGHT, WRONG)):
        page.resize(round(width * scale), page.height())
        grades.show_choices(setting, marking, {})
        QApplication.processEvents()
        assert page.width() == round(width * scale)
        shown = [button.shown_name for button in grades.visible_buttons()]
        assert shown == [button.text() for button in grades.visible_buttons()], (width, marking)


def test_each_of_six_grades_shows_its_key(begin: Begin) -> None:
    page = begin([recall(1)], 1100, 700, "six")
    press(page, KEY.Key_Space)
    grades = page.panel.foot.grades
    kinds = (ReviewKind.SCHEDULED, ReviewKind.PRACTICE)
    for days, marking, kind in product((1, 120, 1000), (None, RIGHT, WRONG), kinds):
        due = {grade: Schedule(9, days if grade >= Grade.HARD else 1, 250, DUE) for grade in Grade}
        outcomes = {grade: Outcome(grade, due[grade], grade < Grade.GOOD, kind) for grade in Grade}
        grades.show_choices("six", marking, outcomes)
        QApplication.processEvents()
        keys = [button.cap_line for button in grades.visible_buttons()]
        assert len(keys) == 6
        assert None not in keys, (days, marking, kind)


@pytest.mark.parametrize(("width", "below"), [(1100, False), (430, True)])
def test_the_key_caps_of_a_row_stand_on_one_line(begin: Begin, width: int, *, below: bool) -> None:
    page = begin([recall(1)], width)
    press(page, KEY.Key_Space)
    grades = page.panel.foot.grades
    grades.show_choices("four", WRONG, {})
    QApplication.processEvents()
    assert {button.cap_is_below for button in grades.visible_buttons()} == {below}
