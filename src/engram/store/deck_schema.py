"""The tables of a deck file, and whether a file from anywhere is built of them and nothing else.

A deck file may come from a stranger: what SQLite would run by itself (views, triggers, other
people's virtual tables, checks and generated columns) is refused before any of it is read.
"""

from __future__ import annotations

from pathlib import Path

from engram.errors import StoreError
from engram.store import driver

# Released: a change of the schema is a new step of `migrations`.
CONTENT_TABLES = """
create table deck (
  number integer primary key,
  name text not null unique,
  version text not null default '',
  documents text not null default '[]',
  shipped integer not null default 0,
  position integer not null
) strict;
create table topic (
  number integer primary key,
  path text not null unique,
  position integer not null
) strict;
create table card (
  number integer primary key,
  id text not null unique,
  deck integer not null references deck (number),
  topic integer not null references topic (number),
  position integer not null,
  kind text not null check (kind in ('recall', 'single_choice', 'multiple_choice', 'true_false')),
  question text not null,
  answer text not null,
  explanation text not null,
  select_count text,
  document text not null,
  line integer not null,
  ordinal integer not null,
  reference_list text not null default '[]',
  tags text not null default '[]',
  problems text not null default '[]',
  incomplete integer not null,
  retired integer not null default 0,
  guess_chance real not null
) strict;
create index card_deck on card (deck, position);
create index card_topic on card (topic);
create index card_document on card (document);
create table option (
  card integer not null references card (number),
  position integer not null,
  text text not null,
  correct integer not null,
  feedback text not null default '',
  primary key (card, position)
) strict, without rowid;
create table sibling (
  card integer not null references card (number),
  sibling integer not null references card (number),
  primary key (card, sibling)
) strict, without rowid;
create virtual table card_words using fts5 (
  question, answer, other, content='', tokenize='unicode61 remove_diacritics 2'
);
"""

MEDIA_TABLE = """
create table media (
  name text primary key,
  data blob not null
) strict;
"""
"""Pictures and sounds: in a deck file and in a backup; a library has them in a folder beside it."""

RECORD = "_sqlite_migrations"
_TABLES = ("deck", "topic", "card", "option", "sibling", "media")
_WORDS = frozenset(f"card_words_{part}" for part in ("config", "data", "docsize", "idx"))


def refuse_strange_record(connection: driver.Connection, file: Path) -> None:
    """StoreError if the file has a view or trigger, or no plain table as record of its steps."""
    schema = connection.execute("select type, name, sql from sqlite_schema").fetchall()
    plain = any(
        name == RECORD and str(sql).lower().startswith("create table") for _, name, sql in schema
    )
    if not plain or any(kind not in ("table", "index") for kind, _, _ in schema):
        raise _strange(file)
    # Columns, then whether each is computed.
    columns = {row[1]: row[6] for row in connection.execute(f"pragma table_xinfo({RECORD})")}
    if any(columns.values()) or not columns.keys() >= {"migration_set", "name"}:
        raise _strange(file)


def refuse_strange_tables(connection: driver.Connection, file: Path) -> None:
    """StoreError unless the file has the tables and indexes of a deck file and no others."""
    found = set()
    for kind, name, table, sql in connection.execute(
        "select type, name, tbl_name, sql from sqlite_schema"
    ):
        made_by_sqlite = kind == "index" and sql is None
        of_record = kind in ("table", "index") and table == RECORD
        of_words = kind == "table" and name in _WORDS
        if not (made_by_sqlite or of_record or of_words):
            found.add(_comparable(str(sql)))
    if found - _MEDIA != _EXPECTED:
        raise _strange(file)


def refuse_damaged(connection: driver.Connection, file: Path) -> None:
    """StoreError if a page is broken, or a row breaks a rule of its table or names a missing one.

    The index of words is not read by an import; so what stands in it cannot matter.
    """
    tables = {name for (name,) in connection.execute("select name from sqlite_schema")}
    for table in filter(tables.__contains__, _TABLES):
        whole = connection.execute(f"pragma integrity_check({table})").fetchall() == [("ok",)]
        if not whole or connection.execute(f"pragma foreign_key_check({table})").fetchone():
            raise StoreError("{file} is damaged. Nothing of it was used.", file=file)


def _strange(file: Path) -> StoreError:
    return StoreError(
        "{file} is not built as an Engram deck file is. Nothing of it was used.", file=file
    )


def _comparable(sql: str) -> str:
    return " ".join(sql.lower().split())


def _statements(script: str) -> set[str]:
    return {_comparable(sql) for sql in script.split(";") if sql.strip()}


_EXPECTED, _MEDIA = _statements(CONTENT_TABLES), _statements(MEDIA_TABLE)
