"""When the window and a card were first painted, written to the file ENGRAM_TIMINGS names.

For benchmarks, of a checkout and of the bundle alike: each line is a name and a time of the
system's monotonic clock in seconds. Without the variable nothing is watched.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

TIMINGS_VARIABLE = "ENGRAM_TIMINGS"


class Timings(QObject):
    """Writes a line when a watched widget has been painted after something was expected of it."""

    def __init__(self, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._file = file
        self._expected: dict[QObject, str] = {}

    def expect(self, widget: QWidget, name: str) -> None:
        """The next time that `widget` has been painted is written down as `name`."""
        self._expected[widget] = name
        widget.installEventFilter(self)

    def mark(self, name: str) -> None:
        """Writes the time of now."""
        with self._file.open("a", encoding="utf-8") as out:
            out.write(f"{name} {monotonic()!r}\n")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self._expected:
            name = self._expected.pop(watched)
            watched.removeEventFilter(self)
            # Once the event loop turns, the widgets inside have been painted too.
            QTimer.singleShot(0, self, lambda: self.mark(name))
        return False
