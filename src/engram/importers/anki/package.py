"""A package of Anki (.apkg, .colpkg) goes in; its collection, on disk, and its media come out.

Source: Anki's rslib, `import_export/package`. A package is a ZIP file in one of three forms: the
first has `collection.anki2` and a JSON map of media; the second `collection.anki21` beside it; the
current one says its version in the protocol buffer `meta` and has `collection.anki21b`, a map of
media and the media packed with Zstandard. Where a newer collection stands, `collection.anki2` holds
one card that asks for an update; it is never read.

Nothing is unpacked under a name that the package says, and all that is unpacked is bounded.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from engram.errors import SourceError
from engram.importers.anki.protobuf import fields_of, integer_of, texts_of
from engram.media import is_svg

if TYPE_CHECKING:
    from typing_extensions import Buffer

MOST_ENTRIES = 500_000
LARGEST_DIRECTORY = 64 * 1024 * 1024
LARGEST_COLLECTION = 2 * 1024**3
LARGEST_MAP = 64 * 1024 * 1024
LARGEST_MEDIUM = 64 * 1024 * 1024
LARGEST_MEDIA = 8 * 1024**3
MOST_EXPANSION = 200  # of what is larger than the next
EXPANDED_FREELY = 32 * 1024 * 1024
_PIECE = 256 * 1024
_HEAD = 64  # bytes that tell what a medium is
_LOCAL_HEAD = struct.Struct("<4s22xHH")
_LARGEST_WINDOW = 2**27  # of Zstandard, as its own tools allow by default
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}$")


class Form(IntEnum):
    """The three forms of a package, by the version in `meta`."""

    FIRST = 1
    SECOND = 2
    CURRENT = 3


_COLLECTIONS = {
    Form.FIRST: "collection.anki2",
    Form.SECOND: "collection.anki21",
    Form.CURRENT: "collection.anki21b",
}
FIRST_ENTRIES = ("meta", *_COLLECTIONS.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ZIP file: where it begins, how it is packed, how large it says to be."""

    offset: int
    packed: int
    deflated: bool


class Package:
    """One package on disk; every call opens the file anew and leaves it as it is."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._entries = _entries_of(file)
        self.form = self._form()
        self._media: Mapping[str, Entry] | None = None
        self._unpacked = 0

    @property
    def document(self) -> str:
        return self._file.name

    @contextmanager
    def collection(self) -> Iterator[Path]:
        """The unpacked collection, a SQLite file that is removed afterwards."""
        entry = self._entries[_COLLECTIONS[self.form]]
        with TemporaryDirectory(prefix="engram-") as folder:
            path = Path(folder, "collection.db")
            with path.open("wb") as file:
                for piece in self._pieces(entry, LARGEST_COLLECTION):
                    file.write(piece)
            yield path

    def medium(self, name: str) -> tuple[str, Entry] | None:
        """The content-addressed name of a file that notes name so, and its entry, if it is whole.

        The file is read once for its name.
        """
        if self._media is None:
            self._media = self._read_map()
        entry = self._media.get(unicodedata.normalize("NFC", name))
        if entry is None:
            return None
        digest = hashlib.sha256()
        try:
            for piece in self._pieces(entry, LARGEST_MEDIUM):
                digest.update(piece)
                self._unpacked += len(piece)
                if self._unpacked > LARGEST_MEDIA:
                    raise self._too_large()
        except SourceError:
            return None
        suffix = _SUFFIX.search(name.lower())
        return digest.hexdigest() + (suffix[0] if suffix else ""), entry

    def begins_as_svg(self, entry: Entry) -> bool:
        """Whether a medium is an SVG, whatever it is named."""
        return is_svg(next(self._pieces(entry, LARGEST_MEDIUM), b"")[:_HEAD])

    def load(self, name: str, entry: Entry) -> bytes:
        """The bytes of a medium; SourceError if the package is not what it was any more."""
        data = b"".join(self._pieces(entry, LARGEST_MEDIUM))
        if hashlib.sha256(data).hexdigest() != name.partition(".")[0]:
            raise SourceError(
                "“{document}” has changed since it was read; read it again.",
                document=self.document,
            )
        return data

    def _form(self) -> Form:
        if "meta" in self._entries:
            version = self._number(b"".join(self._raw_pieces(self._entries["meta"], 1024)))
            if version > max(Form):
                raise SourceError(
                    "“{document}” was made by a newer Anki than this version reads. "
                    "Nothing of it was used; export it with “Support older Anki versions”.",
                    document=self.document,
                )
            if version in _COLLECTIONS and _COLLECTIONS[Form(version)] in self._entries:
                return Form(version)
        known = [form for form, name in _COLLECTIONS.items() if name in self._entries]
        if not known:
            raise _damaged(self._file)
        return max(known)

    def _number(self, meta: bytes) -> int:
        try:
            return integer_of(meta, 1)
        except ValueError:
            raise _damaged(self._file) from None

    def _read_map(self) -> dict[str, Entry]:
        if "media" not in self._entries:
            return {}
        data = b"".join(self._pieces(self._entries["media"], LARGEST_MAP))
        try:
            named = _current_map(data) if self.form is Form.CURRENT else _first_map(data)
            names = list(named)
        except (ValueError, RecursionError):
            raise _damaged(self._file) from None
        return {
            unicodedata.normalize("NFC", name): self._entries[entry]
            for entry, name in names
            if entry in self._entries
        }

    def _pieces(self, entry: Entry, most: int) -> Iterator[bytes]:
        """The bytes of an entry as they were before they were packed, bounded."""
        most = min(most, max(EXPANDED_FREELY, MOST_EXPANSION * entry.packed))
        raw = self._raw_pieces(entry, most)
        if self.form is Form.CURRENT:
            raw = self._without_zstandard(raw, most)
        return raw

    def _raw_pieces(self, entry: Entry, most: int) -> Iterator[bytes]:
        unpacked = 0
        try:
            with self._file.open("rb") as file:
                for piece in _inflated(file, entry):
                    unpacked += len(piece)
                    if unpacked > most:
                        raise self._too_large()
                    yield piece
        except (OSError, zlib.error, EOFError) as failure:
            raise _damaged(self._file) from failure

    def _without_zstandard(self, packed: Iterator[bytes], most: int) -> Iterator[bytes]:
        import zstandard  # slow to load

        unpacking = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).stream_reader(
            io.BufferedReader(_Pieces(packed)), read_across_frames=True
        )
        unpacked = 0
        try:
            while piece := unpacking.read(_PIECE):
                unpacked += len(piece)
                if unpacked > most:
                    raise self._too_large()
                yield piece
        except zstandard.ZstdError as failure:
            raise _damaged(self._file) from failure

    def _too_large(self) -> SourceError:
        return SourceError(
            "“{document}” unpacks to far more than a package of its size holds. "
            "Nothing of it was used.",
            document=self.document,
        )


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file that is read from its beginning."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        if not self._rest:
            self._rest = next(filter(None, self._pieces), b"")
        piece, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(piece)] = piece
        return len(piece)


def is_package(file: Path) -> bool:
    """Whether a ZIP file holds a collection of Anki, or begins as one that does."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_LOCAL_HEAD.size)
            if len(head) < _LOCAL_HEAD.size:
                return False
            first = opened.read(_LOCAL_HEAD.unpack(head)[1]).decode("utf-8", "replace")
        return first in FIRST_ENTRIES or not _entries_of(file).keys().isdisjoint(FIRST_ENTRIES[1:])
    except (OSError, SourceError):
        return False


