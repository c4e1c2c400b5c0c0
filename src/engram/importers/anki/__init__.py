"""A package of Anki (.apkg, .colpkg) goes in; its cards come out, each as an item with its past.

Sources: Anki's manual and rslib (`import_export`, `storage`, `template.rs`, `cloze.rs`). A note
gives one item for each of its cards; its number in the package stands for the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from engram.errors import SourceError
from engram.importers.anki.cards import CardWriter, Written
from engram.importers.anki.collection import Collection, Note
from engram.importers.anki.history import pasts
from engram.importers.anki.package import Package, is_package
from engram.importers.foreign_sqlite import opened
from engram.model import Item, Past, Reading

NAME = "anki-package"
_MARKED = "marked"  # the tag of notes that the learner marked


def recognise_file(file: Path) -> float:
    """1 for a package of Anki, whatever it is named; 0 for everything else."""
    return 1.0 if is_package(file) else 0.0


def read_file(file: Path) -> Reading:
    """The items of a package, which is never changed; SourceError for one that cannot be read."""
    if not is_package(file):
        raise SourceError(
            "“{document}” is no package of Anki; nothing was imported.", document=file.name
        )
    package = Package(file)
    with _opened(package) as collection:
        writer = CardWriter(package, collection.note_types(), collection.decks())
        written = list(_written(writer, collection))
    if not written:
        raise SourceError("“{document}” holds no card; nothing was changed.", document=file.name)
    deck, placed = _in_decks(written)
    return Reading(
        NAME,
        tuple(item for item, _ in placed),
        (*writer.problems, *writer.left_out()),
        deck=deck,
        media=tuple(writer.media.values()),
        past=LaterPast(package, {card: index for index, (_, card) in enumerate(placed)}),
    )


class LaterPast(Mapping[int, Past]):
    """The past of a package's cards by the item's index, read when it is first asked for."""

    def __init__(self, package: Package, places: Mapping[int, int]) -> None:
        self._package = package
        self._places = places  # of the items, by the card's id in Anki
        self._pasts: dict[int, Past] | None = None

    def __getitem__(self, index: int) -> Past:
        return self._read()[index]

    def __iter__(self) -> Iterator[int]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[int, Past]:
        if self._pasts is None:
            with _opened(self._package) as collection:
                marked = {
                    card.note: True
                    for note in collection.notes()
                    if _is_marked(note)
                    for card in note.cards
                }
                self._pasts = {
                    self._places[card]: past
                    for card, past in pasts(collection, self._package.form, marked)
                    if card in self._places
                }
        return self._pasts


def _is_marked(note: Note) -> bool:
    return any(tag.casefold() == _MARKED for tag in note.tags)


@contextmanager
def _opened(package: Package) -> Iterator[Collection]:
    with package.collection() as path, opened(path, package.document) as file:
        yield Collection(file, package.document)


def _written(writer: CardWriter, collection: Collection) -> Iterator[Written]:
    for number, note in enumerate(collection.notes(), start=1):
        written = writer.written(note, number)
        if written.items:
            yield written


def _in_decks(written: list[Written]) -> tuple[str | None, list[tuple[Item, int]]]:
    """The deck of a package and its items with their topics, in the order of decks and notes.

    It is named after the deck that all its decks lie in; None if there is no such deck.
    """
    placed = [
        (path, item, card.id)
        for each in written
        for card, item, path in zip(each.cards, each.items, each.decks, strict=True)
    ]
    tops = {path[:1] for path, _, _ in placed}
    common = next(iter(tops)) if len(tops) == 1 else ()
    placed.sort(key=lambda each: [name.casefold() for name in each[0]])
    below = [(replace(item, topic=path[len(common) :]), card) for path, item, card in placed]
    return (common[0] if common else None), below
