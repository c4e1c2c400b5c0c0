"""A ZIP file goes in; its entries by name, and the bytes of each, bounded, come out.

Nothing is unpacked under a name that the file says, and links and secrets are no entries. Source:
APPNOTE 6.3.10 (4.3.7, 4.3.14 to 4.3.16).
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from engram.errors import SourceError

BEGINNING = b"PK\x03\x04"
MOST_ENTRIES = 500_000
LARGEST_DIRECTORY = 64 * 1024 * 1024
MOST_EXPANSION = 200  # of what is larger than the next
EXPANDED_FREELY = 32 * 1024 * 1024
PIECE = 256 * 1024
_LOCAL_HEAD = struct.Struct("<4s22xHH")
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an entry begins, how many bytes it has as it is packed, whether it is, and its sum."""

    offset: int
    packed: int
    deflated: bool
    crc: int


def entries_of(file: Path) -> Mapping[str, Entry]:
    """The entries of a ZIP file that can be read, by name; SourceError if it is none."""
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
        info.filename: Entry(
            info.header_offset, info.compress_size, info.compress_type != 0, info.CRC
        )
        for info in infos
        if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        and not info.flag_bits & 1
        and not info.is_dir()
        and not stat.S_ISLNK(info.external_attr >> 16)
    }


def pieces_of(file: Path, entry: Entry, most: int) -> Iterator[bytes]:
    """The bytes of an entry; SourceError where it is damaged or larger than `most`."""
    most = min(most, max(EXPANDED_FREELY, MOST_EXPANSION * entry.packed))
    unpacked = crc = 0
    try:
        with file.open("rb") as opened:
            for piece in _inflated(opened, entry):
                unpacked += len(piece)
                crc = zlib.crc32(piece, crc)
                if unpacked > most:
                    raise SourceError(
                        "“{document}” unpacks to far more than a file of its size holds. "
                        "Nothing of it was used.",
                        document=file.name,
                    )
                yield piece
        if crc != entry.crc:
            raise EOFError
    except (OSError, zlib.error, EOFError) as failure:
        raise _damaged(file) from failure


def _inflated(file: IO[bytes], entry: Entry) -> Iterator[bytes]:
    _skip_local_head(file, entry)
    left = entry.packed
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        packed = file.read(min(left, PIECE))
        if not packed:
            raise EOFError
        left -= len(packed)
        if not entry.deflated:
            yield packed
            continue
        while packed:
            yield inflater.decompress(packed, PIECE)
            packed = inflater.unconsumed_tail
    if entry.deflated:
        yield inflater.flush()
        if not inflater.eof:
            raise EOFError


def _skip_local_head(file: IO[bytes], entry: Entry) -> None:
    file.seek(entry.offset)
    head = file.read(_LOCAL_HEAD.size)
    if len(head) < _LOCAL_HEAD.size:
        raise EOFError
    mark, name, extra = _LOCAL_HEAD.unpack(head)
    if mark != BEGINNING:
        raise EOFError
    file.seek(name + extra, 1)


def _refuse_large_directory(opened: IO[bytes], file: Path) -> None:
    """SourceError for a directory that would take the memory."""
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


def _damaged(file: Path) -> SourceError:
    return SourceError(
        "“{document}” is damaged or incomplete. Nothing of it was used; get it again.",
        document=file.name,
    )
