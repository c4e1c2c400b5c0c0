"""SQLite's failures in, sentences out: locked, read-only, full, damaged, not ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engram.errors import StoreError
from engram.store import driver

# Primary result codes of SQLite (https://sqlite.org/rescode.html).
_SENTENCES = {
    5: "{file} is in use by another program. Nothing was changed; try again when it is done.",
    6: "{file} is in use by another program. Nothing was changed; try again when it is done.",
    8: "{file} is read-only. Nothing was changed.",
    9: "{file} takes too long to read for a file of its size. Nothing of it was used.",
    10: "The disk could not read or write {file}. What was saved before is kept.",
    11: "{file} is damaged. Nothing was changed; a backup may help.",
    13: "The disk is full. Nothing was changed in {file}; free some space and try again.",
    14: "{file} cannot be opened or created. Nothing was changed.",
    23: "{file} may not be opened. Nothing was changed.",
    26: "{file} is no Engram file. It was left as it is.",
}

_DAMAGED = _SENTENCES[11]
_UNREADABLE, _FULL = _SENTENCES[10], _SENTENCES[13]
# SQLite keeps 32 KiB of shared memory beside a library; without room for it, it speaks of the disk.
_ROOM_TO_OPEN = 65_536
_WITH_JOURNAL = (
    "{file} is damaged, or {journal} beside it belongs to another library. If you copied a backup"
    " here, move {journal} away, if it is still there, and copy the backup once more."
)


@contextmanager
def told(file: Path, source: Path | None = None) -> Iterator[None]:
    """Turns what the environment does to a file into a StoreError; a defect of ours stays one.

    Damage is told of `source`, where `file` is a copy of that.
    """
    try:
        yield
    except driver.Error as failure:
        sentence = _sentence(failure)
        if sentence is None:
            raise
        if sentence == _DAMAGED:
            raise _damaged(source or file) from failure
        full = sentence == _UNREADABLE and _has_no_room(file.parent)
        raise StoreError(_FULL if full else sentence, file=file) from failure
    except OSError as failure:
        raise StoreError(
            "{file} cannot be used: {reason}. Nothing was changed.",
            file=file,
            reason=failure.strerror or str(failure),
        ) from failure


def _damaged(file: Path) -> StoreError:
    journal = file.with_name(f"{file.name}-wal")
    if _has_content(journal):
        return StoreError(_WITH_JOURNAL, file=file, journal=journal.name)
    return StoreError(_DAMAGED, file=file)


def _has_no_room(folder: Path) -> bool:
    import shutil  # 3 ms of a start, for what seldom happens

    with suppress(OSError):
        return shutil.disk_usage(folder).free < _ROOM_TO_OPEN
    return False


def _has_content(file: Path) -> bool:
    with suppress(OSError):
        return file.stat().st_size > 0
    return False


def _sentence(failure: driver.Error) -> str | None:
    code = getattr(failure, "sqlite_errorcode", None)
    known = _SENTENCES.get(code & 0xFF) if isinstance(code, int) else None
    return known or _by_text(str(failure))


def _by_text(text: str) -> str | None:
    """The sentence by SQLite's own words, for a driver that gives no result codes."""
    words = {
        "locked": 5,
        "readonly": 8,
        "interrupted": 9,
        "disk I/O": 10,
        "malformed": 11,
        "decode to UTF-8": 11,
        "full": 13,
        "unable to open": 14,
        "not authorized": 23,
        "not a database": 26,
    }
    return next((_SENTENCES[code] for word, code in words.items() if word in text), None)
