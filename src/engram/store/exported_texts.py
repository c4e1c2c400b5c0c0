"""Since when each card has the text that another program was last given.

That program takes over what changed after its own copy: a card whose text is as it was keeps its
time however often it is exported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from engram.model import CardId
from engram.store.database import Database


class ExportedTexts:
    """Keeps a hash of each exported text and when it was first seen, in seconds since 1970."""

    def __init__(self, database: Database, now: Callable[[], int]) -> None:
        self._database = database
        self._now = now

    def changed(self, texts: Sequence[tuple[CardId, str]]) -> Mapping[CardId, int]:
        """Since when each of these cards has the text of this hash; what is new is kept."""
        known = {
            card: (text_hash, since)
            for card, text_hash, since in self._database.rows(
                "select card, text_hash, since from exported_text"
                " where card in (select value from json_each(?))",
                (json.dumps([card for card, _ in texts]),),
            )
        }
        fresh = [each for each in texts if each[0] not in known or known[each[0]][0] != each[1]]
        times = {card: since for card, (_, since) in known.items()}
        if fresh:
            now = self._now()
            # Later than before even by a clock that was set back.
            times |= {card: max(now, times.get(card, 0) + 1) for card, _ in fresh}
            self._keep([(card, text_hash, times[card]) for card, text_hash in fresh])
        return times

    def _keep(self, rows: Sequence[tuple[CardId, str, int]]) -> None:
        with self._database.transaction() as connection:
            connection.executemany("insert or replace into exported_text values (?, ?, ?)", rows)
