"""What the learner sets (suspend, mark, put off, edit, settings): appended rows and their fold.

The current value of a field is the `new` of its last row that stands; without one it is the
default. Nothing is overwritten in the journal, so anything can be taken back, days later too.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from engram.model import CardId
from engram.store import driver
from engram.store.author import Stamp
from engram.store.content_rows import index_again, refresh_schedule, stored_words
from engram.store.database import Database
from engram.store.progress import device_row, number_of, retract

NEXT = """(select max(coalesce((select max(sequence) from review), 0),
  coalesce((select max(sequence) from journal), 0)) + 1)"""
"""The sequence of the next action: answers and rows of the journal share one counter."""

_INSERT = f"""
insert into journal (sequence, id, device, instant_ms, offset_minutes, what, card, field, old, new)
values ({NEXT}, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_FLAGS = {"suspend": "suspended", "mark": "marked", "put_off": "hidden_until"}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing set: `what` kind of action, on which card (or none), which field, to what."""

    what: str  # "suspend", "mark", "put_off", "edit" or "setting"
    card: CardId | None
    field: str
    new: str | None  # None for an edit that is taken away, so that the source's text shows


class Journal:
    """Appends what the learner sets and keeps the current values in step."""

    def __init__(self, database: Database, device: str) -> None:
        self._database = database
        self._device = device

    def one_change(self) -> AbstractContextManager[object]:
        """What is read and written within is one change; no other program writes meanwhile."""
        return self._database.transaction()

    def add(self, note: Note, stamp: Stamp) -> None:
        """Appends a row and makes its value the current one."""
        with self._database.transaction() as connection:
            card = None if note.card is None else number_of(connection, note.card)
            old = _current(connection, note.what, card, note.field)
            device = device_row(connection, self._device)
            # After a clock was set back too, what was set last is what counts.
            latest = _latest_instant(connection, note.what, card, note.field)
            instant = max(stamp.instant_ms, latest + 1)
            connection.execute(
                _INSERT,
                (stamp.id, device, instant, stamp.offset_minutes, note.what, card, note.field, old,
                 note.new),
            )  # fmt: skip
            _set(connection, note.what, card, note.field, note.new)

    def take_past(self, notes: Sequence[tuple[str, Note]], stamp: Stamp, device: str) -> None:
        """Appends what was set in another program, by its id, where nothing was set here yet."""
        with self._database.transaction() as connection:
            own = device_row(connection, device)
            for row, note in notes:
                card = None if note.card is None else number_of(connection, note.card)
                known = connection.execute(
                    "select 1 from journal where what = ? and card is ? and field = ?",
                    (note.what, card, note.field),
                ).fetchone()
                if known is None:
                    connection.execute(
                        _INSERT,
                        (row, own, stamp.instant_ms, stamp.offset_minutes, note.what, card,
                         note.field, None, note.new),
                    )  # fmt: skip
                    _set(connection, note.what, card, note.field, note.new)

    def take_back(self, row: str, stamp: Stamp) -> None:
        """Retracts a row; the value of the last row that stands becomes current again."""
        with self._database.transaction() as connection:
            retract(connection, self._device, row, stamp)
            set_again(connection, row)

    def latest_id(self, beginning: str) -> str | None:
        """The last id of any action that begins so, answers and retractions included."""
        return latest_id(self._database, beginning)

    def settings(self) -> dict[str, str]:
        """The settings kept in this library that differ from their defaults, as they were put."""
        rows = self._database.rows("select name, value from setting")
        return {str(name): str(value) for name, value in rows}


def latest_id(database: Database, beginning: str) -> str | None:
    """The last id of any action that begins so, answers and retractions included."""
    rows = database.rows(
        "select max(id) from (select max(id) as id from review where id between ?1 and ?2"
        " union all select max(id) from journal where id between ?1 and ?2"
        " union all select max(id) from retraction where id between ?1 and ?2)",
        (beginning, beginning + "~"),
    )
    return None if rows[0][0] is None else str(rows[0][0])


def set_again(connection: driver.Connection, row: str) -> None:
    """Makes the last value that stands current again, after a row was taken back."""
    what, card, field = connection.execute(
        "select what, card, field from journal where id = ?", (row,)
    ).fetchone()
    _set(connection, what, card, field, _folded(connection, what, card, field))


def _current(connection: driver.Connection, what: str, card: int | None, field: str) -> str | None:
    if what in _FLAGS:
        sql = f"select {_FLAGS[what]} from schedule where card = ?"
        return str(connection.execute(sql, (card,)).fetchone()[0])
    return _folded(connection, what, card, field)


def _latest_instant(connection: driver.Connection, what: str, card: int | None, field: str) -> int:
    row = connection.execute(
        "select coalesce(max(instant_ms), 0) from journal"
        " where what = ? and card is ? and field = ?",
        (what, card, field),
    ).fetchone()
    return int(row[0])


def _folded(connection: driver.Connection, what: str, card: int | None, field: str) -> str | None:
    row = connection.execute(
        "select new from journal where what = ? and card is ? and field = ? and not exists"
        " (select 1 from retraction where retraction.target = journal.id)"
        " order by instant_ms desc, sequence desc limit 1",
        (what, card, field),
    ).fetchone()
    return None if row is None or row[0] is None else str(row[0])


def _set(
    connection: driver.Connection, what: str, card: int | None, field: str, value: str | None
) -> None:
    if what in _FLAGS:
        sql = f"update schedule set {_FLAGS[what]} = ? where card = ?"
        connection.execute(sql, (int(value or 0), card))
        refresh_schedule(connection, [] if card is None else [card])
    elif what == "setting":
        _put(connection, "setting", "name", field, value)
    elif card is not None:
        _set_text(connection, card, field, value)


def _put(connection: driver.Connection, table: str, key: str, name: str, value: str | None) -> None:
    if value is None:
        connection.execute(f"delete from {table} where {key} = ?", (name,))
    else:
        connection.execute(
            f"insert into {table} ({key}, value) values (?, ?)"
            f" on conflict ({key}) do update set value = excluded.value",
            (name, value),
        )


def _set_text(connection: driver.Connection, card: int, field: str, value: str | None) -> None:
    old = stored_words(connection, [card])
    if value is None:
        connection.execute("delete from edit where card = ? and field = ?", (card, field))
    else:
        connection.execute(
            "insert into edit (card, field, value) values (?, ?, ?)"
            " on conflict (card, field) do update set value = excluded.value",
            (card, field, value),
        )
    index_again(connection, old, stored_words(connection, [card]))
