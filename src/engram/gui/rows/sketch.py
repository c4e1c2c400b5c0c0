"""The pieces of one tall row with their places in; the row on the screen out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
    QTextOption,
)

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_CONTROL, TYPE
from engram.gui.text.card_document import CardDocument, Media, no_media
from engram.gui.text.card_style import CardStyle, card_style

BUTTON_HEIGHT = 32
CHECK_BOX, CHECK_TARGET = 20, 32
LONGEST_TEXT = 3000  # characters of one text of a preview; a book would hold up the window
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Words:
    rect: QRect
    text: str
    font: QFont
    color: str


@dataclass(frozen=True, slots=True)
class _Icon:
    place: QPoint
    name: str
    color: str
    size: float


@dataclass(frozen=True, slots=True)
class _Body:
    place: QPoint
    document: QTextDocument
    color: str


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways that a row may go, side by side with the others."""

    rect: QRect
    text: str


@dataclass(slots=True)
class RowSketch:
    """One row as it will be painted, from its own top left corner.

    `button`, and `check`, where a press takes the row or leaves it, may be empty.
    """

    height: int = 0
    button: QRect = field(default_factory=QRect)
    check: QRect = field(default_factory=QRect)
    ways: list[Way] = field(default_factory=list)
    button_text: str = ""
    words: list[_Words] = field(default_factory=list)
    icons: list[_Icon] = field(default_factory=list)
    bodies: list[_Body] = field(default_factory=list)

    def paint(self, painter: QPainter, theme: Theme, *, button_color: str = "surface") -> None:
        """Draw the row with its corner at the painter's origin."""
        for words in self.words:
            painter.setFont(words.font)
            painter.setPen(theme.color(words.color))
            painter.drawText(words.rect, _LEFT, words.text)
        ratio = painter.device().devicePixelRatioF()
        for icon in self.icons:
            pixmap = theme.pixmap(icon.name, icon.color, icon.size, ratio)
            painter.drawPixmap(icon.place, pixmap)
        for body in self.bodies:
            _paint_body(painter, theme, body)
        if self.button_text:
            self._paint_button(painter, theme, button_color)

    @property
    def end_of_text(self) -> QPoint:
        """Where the last line of the last text ends: its right edge and its top."""
        body = self.bodies[-1]
        block = body.document.lastBlock()
        layout = block.layout()
        line = layout.lineAt(layout.lineCount() - 1)
        top = body.document.documentLayout().blockBoundingRect(block).top() + line.y()
        right = line.x() + line.naturalTextWidth()
        return body.place + QPoint(round(right), round(top))

    def _paint_button(self, painter: QPainter, theme: Theme, color: str) -> None:
        radius = theme.unit(RADIUS_CONTROL)
        painter.setBrush(theme.color(color))
        painter.setPen(QPen(theme.color("border"), 1))
        frame = QRectF(self.button).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("small", 500))
        painter.drawText(self.button, Qt.AlignmentFlag.AlignCenter, self.button_text)


def _paint_body(painter: QPainter, theme: Theme, body: _Body) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette(context.palette)
    palette.setColor(QPalette.ColorRole.Text, theme.color(body.color))
    context.palette = palette
    painter.save()
    painter.translate(body.place)
    body.document.documentLayout().draw(painter, context)
    painter.restore()


