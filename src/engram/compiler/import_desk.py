"""Importing for the window: each call opens the library for itself, so it may run in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

from engram.compiler.choices import KEEP_ALL, Choices
from engram.compiler.intake import Preview, compiled_apart, previewed, take_in
from engram.compiler.progress import COMPARING, WRITING, Told, untold
from engram.compiler.retopic import AS_NAMED, Topics, with_topics
from engram.model import CardId, Past, Role
from engram.store.author import Author
from engram.store.content import Content
from engram.store.database import Database, open_library
from engram.store.imports import Import, Imports, TakenBack


class PastWriter(Protocol):
    """Who writes what other programs know of cards."""

    def prepared(self, pasts: Mapping[CardId, Past]) -> Callable[[], object]: ...


PastIn = Callable[[Database], PastWriter]
"""Gives the writer for a library that is open here."""


class ImportDesk:
    """Previews and takes in documents over a connection of its own."""

    def __init__(self, library: Path, author: Author, past: PastIn) -> None:
        self._library = library
        self._author = author
        self._past_in = past

    def preview(
        self,
        files: Sequence[Path],
        reader: str | None,
        deck: str | None,
        roles: Sequence[Role] | None = None,
        topics: Topics = AS_NAMED,
        told: Told = untold,
    ) -> Preview:
        """What importing the files would do; nothing is written."""
        decks = with_topics(compiled_apart(files, deck, reader, roles, told), topics)
        told(COMPARING)
        with self._content() as content:
            return previewed(content, decks, named=deck is not None)

    def take_in(
        self,
        preview: Preview,
        choices: Choices = KEEP_ALL,
        told: Told = untold,
        *,
        with_past: bool = False,
    ) -> None:
        """Writes a preview's changes as the learner chose, in one transaction.

        With the answers and dates of other programs if asked to. `told` hears when it begins;
        CancelledError, and nothing is changed, if it raises that.
        """
        with self._library_open() as database:
            past = self._past_in(database).prepared if with_past else None
            content = Content(database, self._author)
            take_in(content, preview, choices, past, ready=partial(told, WRITING))

    def last_import(self) -> Import | None:
        """The last import that stands, if there is one."""
        with self._library_open() as database:
            made = Imports(database, self._author).all()
        return next((each for each in made if not each.is_taken_back), None)

    def take_back(self, row: str) -> TakenBack:
        """Takes the import with this id back, in one transaction.

        ConflictError, and nothing is changed, if it is too old for that or taken back already.
        """
        with self._library_open() as database:
            return Imports(database, self._author).take_back(row)

    def deck_names(self) -> tuple[str, ...]:
        """The library's decks, in order."""
        with self._content() as content:
            return tuple(head.name for head in content.decks())

    @contextmanager
    def _content(self) -> Iterator[Content]:
        with self._library_open() as database:
            yield Content(database, self._author)

    @contextmanager
    def _library_open(self) -> Iterator[Database]:
        database = open_library(self._library)
        try:
            yield database
        finally:
            database.close()
