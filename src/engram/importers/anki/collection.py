"""A collection of Anki goes in; its note types, decks, cards with their notes, and log come out.

Source: Anki's rslib, `storage` (schemas 11 and 18). Schema 11 keeps note types, decks and settings
as JSON in the one row of `col`; schema 18 keeps them in tables, their details as protocol buffers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from engram.errors import SourceError
from engram.importers.anki.protobuf import integer_of, texts_of
from engram.importers.foreign_sqlite import ForeignFile

LONGEST_NOTE = 1_000_000  # letters of all its fields
_CARD = (
    "id",
    "nid",
    "did",
    "ord",
    "type",
    "queue",
    "due",
    "ivl",
    "factor",
    "flags",
    "odue",
    "odid",
)
_NOTE = ("id", "guid", "mid", "tags", "flds")
_LOG = ("id", "cid", "ease", "ivl", "factor", "time", "type")


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of card of a note type: what is asked and what is shown then, as HTML templates."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """What the notes of one type have in common."""

    name: str
    fields: tuple[str, ...]
    templates: Mapping[int, Template]
    is_cloze: bool


class CardRow(NamedTuple):
    """A row of `cards`; `due` is a day since the collection began, or a second while learning."""

    id: int
    note: int
    deck: int
    ordinal: int
    type: int
    queue: int
    due: int
    interval: int
    factor: int
    flags: int
    home_due: int
    home_deck: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its cards, in the order of their ordinals."""

    guid: str
    type: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    cards: tuple[CardRow, ...]


class LogRow(NamedTuple):
    """A row of `revlog`: `instant_ms` is its id, `interval` days or, below zero, seconds."""

    instant_ms: int
    card: int
    ease: int
    interval: int
    factor: int
    duration_ms: int
    kind: int


class Collection:
    """One open collection."""

    def __init__(self, file: ForeignFile, document: str) -> None:
        self._file = file
        self._document = document
        row = next(iter(file.rows("col", ("ver", "crt"))), (0, 0))
        self.schema, self.created = _integer(row[0]), _integer(row[1])

    def note_types(self) -> dict[int, NoteType]:
        """The note types by their ids."""
        try:
            if self._file.has("notetypes"):
                return dict(self._new_note_types())
            return dict(_old_note_types(self._json("models")))
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as failure:
            raise self._strange() from failure

    def decks(self) -> dict[int, tuple[str, ...]]:
        """The decks by their ids, as paths."""
        if self._file.has("decks"):
            named = self._file.rows("decks", ("id", "name"))
            return {_integer(deck): _path(str(name).split("\x1f")) for deck, name in named}
        decks = self._json("decks")
        try:
            return {
                int(deck): _path(str(about.get("name", "")).split("::"))
                for deck, about in decks.items()
                if isinstance(about, dict) and deck.isdecimal()
            }
        except ValueError as failure:  # more digits than a number has
            raise self._strange() from failure

    def homes(self) -> set[int]:
        """The decks that cards are at home in; a filtered deck is nobody's home."""
        decks = self._file.rows("cards", ("odid", "did"), "group by odid, did")
        return {_integer(home) or _integer(deck) for home, deck in decks}

    def setting(self, name: str) -> object:
        """A setting of the collection; None where it has none."""
        try:
            if self._file.has("config"):
                found = self._file.rows("config", ("val",), "where KEY = ?", (name,))
                return json.loads(next(iter(found), (b"null",))[0])
            return self._json("conf").get(name)
        except (ValueError, TypeError, RecursionError):
            return None

    def notes(self) -> Iterator[Note]:
        """The notes that have cards, in the order in which they were made."""
        columns = self._file.rows("notes", _NOTE, "order by id")
        cards = _Ahead(self._file.rows("cards", _CARD, "order by nid, ord, id"))
        for number, guid, note_type, tags, fields in columns:
            own = cards.of_note(number)
            if own:
                yield Note(
                    str(guid),
                    _integer(note_type),
                    tuple(dict.fromkeys(str(tags).split())),
                    tuple(str(fields).split("\x1f")),
                    own,
                )

    def cards(self) -> Iterator[CardRow]:
        """Every card, in the order of `notes`."""
        return map(_card, self._file.rows("cards", _CARD, "order by nid, ord, id"))

    def log(self) -> Iterator[LogRow]:
        """The answers, card by card, in the order in which they were given."""
        for row in self._file.rows("revlog", _LOG, "order by cid, id"):
            yield LogRow(*map(_integer, row))

    def _new_note_types(self) -> Iterator[tuple[int, NoteType]]:
        fields: dict[int, list[str]] = {}
        for owner, name in self._file.rows("fields", ("ntid", "name"), "order by ntid, ord"):
            fields.setdefault(_integer(owner), []).append(str(name))
        templates: dict[int, dict[int, Template]] = {}
        columns = ("ntid", "ord", "name", "config")
        for owner, ordinal, name, config in self._file.rows("templates", columns):
            made = Template(str(name), *texts_of(_bytes(config), 1, 2))
            templates.setdefault(_integer(owner), {})[_integer(ordinal)] = made
        for number, name, config in self._file.rows("notetypes", ("id", "name", "config")):
            key = _integer(number)
            own = tuple(fields.get(key, ()))
            cloze = integer_of(_bytes(config), 1) == 1
            yield key, NoteType(str(name), own, templates.get(key, {}), cloze)

    def _json(self, column: str) -> Mapping[str, Any]:
        text = next(iter(self._file.rows("col", (column,))), ("{}",))[0]
        try:
            value = json.loads(text or "{}")
        except (ValueError, TypeError, RecursionError) as failure:
            raise self._strange() from failure
        if not isinstance(value, dict):
            raise self._strange()
        return value

    def _strange(self) -> SourceError:
        return SourceError(
            "“{document}” holds note types or decks that cannot be read. Nothing of it was used.",
            document=self._document,
        )


class _Ahead:
    """Cards in the order of their notes, taken note by note."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = map(_card, rows)
        self._next = next(self._rows, None)

    def of_note(self, note: object) -> tuple[CardRow, ...]:
        number, found = _integer(note), []
        while self._next is not None and self._next.note <= number:
            if self._next.note == number:
                found.append(self._next)
            self._next = next(self._rows, None)
        return tuple(found)


def _old_note_types(models: Mapping[str, Any]) -> Iterator[tuple[int, NoteType]]:
    for key, model in models.items():
        templates = {
            int(each["ord"]): Template(str(each["name"]), str(each["qfmt"]), str(each["afmt"]))
            for each in model["tmpls"]
        }
        fields = sorted(model["flds"], key=lambda field: int(field["ord"]))
        names = tuple(str(field["name"]) for field in fields)
        yield int(key), NoteType(str(model["name"]), names, templates, model.get("type") == 1)


def _card(row: Sequence[Any]) -> CardRow:
    return CardRow._make(row if set(map(type, row)) == {int} else map(_integer, row))


def _path(names: Sequence[str]) -> tuple[str, ...]:
    """Names of decks as names of topics: one line each, none of them empty."""
    spaced = (" ".join(name.split()).strip(":") for name in names)
    return tuple(name for name in spaced if name)


def _integer(value: object) -> int:
    """Whole numbers as they are, fractions cut, anything else 0: columns of Anki hold any type."""
    if type(value) is int:
        return value
    return int(value) if isinstance(value, float) and abs(value) < 2**62 else 0


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
