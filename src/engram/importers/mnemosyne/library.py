"""A library of Mnemosyne 2.x (`default.db`) goes in; what it holds, and its log, come out.

Source: libmnemosyne, `databases/SQLite.py` (the schema) and openSM2sync, `log_entry.py` (the kinds
of log rows).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from engram.errors import SourceError
from engram.importers.foreign_sqlite import ForeignFile, opened
from engram.importers.mnemosyne import written_values
from engram.importers.mnemosyne.contents import (
    LONGEST_FACT,
    CardRow,
    Contents,
    Facts,
    State,
    real,
    whole,
)

BEGINNING = b"SQLite format 3\x00"
_CARD = (
    "id", "card_type_id", "_fact_id", "fact_view_id", "extra_data", "active",
    "grade", "easiness", "ret_reps_since_lapse", "last_rep", "next_rep", "_id",
)  # fmt: skip
_VIEW = {
    "id": "id",
    "q_fact_keys": "q_fact_keys",
    "a_fact_keys": "a_fact_keys",
    "q_fact_key_decorators": "q_fact_key_decorators",
    "a_fact_key_decorators": "a_fact_key_decorators",
    "extra_data": "extra",
}
"""The columns of fact views, and what an export calls them."""
_TYPE = ("id", "name", "fact_keys_and_names", "extra_data")
_LOG = ("object_id", "timestamp", "grade", "thinking_time")
_REPETITION = 9
_MANY_FIELDS = 1000
_JOURNAL_IN_USE = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"


class LogRow(NamedTuple):
    """One answer: UTC seconds, grade 0 to 5, and how many seconds it took."""

    instant: int
    grade: int
    seconds: int


def is_library(file: Path) -> bool:
    """Whether a file is SQLite with the tables of a library of Mnemosyne."""
    try:
        with file.open("rb") as looked_at:
            if looked_at.read(len(BEGINNING)) != BEGINNING:
                return False
        with opened(file, file.name) as library:
            return all(map(library.has, ("cards", "facts", "data_for_fact", "fact_views")))
    except (OSError, SourceError):
        return False


def read_library(file: Path) -> Contents:
    """What a library holds; SourceError for one that is damaged, built otherwise, or in use."""
    _refuse_while_in_use(file)
    with opened(file, file.name) as library:
        contents = Contents()
        for row in library.rows("fact_views", tuple(_VIEW)):
            values = dict(zip(_VIEW.values(), map(_text, row), strict=True))
            contents.views[values["id"]] = written_values.view(values)
        for row in library.rows("card_types", _TYPE):
            own, name, fields, extra = map(_text, row)
            contents.types[own] = written_values.card_type(name, fields, extra)
        contents.facts = _facts(library)
        tags = _tags(library)
        rows = library.rows("cards", _CARD, "order by _id")
        contents.cards = [
            _card(row, tags.get(row[-1], ()), number) for number, row in enumerate(rows, 1)
        ]
    return contents


def read_log(file: Path) -> Iterator[tuple[str, list[LogRow]]]:
    """The answers given to each card, by its id, in the order in which they were given."""
    with opened(file, file.name) as library:
        rows = library.rows(
            "log", _LOG, "where event_type = ? order by object_id, timestamp, _id", (_REPETITION,)
        )
        for own, answers in groupby(rows, key=itemgetter(0)):
            yield _text(own), [LogRow(*map(whole, answer[1:])) for answer in answers]


def _refuse_while_in_use(file: Path) -> None:
    """SourceError where what is in the file is not all of it, or only half written."""
    for suffix, beginning in (("-journal", _JOURNAL_IN_USE), ("-wal", b"")):
        try:
            with file.with_name(file.name + suffix).open("rb") as beside:
                head = beside.read(8)
        except OSError:
            continue
        if head and head.startswith(beginning):
            raise SourceError(
                "“{document}” is in use, or was not closed. Close Mnemosyne, or start it once and "
                "close it; nothing was changed.",
                document=file.name,
            )


def _facts(library: ForeignFile) -> Facts:
    facts: Facts = {}
    columns = ("_fact_id", "key", "value")
    rows = library.rows("data_for_fact", columns, "where length(value) <= ?", (LONGEST_FACT,))
    for fact, key, value in rows:
        fields = facts.setdefault(str(fact), {})
        if value and len(fields) < _MANY_FIELDS:
            fields.setdefault(_text(key), _text(value))
    return facts


def _tags(library: ForeignFile) -> dict[int, tuple[str, ...]]:
    names = {own: _text(name) for own, name in library.rows("tags", ("_id", "name"))}
    tags: dict[int, tuple[str, ...]] = {}
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for card, tag in library.rows("tags_for_card", ("_card_id", "_tag_id")):
        if tag in names and len(tags.get(card, ())) < _MANY_FIELDS:
            found = (*tags.get(card, ()), names[tag])
            tags[card] = shared.setdefault(found, found)
    return tags


def _card(row: tuple[Any, ...], tags: tuple[str, ...], number: int) -> CardRow:
    own, card_type, fact, view, extra, active, grade, easiness, passes, last, due, _ = row
    return CardRow(
        _text(own) or None,
        _text(card_type),
        str(fact),
        _text(view),
        tags,
        number,
        written_values.deletion(_text(extra)),
        active=active is None or bool(active),
        state=State(
            whole(grade, -1), real(easiness, 2.5), whole(passes), whole(last, -1), whole(due, -1)
        ),
    )


def _text(value: object) -> str:
    """Texts as they are, nothing for no value: columns of SQLite hold any type."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)
