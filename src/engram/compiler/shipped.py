"""The shipped deck: compiled from data/ when the program is built, kept current in a library.

The compiler is loaded only when there is something to compile or install: every start comes here.
"""

from __future__ import annotations

from pathlib import Path

from engram.errors import ConflictError, SourceError
from engram.problems import Severity
from engram.store.changes import DeckHead
from engram.store.content import Content
from engram.store.database import open_deck_file

_LONGEST_NUMBER = 100  # digits; Python reads no more than 4300


def compile_shipped(sources: Path, output: Path) -> int:
    """Compiles data/ into a deck file and says how many cards it has.

    SourceError when anything in it is wrong: the shipped deck has no problems.
    """
    from engram.compiler.deck_files import write_deck_file
    from engram.compiler.intake import compiled

    deck = compiled([sources / "deck.md", *sorted(sources.glob("[0-9]*.md"))])
    for problem in deck.problems:
        if problem.severity is Severity.NOTE:
            continue  # the description of the deck is no card
        raise SourceError(
            "{document}, line {line}: {message}",
            document=problem.document,
            line=problem.line,
            message=problem.message,
        )
    output.parent.mkdir(parents=True, exist_ok=True)
    write_deck_file([deck], output)
    return len(deck.cards)


def keep_current(content: Content, shipped: Path) -> bool:
    """Installs the shipped deck, or its newer version; progress and edits stay as they are.

    Says whether anything was written. A library with a newer version keeps it.
    """
    known = {head.name: head.version for head in content.decks()}
    if all(_order(head.version) <= _order(known.get(head.name)) for head in _heads(shipped)):
        return False
    from engram.compiler.deck_files import read_deck_file
    from engram.compiler.intake import previewed, take_in

    decks = read_deck_file(shipped)
    try:
        take_in(content, previewed(content, decks, named=True, shipped=True))
    except ConflictError:
        return False  # another program that started just now has installed it
    return True


def _heads(file: Path) -> tuple[DeckHead, ...]:
    """The names and versions of the decks in a deck file; StoreError if it is none."""
    database = open_deck_file(file)
    try:
        return Content(database).decks()
    finally:
        database.close()


def _order(version: str | None) -> tuple[int, ...]:
    """A version such as 2026.11.21 as numbers; no version comes before all."""
    if version is None:
        return ()
    parts = (part for part in version.split(".") if part.isdecimal())
    return (0, *(int(part) for part in parts if len(part) <= _LONGEST_NUMBER))
