"""Progress of a thread in; the same on the window's thread out, and the wish to stop back in."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Signal

from engram.compiler.progress import CancelledError, Progress


class Reporter(QObject):
    """Hears of the progress of one piece of work.

    progressed -- what is done now; emitted by the thread that does it.
    """

    progressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = Event()

    def cancel(self) -> None:
        """End the work when it next tells of its progress."""
        self._cancelled.set()

    def __call__(self, progress: Progress) -> None:
        if self._cancelled.is_set():
            raise CancelledError
        self.progressed.emit(progress)
