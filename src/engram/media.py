"""Texts and bytes of pictures and sounds in; the names by which a library keeps them out.

A name is the SHA-256 of the bytes in lower-case hex and a suffix: the same picture has one name in
every library, and what a name stands for never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engram.model import Card

SCHEME = "media:"
LARGEST_BYTES = 64 * 1024 * 1024
"""What one picture or sound of a library may have."""

SOUNDS = frozenset({"aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav"})
"""The suffixes of what is kept and named on a card, but not drawn."""

_NAME = re.compile(r"[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?")
_NAMED = re.compile(rf"{SCHEME}({_NAME.pattern})(?![0-9A-Za-z])")
_BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "webp"),
    # A bitmap: its size, four bytes, where its pixels begin, and the length of a known header.
    (re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x6c\x7c]\x00\x00\x00", re.DOTALL), "bmp"),
)

_SVG = re.compile(rb"\s*<(?:svg|\?xml|!--|!DOCTYPE svg)", re.IGNORECASE)


def is_media_name(name: str) -> bool:
    """Whether a library may keep something under this name; it leads out of no folder."""
    return _NAME.fullmatch(name) is not None


def media_name(data: bytes, suffix: str) -> str:
    """The name of these bytes; `suffix` has no dot."""
    from hashlib import sha256  # a start, which keeps nothing, does without it

    digest = sha256(data).hexdigest()
    return f"{digest}.{suffix.lower()}" if suffix else digest


def is_named(name: str, data: bytes) -> bool:
    """Whether these are the bytes that the name stands for."""
    return media_name(data, name.partition(".")[2]) == name


def is_sound(name: str) -> bool:
    """Whether a name says that it stands for a sound."""
    return name.rpartition(".")[2] in SOUNDS


def picture_format(data: bytes) -> str | None:
    """The suffix of the picture that begins so: png, jpg, gif, webp, bmp; None for all else.

    SVG is none: it may hold scripts, and name files and addresses that whoever draws it reads.
    Sources: PNG 1.2 (12.12), JFIF 1.02, GIF89a (17), the WebP container and BITMAPINFOHEADER.
    """
    return next((suffix for begin, suffix in _BEGINNINGS if begin.match(data)), None)


def is_svg(head: bytes) -> bool:
    """Whether what begins so is an SVG, or other XML, which no library takes in."""
    return _SVG.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def names_in(text: str) -> list[str]:
    """The media that a text names, in order."""
    return _NAMED.findall(text) if SCHEME in text else []


def names_of(cards: Iterable[Card]) -> tuple[str, ...]:
    """The media that cards name, in order, each once."""
    return tuple(dict.fromkeys(name for card in cards for name in _names_of_card(card)))


def _names_of_card(card: Card) -> Iterator[str]:
    for text in (card.question, card.answer, card.explanation):
        yield from names_in(text)
    for option in card.options:
        yield from names_in(option.text)
        yield from names_in(option.feedback)
