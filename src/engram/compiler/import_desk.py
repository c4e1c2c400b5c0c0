"""Importing for the window: each call opens the library for itself, so it may run in a thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from engram.compiler.intake import Preview, compiled_apart, previewed, take_in
from engram.store.content import Content
from engram.store.database import open_library


class ImportDesk:
    """Previews and takes in documents over a connection of its own."""

    def __init__(self, library: Path) -> None:
        self._library = library

    def preview(self, files: Sequence[Path], reader: str | None, deck: str | None) -> Preview:
        """What importing the files would do; nothing is written."""
        decks = compiled_apart(files, deck, reader)
        with self._content() as content:
            return previewed(content, decks, named=deck is not None)

    def take_in(self, preview: Preview) -> None:
        """Writes a preview's changes, in one transaction."""
        with self._content() as content:
            take_in(content, preview)

    def deck_names(self) -> tuple[str, ...]:
        """The library's decks, in order."""
        with self._content() as content:
            return tuple(head.name for head in content.decks())

    @contextmanager
    def _content(self) -> Iterator[Content]:
        database = open_library(self._library)
        try:
            yield Content(database)
        finally:
            database.close()
