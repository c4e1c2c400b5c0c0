"""Cards in, the rows that an import writes for them out: made before the library is locked.

Rows of new and changed cards wait in temporary tables, which lie in memory and lock nothing; from
there SQLite copies them into the library in far less time than one row after the other takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from engram.model import Card
from engram.store import driver, words
from engram.store.changes import ContentChange

TEXTS = (
    "kind", "question", "answer", "explanation", "select_count", "document", "line", "ordinal",
    "reference_list", "tags", "problems", "incomplete", "guess_chance",
)  # fmt: skip
OPTION = ("position", "text", "correct", "feedback")
WORDS = ("question", "answer", "other")

_CARD = ("place integer primary key", "id", "path", *TEXTS)
_OPTION = ("place", *OPTION)
_TABLES = {
    "new_card": _CARD,
    "new_option": _OPTION,
    "new_words": ("place integer primary key", *WORDS),
    "changed_card": _CARD,
    "changed_option": _OPTION,
}

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ChangeRows:
    """A change of a deck and the rows of its cards."""

    change: ContentChange
    new: range  # places of the new cards in the temporary tables
    changed: range  # places of the changed ones
    found_again: list[Row]  # where it was found and what is wrong with it, then its id

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the new and changed cards, each once."""
        cards = (*self.change.new, *self.change.changed)
        return tuple(dict.fromkeys(map(_topic_path, cards)))


@contextmanager
def prepared_rows(
    connection: driver.Connection, changes: Sequence[ContentChange]
) -> Iterator[list[ChangeRows]]:
    """The rows of some changes; those of new cards lie ready in temporary tables meanwhile."""
    for table, columns in _TABLES.items():
        connection.execute(f"create temp table {table} ({', '.join(columns)})")
    try:
        rows, new, changed = list[ChangeRows](), 0, 0
        for change in changes:
            _put_ready(connection, change, new, changed)
            places = range(new, new := new + len(change.new))
            others = range(changed, changed := changed + len(change.changed))
            rows.append(ChangeRows(change, places, others, [*map(_found_row, change.found_again)]))
        yield rows
    finally:
        for table in _TABLES:
            connection.execute(f"drop table temp.{table}")


def _put_ready(
    connection: driver.Connection, change: ContentChange, new: int, changed: int
) -> None:
    """Writes the rows of a change's cards, counting their places from `new` and `changed`."""
    for table, rows in (
        ("new_card", _card_rows(change.new, new)),
        ("new_option", _option_rows(change.new, new)),
        ("new_words", ((place, *_words(card)) for place, card in enumerate(change.new, new))),
        ("changed_card", _card_rows(change.changed, changed)),
        ("changed_option", _option_rows(change.changed, changed)),
    ):
        marks = ", ".join("?" for _ in _TABLES[table])
        connection.executemany(f"insert into temp.{table} values ({marks})", rows)


def _card_rows(cards: Sequence[Card], first: int) -> Iterator[Row]:
    for place, card in enumerate(cards, first):
        yield place, card.id, _topic_path(card), *_texts(card)


def _option_rows(cards: Sequence[Card], first: int) -> Iterator[Row]:
    for place, card in enumerate(cards, first):
        for position, option in enumerate(card.options):
            yield place, position, option.text, int(option.correct), option.feedback


def _topic_path(card: Card) -> str:
    """A card's place in the library's tree of topics: its deck, then the topic below it."""
    return "::".join((card.deck, *card.topic))


def _found_row(card: Card) -> Row:
    source = card.source
    return (
        source.document, source.line, source.ordinal, _list(card.problems), int(card.incomplete),
        card.id,
    )  # fmt: skip


def _texts(card: Card) -> Row:
    """The values of TEXTS."""
    return (
        card.kind.value, card.question, card.answer, card.explanation,
        None if card.select is None else str(card.select),
        card.source.document, card.source.line, card.source.ordinal, _list(card.references),
        _list(card.tags), _list(card.problems), int(card.incomplete), card.guess_chance,
    )  # fmt: skip


def _words(card: Card) -> tuple[str, str, str]:
    """The texts that the index holds for a card without edits."""
    options = "\n".join(option.text for option in card.options)
    other = "\n".join([card.explanation, options, *card.tags])
    return words.indexed(card.question), words.indexed(card.answer), words.indexed(other)


def _list(values: Sequence[str]) -> str:
    return json.dumps(values) if values else "[]"
