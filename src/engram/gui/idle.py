"""Work that waits until the window has been painted, and then goes on while nothing else waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

Step = Callable[[], object]


class IdleWork(QObject):
    """Takes one step a turn of the event loop, so that a key waits for one step at the most.

    The first step comes after the first paint of `window`, which is not shown yet.
    """

    def __init__(self, window: QWidget, steps: Sequence[Step]) -> None:
        super().__init__(window)
        self._window, self._steps = window, list(steps)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Show:
            watched.removeEventFilter(self)
            self._window.windowHandle().installEventFilter(self)
        elif event.type() == QEvent.Type.Expose:
            # What is exposed is painted before the event loop turns.
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        else:
            self._timer.stop()
