"""A library in, one closed copy of it out, whole even while somebody writes."""

from __future__ import annotations

from pathlib import Path

from engram.outputs import checked_output
from engram.store import driver
from engram.store.failures import told


def back_up(connection: driver.Connection, output: Path) -> Path:
    """Writes a complete copy of the library to `output`, which must not exist yet.

    StoreError when the copy cannot be written; the library is not touched either way.
    """
    checked_output(output)
    partial = output.with_name(output.name + ".partial")
    with told(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        try:
            connection.execute("vacuum into ?", (str(partial),))
            partial.replace(output)
        finally:
            partial.unlink(missing_ok=True)
    return output
