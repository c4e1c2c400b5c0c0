"""Where a file may be written: never over a library, a device, or what the command was given."""

from __future__ import annotations

from pathlib import Path

from engram.errors import StoreError

LIBRARY_MARK = 0x456E6772  # "Engr", SQLite's application_id of a library
DECK_MARK = 0x456E446B  # "EnDk", of a deck file
_SQLITE = b"SQLite format 3\x00"
_MARK_AT = 68  # where a SQLite file keeps its application_id, big-endian (sqlite.org/fileformat)
_BESIDE_A_LIBRARY = ("-wal", "-shm", "-journal")


def sqlite_mark(file: Path) -> int | None:
    """The application_id of a SQLite file; None for any other file and for a missing one."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_MARK_AT + 4)
    except OSError:
        return None
    if not head.startswith(_SQLITE):
        return None
    return int.from_bytes(head[_MARK_AT:], "big")


def checked_output(
    file: Path, *, replaces_decks: bool = False, replaces_texts: bool = False
) -> Path:
    """`file` if it may be written, else StoreError; nothing is touched either way.

    What exists is replaced only if it is an ordinary file of the kind that may be replaced.
    """
    if not file.name:
        raise StoreError("{file} is a folder; name a file to write to.", file=file)
    if file.name.endswith(_BESIDE_A_LIBRARY):
        raise StoreError("{file} would be taken for a part of a library; name another.", file=file)
    if not file.exists() and not file.is_symlink():
        return file
    if not file.is_file():
        kind = "is a folder" if file.is_dir() else "is no ordinary file"
        raise StoreError("{file} {kind}; it was left as it is.", file=file, kind=kind)
    mark = sqlite_mark(file)
    if mark == LIBRARY_MARK:
        raise StoreError("{file} is a library; it was not overwritten.", file=file)
    allowed = (replaces_decks and mark == DECK_MARK) or (replaces_texts and mark is None)
    if not allowed and file.stat().st_size:
        raise StoreError("{file} exists already; it was not overwritten.", file=file)
    return file
