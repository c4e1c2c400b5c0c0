"""Pictures on a card: as large as there is room, decoded when seen, or told in words."""

from __future__ import annotations

import re
import struct

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from engram.gui.looks.theme import Theme
from engram.gui.text.card_document import CardDocument
from engram.gui.text.card_html import card_html
from engram.gui.text.card_pictures import card_picture, picture_size, shown_size
from engram.gui.text.card_style import TALLEST, card_style, question_style
from engram.gui.text.markdown_html import MOST_PICTURES
from engram.media import media_name
from tests.pictures import SVG, bomb, png

BLUE = (20, 90, 160)
SMALL, WIDE, TALL = png(40, 30), png(1600, 200), png(60, 3000)
PICTURES = {media_name(data, "png"): data for data in (SMALL, WIDE, TALL)}
NAMES = dict(zip(("small", "wide", "tall"), PICTURES, strict=True))


def shown(
    theme: Theme, markdown: str, width: int = 600, ratio: float = 1.0
) -> tuple[CardDocument, list[tuple[int, int]]]:
    """A text in a column, and the sizes in which its pictures are shown."""
    document = CardDocument(PICTURES.get)
    document.setTextWidth(width)
    document.show_text(markdown.format(**NAMES), card_style(theme, "reading", ratio=ratio))
    tags = re.findall(r"<img[^>]*>", document.toHtml())
    sizes = [re.findall(r'(?:width|height)="([\d.]+)"', tag) for tag in tags]
    return document, [(int(float(one)), int(float(other))) for one, other in sizes]


def painted(document: CardDocument, width: int = 600, height: int = 400, ratio: int = 1) -> QImage:
    image = QImage(width * ratio, height * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return image


def blues(image: QImage) -> int:
    """How many of the pixels of the middle column and row are those of the picture."""
    blue = QColor(*BLUE).rgb()
    middle = image.height() // 2
    down = sum(image.pixel(20, y) == blue for y in range(image.height()))
    return down + sum(image.pixel(x, middle) == blue for x in range(image.width()))


def test_a_picture_is_painted_in_its_place(theme: Theme) -> None:
    document, sizes = shown(theme, "![a](media:{small})")
    assert sizes == [(40, 30)]
    assert blues(painted(document, 40, 60)) >= 30


def test_a_picture_has_no_leading_of_its_height(theme: Theme) -> None:
    document, _ = shown(theme, "![a](media:{tall})")
    assert 3000 <= document.size().height() < 3000 + 20


def test_a_picture_wider_than_its_room_fits_and_one_that_is_not_keeps_its_size(
    theme: Theme,
) -> None:
    text = "![a](media:{wide})\n\n![b](media:{small})\n\n- one\n\n  ![c](media:{wide})"
    document, sizes = shown(theme, text)
    assert sizes[:2] == [(600, 75), (40, 30)]
    assert 500 < sizes[2][0] < 600
    document.setTextWidth(300)
    assert document.size().width() <= 300
    document.setTextWidth(2000)
    assert document.size().height() > 430


@pytest.mark.parametrize("width", [200, 600])
def test_pictures_in_a_table_fit_its_columns(theme: Theme, width: int) -> None:
    text = "| a | b |\n|---|---|\n| ![a](media:{wide}) | ![b](media:{wide}) |"
    document, sizes = shown(theme, text, width)
    assert document.size().width() <= width
    assert all(0.9 < one / other / 8 < 1.1 for one, other in sizes)


def test_a_tall_picture_is_lower_but_no_strip(theme: Theme) -> None:
    assert shown_size(QSize(600, 1200), 600, 640) == QSize(320, 640)
    assert shown_size(QSize(600, 12000), 600, 640) == QSize(200, 4000)
    _, sizes = shown(theme, "![a](media:{tall})")
    assert sizes == [(60, 3000)]  # as narrow as it is
    assert card_style(theme, "reading").tallest == theme.unit(TALLEST)


def test_a_picture_is_decoded_as_large_as_the_screen_shows_it_and_no_larger(theme: Theme) -> None:
    for ratio, width, pixels in ((1.0, 600, 600), (2.0, 600, 1200), (3.0, 600, 1600)):
        document, sizes = shown(theme, "![a](media:{wide})", width, ratio)
        assert sizes == [(600, 75)]
        image = document.resource(2, f"media:{NAMES['wide']}")
        assert isinstance(image, QImage)
        assert image.width() == pixels


def test_a_picture_is_decoded_when_it_is_painted_and_then_kept(theme: Theme) -> None:
    asked: list[str] = []

    def media(name: str) -> bytes | None:
        asked.append(name)
        return PICTURES.get(name)

    document = CardDocument(media)
    document.setTextWidth(600)
    document.show_text("![a](media:{wide})".format(**NAMES), card_style(theme, "reading"))
    for width in (500, 400, 600):
        document.setTextWidth(width)
    assert len(asked) == 1  # to learn its size
    for _ in range(3):
        painted(document)
    document.show_text(
        "![a](media:{wide})".format(**NAMES), card_style(theme, "reading", color="muted")
    )
    painted(document)
    assert len(asked) == 2


@pytest.mark.qt_log_ignore("JPEG datastream", "libpng", extend=True)
@pytest.mark.parametrize(
    "data",
    [bomb(), bomb(1, 2**31 - 1), png()[:40], SVG, b"GIF89a", b"\xff\xd8\xff", b"BM", b""],
    ids=["bomb", "line", "cut", "svg", "gif", "jpeg", "bmp", "nothing"],
)
def test_what_cannot_be_shown_is_told_by_its_words(theme: Theme, data: bytes) -> None:
    document = CardDocument(lambda _name: data)
    document.show_text("![a *plan*](media:x.png) ![](media:y.png)", card_style(theme, "reading"))
    if data == png()[:40]:  # its size is known, its pixels are not
        assert card_picture(data).isNull()
        painted(document)
    else:
        assert document.toPlainText() == "[a plan] [picture]"
        assert card_picture(data).isNull()


def test_a_missing_picture_and_a_sound_are_told_by_their_words(theme: Theme) -> None:
    document, sizes = shown(theme, "![a <lost> map](media:gone.png) ![a song](media:x.mp3)")
    assert document.toPlainText() == "[a <lost> map] [sound: a song]"
    assert sizes == []


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    plain = bytes(buffer.data().data())
    # EXIF 2.3: one entry in the first directory, orientation (0x0112) 6, turned to the right.
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"Exif\0\0" + b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry + b"\0" * 4
    turned = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]
    assert picture_size(plain) == QSize(60, 20)
    assert picture_size(turned) == QSize(20, 60)
    assert card_picture(turned, QSize(10, 30)).size() == QSize(10, 30)


def test_the_name_of_a_picture_makes_no_question_long() -> None:
    question = f"Which? {'![a](media:' + NAMES['small'] + ') ' * 5}"
    assert question_style(question, small=False) == "question"


def test_many_pictures_in_a_row_keep_their_names_whole(theme: Theme) -> None:
    text = "![a](media:{small})" * MOST_PICTURES + "![last](media:{small})"
    document, sizes = shown(theme, text)
    assert len(sizes) == MOST_PICTURES
    assert document.toPlainText().endswith("[last]")
    found = card_html(text.format(**NAMES)).pictures
    assert {each.name for each in found} == {NAMES["small"]}


def test_a_picture_beside_html_is_shown_too(theme: Theme) -> None:
    _, sizes = shown(theme, "H<sub>2</sub>O ![a](media:{small})")
    assert sizes == [(40, 30)]
