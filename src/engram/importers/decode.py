"""Bytes of a document go in; its text and what was repaired come out.

Texts have LF line endings and no other line breaks: U+2028, U+2029, U+0085, vertical tabs and form
feeds become spaces, so that lines, counted from 1, are those an editor shows. Sources: Unicode 16
(byte order marks, 23.8; newline functions, 5.8), WHATWG Encoding for Windows-1252.
"""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from engram.errors import SourceError
from engram.importers.invisible import without_invisible
from engram.importers.mojibake import without_mojibake
from engram.importers.western import is_western
from engram.problems import KINDS, Problem, problem

LARGEST_BYTES = 64 * 1024 * 1024
MOST_LINES = 300_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_FOREIGN = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a packed file"), (b"SQLite format 3", "SQLite"))
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_OTHER_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_JUDGED_LATIN = re.compile(r"^(cp125[0247]|cp8|cp4|cp5|cp03|cp7|latin|iso8859|mac|hp_|cp1[01])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text and what had to be done to read it."""

    text: str
    problems: tuple[Problem, ...] = ()


def read_source(path: Path) -> Decoded:
    """The text of the file at `path`, which is never changed.

    Raises SourceError for a missing file, a folder, no permission, more than 64 MiB, and whatever
    `decode` refuses.
    """
    return decode(_bytes_of(path), path.name or str(path))


def decode(data: bytes, document: str) -> Decoded:
    """The text of `data`.

    Raises SourceError for an empty or binary document, for more lines than are read, and for bytes
    of no known encoding.
    """
    text, problems = _unicode(data, document)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise SourceError(
            "“{document}” has more than {limit} lines, the most that is read; nothing was changed.",
            document=document,
            limit=f"{MOST_LINES:,}",
        )
    text = _OTHER_BREAKS.sub(" ", text)
    text, repairs = without_mojibake(text, document)
    text = without_invisible(text)
    if not text.strip(" \t\n\xa0"):
        raise SourceError("“{document}” is empty; nothing was changed.", document=document)
    return Decoded(text, (*problems, *repairs))


def _bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(
                "“{document}” is a folder, not a document; nothing was changed.",
                document=path.name or path,
            )
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(
                "“{document}” is no ordinary file; nothing was changed.", document=path.name or path
            )
        if status.st_size > LARGEST_BYTES:
            raise _too_large(path)
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(
            "There is no file “{document}”; nothing was changed.", document=str(path)
        ) from None
    except PermissionError:
        raise SourceError(
            "“{document}” may not be read by you; nothing was changed.", document=path.name or path
        ) from None
    except (OSError, ValueError) as error:
        raise SourceError(
            "“{document}” could not be read ({reason}); nothing was changed.",
            document=path.name or path,
            reason=getattr(error, "strerror", None) or str(error),
        ) from error
    if len(data) > LARGEST_BYTES:
        raise _too_large(path)
    return data


def _too_large(path: Path) -> SourceError:
    return SourceError(
        "“{document}” is larger than {limit} MiB, the most that is read; nothing was changed.",
        document=path.name or path,
        limit=LARGEST_BYTES // 1024 // 1024,
    )


def _unicode(data: bytes, document: str) -> tuple[str, list[Problem]]:
    if not _NOT_ASCII.search(data) and b"\0" not in data:
        _refuse_binary(data, document)
        return data.decode("ascii"), []
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding, document)
            return text, [] if name == "UTF-8" else [_encoding(name)]
    if codec := _utf16_without_mark(data):
        return _strict(data, codec, document), [_encoding("UTF-16")]
    _refuse_binary(data, document)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _not_utf8(data, document)


def _encoding(name: str) -> Problem:
    return problem(KINDS["encoding"], 1, encoding=name)


def _strict(data: bytes, codec: str, document: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise _undecodable(document) from None
    if "\0" in text:
        raise _binary(document, "not a text")
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of Western text has a zero in nearly every second byte."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    for codec, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if sample[zeros::2].count(0) > 0.6 * half and 0 not in sample[letters::2]:
            return codec
    return None


def _refuse_binary(data: bytes, document: str) -> None:
    for start, what in _FOREIGN:
        if data.startswith(start):
            raise _binary(document, f"{what}, not a text")
    controls = len(data) - len(data.translate(None, _CONTROL))
    if b"\0" in data or controls > len(data) // 100:
        raise _binary(document, "not a text")


def _binary(document: str, what: str) -> SourceError:
    return SourceError(
        "“{document}” is {what}, so no question can be read from it; nothing was changed.",
        document=document,
        what=what,
    )


def _undecodable(document: str) -> SourceError:
    return SourceError(
        "The characters of “{document}” are in no encoding that is known here; "
        "nothing was changed. Save it as UTF-8 and try again.",
        document=document,
    )


def _not_utf8(data: bytes, document: str) -> tuple[str, list[Problem]]:
    mended = data.decode("utf-8", errors="replace")
    broken = mended.count("\ufffd") - data.count("\ufffd".encode())
    whole = sum(character > "\x7f" for character in mended) - broken
    if whole > 3 * broken or (whole and broken == 1 and mended.endswith("\ufffd")):
        line = mended.count("\n", 0, mended.index("\ufffd")) + 1
        note = problem(KINDS["repaired"], line, before=f"{broken} broken bytes", after="\ufffd")
        return mended, [note]
    judged = None if is_western(data[: 1024 * 1024]) else _judged(data[: 1024 * 1024])
    if judged and not _JUDGED_LATIN.match(judged):
        try:
            return data.decode(judged), [_encoding(judged)]
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("cp1252"), [_encoding("Windows-1252")]
    except UnicodeDecodeError:
        raise _undecodable(document) from None


def _judged(data: bytes) -> str | None:
    """The encoding that the frequencies of these bytes speak for."""
    from charset_normalizer import from_bytes  # slow to load

    best = from_bytes(data).best()
    return best.encoding if best else None