class RowArtist:
    """Puts a row together piece by piece; the styles of its texts are worked out once."""

    def __init__(self, theme: Theme, ratio: float, media: Media = no_media) -> None:
        self.theme, self._ratio, self._media = theme, ratio, media
        self._styles: dict[tuple[str, str, int | None], CardStyle] = {}

    def add_words(
        self,
        sketch: RowSketch,
        place: QPoint,
        text: str,
        style: str = "small",
        color: str = "muted",
        weight: int | None = None,
    ) -> int:
        """Add words of one line; their right edge."""
        font = self.theme.font(style, weight)
        metrics = QFontMetrics(font)
        size = metrics.size(0, text)
        rect = QRect(place.x(), place.y(), size.width() + 1, self.line(style))
        sketch.words.append(_Words(rect, text, font, color))
        return place.x() + size.width()

    def add_icon(
        self, sketch: RowSketch, place: QPoint, name: str, color: str, size: float
    ) -> None:
        """Add an icon."""
        sketch.icons.append(_Icon(place, name, color, size))

    def add_markdown(
        self,
        sketch: RowSketch,
        rect: QRect,
        markdown: str,
        style: str = "body",
        color: str = "text",
        weight: int | None = None,
    ) -> int:
        """Add a text of a card, as wide as `rect`; where it ends below."""
        document = CardDocument(self._media)
        document.show_text(markdown[:LONGEST_TEXT], self.style(style, color, weight))
        return self._add_document(sketch, rect, document, color)

    def add_text(
        self, sketch: RowSketch, rect: QRect, text: str, style: str = "small", color: str = "muted"
    ) -> int:
        """Add a plain text, as wide as `rect`; where it ends below."""
        document = _bare_document(self.theme.font(style))
        document.setPlainText(text)
        return self._add_document(sketch, rect, document, color)

    def add_html(
        self, sketch: RowSketch, rect: QRect, html: str, style: str, color: str = "text"
    ) -> int:
        """Add a text in our own HTML, as wide as `rect`; where it ends below."""
        document = _bare_document(self.theme.font(style))
        percent = TYPE[style].line_percent
        document.setHtml(f'<p style="line-height:{percent}%">{html}</p>')
        return self._add_document(sketch, rect, document, color)

    def _add_document(
        self, sketch: RowSketch, rect: QRect, document: QTextDocument, color: str
    ) -> int:
        document.setTextWidth(rect.width())
        sketch.bodies.append(_Body(rect.topLeft(), document, color))
        return rect.top() + round(document.size().height())

    def add_button(self, sketch: RowSketch, text: str, right: int, top: int) -> int:
        """Add the one button of a row at its right; its left edge."""
        unit = self.theme.unit
        width = max(self.width(text, "small", 500) + 2 * unit(13), unit(88))
        sketch.button = QRect(right - width, top, width, unit(BUTTON_HEIGHT))
        sketch.button_text = text
        return sketch.button.left()

    def add_check(self, sketch: RowSketch, top: int) -> None:
        """Add a check box at the left, beside a line that begins at `top`."""
        side = self.theme.unit(CHECK_TARGET)
        box = self.theme.unit(CHECK_BOX)
        middle = top + self.line() // 2
        sketch.check = QRect((box - side) // 2, middle - side // 2, side, side)

    def add_ways(self, sketch: RowSketch, ways: Sequence[str], place: QPoint, room: int) -> int:
        """Add ways side by side, or below one another; where they end below."""
        unit, left, top = self.theme.unit, place.x(), place.y()
        widths = [self.width(text, "small", 600) + 2 * unit(13) for text in ways]
        beside, high = sum(widths) <= room, unit(BUTTON_HEIGHT)
        for text, width in zip(ways, widths, strict=True):
            wide = width if beside else min(max(widths), room)
            shown = self.elided(text, wide)
            sketch.ways.append(Way(QRect(left, top, wide, high), shown))
            left, top = (left + width, top) if beside else (left, top + high)
        return top + high if beside else top

    def width(self, text: str, style: str = "small", weight: int | None = None) -> int:
        """How wide words of one line are."""
        return QFontMetrics(self.theme.font(style, weight)).horizontalAdvance(text)

    def line(self, style: str = "small") -> int:
        """How high one line is."""
        return QFontMetrics(self.theme.font(style)).height()

    def elided(self, text: str, room: int, style: str = "small") -> str:
        """Words cut to a room."""
        metrics = QFontMetrics(self.theme.font(style))
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def style(self, style: str, color: str = "text", weight: int | None = None) -> CardStyle:
        """How a text of a card is set."""
        key = (style, color, weight)
        if key not in self._styles:
            self._styles[key] = card_style(
                self.theme, style, color=color, weight=weight, ratio=self._ratio
            )
        return self._styles[key]


def _bare_document(font: QFont) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    return document
