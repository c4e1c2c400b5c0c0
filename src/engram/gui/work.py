"""A function in; what it gives, or the EngramError it raises, out as a signal of the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from engram.errors import EngramError

_THREADS = 2  # one that was forgotten may still run while the next begins


class _Messenger(QObject):
    """Carries one ending over to the GUI thread, even if nobody is left there to hear of it."""

    ended = Signal(object)


def _tell_ended(messenger: _Messenger, future: Future[object]) -> None:
    # A bound signal alone would not keep its messenger until now.
    messenger.ended.emit(future)


class Work(QObject):
    """Runs one function at a time; a newer one, or `forget`, drops the result of the older.

    work_done -- what the function gave.
    work_failed -- the EngramError that it raised; any other error is raised on the GUI thread.
    work_ended -- after either of them, and after any other error too.

    The end of the program waits for a function that still runs, so a write is never cut short.
    """

    work_done = Signal(object)
    work_failed = Signal(object)
    work_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="engram-work")
        self._awaited: Future[object] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a result is awaited."""
        return self._awaited is not None

    def start(self, function: Callable[[], object]) -> None:
        """Run `function` in a thread; it must touch no widget."""
        self.forget()
        messenger = _Messenger()
        # Queued, since a function that ended already calls back from this very thread.
        messenger.ended.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._awaited = self._threads.submit(function)
        self._awaited.add_done_callback(partial(_tell_ended, messenger))

    def forget(self) -> None:
        """Await nothing any more; a function that runs already goes on to its end unheard."""
        if self._awaited is not None:
            self._awaited.cancel()
        self._awaited = None

    def _receive(self, future: Future[object]) -> None:
        if future is not self._awaited:
            return
        self._awaited = None
        try:
            self.work_done.emit(future.result())
        except EngramError as error:
            self.work_failed.emit(error)
        finally:
            self.work_ended.emit()
