"""An error that nobody foresaw in, its trace in the log file out."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType


def write_down(
    file: Path, kind: type[BaseException], failure: BaseException, trace: TracebackType | None
) -> None:
    """Adds the error and its trace to `file`; OSError when it cannot be written."""
    import logging  # a tenth of a start, for what should never happen

    file.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(file, encoding="utf-8")
    log = logging.getLogger("engram")
    log.addHandler(handler)
    try:
        log.critical("unexpected", exc_info=(kind, failure, trace))
    finally:
        log.removeHandler(handler)
        handler.close()
