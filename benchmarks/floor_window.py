"""The floor for the start of a Qt program: one window with a list and a label, nothing behind it.

It says what Python and Qt cost at the least on this machine; a program can only be slower.
"""

import os
import sqlite3
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QListWidget, QWidget


def mark(name: str) -> None:
    with Path(os.environ["ENGRAM_TIMINGS"]).open("a", encoding="utf-8") as out:
        out.write(f"{name} {time.monotonic()!r}\n")


class Card(QLabel):
    """Writes down when it has been painted first."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, lambda: mark("card_painted"))


def main() -> None:
    library = sqlite3.connect(os.environ["ENGRAM_LIBRARY"])
    topics = library.execute("select path from topic").fetchall()
    question = library.execute("select question from card order by number limit 1").fetchone()[0]
    application = QApplication([])
    window = QWidget()
    row, decks = QHBoxLayout(window), QListWidget()
    decks.addItems([path for (path,) in topics])
    row.addWidget(decks)
    row.addWidget(Card(question))
    window.resize(1100, 720)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
