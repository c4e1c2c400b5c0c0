"""An open library in; the media that anything in it names out.

All texts of all tables are looked at, not those of cards alone: what a retired card, an edit, or an
action that can still be undone names is needed as well, whatever table a later version keeps it in.
"""

from __future__ import annotations

from collections.abc import Iterator

from engram.media import SCHEME, names_in
from engram.store import driver

_WITHOUT_TEXTS = frozenset({"media", "review", "retraction", "schedule"})
_TEXTS = """
select tables.name, columns.name from pragma_table_list as tables
join pragma_table_info(tables.name) as columns
where tables.schema = 'main' and tables.type = 'table' and columns.type = 'TEXT'
"""


def names_needed(connection: driver.Connection) -> frozenset[str]:
    """The names of all media that stand in any text."""
    return frozenset(name for text in _texts(connection) for name in names_in(text))


def _texts(connection: driver.Connection) -> Iterator[str]:
    for table, column in connection.execute(_TEXTS).fetchall():
        if table not in _WITHOUT_TEXTS:
            sql = f'select "{column}" from "{table}" where instr("{column}", ?)'
            yield from (text for (text,) in connection.execute(sql, (SCHEME,)))
