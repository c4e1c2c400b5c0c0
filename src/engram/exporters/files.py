"""Text to a file, whole or not at all; `-` is standard output."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from engram.errors import EngramError
from engram.outputs import checked_output


def write_text(text: str, output: str) -> None:
    """Writes `text` as UTF-8; EngramError leaves what stood there."""
    if output == "-":
        sys.stdout.write(text)
        return
    path = checked_output(Path(output), replaces_texts=True)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError as failure:
        raise EngramError(
            "{file} cannot be written: {reason}. What stood there is kept.",
            file=path,
            reason=failure.strerror,
        ) from failure
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
