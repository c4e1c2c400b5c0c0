"""One option of a quiz: chosen before the check, told right or wrong after it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_OPTION, TYPE
from engram.gui.study.option_mark import OptionMark, paint_option_mark
from engram.gui.study.option_verdict import (
    LOOKS,
    RowLooks,
    Verdict,
    possible_verdicts,
    verdict_words,
)
from engram.gui.text.card_document import CardDocument, Media, no_media
from engram.gui.text.card_html import plain_text
from engram.gui.text.card_style import card_style
from engram.gui.words import tr

LOWEST = 46
MARK_LEFT, MARK_SIZE = 14, 24
TEXT_LEFT, TEXT_GAP, RIGHT_EDGE = 50, 12, 16
ROOMY_FROM = 560  # units; a narrower row says its verdict in one word


class OptionRow(QAbstractButton):
    """A row with a ring (one right) or a square (several right), the option's text and words.

    Its height allows for everything it may say later, so that nothing moves at the check.
    """

    def __init__(self, theme: Theme, media: Media = no_media) -> None:
        super().__init__()
        self._theme = theme
        self._number, self._several, self._markdown = 1, False, ""
        self.verdict = Verdict.UNCHECKED
        self._plain, self._strong = CardDocument(media), CardDocument(media)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", RADIUS_OPTION)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self.update)
        theme.theme_changed.connect(self._set_texts)

    def show_option(self, number: int, markdown: str, *, several: bool) -> None:
        """Show an option, not chosen and not checked."""
        self._number, self._markdown, self._several = number, markdown, several
        self.verdict = Verdict.UNCHECKED
        self.setAutoExclusive(False)
        self.setChecked(False)
        self.setAutoExclusive(not several)
        self._set_texts()
        self._tell_name()

    def show_verdict(self, verdict: Verdict) -> None:
        """Say what the check says; the row can no longer be chosen."""
        self.verdict = verdict
        self._set_texts()
        self._tell_name()

    def nextCheckState(self) -> None:
        if self.verdict is Verdict.UNCHECKED:
            super().nextCheckState()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        unit = self._theme.unit
        self._measure(width)
        text = max(self._text_height(self._plain), self._text_height(self._strong))
        height = max(unit(LOWEST), ceil(text) + 2 * unit(12))
        self._measure(self.width())
        return height

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit(320), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.unit(120), self._theme.unit(LOWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only Space chooses; Enter checks and the arrows walk, both for the whole card.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        looks = self._looks()
        self._paint_frame(painter, looks)
        unit, side = self._theme.unit, self._theme.unit(MARK_SIZE)
        rect = QRectF(unit(MARK_LEFT), (unit(LOWEST) - side) / 2, side, side)
        mark = OptionMark(self._number, self._several, self.isChecked(), self.verdict)
        paint_option_mark(painter, rect, self._theme, mark)
        self._paint_text(painter)
        self._paint_words(painter, looks)

    def _looks(self) -> RowLooks:
        if self.verdict is not Verdict.UNCHECKED:
            return LOOKS[self.verdict]
        if self.isChecked():
            return RowLooks("accent_tint", "accent", 1.5)
        if self.isDown():
            return RowLooks("pressed", "control")
        return RowLooks("hover", "control") if self.underMouse() else RowLooks("surface", "border")

    def _paint_frame(self, painter: QPainter, looks: RowLooks) -> None:
        line = looks.line * self._theme.scale if looks.line > 1 else 1.0
        pen = QPen(self._theme.color(looks.edge), line)
        if looks.dashed:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self._theme.color(looks.ground))
        radius, inset = self._theme.unit(RADIUS_OPTION), line / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_text(self, painter: QPainter) -> None:
        document = self._strong if self._matters() else self._plain
        top = (self.height() - self._text_height(document)) / 2
        painter.save()
        painter.translate(self._theme.unit(TEXT_LEFT), round(top))
        document.drawContents(painter)
        painter.restore()

    def _paint_words(self, painter: QPainter, looks: RowLooks) -> None:
        words = verdict_words(self.verdict)[0 if self._roomy(self.width()) else 1]
        if not words:
            return
        painter.setFont(self._theme.font("small", 600))
        painter.setPen(self._theme.color(looks.words))
        right = self._theme.unit(RIGHT_EDGE)
        rect = QRectF(self.rect()).adjusted(0, 0, -right, 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _text_height(self, document: CardDocument) -> float:
        """Without the room that Qt leaves below the last line for its line height."""
        line = QFontMetricsF(document.defaultFont()).lineSpacing()
        return document.size().height() - line * (TYPE["lead"].line_percent - 100) / 100

    def _matters(self) -> bool:
        if self.verdict is Verdict.UNCHECKED:
            return self.isChecked()
        return self.verdict is not Verdict.UNIMPORTANT

    def _roomy(self, width: int) -> bool:
        return self._theme.units(width) >= ROOMY_FROM

    def _measure(self, width: int) -> None:
        """Break the text beside the room that the longest verdict will need."""
        unit = self._theme.unit
        metrics = QFontMetrics(self._theme.font("small", 600))
        form = 0 if self._roomy(width) else 1
        shown = [
            verdict_words(verdict)[form] for verdict in possible_verdicts(several=self._several)
        ]
        words = max(metrics.horizontalAdvance(text) for text in shown)
        room = width - unit(TEXT_LEFT) - unit(TEXT_GAP) - words - unit(RIGHT_EDGE)
        for document in (self._plain, self._strong):
            document.setTextWidth(max(room, unit(60)))

    def _set_texts(self) -> None:
        color = "muted" if self.verdict is Verdict.UNIMPORTANT else "text"
        ratio = self.devicePixelRatioF()
        for document, weight in ((self._plain, 400), (self._strong, 500)):
            style = card_style(self._theme, "lead", color=color, weight=weight, ratio=ratio)
            document.show_text(self._markdown, style)
        self._measure(self.width())
        self.updateGeometry()
        self.update()

    def _tell_name(self) -> None:
        """What a screen reader says: number, text, and after the check the words."""
        name = tr("{number}: {option}", number=self._number, option=plain_text(self._markdown))
        words = verdict_words(self.verdict)[0]
        self.setAccessibleName(f"{name}. {words}" if words else name)
