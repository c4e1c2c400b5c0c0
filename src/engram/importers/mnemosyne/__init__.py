"""A file of Mnemosyne goes in; its cards come out, each as an item with its past.

Read are sets of cards (`.cards`), libraries of version 2 (`default.db`) and the XML of version 1,
known by what is in them. Source: libmnemosyne and openSM2sync 2.11. The number of a card in the
file stands for the line, but in XML of version 1, which has lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from engram.errors import SourceError
from engram.importers.mnemosyne import export, library, version_1
from engram.importers.mnemosyne.cards import CardWriter
from engram.importers.mnemosyne.contents import CardRow, Contents
from engram.importers.mnemosyne.history import past_of
from engram.importers.mnemosyne.library import LogRow
from engram.importers.mnemosyne.media import MediaShelf, media_in_folder, media_in_package
from engram.importers.zip_entries import BEGINNING, PIECE, Entry, entries_of, pieces_of
from engram.model import Past, Reading

NAME = "mnemosyne"
LARGEST_XML = 128 * 1024 * 1024
_LARGEST_ABOUT = 1024 * 1024
_CARDS, _ABOUT = "cards.xml", "METADATA"
_XML = re.compile(rb"<(?:mnemosyne\s[^<>]{0,200}core_version|openSM2sync[\s>])")
_HEAD = 4096
_USUAL_STEM, _USUAL_NAME = "default", "Mnemosyne"

Log = Callable[[], Mapping[str, list[LogRow]]]
"""The answers given to each card, by its id there."""


def recognise_file(file: Path) -> float:
    """1 for a file of Mnemosyne, whatever it is named; 0 for everything else."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
        if head.startswith(BEGINNING):
            return float(_CARDS in entries_of(file))
    except (OSError, ValueError, SourceError):
        return 0.0
    if head.startswith(library.BEGINNING):
        return float(library.is_library(file))
    return float(_XML.search(head.replace(b"\0", b"")) is not None)


def read_file(file: Path) -> Reading:
    """The items of a file of Mnemosyne, which is never changed; SourceError if it is none."""
    head = next(_pieces(file), b"")[:_HEAD]
    if head.startswith(BEGINNING):
        entries = entries_of(file)
        contents, media = _in_package(file, entries), media_in_package(file, entries)
        return _reading(file, contents, media, dict)
    if head.startswith(library.BEGINNING):
        media = media_in_folder(file.name, file.with_name(f"{file.name}_media"))
        contents = library.read_library(file)
        contents.name = _USUAL_NAME if file.stem == _USUAL_STEM else None
        return _reading(file, contents, media, partial(_log, file))
    is_export = b"<openSM2sync" in head.replace(b"\0", b"")
    read = export.read_export if is_export else version_1.read_version_1
    contents = read(_pieces(file), file.name)
    return _reading(file, contents, media_in_folder(file.name, file.parent), dict)


class LaterPast(Mapping[int, Past]):
    """The past of cards by the item's index, read when it is first asked for."""

    def __init__(self, cards: Sequence[CardRow], log: Log) -> None:
        self._cards = cards
        self._log = log
        self._pasts: dict[int, Past] | None = None

    def __getitem__(self, index: int) -> Past:
        return self._read()[index]

    def __iter__(self) -> Iterator[int]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[int, Past]:
        if self._pasts is None:
            log = self._log()
            pasts = (past_of(card, log.get(card.id or "", ())) for card in self._cards)
            self._pasts = {index: past for index, past in enumerate(pasts) if past != Past()}
        return self._pasts


def _reading(file: Path, contents: Contents, media: MediaShelf, log: Log) -> Reading:
    writer = CardWriter(contents, media)
    written = list(writer.written())
    problems = (*writer.problems, *writer.left_out())
    if not written and not problems:
        raise SourceError("“{document}” holds no card; nothing was changed.", document=file.name)
    return Reading(
        NAME,
        tuple(item for _, item in written),
        problems,
        deck=contents.name,
        media=tuple(writer.media.values()),
        past=LaterPast([card for card, _ in written], log),
    )


def _in_package(file: Path, entries: Mapping[str, Entry]) -> Contents:
    if _CARDS not in entries:
        raise SourceError(
            "“{document}” holds no cards of Mnemosyne; nothing was changed.", document=file.name
        )
    contents = export.read_export(pieces_of(file, entries[_CARDS], LARGEST_XML), file.name)
    if _ABOUT in entries:
        about = b"".join(pieces_of(file, entries[_ABOUT], _LARGEST_ABOUT))
        contents.name = export.name_of(about.decode("utf-8", "replace"))
    return contents


def _log(file: Path) -> Mapping[str, list[LogRow]]:
    return dict(library.read_log(file))


def _pieces(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as opened:
            while piece := opened.read(PIECE):
                yield piece
    except OSError as failure:
        raise SourceError(
            "“{document}” could not be read ({reason}); nothing was changed.",
            document=file.name,
            reason=failure.strerror or str(failure),
        ) from failure
