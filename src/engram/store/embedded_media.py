"""Pictures and sounds inside a file: those of a deck file, and those that a backup carries."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from engram.errors import SourceError, StoreError
from engram.media import LARGEST_BYTES, is_media_name, is_named
from engram.model import Media
from engram.store import driver
from engram.store.database import Database, opened_for_reading
from engram.store.failures import told


def checked_bytes(media: Media) -> bytes:
    """The bytes of a picture or sound; SourceError if they are not what its name stands for."""
    data = media.load()
    if len(data) > LARGEST_BYTES:
        raise SourceError(
            "A picture or sound is larger than {limit} MiB, the most that is kept."
            " Nothing was imported.",
            limit=LARGEST_BYTES // 1024 // 1024,
        )
    if not is_media_name(media.name) or not is_named(media.name, data):
        raise SourceError(
            "A picture or sound has changed since it was read, or is not what its name says:"
            " {name}. Nothing was imported; read the document again.",
            name=media.name[:80],
        )
    return data


def embed(connection: driver.Connection, media: Iterable[Media]) -> None:
    """Puts media into the file, each once, in the caller's transaction."""
    for each in media:
        known = connection.execute("select 1 from media where name = ?", (each.name,)).fetchone()
        if not known:
            row = (each.name, checked_bytes(each))
            connection.execute("insert into media (name, data) values (?, ?)", row)


def embedded_names(database: Database) -> frozenset[str]:
    """The media in an open deck file; StoreError for a name or a size that no deck file has.

    A file of before it could hold any has none.
    """
    if not database.rows("select 1 from sqlite_schema where name = 'media'"):
        return frozenset()
    rows = database.rows("select name, length(data) from media")
    if not all(is_media_name(name) and size <= LARGEST_BYTES for name, size in rows):
        raise StoreError(
            "{file} holds a picture or sound that cannot be used. Nothing of it was used.",
            file=database.path,
        )
    return frozenset(name for name, _ in rows)


def read_embedded(file: Path, name: str) -> bytes:
    """The bytes under a name in a deck file that was looked at before; StoreError without them."""
    with told(file), closing(opened_for_reading(file)) as connection:
        row = connection.execute("select data from media where name = ?", (name,)).fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise StoreError("{file} has changed since it was read. Nothing was changed.", file=file)
    return row[0]
