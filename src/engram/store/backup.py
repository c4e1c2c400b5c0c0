"""A library in, one closed copy of it out, whole even while somebody writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from engram.errors import ConflictError
from engram.outputs import LIBRARY_MARK, checked_output, sqlite_mark
from engram.store import driver
from engram.store.failures import told
from engram.whole_files import put_new, written_beside


def _as_it_is(_copy: Path) -> None:
    """A copy that lacks nothing."""


def back_up(
    connection: driver.Connection, output: Path, complete: Callable[[Path], None] = _as_it_is
) -> Path:
    """Writes a complete copy of the library to `output`, which must not exist yet.

    `complete` puts into the copy what the library has beside it, before it gets its name.
    StoreError when the copy cannot be written, ConflictError when another program has just taken
    the name; the library is not touched either way.
    """
    checked_output(output)
    with told(output, source=_file_of(connection)):
        output.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(output) as partial:
            _copy(connection, partial)
            complete(partial)
            try:
                put_new(partial, output)
            except FileExistsError as taken:
                raise ConflictError(
                    "{file} exists already; it was not overwritten.", file=output
                ) from taken
    return output


def keep_before_update(connection: driver.Connection, library: Path) -> Path:
    """Keeps a copy of the library as it is, beside it; one of the same content is enough."""
    with told(library), written_beside(library) as partial:
        _copy(connection, partial)
        return next(
            kept
            for kept in _names_before_update(library)
            if _same_content(kept, partial) or _put(partial, kept)
        )


def newest_backup(folder: Path) -> Path | None:
    """The last written copy of a library in a folder of backups."""
    with told(folder):
        copies = [copy for copy in folder.glob("*.db") if sqlite_mark(copy) == LIBRARY_MARK]
        return max(copies, key=lambda copy: copy.stat().st_mtime, default=None)


def _file_of(connection: driver.Connection) -> Path:
    return Path(connection.execute("pragma database_list").fetchone()[2])


def _copy(connection: driver.Connection, output: Path) -> None:
    connection.execute("vacuum into ?", (str(output.absolute()),))


def _names_before_update(library: Path) -> Iterator[Path]:
    name = f"{library.name}.before-update"
    yield library.with_name(name)
    yield from (library.with_name(f"{name}-{number}") for number in count(2))


def _same_content(one: Path, other: Path) -> bool:
    import filecmp

    with suppress(OSError):
        return filecmp.cmp(one, other, shallow=False)
    return False


def _put(partial: Path, name: Path) -> bool:
    with suppress(FileExistsError):
        put_new(partial, name)
        return True
    return False
