"""SQLite files of other programs, opened so that nothing in them is run and nothing is written.

With `importers`' readers of such files this is the only place outside the store that knows SQLite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engram.errors import SourceError

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:
        import sqlite3

STEPS_AT_ONCE = 100_000
STEPS_FOR_ANY_FILE = 50_000_000
STEPS_FOR_A_BYTE = 200
_PLAIN_TABLE = re.compile(r"create table\b", re.IGNORECASE)


class ForeignFile:
    """One open file: its plain tables can be read, all else is refused."""

    def __init__(self, connection: sqlite3.Connection, document: str) -> None:
        self._connection = connection
        self._document = document
        self._tables: dict[str, frozenset[str]] = {}

    def has(self, table: str) -> bool:
        """Whether there is a plain table of this name; a view or a virtual table is none."""
        return bool(self._columns(table))

    def rows(
        self, table: str, columns: Sequence[str], rest: str = "", values: Sequence[object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The named columns of a plain table; `rest` is our own SQL after its name.

        Raises SourceError for a table or a column that is not there.
        """
        if not set(columns) <= self._columns(table):
            raise SourceError(
                "“{document}” is built in another way than this version reads. "
                "Nothing of it was used.",
                document=self._document,
            )
        named = ", ".join(f'"{table}"."{column}"' for column in columns)
        return self._connection.execute(f'select {named} from "{table}" {rest}', values)  # noqa: S608

    def _columns(self, table: str) -> frozenset[str]:
        if table not in self._tables:
            self._tables[table] = self._read_columns(table)
        return self._tables[table]

    def _read_columns(self, table: str) -> frozenset[str]:
        sql = "select sql from sqlite_schema where type = 'table' and name = ?"
        made = self._connection.execute(sql, (table,)).fetchone()
        if made is None or not _PLAIN_TABLE.match(str(made[0])):
            return frozenset()
        found = self._connection.execute(f'pragma table_xinfo("{table}")').fetchall()
        return frozenset(str(row[1]) for row in found if row[6] == 0)  # no generated columns


@contextmanager
def opened(path: Path, document: str) -> Iterator[ForeignFile]:
    """The SQLite file at `path`, which is not changed, while it is read.

    Raises SourceError for a damaged file and for one that keeps SQLite busy without end.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    except sqlite3.Error as failure:
        raise _damaged(document) from failure
    try:
        connection.text_factory = _text
        connection.create_collation("unicase", _unicase)  # Anki's own
        connection.execute("pragma trusted_schema = off")
        connection.execute("pragma query_only = on")
        connection.execute("pragma cell_size_check = on")
        connection.execute("pragma temp_store = memory")
        connection.set_progress_handler(_patience(path.stat().st_size), STEPS_AT_ONCE)
        yield ForeignFile(connection, document)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as failure:
        # The last is SQLite's own sentence, with bytes of the file in it.
        raise _damaged(document) from failure
    finally:
        connection.close()


def _damaged(document: str) -> SourceError:
    return SourceError(
        "“{document}” is damaged or incomplete. Nothing of it was used; get it again.",
        document=document,
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _unicase(one: str, other: str) -> int:
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)


def _patience(size: int) -> Callable[[], bool]:
    """Says when a file of so many bytes has kept SQLite busy for too long."""
    turns = iter(range((STEPS_FOR_ANY_FILE + size * STEPS_FOR_A_BYTE) // STEPS_AT_ONCE))
    return lambda: next(turns, None) is None
