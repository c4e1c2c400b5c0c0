"""Decks go in; a package that Anki opens is written, whole or not at all.

The form is the first one (`collection.anki2`, a JSON map of media): docs/decisions/0016.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engram.anki_notes import MARKED_TAG
from engram.errors import EngramError
from engram.exporters.anki import collection_json, note_types
from engram.exporters.anki.card_state import first_moment, new_state, state_of
from engram.exporters.anki.collection import CollectionFile, Head, PlacedNote, new_collection
from engram.exporters.anki.deck_tree import DeckTree
from engram.exporters.anki.identity import FreeNumbers, stable_number
from engram.exporters.anki.notes import Note, note_of
from engram.exporters.anki.review_log import revlog_rows
from engram.exporters.anki.values import Calendar, Studied
from engram.model import Card, CardId, Deck, Media
from engram.outputs import checked_output
from engram.whole_files import written_beside

COLLECTION, MEDIA_MAP = "collection.anki2", "media"
_FAST = 1  # level of compression
_PIECE = 1 << 20  # bytes

Changed = Callable[[Sequence[tuple[CardId, str]]], Mapping[CardId, int]]
"""Cards and the hashes of their notes in; since which second each has this text out."""
Progress = Callable[[Sequence[CardId]], Mapping[CardId, Studied]]
"""Cards in; where each stands and how it came there out."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is told beside the decks; without `progress` every card is new."""

    calendar: Calendar
    changed: Changed
    progress: Progress | None = None


def write_package(parts: Iterable[Deck], output: Path, known: Known) -> None:
    """Writes decks, which may come in several parts each; EngramError leaves what stood there."""
    checked_output(output, replaces_packages=True)
    try:
        with written_beside(output) as collection, written_beside(output) as partial:
            media = _write_collection(parts, collection, known)
            _pack(collection, media, partial)
            partial.replace(output)
    except OSError as failure:
        raise EngramError(
            "{file} cannot be written: {reason}. What stood there is kept.",
            file=output,
            reason=failure.strerror or str(failure),
        ) from failure


def _write_collection(parts: Iterable[Deck], file: Path, known: Known) -> list[Media]:
    """Writes the collection; the media that its cards name come out, each once."""
    placing, media = _Placing(known), dict[str, Media]()
    with new_collection(file) as collection:
        for part in parts:
            placing.write(part.cards, collection)
            media.update((each.name, each) for each in part.media)
        collection.close(placing.head())
    return list(media.values())


class _Placing:
    """Gives notes, cards and decks their numbers, in the order in which they come."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._decks = DeckTree()
        self._notes, self._cards = FreeNumbers(), FreeNumbers()
        self._position = 0
        self._changed = note_types.CHANGED

    def write(self, cards: Sequence[Card], collection: CollectionFile) -> None:
        """Writes some cards and the answers given to them."""
        notes = [note_of(card) for card in cards]
        changed = self._known.changed([(note.card, note.text_hash) for note in notes])
        progress = self._known.progress
        studied = progress([card.id for card in cards]) if progress else None
        placed = [
            self._placed(card, note, changed[card.id], studied)
            for card, note in zip(cards, notes, strict=True)
        ]
        collection.add(placed)
        if studied:
            collection.add_answers(
                row
                for each in placed
                for row in revlog_rows(each.card, studied[each.note.card].answers)
            )

    def head(self) -> Head:
        """What the collection says of itself once all is written."""
        calendar = self._known.calendar
        return Head(
            first_moment(calendar),
            self._changed,
            collection_json.settings(calendar, self._position + 1),
            note_types.note_types(),
            collection_json.decks(self._decks.names),
            collection_json.DECK_OPTIONS,
        )

    def _placed(
        self, card: Card, note: Note, changed: int, studied: Mapping[CardId, Studied] | None
    ) -> PlacedNote:
        self._position += 1
        self._changed = max(self._changed, changed)
        state, tags = new_state(self._position, suspended=card.incomplete), note.tags
        if studied:
            own = studied[card.id]
            state = state_of(own, self._position, self._known.calendar, suspended=card.incomplete)
            tags = (*tags, MARKED_TAG) if own.marked and MARKED_TAG not in tags else tags
        # One after the other within a deck: SQLite writes rows in order far faster, and Anki, which
        # knows a note by its guid, shows them in the order of the deck.
        first = stable_number("first note", card.deck)
        return PlacedNote(
            note,
            self._notes.take(first + self._position),
            note_types.QUIZ_TYPE if note.quiz else note_types.QUESTION_TYPE,
            changed,
            tags,
            self._cards.take(first + self._position),
            self._decks.deck_of((card.deck, *card.topic)),
            state,
        )


def _pack(collection: Path, media: Sequence[Media], file: Path) -> None:
    """Writes the ZIP file: the same content gives the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as archive:
        large = collection.stat().st_size >= zipfile.ZIP64_LIMIT // 2
        # An entry that is opened by its name has no time but 1980.
        with (
            collection.open("rb") as source,
            archive.open(COLLECTION, "w", force_zip64=large) as packed,
        ):
            shutil.copyfileobj(source, packed, _PIECE)
        for number, each in enumerate(media):
            archive.writestr(zipfile.ZipInfo(str(number)), each.load(), zipfile.ZIP_STORED)
        names = {str(number): each.name for number, each in enumerate(media)}
        with archive.open(MEDIA_MAP, "w") as packed:
            packed.write(json.dumps(names).encode())
