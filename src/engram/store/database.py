"""A library or deck file as an open connection: opened, recognised, migrated, or refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engram.errors import NewerFileError, StoreError
from engram.outputs import DECK_MARK, LIBRARY_MARK
from engram.store import deck_schema, driver
from engram.store.backup import keep_before_update
from engram.store.failures import told
from engram.store.steps import DECK_STEPS, LIBRARY_STEPS

WAIT_FOR_LOCK_MS = 4000
# How long a deck file may keep SQLite busy; reading one takes about ten steps for each byte.
STEPS_AT_ONCE = 100_000
STEPS_FOR_ANY_FILE = 20_000_000
STEPS_FOR_A_BYTE = 100


class Database:
    """One open file. Every change is a `transaction`, on disk when it returns."""

    def __init__(self, path: Path, connection: driver.Connection) -> None:
        self.path = path
        self.connection = connection

    @contextmanager
    def transaction(self) -> Iterator[driver.Connection]:
        """One change: all of it is on disk afterwards, or none of it after an error.

        Within another it is a part of that one. No other program writes while it lasts, so what is
        read in it still holds when it is written.
        """
        if self.connection.in_transaction:
            yield self.connection
            return
        with told(self.path):
            self.connection.execute("begin immediate")
            try:
                yield self.connection
                self.connection.execute("commit")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("rollback")
                raise

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with told(self.path):
            return self.connection.execute(sql, values).fetchall()

    def changes_seen(self) -> int:
        """A number that differs after another connection has changed the file."""
        with told(self.path):
            return int(self.connection.execute("pragma data_version").fetchone()[0])

    def close(self) -> None:
        """Closes the file; what was written stays."""
        self.connection.close()


def open_library(path: Path) -> Database:
    """The library at `path`, made or brought up to date where needed.

    Raises StoreError for a file that cannot be used, NewerFileError for one of a newer Engram.
    """
    with told(path):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_unusable(path)
    database = _opened(path)
    try:
        with told(path):
            if _mark(database) not in (LIBRARY_MARK, 0):
                raise StoreError("{file} is no Engram library. It was left as it is.", file=path)
            _refuse_newer(database, LIBRARY_STEPS)  # before the journal's mode is written into it
            _configure(database.connection, journal="wal" if driver.WAL_IS_SAFE else "delete")
        bring_up_to_date(database, LIBRARY_STEPS, LIBRARY_MARK)
    except BaseException:
        database.close()
        raise
    return database


def open_deck_file(path: Path) -> Database:
    """A deck file, read-only and untouched; StoreError for anything else.

    It may come from a stranger: it holds the tables of a deck file and nothing that SQLite runs,
    and what is read of it ends.
    """
    with told(path):
        if not path.exists():
            raise StoreError("{file} does not exist.", file=path)
        connection = opened_for_reading(path)
    database = Database(path, connection)
    try:
        with told(path):
            if _mark(database) != DECK_MARK:
                raise StoreError("{file} is no Engram deck file. It was left as it is.", file=path)
            deck_schema.refuse_strange_record(connection, path)
            _refuse_newer(database, DECK_STEPS)
            deck_schema.refuse_strange_tables(connection, path)
            deck_schema.refuse_damaged(connection, path)
    except BaseException:
        database.close()
        raise
    return database


def opened_for_reading(path: Path) -> driver.Connection:
    """A file from anywhere, which stays as it is: SQLite runs nothing of it, nor without end."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = driver.connect(uri, uri=True, isolation_level=None)
    connection.set_progress_handler(_patience(path.stat().st_size), STEPS_AT_ONCE)
    connection.execute("pragma trusted_schema = off")
    return connection


def new_deck_file(path: Path) -> Database:
    """An empty deck file, one closed file on disk when it is closed (no journal beside it)."""
    database = _opened(path)
    with told(path):
        _configure(database.connection, journal="delete")
    bring_up_to_date(database, DECK_STEPS, DECK_MARK)
    return database


def bring_up_to_date(database: Database, steps: Sequence[tuple[str, str]], mark: int) -> None:
    """Runs the steps the file lacks, in one transaction; an older file is backed up first."""
    with told(database.path):
        known = _refuse_newer(database, steps)
        if known >= set(steps):
            return
        if known:
            keep_before_update(database.connection, database.path)
        from engram.store import upgrade

        with database.transaction() as connection:
            upgrade.apply(connection, {step[0] for step in steps})
            connection.execute(f"pragma application_id = {mark}")


def _opened(path: Path) -> Database:
    with told(path):
        # An absolute path is an ordinary file, whatever its name: `:memory:` and `file:…` are not.
        connection = driver.connect(path.absolute(), isolation_level=None)
        connection.execute(f"pragma busy_timeout = {WAIT_FOR_LOCK_MS}")
        return Database(path, connection)


def _patience(size: int) -> Callable[[], bool]:
    """Says when a file of so many bytes has kept SQLite busy for too long."""
    most = (STEPS_FOR_ANY_FILE + size * STEPS_FOR_A_BYTE) // STEPS_AT_ONCE
    turns = iter(range(most))
    return lambda: next(turns, None) is None


def _configure(connection: driver.Connection, journal: str) -> None:
    connection.execute(f"pragma journal_mode = {journal}")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma temp_store = memory")  # the rows of an import, before it is written


def _mark(database: Database) -> int:
    mark = int(database.connection.execute("pragma application_id").fetchone()[0])
    tables = database.connection.execute("select count(*) from sqlite_schema").fetchone()[0]
    if mark == 0 and tables:
        return -1
    return mark


def _refuse_newer(database: Database, steps: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """The steps the file has; NewerFileError when there is one that this program does not know."""
    has_record = "select count(*) from sqlite_schema where name = '_sqlite_migrations'"
    if not database.connection.execute(has_record).fetchone()[0]:
        return set()
    known = set(database.connection.execute("select migration_set, name from _sqlite_migrations"))
    if not known <= set(steps):
        raise NewerFileError(
            "{file} was made by a newer Engram. It was left as it is; please update the program.",
            file=database.path,
        )
    return known


def _refuse_unusable(path: Path) -> None:
    if path.is_dir():
        raise StoreError("{file} is a folder, not a library.", file=path)
    if path.exists():
        _refuse_closed(path)
    if not os.access(path.parent, os.W_OK):
        raise StoreError(
            "The folder {folder} is read-only, so {file} cannot be used. Nothing was changed.",
            folder=path.parent,
            file=path.name,
        )


def _refuse_closed(path: Path) -> None:
    if not path.is_file():
        raise StoreError("{file} is no ordinary file, so it is no library.", file=path)
    if not os.access(path, os.R_OK):
        raise StoreError("{file} may not be read by you. Nothing was changed.", file=path)
    if not os.access(path, os.W_OK):
        raise StoreError("{file} is read-only. Nothing was changed.", file=path)


def damage(database: Database) -> tuple[str, ...]:
    """What SQLite itself finds wrong in the file: broken pages, rows that name missing rows."""
    findings = (str(finding) for (finding,) in database.rows("pragma integrity_check"))
    lines = (line for finding in findings for line in finding.splitlines())
    faults = [line for line in lines if line != "ok" and not line.startswith("***")]
    for table, row, parent, _ in database.rows("pragma foreign_key_check"):
        faults.append(f"{table} {row} names a missing {parent}")
    return tuple(faults)
