"""Text to a file, whole or not at all; `-` is standard output."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from engram.errors import EngramError
from engram.outputs import checked_output
from engram.whole_files import written_beside


def write_text(text: str, output: str) -> None:
    """Writes `text` as UTF-8; EngramError leaves what stood there."""
    if output == "-":
        print_text(text)
        return
    path = checked_output(Path(output), replaces_texts=True)
    try:
        with written_beside(path) as partial:
            partial.write_text(text, encoding="utf-8", newline="\n")
            partial.replace(path)
    except OSError as failure:
        raise EngramError(
            "{file} cannot be written: {reason}. What stood there is kept.",
            file=path,
            reason=failure.strerror,
        ) from failure


def print_text(text: str) -> None:
    """Writes `text` to standard output at once; EngramError when it is closed or full."""
    if not sys.stdout:
        raise EngramError("Standard output is closed, so nothing could be printed.")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as failure:
        _forget_unwritten()
        if isinstance(failure, BrokenPipeError):
            raise
        raise EngramError(
            "Standard output cannot be written: {reason}. What the command saved is kept.",
            reason=failure.strerror,
        ) from failure


def _forget_unwritten() -> None:
    """Lets go of what is still to be written, or the end of the program fails on it again."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
