"""A package on disk goes in; its cards come out as items, and their past when it is asked for."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from engram.anki_notes import MARKED_TAG, deck_parts
from engram.errors import SourceError
from engram.importers.anki.cards import CardWriter, deck_path, home_path, media_of
from engram.importers.anki.collection import CardRow, Collection, Note
from engram.importers.anki.history import pasts
from engram.importers.anki.package import Package, is_package
from engram.importers.foreign_sqlite import opened
from engram.model import Item, Media, Past, Reading

_Placed = tuple[Item, int]
"""An item and the id of its card in Anki."""


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
        written = [
            each
            for number, note in enumerate(collection.notes(), start=1)
            for each in writer.written(note, number)
        ]
    if not written:
        raise SourceError("“{document}” holds no card; nothing was changed.", document=file.name)
    past = _PackagePast(package, {card for card, own in writer.own.items() if own.incomplete})
    return _reading(_by_deck(written, writer, deck), writer, past, layout)


def _reading(
    decks: Mapping[str | None, Sequence[_Placed]],
    writer: CardWriter,
    past: _PackagePast,
    layout: str,
) -> Reading:
    """One reading of all decks, and one of each where Engram wrote several."""
    parts = [_part(placed, deck, writer, past, layout) for deck, placed in decks.items()]
    problems = (*writer.problems, *writer.left_out())
    if len(parts) == 1:
        return replace(parts[0], problems=problems)
    every = [each for placed in decks.values() for each in placed]
    whole = _part(every, None, writer, past, layout)
    apart = tuple(replace(part, media=_shown_in(part)) for part in parts)
    return replace(whole, problems=problems, apart=apart)


def _documents(placed: Sequence[_Placed], writer: CardWriter) -> tuple[str, ...]:
    """The documents that Engram had read these cards from."""
    own = (writer.own[card].document for _, card in placed if card in writer.own)
    return tuple(dict.fromkeys(filter(None, own)))


def _shown_in(part: Reading) -> tuple[Media, ...]:
    """The media that the items of one deck show."""
    names = {name for item in part.items for name in media_of(item)}
    return tuple(each for each in part.media if each.name in names)


def _part(
    placed: Sequence[_Placed],
    deck: str | None,
    writer: CardWriter,
    past: _PackagePast,
    layout: str,
) -> Reading:
    known = {item.id for item, _ in placed}
    items = (
        replace(item, siblings=tuple(each for each in item.siblings if each in known))
        if item.siblings
        else item
        for item, _ in placed
    )
    return Reading(
        layout,
        tuple(items),
        deck=deck,
        documents=_documents(placed, writer),
        media=tuple(writer.media.values()),
        past=LaterPast(past, {card: index for index, (_, card) in enumerate(placed)}),
    )


def _by_deck(
    written: Sequence[tuple[CardRow, Item]], writer: CardWriter, common: str | None
) -> dict[str | None, list[_Placed]]:
    """The items of each deck: those that Engram wrote in their order, the others by their topics.

    A card that was made or moved in Anki belongs to the deck of ours in which it lies there.
    """
    own = {card: each.deck for card, each in writer.own.items() if each.deck}
    ours = {_letters(deck_parts((deck,))): deck for deck in own.values()}
    decks: dict[str | None, list[_Placed]] = defaultdict(list)
    for card, item in written:
        path, deck = home_path(card, writer.decks), own.get(card.id)
        put_in = deck_parts((deck, *item.topic)) if deck else []
        if deck and _letters(put_in) == _letters(path or ("Default",)):
            decks[deck].append((item, card.id))
        elif path and _letters(path[:1]) in ours:
            lies_in = ours[_letters(path[:1])]
            decks[lies_in].append((replace(item, topic=path[1:]), card.id))
        else:
            decks[common].append((replace(item, topic=path[writer.above :]), card.id))
    if common in decks and common not in ours.values():
        decks[common].sort(key=lambda each: [name.casefold() for name in each[0].topic])
    return decks


def _letters(path: Sequence[str]) -> str:
    """What Anki leaves of a deck's name: no other case, sign or space parts two decks."""
    written = unicodedata.normalize("NFKC", "".join(path).casefold())
    return "".join(filter(str.isalnum, written))


class _PackagePast:
    """The past of a package's cards by their ids in Anki, read when it is first asked for."""

    def __init__(self, package: Package, incomplete: set[int]) -> None:
        self._package = package
        self._incomplete = incomplete  # which Engram has suspended itself
        self._pasts: dict[int, Past] | None = None

    def read(self) -> Mapping[int, Past]:
        """The past of every card that has one."""
        if self._pasts is None:
            with _opened(self._package) as collection:
                marked = {
                    card.note: True
                    for note in collection.notes()
                    if _is_marked(note)
                    for card in note.cards
                }
                self._pasts = dict(self._told(pasts(collection, self._package.form, marked)))
        return self._pasts

    def _told(self, found: Iterable[tuple[int, Past]]) -> Iterator[tuple[int, Past]]:
        for card, past in found:
            told = replace(past, suspended=False) if card in self._incomplete else past
            if told != Past():
                yield card, told


class LaterPast(Mapping[int, Past]):
    """The past of a reading's cards by the item's index, read when it is first asked for."""

    def __init__(self, past: _PackagePast, places: Mapping[int, int]) -> None:
        self._past = past
        self._places = places  # of the items, by the card's id in Anki
        self._by_place: dict[int, Past] | None = None

    def __getitem__(self, index: int) -> Past:
        return self._read()[index]

    def __iter__(self) -> Iterator[int]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[int, Past]:
        if self._by_place is None:
            read = self._past.read()
            self._by_place = {
                place: read[card] for card, place in self._places.items() if card in read
            }
        return self._by_place


def _is_marked(note: Note) -> bool:
    return any(tag.casefold() == MARKED_TAG for tag in note.tags)


@contextmanager
def _opened(package: Package) -> Iterator[Collection]:
    with package.collection() as path, opened(path, package.document) as file:
        yield Collection(file, package.document)


def _common_deck(homes: Iterable[int], decks: Mapping[int, tuple[str, ...]]) -> str | None:
    """The deck that all decks with cards lie in or are; None if there is no such deck."""
    tops = {deck_path(home, decks)[:1] for home in homes}
    common = next(iter(tops)) if len(tops) == 1 else ()
    return common[0] if common else None
