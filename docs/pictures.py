"""Makes the pictures of the guide from the real window, without a screen: `make pictures`.

A made-up learner answers the shipped deck for twelve days; the pictures show the thirteenth.
"""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engram.app import shipped_deck
from engram.cli.program import Program
from engram.gui.looks.theme import FUSION
from engram.library import open_program
from engram.model import Grade, Kind
from engram.paths import Places
from engram.window import Desktop

FOLDER = Path(__file__).parent / "pictures"
FIRST_DAY = datetime(2026, 3, 2, 18, tzinfo=UTC)
DAYS = 12
SIZE = (1100, 720)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clock = [FIRST_DAY]
        places = Places(Path(folder) / "library.db", Path(folder) / "machine.json")
        program = open_program(places, shipped_deck(), lambda: clock[0])
        program.preferences.change("new_cards_per_day", 5)
        for day in range(DAYS):
            _study(program, day)
            clock[0] += timedelta(days=1)
        application = QApplication(list(FUSION))
        desktop = Desktop(application, program, places)
        desktop.theme.set_quiet_motion(quiet=True)
        desktop.window.resize(*SIZE)
        desktop.window.show()
        for scheme in ("light", "dark"):
            desktop.theme.set_scheme("dark" if scheme == "dark" else "light")
            _take_all(desktop, program, scheme)
        program.close()


def _study(program: Program, day: int) -> None:
    session, number = program.study.start(), day
    while session.question():
        session.grade(Grade.AGAIN if number % 6 == 0 else Grade.GOOD, answer_ms=24_000)
        number += 1


def _take_all(desktop: Desktop, program: Program, scheme: str) -> None:
    for page in ("today", "mastery"):
        desktop.window.show_page(page)
        _take(desktop, f"{page}-{scheme}")
    quizzes = [card for card in program.content.all_cards() if card.kind is Kind.SINGLE_CHOICE]
    desktop.study.begin(program.study.begin([card.id for card in quizzes]))
    desktop.window.show_page("study")
    QTest.keyClick(desktop.study, Qt.Key.Key_2)
    QTest.keyClick(desktop.study, Qt.Key.Key_Return)
    _take(desktop, f"study-{scheme}")


def _take(desktop: Desktop, name: str) -> None:
    QTest.qWait(50)
    desktop.window.grab().save(str(FOLDER / f"{name}.png"))


if __name__ == "__main__":
    main()
