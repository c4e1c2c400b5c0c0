"""The SQLite that the store talks to: the `pysqlite3` wheel where there is one, else Python's own.

Python's own SQLite is often older than 3.51.3 and then has the WAL-reset defect, which can damage
a file that two programs write at once (the app and the command line are two). `WAL_IS_SAFE` says
whether the journal may be a write-ahead log; docs/decisions/0001-sqlite.md has the reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:
        import sqlite3

Connection = sqlite3.Connection
Row = sqlite3.Row
Error = sqlite3.Error
IntegrityError = sqlite3.IntegrityError
connect = sqlite3.connect
version = sqlite3.sqlite_version

WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)

__all__ = ["WAL_IS_SAFE", "Connection", "Error", "IntegrityError", "Row", "connect", "version"]
