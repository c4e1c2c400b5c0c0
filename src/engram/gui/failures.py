"""What a failure becomes at the window: one sentence for the learner, and a line in the log."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from engram.errors import EngramError
from engram.failure_log import write_down
from engram.gui.words import sentence, tr


class FailureHandler:
    """The one place where errors of slots arrive; Qt hands them to `sys.excepthook`.

    An EngramError is told as it is. Anything else is a fault of the program: it is logged with
    its trace and told in one sentence, and the program goes on.
    """

    def __init__(self, tell: Callable[[str], None], log: Path) -> None:
        self._tell = tell
        self._log = log

    def install(self) -> None:
        """Receive from now on what no slot catches."""
        sys.excepthook = self

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, EngramError):
            self._tell(sentence(error))
        elif isinstance(error, Exception):
            with suppress(OSError):
                write_down(self._log, kind, error, trace)
            self._tell(
                tr("That did not work, and it is not your doing. Your answers so far are saved.")
            )
        else:
            sys.__excepthook__(kind, error, trace)
