"""What the library keeps beside the journal and the content, compared with them and made anew.

That is where each card stands and whether it is studied, what the learner has set and edited, the
sums of each card's answers, and the index of words. The schedule and memory that a card's answers
give are compared by `engram.study.audit`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from engram.store import driver, evidence_rows
from engram.store.content_rows import PLACES, index_anew
from engram.store.database import Database

_SAID = """
said (what, card, field, new) as (
  select what, card, field, new from (
    select *, row_number() over (
      partition by what, card, field order by instant_ms desc, sequence desc) as place
    from journal where not exists (select 1 from retraction where target = journal.id)
  ) where place = 1
)
"""
_SCHEDULE = f"""
with {_SAID}, place (card, topic, position, sound, guess_chance) as ({PLACES}),
flag (card, suspended, marked, hidden_until) as (
  select card, max(iif(what = 'suspend', cast(new as integer), 0)),
    max(iif(what = 'mark', cast(new as integer), 0)),
    max(iif(what = 'put_off', cast(new as integer), 0))
  from said where what in ('suspend', 'mark', 'put_off') group by card
)
select place.card, topic, position, sound and coalesce(suspended, 0) = 0,
  coalesce(suspended, 0), coalesce(marked, 0), coalesce(hidden_until, 0),
  guess_chance
from place left join flag on flag.card = place.card
"""
_COLUMNS = "card, topic, position, available, suspended, marked, hidden_until, guess_chance"
_EDITS = f"with {_SAID} select card, field, new from said where what = 'edit' and new is not null"
_SETTINGS = f"with {_SAID} select field, new from said where what = 'setting'"
_OF_IT = re.compile(r"(?:schedule|edit) \d+ names a missing |fts5: |.*\bcard_words\b")


def can_be_made_anew(damage: Iterable[str]) -> bool:
    """Whether all that SQLite finds wrong lies in what `make_anew` makes."""
    return all(_OF_IT.match(fault) for fault in damage)


def stale(database: Database) -> tuple[str, ...]:
    """The cards and settings of which something else is kept than there should be."""
    cards = {
        row[0]
        for expected, stored in (
            (_SCHEDULE, f"select {_COLUMNS} from schedule"),
            (_EDITS, "select card, field, value from edit"),
            ("select number from card", "select id from card_words_docsize"),
            (evidence_rows.IN_LOG, evidence_rows.KEPT),
        )
        for row in _differing(database, expected, stored)
    }
    settings = _differing(database, _SETTINGS, "select name, value from setting")
    ids = dict(database.rows("select number, id from card"))
    return (
        *sorted(ids[number] for number in cards if number in ids),
        *sorted({name for name, _ in settings}),
    )


def make_anew(connection: driver.Connection) -> None:
    """Makes all of it anew, in the caller's transaction; a new row has no standing yet."""
    connection.execute("delete from schedule where card not in (select number from card)")
    connection.execute(
        f"insert into schedule ({_COLUMNS}) select * from ({_SCHEDULE}) where true"
        " on conflict (card) do update set topic = excluded.topic, position = excluded.position,"
        " available = excluded.available, suspended = excluded.suspended,"
        " marked = excluded.marked, hidden_until = excluded.hidden_until,"
        " guess_chance = excluded.guess_chance"
    )
    for table, rows in (("edit", _EDITS), ("setting", _SETTINGS)):
        connection.execute(f"delete from {table}")
        connection.execute(f"insert into {table} {rows}")
    connection.execute(f"update schedule set {evidence_rows.ASSIGNMENT}")
    index_anew(connection)


def _differing(database: Database, expected: str, stored: str) -> set[tuple[Any, ...]]:
    """The rows that are in one of the two only."""
    return set(database.rows(expected)) ^ set(database.rows(stored))
