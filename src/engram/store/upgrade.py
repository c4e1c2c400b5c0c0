"""Runs the missing steps of the schema through sqlite-utils, in the caller's transaction."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from engram.store import driver, migrations


def apply(connection: driver.Connection, sets: set[str]) -> None:
    """Applies the pending steps of the named sets, content first."""
    tables = Tables(connection, execute_plugins=False)
    for migration_set in (migrations.content, migrations.progress):
        if migration_set.name in sets:
            migration_set.apply(tables)
