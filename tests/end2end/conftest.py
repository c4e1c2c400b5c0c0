"""The real program on a temporary folder: opened, closed, and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engram.app import shipped_deck
from engram.cli.program import Program
from engram.library import open_program
from engram.model import Grade, Item
from engram.paths import Places
from engram.window import Desktop
from tests.learner import FIRST_DAY, Learner, recall

TOPICS = ("Wheels", "Levers", "Valves", "Cranks", "Belts", "Pumps", "Gears", "Springs")
Start = Callable[..., Desktop]


class Computer:
    """One learner's computer: the library, the clock, and the program when it is open."""

    def __init__(self, folder: Path, qtbot: QtBot, application: QApplication) -> None:
        self.places = Places(folder / "library.db", folder / "machine.json")
        self.now: datetime = FIRST_DAY
        self.shipped = folder / "no-deck.engram"
        self._qtbot = qtbot
        self._application = application
        self.desktop: Desktop
        self.program: Program

    def start(self) -> Desktop:
        """Opens the program and waits for its window."""
        self.program = open_program(self.places, self.shipped, lambda: self.now)
        self.desktop = Desktop(self._application, self.program, self.places)
        self.desktop.machine.change("quiet_motion", value=True)
        self.desktop.theme.set_quiet_motion(quiet=True)
        self.desktop.window.show()
        self._qtbot.waitExposed(self.desktop.window)
        self.desktop.window.activateWindow()
        self._qtbot.waitUntil(lambda: self._application.activeWindow() is self.desktop.window)
        self._qtbot.waitUntil(lambda: self.desktop.drops is not None)
        return self.desktop

    def end(self) -> None:
        """Ends the program the hard way: nothing is told to it."""
        self.desktop.window.hide()
        for widget in self._application.topLevelWidgets():  # pages too that were never shown
            widget.deleteLater()
        self.desktop.deleteLater()
        self._application.processEvents()
        self.program.close()

    def next_day(self, days: int = 1) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def computer(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Computer]:
    """A computer with an empty library."""
    one = Computer(tmp_path, qtbot, qapp)
    yield one
    one.end()


@pytest.fixture
def with_shipped_deck(computer: Computer) -> Callable[[], Desktop]:
    """Starts the program with the deck that ships with it."""

    def start() -> Desktop:
        computer.shipped = shipped_deck()
        return computer.start()

    return start


@pytest.fixture
def studied(computer: Computer) -> Start:
    """Starts the program over a library whose first deck has answers."""

    def start(*decks: str, answers: int = 14) -> Desktop:
        learner = Learner(computer.places.library.parent, computer.now)
        for place, deck in enumerate(decks or ("machine",)):
            learner.take_in(_items(place), f"{deck}.md")
        session = learner.program.study.start()
        for _ in range(answers):
            learner.asked(session)
            session.grade(Grade.GOOD, answer_ms=4000)
        learner.close()
        computer.next_day()
        return computer.start()

    return start


def _items(place: int) -> list[Item]:
    first = 100 * place + 1
    cards = [recall(first + number, topic) for number, topic in enumerate(TOPICS)]
    cards += [recall(first + number + 10, topic) for number, topic in enumerate(TOPICS)]
    return [replace(card, question=f"{card.question} ({place})") for card in cards]
