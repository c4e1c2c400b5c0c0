"""What an import is about to replace in, rows beside the library that keep it out.

With them the import can be taken back. They are kept for the last imports only: content can be
made again from its documents, so this is no part of the append-only log.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from engram.store import driver
from engram.store.card_rows import OPTION
from engram.store.database import Database

MOST_IMPORTS = 20
MOST_CARDS = 200_000  # replaced by all these imports but the last, which is kept whatever its size
PLACE = (
    "deck", "topic", "position", "document", "line", "ordinal", "problems", "incomplete", "retired",
)  # fmt: skip
TEXT = (
    "kind", "question", "answer", "explanation", "select_count", "reference_list", "tags",
    "guess_chance",
)  # fmt: skip
_TABLES = ("added_cards", "former_deck", "former_place", "former_text", "former_option",
           "former_sibling", "kept_import")  # fmt: skip
_AMONG = "in (select value from json_each(?))"
_PLACES = (
    f"insert or ignore into former_place (card, import, {', '.join(PLACE)})"
    f" select number, ?, {', '.join(PLACE)} from card where number {_AMONG} and number <= ?"
)
_TEXTS = (
    f"insert into former_text (card, import, {', '.join(TEXT)})"
    f" select number, ?, {', '.join(TEXT)} from card where number {_AMONG}",
    f"insert into former_option (card, import, {', '.join(OPTION)})"
    f" select card, ?, {', '.join(OPTION)} from option where card {_AMONG}",
    "insert into former_sibling (card, import, sibling)"
    f" select card, ?, sibling from sibling where card {_AMONG}",
)


class Former:
    """Keeps what one import replaces; without a number, as in a deck file, it keeps nothing."""

    def __init__(self, connection: driver.Connection, number: int | None) -> None:
        self._connection = connection
        self._import = number
        sql = "select coalesce(max(number), 0) from card"
        self._last = int(connection.execute(sql).fetchone()[0])
        self._cards = 0
        self._is_empty = True

    def keep_deck(self, deck: int, before: tuple[object, ...] | None) -> None:
        """Keeps a deck's version, documents and whether it is shipped; None if it is new."""
        if self._import is not None:
            values = (deck, self._import, *(before or (None, None, None)))
            self._execute("insert or ignore into former_deck values (?, ?, ?, ?, ?)", values)

    def keep_places(self, cards: Sequence[int]) -> None:
        """Keeps where these cards stand and whether they are studied; not those just added."""
        if self._import is not None and cards:
            values = (self._import, json.dumps(cards), self._last)
            self._cards += self._execute(_PLACES, values)

    def keep_texts(self, cards: Sequence[int]) -> None:
        """Keeps all of these cards."""
        self.keep_places(cards)
        for statement in _TEXTS if self._import is not None else ():
            self._execute(statement, (self._import, json.dumps(cards)))

    def keep_added(self, cards: range) -> None:
        """Keeps which cards are new."""
        if self._import is not None and cards:
            values = (self._import, cards.start, cards.stop - 1)
            self._execute("insert into added_cards values (?, ?, ?)", values)

    def close(self) -> bool:
        """Says whether anything was kept: an import that changed nothing is no action."""
        if self._import is None or self._is_empty:
            return False
        self._execute("insert into kept_import values (?, ?)", (self._import, self._cards))
        return True

    def _execute(self, sql: str, values: tuple[object, ...]) -> int:
        count = self._connection.execute(sql, values).rowcount
        self._is_empty = self._is_empty and count == 0
        return count


def forget_oldest(database: Database) -> None:
    """Lets go of what the oldest imports replaced, in a transaction of its own, if there is much.

    Those can no longer be taken back.
    """
    kept = database.rows("select import, cards from kept_import order by import desc")
    total, oldest = 0, None
    for place, (number, cards) in enumerate(kept):
        total += cards if place else 0
        if place >= MOST_IMPORTS or total > MOST_CARDS:
            oldest = number
            break
    if oldest is not None:
        with database.transaction() as connection:
            for table in _TABLES:
                connection.execute(f"delete from {table} where import <= ?", (oldest,))
