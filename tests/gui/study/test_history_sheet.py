"""The history says why a card is asked now, whatever kind of answer it waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.study.history_sheet import HistorySheet, asked_words
from engram.gui.words import past_date
from engram.model import Grade
from engram.study.session import Session
from tests.learner import Learner, recall

Show = Callable[[QWidget, int, int], None]


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path)
    someone.take_in([recall(1)])
    yield someone
    someone.close()


def answered(learner: Learner, grade: Grade) -> None:
    session = learner.program.study.start()
    learner.asked(session)
    session.grade(grade, answer_ms=4000)


def told(learner: Learner, session: Session) -> str:
    question = learner.asked(session)
    return asked_words(session.history(), question.kind)


def test_a_new_card_is_new(learner: Learner) -> None:
    words = told(learner, learner.program.study.start())
    assert words == "This card is new: you have not answered it yet."


def test_a_due_card_is_due_today(learner: Learner) -> None:
    answered(learner, Grade.GOOD)
    learner.tomorrow()
    words = told(learner, learner.program.study.start())
    assert words == "This card is due today, after an interval of 1 day."


def test_a_card_that_waited_says_since_when(learner: Learner) -> None:
    answered(learner, Grade.GOOD)
    learner.tomorrow(5)
    words = told(learner, learner.program.study.start())
    assert words == (
        "This card has been due since Tuesday, 3 March: its interval of 1 day ended 4 days ago."
    )


def test_a_drill_names_the_grade_it_comes_from(learner: Learner) -> None:
    answered(learner, Grade.HARD)
    words = told(learner, learner.program.study.start())
    assert words == "Once more today, since you graded it Hard. It is due again in 1 day."


def test_practice_is_called_so_and_says_when_the_card_is_due(learner: Learner) -> None:
    answered(learner, Grade.GOOD)
    card = learner.program.content.all_cards()[0].id
    words = told(learner, learner.program.study.begin([card]))
    assert words == "This is practice: the card is due in 1 day, after an interval of 1 day."


def test_a_day_of_another_year_carries_its_year() -> None:
    today = date(2026, 3, 2)
    assert past_date(date(2026, 1, 5), today) == "Monday, 5 January"
    assert past_date(date(2025, 12, 31), today) == "Wednesday, 31 December 2025"


@pytest.mark.parametrize(("width", "scale"), [(1100, 1.0), (860, 2.0)])
def test_the_days_stand_in_the_form_of_the_app_inside_the_sheet(
    learner: Learner, theme: Theme, shown: Show, width: int, scale: float
) -> None:
    answered(learner, Grade.HARD)
    answered(learner, Grade.GOOD)
    learner.tomorrow()
    session = learner.program.study.start()
    question = learner.asked(session)
    theme.set_text_scale(scale)
    page = QWidget()
    shown(page, width, 600)
    sheet = HistorySheet(theme, page)
    sheet.show_history(session.history(), question.kind)
    QApplication.processEvents()
    labels = [label for label in sheet.findChildren(QLabel) if label.isVisible()]
    texts = [label.text() for label in labels]
    assert texts[0] == "History"
    drill, first = ["Good, once more", "4 s"], ["Hard", "4 s"]
    assert texts[-6:] == ["Monday, 2 March", *drill, "Monday, 2 March", *first]
    area = sheet.findChild(QScrollArea)
    assert area is not None
    for label in labels[1:]:
        assert label.mapTo(area, label.rect().topRight()).x() < area.viewport().width()
