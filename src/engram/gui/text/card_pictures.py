"""The bytes of a card's picture in; an image of bearable size out, or a null one."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 40_000_000

_BEGINNINGS = {
    b"\x89PNG\r\n": b"png",
    b"\xff\xd8\xff": b"jpeg",
    b"GIF8": b"gif",
    b"BM": b"bmp",
    b"RIFF": b"webp",
}


def card_picture(data: bytes) -> QImage:
    """The picture, told by how its bytes begin; null if it is no picture we show.

    There is no SVG among them: one can name files of this computer, and Qt reads those as soon
    as it is asked for the picture's size. So Qt is never left to guess what a picture is.
    """
    kind = next((kind for begin, kind in _BEGINNINGS.items() if data.startswith(begin)), None)
    if kind is None:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        return QImage()
    return reader.read()
