"""The imports of a library, and how one is taken back long after it was made.

Each card gets back what the import replaced, unless an import that stands has changed it since. A
card that came new goes away; one with answers or other traces of the learner is retired with them.
Answers, edits, marks and suspensions are never touched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

from engram.errors import ConflictError, NothingToUndoError
from engram.model import CardId
from engram.store import driver
from engram.store.author import Author
from engram.store.database import Database
from engram.store.former_state import put_back
from engram.store.import_rows import IMPORT
from engram.store.journal import latest_id, set_again
from engram.store.progress import retract

_TAKEN_BACK = "exists (select 1 from retraction where target = journal.id)"
_IMPORTS = f"""
select journal.id, instant_ms, new, {_TAKEN_BACK},
  exists (select 1 from kept_import where import = journal.sequence)
from journal where what = '{IMPORT}' order by sequence desc
"""


@dataclass(frozen=True, slots=True)
class Import:
    """One import of the learner, as the journal tells it."""

    id: str
    instant_ms: int
    decks: tuple[str, ...]
    documents: tuple[str, ...]
    new: int
    changed: int  # key changed and moved ones too
    retired: int
    is_taken_back: bool
    is_kept: bool  # what it replaced is still known, so it can be taken back


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back did, card by card."""

    made: Import
    removed: tuple[CardId, ...] = ()  # new cards that went away
    kept: tuple[CardId, ...] = ()  # new cards with answers or the like, retired with them
    restored: tuple[CardId, ...] = ()  # changed or retired cards, as they were before
    left: tuple[CardId, ...] = ()  # as a later import made them
    edited: tuple[CardId, ...] = ()  # the learner's own texts that lie over the source's again


class Imports:
    """Lists the imports of a library and takes them back, in the name of an author."""

    def __init__(self, database: Database, author: Author) -> None:
        self._database = database
        self._author = author

    def all(self) -> tuple[Import, ...]:
        """Every import, the last one first; those taken back too."""
        return tuple(
            _import(row, instant, told, taken_back=bool(taken), kept=bool(kept))
            for row, instant, told, taken, kept in self._database.rows(_IMPORTS)
        )

    def last(self) -> Import:
        """The last import that stands; NothingToUndoError if there is none."""
        for each in self.all():
            if not each.is_taken_back:
                return each
        raise NothingToUndoError("There is no import to undo.")

    def take_back(self, row: str) -> TakenBack:
        """Takes an import back as one change.

        ConflictError, and nothing is changed, when another program did so just now, or when it is
        too old: what it replaced is not known.
        """
        with self._database.transaction() as connection:
            made = next(each for each in self.all() if each.id == row)
            if made.is_taken_back:
                raise ConflictError(
                    "The import of {names} is taken back already.",
                    names=", ".join(made.documents or made.decks),
                )
            if not made.is_kept:
                raise ConflictError(
                    "The import of {names} is too long ago to be taken back. Nothing was changed.",
                    names=", ".join(made.documents or made.decks),
                )
            number, told = connection.execute(
                "select sequence, new from journal where id = ?", (row,)
            ).fetchone()
            self._retract(connection, row)
            changed = put_back(connection, number)
            edited = self._lay_edits_again(connection, json.loads(told)["edits"])
        return TakenBack(made, *changed, edited)

    def _retract(self, connection: driver.Connection, row: str) -> None:
        stamp = self._author.stamp(partial(latest_id, self._database))
        retract(connection, self._author.device, row, stamp)

    def _lay_edits_again(
        self, connection: driver.Connection, rows: list[str]
    ) -> tuple[CardId, ...]:
        """Takes back the rows that took edits away; says whose edits those were."""
        for row in rows:
            self._retract(connection, row)
            set_again(connection, row)
        cards = connection.execute(
            "select distinct card.id from journal join card on card.number = journal.card"
            " where journal.id in (select value from json_each(?))",
            (json.dumps(rows),),
        )
        return tuple(CardId(str(card)) for (card,) in cards)


def _import(row: str, instant_ms: int, told: str, *, taken_back: bool, kept: bool) -> Import:
    said = json.loads(told)
    return Import(
        row,
        instant_ms,
        tuple(said["decks"]),
        tuple(said["documents"]),
        said["new"],
        said["changed"],
        said["retired"],
        taken_back,
        kept,
    )
