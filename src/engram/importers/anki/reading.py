"""A package on disk goes in; its cards come out as items, and their past when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engram.errors import SourceError
from engram.importers.anki.cards import CardWriter, deck_path
from engram.importers.anki.collection import Collection, Note
from engram.importers.anki.history import pasts
from engram.importers.anki.package import Package, is_package
from engram.importers.foreign_sqlite import opened
from engram.model import Past, Reading

_MARKED = "marked"  # the tag of notes that the learner marked


def read_package(file: Path, layout: str) -> Reading:
    """The items of a package, which is never changed; SourceError for one that cannot be read."""
    if not is_package(file):
        raise SourceError(
            "“{document}” is no package of Anki; nothing was imported.", document=file.name
        )
    package = Package(file)
    with _opened(package) as collection:
        decks = collection.decks()
        deck = _common_deck(collection.homes(), decks)
        writer = CardWriter(package, collection.note_types(), decks, 1 if deck else 0)
        placed = [
            (item, card.id)
            for number, note in enumerate(collection.notes(), start=1)
            for card, item in writer.written(note, number)
        ]
    if not placed:
        raise SourceError("“{document}” holds no card; nothing was changed.", document=file.name)
    placed.sort(key=lambda each: [name.casefold() for name in each[0].topic])
    return Reading(
        layout,
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


def _common_deck(homes: Iterable[int], decks: Mapping[int, tuple[str, ...]]) -> str | None:
    """The deck that all decks with cards lie in or are; None if there is no such deck."""
    tops = {deck_path(home, decks)[:1] for home in homes}
    common = next(iter(tops)) if len(tops) == 1 else ()
    return common[0] if common else None
