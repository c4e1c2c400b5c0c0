"""Where a file may be written: never over a library, a device, or what the command was given."""

from __future__ import annotations

import os
from pathlib import Path

from engram.errors import StoreError

LIBRARY_MARK = 0x456E6772  # "Engr", SQLite's application_id of a library
DECK_MARK = 0x456E446B  # "EnDk", of a deck file
_SQLITE = b"SQLite format 3\x00"
_MARK_AT = 68  # where a SQLite file keeps its application_id, big-endian (sqlite.org/fileformat)
_ZIP_ENTRY, _ENTRY_NAME_AT = b"PK\x03\x04", 30  # APPNOTE.TXT 4.3.7
_PACKAGED = b"collection.anki2"
_TELLS_A_TEXT = 65_536  # bytes; few files of another kind are so long without a zero
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


def _is_text(file: Path) -> bool:
    with file.open("rb") as opened:
        return b"\x00" not in opened.read(_TELLS_A_TEXT)


def _is_package(file: Path) -> bool:
    """Whether it is a package for Anki of the form that Engram writes, by its first entry."""
    with file.open("rb") as opened:
        head = opened.read(_ENTRY_NAME_AT + len(_PACKAGED))
    return head.startswith(_ZIP_ENTRY) and head[_ENTRY_NAME_AT:] == _PACKAGED


def is_ordinary_file(file: Path) -> bool:
    """Whether an ordinary file stands there; one that cannot be looked at is none."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def lies_at(file: Path) -> str:
    """Where a file really is: the same text for every name of it; links lead as far as they do."""
    try:
        return os.path.realpath(file)
    except OSError:  # the folder that the program was started in is gone
        return str(file)


def checked_output(
    file: Path,
    *,
    replaces_decks: bool = False,
    replaces_texts: bool = False,
    replaces_packages: bool = False,
) -> Path:
    """`file` if it may be written, else StoreError; nothing is touched either way.

    What exists is replaced only if it is an ordinary file of the kind that may be replaced.
    """
    if str(file) == "-":
        raise StoreError("Only json, md and csv can be printed; name a file to write to.")
    if not file.name:
        raise StoreError("{file} is a folder; name a file to write to.", file=file)
    if file.name.endswith(_BESIDE_A_LIBRARY):
        raise StoreError("{file} would be taken for a part of a library; name another.", file=file)
    try:
        return _replaceable(
            file, decks=replaces_decks, texts=replaces_texts, packages=replaces_packages
        )
    except OSError as failure:
        raise StoreError(
            "{file} cannot be written: {reason}. Nothing was changed.",
            file=file,
            reason=failure.strerror,
        ) from failure


def _replaceable(file: Path, *, decks: bool, texts: bool, packages: bool) -> Path:
    if not file.exists() and not file.is_symlink():
        return file
    if not file.is_file():
        kind = "is a folder" if file.is_dir() else "is no ordinary file"
        raise StoreError("{file} {kind}; it was left as it is.", file=file, kind=kind)
    mark = sqlite_mark(file)
    if mark == LIBRARY_MARK:
        raise StoreError("{file} is a library; it was not overwritten.", file=file)
    allowed = (
        (decks and mark == DECK_MARK)
        or (texts and _is_text(file))
        or (packages and _is_package(file))
    )
    if not allowed and file.stat().st_size:
        raise StoreError("{file} exists already; it was not overwritten.", file=file)
    return file
