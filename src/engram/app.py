"""The composition root: arguments, folders, clock and library in; a window or a command out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from engram.errors import EngramError
from engram.failure_log import write_down
from engram.paths import Places, places

if TYPE_CHECKING:
    import argparse

Now = Callable[[], datetime]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program; the exit code is 0, 1 with a sentence, or 2 for wrong usage."""
    words = sys.argv[1:] if argv is None else argv
    _speak_utf8()
    try:
        return _run(words)
    except EngramError as failure:
        from engram.cli.output import printable

        _say(printable(str(failure)))
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130


def _run(words: Sequence[str]) -> int:
    """Every import waits until it is known to be needed: a start is what a learner waits for."""
    if not words:
        return _open_window(places(None))
    from engram.cli.arguments import parser

    arguments = parser().parse_args(words)
    where = places(arguments.library)
    if arguments.command is None:
        return _open_window(where)
    sys.excepthook = _told_unexpected(where)
    return _run_command(arguments, where)


def _open_window(where: Places) -> int:
    sys.excepthook = _told_unexpected(where)
    gc.disable()  # a start leaves nothing to collect; then the window's GarbageCollector does it
    from engram.window import open_window

    return open_window(where, shipped_deck())


def _run_command(arguments: argparse.Namespace, where: Places) -> int:
    if arguments.command == "selftest":
        from engram.selftest import selftest

        return selftest(shipped_deck())
    from engram.cli.program import Program
    from engram.cli.run import run
    from engram.library import open_program

    with ExitStack() as opened:
        at: datetime | None = getattr(arguments, "at", None)

        def opener() -> Program:
            program = open_program(where, shipped_deck(), now=at_time(at))
            opened.callback(program.close)
            return program

        run(arguments, opener)
    return 0


def at_time(at: datetime | None) -> Now:
    """A clock that stands at `at`, else the local one."""
    from engram.library import local_now

    return (lambda: at) if at else local_now


def shipped_deck() -> Path:
    """The deck that comes with the program, from a checkout, a wheel and the bundle alike."""
    return Path(__file__).parent / "shipped" / "deck.engram"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(sentence: str) -> None:
    """A sentence on standard error, if that is open and has room."""
    if sys.stderr:
        with suppress(OSError):
            sys.stderr.write(f"{sentence}\n")


def _told_unexpected(
    where: Places,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What happens to an error that nobody foresaw: written to the log, one sentence told."""

    def tell(
        kind: type[BaseException], failure: BaseException, trace: TracebackType | None
    ) -> None:
        try:
            write_down(where.log, kind, failure, trace)
            details = f"details are in {where.log}"
        except OSError as unwritten:
            details = f"details could not be written to {where.log} ({unwritten.strerror})"
        _say(
            f"Engram failed in a way nobody foresaw ({kind.__name__}). Every saved answer is"
            f" kept; {details}"
        )

    return tell
