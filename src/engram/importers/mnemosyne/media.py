"""The name of a picture or sound in a field goes in; the medium, or why there is none, comes out.

Media lie in the `.cards` file, in the folder beside a library, or beside XML of version 1. A name
that leads out of there, or a link, is not followed; nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from engram.errors import SourceError
from engram.importers.zip_entries import PIECE, Entry, pieces_of
from engram.media import LARGEST_BYTES, SOUNDS, is_named, is_svg, picture_format
from engram.model import Media

MOST_BYTES = 8 * 1024**3
_HEAD = 64
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_REMOTE = re.compile(r"(?:(?:https?|ftps?):)?//", re.IGNORECASE)

Opener = Callable[[str], Iterator[bytes]]
"""The bytes of what has this name, in pieces; LookupError where nothing has it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no medium: the name of its problem, and the reason as words."""

    kind: str
    reason: str = ""


@dataclass(slots=True)
class MediaShelf:
    """The media of one file, each read once for its name."""

    document: str
    opened: Opener
    _bytes: int = 0

    def find(self, name: str) -> Media | Refusal:
        """The medium that a field names so, or why there is none."""
        if _REMOTE.match(name):
            return Refusal("remote-media")
        path = name.replace("\\", "/").removeprefix("./")
        if _SCHEME.match(path) or path.startswith("/") or ".." in path.split("/"):
            return Refusal("media-refused", "leads out of the folder of the media")
        try:
            return self._read(path)
        except (LookupError, OSError, ValueError, SourceError):
            return Refusal("media-missing")

    def _read(self, path: str) -> Media | Refusal:
        digest, head, size = hashlib.sha256(), b"", 0
        for piece in self.opened(path):
            head = head or piece[:_HEAD]
            size += len(piece)
            if size > LARGEST_BYTES or self._bytes + size > MOST_BYTES:
                return Refusal("media-refused", f"is larger than {LARGEST_BYTES // 1024**2} MB")
            digest.update(piece)
        suffix = picture_format(head) or path.rpartition(".")[2].lower()
        if picture_format(head) is None and (suffix not in SOUNDS or not size):
            return Refusal("media-refused", _kind_of(head))
        self._bytes += size
        name = f"{digest.hexdigest()}.{suffix}"
        return Media(name, partial(self._load, path, name))

    def _load(self, path: str, name: str) -> bytes:
        try:
            data = b"".join(self.opened(path))
        except (LookupError, OSError, ValueError) as failure:
            raise self._changed() from failure
        if not is_named(name, data):
            raise self._changed()
        return data

    def _changed(self) -> SourceError:
        return SourceError(
            "“{document}” has changed since it was read; read it again.", document=self.document
        )


def media_in_package(file: Path, entries: Mapping[str, Entry]) -> MediaShelf:
    """The media in a ZIP file, by the names of its entries."""

    def opened(name: str) -> Iterator[bytes]:
        return pieces_of(file, entries[name], LARGEST_BYTES + PIECE)

    return MediaShelf(file.name, opened)


def media_in_folder(document: str, folder: Path) -> MediaShelf:
    """The media in a folder; what links lead out of it is not there."""
    inside = folder.resolve()

    def opened(name: str) -> Iterator[bytes]:
        file = (inside / name).resolve()
        if not file.is_relative_to(inside) or not stat.S_ISREG(file.stat().st_mode):
            raise KeyError(name)
        return _pieces(file)

    return MediaShelf(document, opened)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece


def _kind_of(head: bytes) -> str:
    if is_svg(head):
        return "is an SVG, which may hold scripts and name other files"
    return "is no picture or sound of a known kind"
