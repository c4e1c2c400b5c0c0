"""Decks to deck files and back: a deck file is a closed SQLite file with content tables only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from engram.compiler.deck_check import fault_of
from engram.errors import SourceError, StoreError
from engram.media import names_of
from engram.model import Deck, Media
from engram.outputs import (
    DECK_MARK,
    LIBRARY_MARK,
    checked_output,
    is_ordinary_file,
    sqlite_mark,
)
from engram.store.changes import ContentChange, DeckHead
from engram.store.content import Content
from engram.store.database import new_deck_file, open_deck_file
from engram.store.deck_values import refuse_unreadable_values
from engram.store.embedded_media import embedded_names, read_embedded
from engram.store.failures import told
from engram.whole_files import written_beside


def is_deck_file(file: Path) -> bool:
    """Whether a file is SQLite and no library of another program, which is a document.

    One that cannot be looked at is none.
    """
    mark = sqlite_mark(file) if is_ordinary_file(file) else None
    if mark is None or mark in (DECK_MARK, LIBRARY_MARK):
        return mark is not None
    from engram.importers import reader_of_file  # slow to load, and deck files go without

    return reader_of_file(file) is None


def read_deck_file(file: Path) -> tuple[Deck, ...]:
    """The decks in a deck file, which is not changed; StoreError if it is none.

    SourceError if it holds what no compiled deck has; nothing of it is used then.
    """
    database = open_deck_file(file)
    try:
        refuse_unreadable_values(database)
        content = Content(database)
        decks = [deck for head in content.decks() if (deck := content.deck(head.name))]
        media = embedded_names(database)
    finally:
        database.close()
    fault = fault_of(decks)
    if fault:
        raise SourceError(f"{{file}} holds {fault}. Nothing of it was used.", file=file)
    return tuple(_with_media(deck, media, file.absolute()) for deck in decks)


def write_deck_file(decks: Sequence[Deck], output: Path) -> None:
    """Writes the decks as one deck file; what stood at `output` is replaced only by a whole one."""
    checked_output(output, replaces_decks=True)
    with told(output), written_beside(output) as partial:
        try:
            _write(decks, partial)
            partial.replace(output)
        except StoreError as failure:
            raise StoreError(failure.template, **{**failure.fields, "file": output}) from failure


def _with_media(deck: Deck, embedded: frozenset[str], file: Path) -> Deck:
    """The deck with those of the file's media that its cards name, read when they are needed."""
    names = filter(embedded.__contains__, names_of(deck.cards))
    media = (Media(name, partial(read_embedded, file, name)) for name in names)
    return replace(deck, media=tuple(media))


def _write(decks: Sequence[Deck], file: Path) -> None:
    database = new_deck_file(file)
    try:
        Content(database).apply(
            [
                ContentChange(
                    DeckHead(deck.name, deck.version, deck.documents), deck.cards, media=deck.media
                )
                for deck in decks
            ]
        )
    finally:
        database.close()
