"""An address in a document goes in; the picture there, or why it is not taken in, comes out.

Only ordinary files inside the document's own folder are read, none of them through a link that
leads out of it, and only those that begin as a picture does. Nothing is ever fetched.
"""

from __future__ import annotations

import re
import stat
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from engram.errors import SourceError
from engram.media import (
    SCHEME,
    is_media_name,
    is_named,
    is_sound,
    is_svg,
    media_name,
    picture_format,
)
from engram.model import Media

LARGEST_BYTES = 10 * 1024 * 1024
MOST_BYTES = 200 * 1024 * 1024
"""What one picture, and all pictures of one document, may have."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_REMOTE = re.compile(r"(?:(?:https?|ftps?):)?//", re.IGNORECASE)
_DATA = re.compile(r"data:[^,]{0,200}?(?P<base64>;base64)?,", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[?#]")
_HEAD = 64


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a picture is not taken in: the name of its problem, and the reason as words."""

    kind: str
    reason: str = ""


Found = Media | Refusal | None
"""None is a picture that a library has under the name that the document gives."""


class Album:
    """The pictures of one document, each read once."""

    def __init__(self, document: Path) -> None:
        self._folder = document.resolve().parent
        self._found: dict[str, Found] = {}
        self._sizes: dict[str, int] = {}

    @property
    def media(self) -> tuple[Media, ...]:
        """All that was found, each once."""
        found = (each for each in self._found.values() if isinstance(each, Media))
        return tuple({each.name: each for each in found}.values())

    def find(self, address: str) -> Found:
        """The picture at an address, or why there is none."""
        if address not in self._found:
            self._found[address] = self._look(address)
        return self._found[address]

    def _look(self, address: str) -> Found:
        if address.startswith(SCHEME) and is_media_name(address.removeprefix(SCHEME)):
            return None
        if _REMOTE.match(address):
            return Refusal("picture-elsewhere")
        if data := _DATA.match(address):
            return self._look_inside(address[data.end() :], base64=bool(data["base64"]))
        if _SCHEME.match(address) or address.startswith(("/", "\\")):
            return _refused("is no file of the document's folder")
        return self._look_beside(address)

    def _look_inside(self, written: str, *, base64: bool) -> Found:
        """A picture that is written out in its address (RFC 2397)."""
        if len(written) > 3 * LARGEST_BYTES:
            return _too_large()
        try:
            data = b64decode(unquote_to_bytes(written)) if base64 else unquote_to_bytes(written)
        except ValueError:
            return _refused("cannot be read")
        return self._taken(data, lambda: data)

    def _look_beside(self, address: str) -> Found:
        refusal = Refusal("picture-missing")
        for file in self._meant(address):
            try:
                real = file.resolve()
                if not real.is_relative_to(self._folder):
                    refusal = _refused("is outside the document's folder")
                elif stat.S_ISREG((status := real.stat()).st_mode):
                    return self._read(real, status.st_size)
                else:
                    refusal = _refused("is no ordinary file")
            except (FileNotFoundError, NotADirectoryError, ValueError):
                continue  # a name that no file has, or can have
            except (OSError, RuntimeError):
                refusal = _refused("cannot be read")
        return refusal

    def _meant(self, address: str) -> list[Path]:
        """The files that may be meant: without escapes or as written, with a query or without."""
        names = [
            name
            for written in (address, _AFTER_NAME.split(address)[0])
            for plain in (unquote(written), written)
            for name in (plain, plain.replace("\\", "/"))
        ]
        return [self._folder / name for name in dict.fromkeys(names) if name]

    def _read(self, file: Path, size: int) -> Found:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
            if picture_format(head) is None and not _is_own_sound(file.name):
                return _no_picture(head)
            if size > LARGEST_BYTES:
                return _too_large()
            data = head + opened.read(LARGEST_BYTES + 1)
        return self._taken(data, partial(_read_again, file), file.name)

    def _taken(self, data: bytes, load: Callable[[], bytes], own: str = "") -> Found:
        if len(data) > LARGEST_BYTES:
            return _too_large()
        suffix = picture_format(data)
        if suffix is None and not (_is_own_sound(own) and is_named(own, data)):
            return _no_picture(data[:_HEAD])
        name = media_name(data, suffix) if suffix else own
        if sum(self._sizes.values()) + len(data) > MOST_BYTES and name not in self._sizes:
            megabytes = MOST_BYTES // 1024 // 1024
            return _refused(f"is too much: all pictures of a document have {megabytes} MB at most")
        self._sizes[name] = len(data)
        return Media(name, load)


def _read_again(file: Path) -> bytes:
    """The bytes of a picture when it is written; its name tells whether they are still the same."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_BYTES + 1)
    except OSError as failure:
        raise SourceError(
            "The picture {file} cannot be read any more: {reason}. Nothing was imported.",
            file=file,
            reason=failure.strerror or str(failure),
        ) from failure


def _is_own_sound(name: str) -> bool:
    """A sound that Engram has written beside a deck in Markdown, under the name it knows it by."""
    return is_media_name(name) and is_sound(name)


def _refused(reason: str) -> Refusal:
    return Refusal("picture-refused", reason)


def _too_large() -> Refusal:
    return _refused(f"is larger than {LARGEST_BYTES // 1024 // 1024} MB")


def _no_picture(head: bytes) -> Refusal:
    if is_svg(head):
        return _refused("is an SVG, which may hold scripts and name other files")
    return _refused("is no picture of a known kind: PNG, JPEG, GIF, WebP or BMP")
