"""What a failure becomes at the window: one sentence for the learner, and a line in the log."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from engram.errors import EngramError
from engram.gui.words import sentence, tr


class FailureHandler:
    """The one place where errors of slots arrive; Qt hands them to `sys.excepthook`.

    An EngramError is told as it is. Anything else is a fault of the program: it is logged with
    its trace and told in one sentence, and the program goes on.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def install(self) -> None:
        """Receive from now on what no slot catches."""
        sys.excepthook = self

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, EngramError):
            self._tell(sentence(error))
        elif isinstance(error, Exception):
            import logging  # a tenth of a start, for what should never happen

            logging.getLogger(__name__).error(
                "an unexpected error in the window", exc_info=(kind, error, trace)
            )
            self._tell(
                tr("That did not work, and it is not your doing. Your answers so far are saved.")
            )
        else:
            sys.__excepthook__(kind, error, trace)