def _entries_of(file: Path) -> dict[str, Entry]:
    """The entries that can be read, by name; those with links or secrets are left out."""
    try:
        with file.open("rb") as opened:
            _refuse_large_directory(opened, file)
            with zipfile.ZipFile(opened) as archive:
                infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as failure:
        raise _damaged(file) from failure
    except OSError as failure:
        raise SourceError(
            "“{document}” could not be read ({reason}); nothing was changed.",
            document=file.name,
            reason=failure.strerror or str(failure),
        ) from failure
    return {
        info.filename: Entry(info.header_offset, info.compress_size, info.compress_type != 0)
        for info in infos
        if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        and not info.flag_bits & 1
        and not stat.S_ISLNK(info.external_attr >> 16)
    }


def _refuse_large_directory(opened: IO[bytes], file: Path) -> None:
    """SourceError for a directory that would take the memory (APPNOTE 6.3.10, 4.3.14 to 4.3.16)."""
    size = opened.seek(0, 2)
    opened.seek(max(0, size - 66_000))
    tail = opened.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < 22:
        raise _damaged(file)
    entries, length = struct.unpack_from("<HI", tail, end + 10)
    end_64 = tail.rfind(_END_64, 0, end)
    if end_64 >= 0 and len(tail) - end_64 >= 56:
        entries, length = struct.unpack_from("<QQ", tail, end_64 + 32)
    if entries > MOST_ENTRIES or length > LARGEST_DIRECTORY:
        raise SourceError(
            "“{document}” holds more than {limit} files, the most that is read. "
            "Nothing of it was used.",
            document=file.name,
            limit=f"{MOST_ENTRIES:,}",
        )


def _inflated(file: IO[bytes], entry: Entry) -> Iterator[bytes]:
    file.seek(entry.offset)
    head = file.read(_LOCAL_HEAD.size)
    if len(head) < _LOCAL_HEAD.size:
        raise EOFError
    mark, name, extra = _LOCAL_HEAD.unpack(head)
    if mark != b"PK\x03\x04":
        raise EOFError
    file.seek(name + extra, 1)
    left = entry.packed
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        packed = file.read(min(left, _PIECE))
        if not packed:
            raise EOFError
        left -= len(packed)
        if not entry.deflated:
            yield packed
            continue
        while packed:
            yield inflater.decompress(packed, _PIECE)
            packed = inflater.unconsumed_tail
    if entry.deflated and not inflater.eof:
        yield inflater.flush()
        if not inflater.eof:
            raise EOFError


def _first_map(data: bytes) -> Iterator[tuple[str, str]]:
    """JSON: the entry's name, a number, to the file's name."""
    names = json.loads(data or b"{}")
    if not isinstance(names, dict):
        raise ValueError("the map of media is no object")  # noqa: TRY004
    return ((entry, name) for entry, name in names.items() if isinstance(name, str))


def _current_map(data: bytes) -> Iterator[tuple[str, str]]:
    """`MediaEntries`: the n-th (from 0) names the entry n, unless it says another number (255)."""
    entries = [value for number, value in fields_of(data) if number == 1]
    for place, entry in enumerate(entries):
        if isinstance(entry, bytes):
            said = [value for number, value in fields_of(entry) if number == 255]
            yield str(said[-1] if said else place), texts_of(entry, 1)[0]


def _damaged(file: Path) -> SourceError:
    return SourceError(
        "“{document}” is damaged or incomplete. Nothing of it was used; get it again.",
        document=file.name,
    )
