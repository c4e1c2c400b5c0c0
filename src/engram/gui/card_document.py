"""A card's Markdown and a style in; a document that Qt can lay out and paint out.

No file and no address is ever read: pictures come from the media function, formulas are drawn
here, and every other name gets a null image, since for Qt "nothing" means to look for itself.
"""

from __future__ import annotations

from collections.abc import Callable

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

from engram.gui.card_html import CardHtml, card_html
from engram.gui.card_pictures import card_picture
from engram.gui.card_style import CardStyle
from engram.gui.maths import formula_image

Media = Callable[[str], bytes | None]
"""A picture's bytes by its name in the library, or None."""


FORMULA, MEDIA = "maths", "media"
FLATTENED = 1  # characters of the empty line before and after a table


def no_media(_name: str) -> bytes | None:
    """The media of a library without pictures."""
    return None


class CardDocument(QTextDocument):
    """One text of a card, set in one style."""

    def __init__(self, media: Media = no_media) -> None:
        super().__init__()
        self._media = media
        self._shown: tuple[str, CardStyle] | None = None
        self._formulas: dict[str, QImage] = {}
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)

    def show_text(self, markdown: str, style: CardStyle) -> None:
        """Set `markdown` in `style`; nothing is done if it is set so already."""
        if self._shown == (markdown, style):
            return
        self._shown = (markdown, style)
        rendered = card_html(markdown)
        html = rendered.without(self._undrawn(rendered, style))
        self.setDefaultFont(style.font)
        self.setIndentWidth(style.indent)
        self.setDefaultStyleSheet(f"body {{ color: {style.color}; }}{style.sheet}")
        self.setHtml(f"<body>{html}</body>")
        self._close_gaps()

    def loadResource(self, _kind: int, name: QUrl | str) -> QImage:
        address = QUrl(name)
        if address.scheme() == FORMULA:
            return self._formulas.get(address.path(), QImage())
        data = self._media(address.path()) if address.scheme() == MEDIA else None
        return card_picture(data) if data else QImage()

    def _undrawn(self, rendered: CardHtml, style: CardStyle) -> set[int]:
        """Draws the formulas; the numbers of those that are no TeX."""
        self._formulas = {}
        undrawn = set()
        for place, formula in enumerate(rendered.formulas):
            image = formula_image(formula.tex, style.formula, display=formula.display)
            if image is None:
                undrawn.add(place)
            else:
                self._formulas[str(place)] = image
        return undrawn

    def _close_gaps(self) -> None:
        """No space above the first and below the last line, nor the empty lines round tables."""
        block = self.begin()
        while block.isValid():
            if block.length() == 1 and QTextCursor(block).currentTable() is None:
                _flatten(block)
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


def _without_margin(block: QTextBlock) -> None:
    form = block.blockFormat()
    form.setBottomMargin(0)
    QTextCursor(block).setBlockFormat(form)
