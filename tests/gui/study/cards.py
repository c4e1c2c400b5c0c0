"""Cards of our own, and a Study page over a real library that asks them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engram.gui.study.page import StudyPage
from engram.model import Item, Option, Select

LONG = "and it goes on for quite some words so that it must be broken into several lines " * 3


def several(select: Select = 2) -> Item:
    """Two right options of four, with feedback on some."""
    return Item(
        "Which wheels turn left?",
        line=1,
        explanation="The **small** ones do.",
        options=(
            Option("Wheel A", correct=True),
            Option(f"Wheel B {LONG}", correct=True, feedback="B turns left at night."),
            Option("```\nwheel(c)\n```", correct=False, feedback="C stands still."),
            Option("Wheel D", correct=False, feedback="D is never told."),
        ),
        select=select,
        topic=("Wheels", "Left"),
    )


def press(page: StudyPage, *keys: Qt.Key) -> None:
    """Press keys where the focus is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        assert page.isAncestorOf(focused)
        QTest.keyClick(focused, key)
        QApplication.processEvents()


def keys_of(page: StudyPage, stored: Sequence[int]) -> list[Qt.Key]:
    """The digits that choose options given by their stored places."""
    assert page.question is not None
    return [Qt.Key(Qt.Key.Key_1 + page.question.order.index(place)) for place in stored]
