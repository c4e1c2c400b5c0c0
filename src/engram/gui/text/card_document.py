"""A card's Markdown and a style in; a document that Qt can lay out and paint out.

No file and no address is ever read: pictures come from the media function, formulas are drawn
here, and every other name gets a null image, since for Qt "nothing" means to look for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextOption,
)

from engram.gui.text.card_formulas import formulas_drawn, rooms_of
from engram.gui.text.card_html import card_html
from engram.gui.text.card_pictures import CardPictures, MediaSource
from engram.gui.text.card_style import CardStyle
from engram.gui.text.values import FORMULA, MEDIA, CardHtml

Media = MediaSource
"""A picture's bytes by its name in the library, or None."""

FLATTENED = 1  # characters of the empty line before and after a table
UNBROKEN = 10_000  # pixels of a column whose width is not known yet
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"  # what stands for a picture among the letters
NARROWEST = 6  # times the size of the letters; no column that is shown is narrower


def no_media(_name: str) -> bytes | None:
    """The media of a library without pictures."""
    return None


class CardDocument(QTextDocument):
    """One text of a card, set in one style."""

    def __init__(self, media: Media = no_media) -> None:
        super().__init__()
        self._pictures = CardPictures(media)
        self._shown: tuple[str, CardStyle] | None = None
        self._rendered = CardHtml("", "")
        self._html: str | None = None
        self._width = 0.0
        self._formulas: dict[str, QImage] = {}
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)
        # A picture as wide as the column at most has no width in a column that has none.
        super().setTextWidth(UNBROKEN)

    def show_text(self, markdown: str, style: CardStyle) -> None:
        """Set `markdown` in `style`; nothing is done if it is set so already."""
        if self._shown == (markdown, style):
            return
        if self._shown is None or self._shown[0] != markdown:
            self._pictures.forget()
        self._shown = (markdown, style)
        self._rendered, self._html = card_html(markdown), None
        self.setDefaultFont(style.font)
        self.setIndentWidth(style.indent)
        self.setDefaultStyleSheet(f"body {{ color: {style.color}; }}{style.sheet}")
        self._fit(style)

    def setTextWidth(self, width: float) -> None:
        """Break the lines at this width, in which all formulas and pictures are seen whole."""
        drawn = self._rendered.formulas or self._rendered.pictures
        if self._shown and drawn and width != self._width:
            self._width = width
            self._fit(self._shown[1])
        self._width = width
        super().setTextWidth(width)

    def loadResource(self, _kind: int, name: QUrl | str) -> QImage:
        address = QUrl(name)
        scheme = f"{address.scheme()}:"
        if scheme == FORMULA:
            return self._formulas.get(address.path(), QImage())
        return self._pictures.image(address.path()) if scheme == MEDIA else QImage()

    def _fit(self, style: CardStyle) -> None:
        """Set the text with its formulas and pictures as large as the width allows."""
        formulas = self._rendered.formulas
        known = self._width >= NARROWEST * style.font.pixelSize()
        width = self._width if known else UNBROKEN
        self._set_html(style, width, rooms_of(formulas, width, style.indent, None))
        if any(formula.columns for formula in formulas):
            super().setTextWidth(width)
            if self.size().width() > width:
                rooms = rooms_of(formulas, width, style.indent, style.cell)
                self._set_html(style, width, rooms)

    def _set_html(self, style: CardStyle, width: float, rooms: Sequence[float]) -> None:
        drawn, images = formulas_drawn(self._rendered.formulas, rooms, style.formula)
        html = self._rendered.with_drawn(drawn, self._pictures_html(style, width))
        if html != self._html:
            self._html, self._formulas = html, images
            self.setHtml(f"<body>{html}</body>")
            self._close_gaps()

    def _pictures_html(self, style: CardStyle, width: float) -> list[str]:
        pictures = self._rendered.pictures
        rooms = rooms_of(pictures, width, style.indent, style.cell)
        return self._pictures.html(pictures, rooms, style.tallest, style.formula.ratio)

    def _close_gaps(self) -> None:
        """No space above the first and below the last line, nor the empty lines round tables."""
        block = self.begin()
        while block.isValid():
            if block.length() == 1 and QTextCursor(block).currentTable() is None:
                _flatten(block)
            elif self._rendered.pictures and _has_picture(block):
                _set_solid(block)
            block = block.next()
        _without_margin(self.lastBlock())
        for frame in self.rootFrame().childFrames():
            self._pull_to_edge(frame)

    def _pull_to_edge(self, frame: QTextFrame) -> None:
        """A table or listing that begins or ends the text has no space outside it."""
        form = frame.frameFormat()
        if frame.firstPosition() <= FLATTENED:
            form.setTopMargin(0)
        if frame.lastPosition() >= self.characterCount() - 1 - FLATTENED:
            form.setBottomMargin(0)
        frame.setFrameFormat(form)


def _flatten(block: QTextBlock) -> None:
    """Make an empty line, which Qt keeps before and after every table, as good as nothing."""
    cursor = QTextCursor(block)
    letters = QTextCharFormat()
    letters.setFontPointSize(1)
    cursor.setBlockCharFormat(letters)
    form = QTextBlockFormat()
    form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.setBlockFormat(form)


def _has_picture(block: QTextBlock) -> bool:
    if OBJECT not in block.text():
        return False
    formats = (each.format for each in block.textFormats())
    return any(each.toImageFormat().name().startswith(MEDIA) for each in formats)


def _set_solid(block: QTextBlock) -> None:
    """Take the leading from lines, which Qt counts in shares of a picture's height too."""
    form = block.blockFormat()
    form.setLineHeight(100, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    QTextCursor(block).setBlockFormat(form)


def _without_margin(block: QTextBlock) -> None:
    form = block.blockFormat()
    form.setBottomMargin(0)
    QTextCursor(block).setBlockFormat(form)
