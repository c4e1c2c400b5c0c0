"""The bytes of a card's picture in; its size, and an image as large as it is shown, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from engram.gui.text.values import MEDIA, Picture
from engram.gui.words import tr
from engram.media import is_sound, picture_format

MediaSource = Callable[[str], bytes | None]
"""A picture's bytes by its name, or None."""

MOST_PIXELS = 40_000_000
NARROWEST = 3  # a tall picture is made lower, but not narrower than this part of its room
_TURNED = QImageIOHandler.Transformation.TransformationRotate90


class CardPictures:
    """The pictures of one text: the HTML that shows them, and their images when they are painted.

    A picture is read to learn its size, and decoded only when it is seen, as large as it is shown.
    """

    def __init__(self, source: MediaSource) -> None:
        self._source = source
        self._sizes: dict[str, QSize] = {}  # as they are; empty for what cannot be shown
        self._shown: dict[str, QSize] = {}  # pixels of the screen
        self._images: dict[str, QImage] = {}

    def forget(self) -> None:
        """Another text will be shown."""
        self._sizes.clear()
        self._images.clear()

    def html(
        self, pictures: Sequence[Picture], rooms: Sequence[float], tallest: float, ratio: float
    ) -> list[str]:
        """The HTML of each picture in its room, on a screen of this pixel ratio."""
        self._shown.clear()
        return [
            self._tag(picture, room, tallest, ratio)
            for picture, room in zip(pictures, rooms, strict=True)
        ]

    def image(self, name: str) -> QImage:
        """A picture as large as it is shown; null for what cannot be shown."""
        wanted = self._shown.get(name, QSize())
        known = self._images.get(name)
        if known is None or (wanted.isValid() and known.size() != wanted):
            known = _decoded(self._source, name, wanted.width(), wanted.height())
            self._images[name] = known
        return known

    def _tag(self, picture: Picture, room: float, tallest: float, ratio: float) -> str:
        size = self._size(picture.name)
        if size.isEmpty():
            words = tr("sound: {words}", words=picture.words) if is_sound(picture.name) else ""
            return f'<span class="absent">[{escape(words or picture.words)}]</span>'
        shown = shown_size(size, room, tallest)
        pixels = (shown * ratio).boundedTo(size)
        if pixels.width() > self._shown.get(picture.name, QSize(0, 0)).width():
            self._shown[picture.name] = pixels
        name = escape(f"{MEDIA}{picture.name}")
        return f'<img src="{name}" width="{shown.width()}" height="{shown.height()}">'

    def _size(self, name: str) -> QSize:
        if name not in self._sizes:
            data = None if is_sound(name) else self._source(name)
            self._sizes[name] = picture_size(data) if data else QSize()
        return self._sizes[name]


@lru_cache(maxsize=12)
def _decoded(source: MediaSource, name: str, width: int, height: int) -> QImage:
    """A picture of this size: an option that is chosen, or a text in other letters, has it again.

    A large one takes a tenth of a second, and a name of a library always stands for the same bytes.
    """
    return card_picture(source(name) or b"", QSize(width, height))


def shown_size(size: QSize, room: float, tallest: float) -> QSize:
    """How large a picture is shown: never larger than it is, nor wider than its room.

    One that is too tall is made lower as well, as long as it does not become a thin strip.
    """
    share = min(1.0, room / size.width())
    share = min(share, max(tallest / size.height(), room / NARROWEST / size.width()))
    return QSize(max(round(size.width() * share), 1), max(round(size.height() * share), 1))


def picture_size(data: bytes) -> QSize:
    """How many pixels a picture has, the way up it is shown; empty if it is none that is shown.

    Only its beginning is looked at: a few bytes may be a picture of millions of pixels.
    """
    with _reader(data) as reader:
        size = QSize() if reader is None else _upright(reader, reader.size())
        return size if 0 < size.width() * size.height() <= MOST_PIXELS else QSize()


def card_picture(data: bytes, pixels: QSize | None = None) -> QImage:
    """The picture, told by how its bytes begin; null if it is no picture we show.

    There is no SVG among them: one can name files of this computer, and Qt reads those as soon
    as it is asked for the picture's size. So Qt is never left to guess what a picture is.
    """
    if picture_size(data).isEmpty():
        return QImage()
    with _reader(data) as reader:
        if reader is None:
            return QImage()
        reader.setAutoTransform(True)
        if pixels is not None and pixels.isValid():
            reader.setScaledSize(_upright(reader, pixels))
        return reader.read()


@contextmanager
def _reader(data: bytes) -> Iterator[QImageReader | None]:
    kind = picture_format(data)
    if kind is None:
        yield None
        return
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    yield reader


def _upright(reader: QImageReader, size: QSize) -> QSize:
    """A size with its sides exchanged where a camera has noted that the picture lies."""
    return size.transposed() if reader.transformation() & _TURNED else size
