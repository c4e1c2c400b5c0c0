"""Rows in; a collection file of Anki out, of schema 11, which every Anki since 2.1 reads.

The only place beside the store and the readers of foreign files that knows SQLite: what it writes
is another program's. Source: rslib `storage/schema11.sql`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engram.exporters.anki.card_state import CardState
from engram.exporters.anki.field_html import shown_words
from engram.exporters.anki.notes import Note
from engram.exporters.anki.review_log import Row

if TYPE_CHECKING:
    import sqlite3
else:
    try:  # the one that the store has loaded
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:
        import sqlite3

_VERSION = 11
_TABLES = """
create table col (id integer primary key, crt integer not null, mod integer not null,
  scm integer not null, ver integer not null, dty integer not null, usn integer not null,
  ls integer not null, conf text not null, models text not null, decks text not null,
  dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null,
  mod integer not null, usn integer not null, tags text not null, flds text not null,
  sfld integer not null, csum integer not null, flags integer not null, data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null,
  ord integer not null, mod integer not null, usn integer not null, type integer not null,
  queue integer not null, due integer not null, ivl integer not null, factor integer not null,
  reps integer not null, lapses integer not null, left integer not null, odue integer not null,
  odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null,
  ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null,
  time integer not null, type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
"""
_INDEXES = """
create index ix_notes_usn on notes (usn);
create index ix_cards_usn on cards (usn);
create index ix_revlog_usn on revlog (usn);
create index ix_cards_nid on cards (nid);
create index ix_cards_sched on cards (did, queue, due);
create index ix_revlog_cid on revlog (cid);
create index ix_notes_csum on notes (csum);
"""
_NOTE = "insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"
_CARD = "insert into cards values (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)"
_ANSWER = "insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with its one card, both with their numbers; `changed` in seconds since 1970."""

    note: Note
    number: int
    note_type: int
    changed: int
    tags: tuple[str, ...]
    card: int
    deck: int
    state: CardState


@dataclass(frozen=True, slots=True)
class Head:
    """What a collection says of itself: its first moment and last change, in seconds, and more."""

    created: int
    changed: int
    settings: Mapping[str, Any]
    note_types: Mapping[str, Any]
    decks: Mapping[str, Any]
    deck_options: Mapping[str, Any]


class CollectionFile:
    """A collection that is being written; nobody reads it before it is whole."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, notes: Iterable[PlacedNote]) -> None:
        """Adds notes and their cards."""
        placed = list(notes)
        self._connection.executemany(_NOTE, map(_note_row, placed))
        self._connection.executemany(_CARD, map(_card_row, placed))

    def add_answers(self, rows: Iterable[Row]) -> None:
        """Adds rows of the review log."""
        self._connection.executemany(_ANSWER, rows)

    def close(self, head: Head) -> None:
        """Writes what the collection says of itself."""
        texts = (head.settings, head.note_types, head.decks, head.deck_options, dict[str, int]())
        self._connection.execute(
            "insert into col values (1, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?)",
            (
                head.created,
                head.changed * 1000,
                head.changed * 1000,
                _VERSION,
                *(json.dumps(text, ensure_ascii=False) for text in texts),
            ),
        )
        self._connection.executescript(_INDEXES)


@contextmanager
def new_collection(file: Path) -> Iterator[CollectionFile]:
    """An empty collection at `file`, closed and on disk afterwards."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        connection.execute("pragma cache_size = -16000")  # kibibytes
        connection.executescript(_TABLES)
        connection.execute("begin")
        yield CollectionFile(connection)
        if connection.in_transaction:
            connection.execute("commit")
    except sqlite3.Error as failure:
        raise OSError(EIO, str(failure)) from failure
    finally:
        connection.close()


def _note_row(placed: PlacedNote) -> tuple[object, ...]:
    note, first = placed.note, shown_words(placed.note.fields[0])
    return (
        placed.number,
        note.guid,
        placed.note_type,
        placed.changed,
        f" {' '.join(placed.tags)} " if placed.tags else "",
        "\x1f".join(note.fields),
        first,
        int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16),
    )


def _card_row(placed: PlacedNote) -> tuple[object, ...]:
    state = placed.state
    return (
        placed.card, placed.number, placed.deck, placed.changed, state.type, state.queue,
        state.due, state.interval_days, state.factor, state.reps, state.lapses, state.data,
    )  # fmt: skip
