"""Decks to deck files and back: a deck file is a closed SQLite file with content tables only."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from engram.errors import StoreError
from engram.model import Deck
from engram.outputs import checked_output, sqlite_mark
from engram.store.changes import ContentChange, DeckHead
from engram.store.content import Content
from engram.store.database import new_deck_file, open_deck_file
from engram.store.failures import told


def is_deck_file(file: Path) -> bool:
    """Whether a file is SQLite, which no document is; a missing file is not."""
    return file.is_file() and sqlite_mark(file) is not None


def deck_heads(file: Path) -> tuple[DeckHead, ...]:
    """The names and versions of the decks in a deck file; StoreError if it is none."""
    database = open_deck_file(file)
    try:
        return Content(database).decks()
    finally:
        database.close()


def read_deck_file(file: Path) -> tuple[Deck, ...]:
    """The decks in a deck file, which is not changed; StoreError if it is none."""
    database = open_deck_file(file)
    try:
        content = Content(database)
        decks = [content.deck(head.name) for head in content.decks()]
    finally:
        database.close()
    return tuple(deck for deck in decks if deck is not None)


def write_deck_file(decks: Sequence[Deck], output: Path) -> None:
    """Writes the decks as one deck file; what stood at `output` is replaced only by a whole one."""
    checked_output(output, replaces_decks=True)
    partial = output.with_name(output.name + ".partial")
    try:
        with told(output):
            partial.unlink(missing_ok=True)
        _write(decks, partial)
        with told(output):
            partial.replace(output)
    except StoreError as failure:
        raise StoreError(failure.template, **{**failure.fields, "file": output}) from failure
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
            partial.with_name(partial.name + "-journal").unlink(missing_ok=True)


def _write(decks: Sequence[Deck], file: Path) -> None:
    database = new_deck_file(file)
    try:
        Content(database).apply(
            [
                ContentChange(DeckHead(deck.name, deck.version, deck.documents), deck.cards)
                for deck in decks
            ]
        )
    finally:
        database.close()
