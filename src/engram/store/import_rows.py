"""An import in, its row of the journal out: what it was, and which edits it took away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from engram.store.author import Author, Stamp
from engram.store.changes import ContentChange, KnownEdit
from engram.store.database import Database
from engram.store.journal import NEXT, Journal, Note, latest_id
from engram.store.progress import device_row

IMPORT = "import"
SHIPPED = "shipped"
"""An update of the shipped deck: kept like an import, but no action of the learner."""


class ImportRow:
    """The row of one import, made and written in its transaction.

    Edits that the import takes away have rows of their own, just before it.
    """

    def __init__(
        self, database: Database, author: Author, changes: Sequence[ContentChange]
    ) -> None:
        self._database = database
        self._author = author
        self._changes = changes
        self._edits = [
            self._take_away(edit)
            for change in changes
            for edit in change.unedited
            if self._stands(edit)
        ]
        self.number = int(database.rows(f"select {NEXT}")[0][0])

    def write(self) -> None:
        """Appends the row to the journal."""
        stamp, heads = self._stamp(), [change.head for change in self._changes]
        told = {
            "decks": list(dict.fromkeys(head.name for head in heads)),
            "documents": list(dict.fromkeys(name for head in heads for name in head.documents)),
            "new": sum(len(change.new) for change in self._changes),
            "changed": sum(len(change.changed) for change in self._changes),
            "retired": sum(len(change.retired) for change in self._changes),
            "edits": self._edits,
        }
        with self._database.transaction() as connection:
            connection.execute(
                "insert into journal (sequence, id, device, instant_ms, offset_minutes, what,"
                " field, new) values (?, ?, ?, ?, ?, ?, '', ?)",
                (
                    self.number,
                    stamp.id,
                    device_row(connection, self._author.device),
                    stamp.instant_ms,
                    stamp.offset_minutes,
                    SHIPPED if any(head.shipped for head in heads) else IMPORT,
                    json.dumps(told),
                ),
            )

    def _stands(self, edit: KnownEdit) -> bool:
        sql = "select value from edit join card on number = card where id = ? and field = ?"
        return self._database.rows(sql, (edit.card, edit.field)) == [(edit.text,)]

    def _take_away(self, edit: KnownEdit) -> str:
        stamp = self._stamp()
        note = Note("edit", edit.card, edit.field, None)
        Journal(self._database, self._author.device).add(note, stamp)
        return stamp.id

    def _stamp(self) -> Stamp:
        return self._author.stamp(partial(latest_id, self._database))
