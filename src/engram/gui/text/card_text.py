"""A card's Markdown in; a quiet reading surface as tall as its text out."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from engram.gui.looks.theme import Theme
from engram.gui.text.card_document import CardDocument, Media, no_media
from engram.gui.text.card_html import plain_text
from engram.gui.text.card_style import card_style

OPENED = ("http", "https")
_FONT_CHANGES = (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange)
_KEPT_KEYS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)


class CardText(QTextBrowser):
    """Shows one text of a card; it never scrolls, the page around it does."""

    def __init__(
        self, theme: Theme, style: str = "reading", *, name: str = "", media: Media = no_media
    ) -> None:
        super().__init__()
        self._theme, self._style, self._color = theme, style, "text"
        self._markdown, self._name = "", name
        self._heights: dict[int, int] = {}
        self._document = CardDocument(media)
        self.setDocument(self._document)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.anchorClicked.connect(_open_address)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    def show_text(self, markdown: str, style: str = "") -> None:
        """Show another text, in another row of the type scale if one is given."""
        self._markdown, self._style = markdown, style or self._style
        self.setAccessibleName(self._name or plain_text(markdown))
        self.setAccessibleDescription(plain_text(markdown) if self._name else "")
        self._set_text()

    @property
    def markdown(self) -> str:
        """The text as it was given."""
        return self._markdown

    def set_color(self, token: str) -> None:
        """Show the text in another colour."""
        self._color = token
        self._set_text()

    def changeEvent(self, event: QEvent) -> None:
        # A text edit gives its document the application's font; a card's has that of its style.
        if event.type() not in _FONT_CHANGES:
            super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            shown_width = self._document.textWidth()
            self._document.setTextWidth(width)
            self._heights[width] = ceil(self._document.size().height())
            self._document.setTextWidth(shown_width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self.width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._document.setTextWidth(event.size().width())  # that of the viewport
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # its height at another width is no hint any more

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Space and the arrows would scroll a text that never scrolls; they belong to the page.
        if any(event.matches(key) for key in _KEPT_KEYS) or self._follows_link(event):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _follows_link(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        on_link = cursor.hasSelection() and cursor.charFormat().isAnchor()
        return on_link and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}

    def _set_text(self) -> None:
        style = card_style(
            self._theme, self._style, color=self._color, ratio=self.devicePixelRatioF()
        )
        self._document.show_text(self._markdown, style)
        self._heights.clear()
        # Only a text with a link is a stop of the Tab key.
        links = "<a " in self._document.toHtml()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if links else Qt.FocusPolicy.ClickFocus)
        self.updateGeometry()

    def _follow_theme(self) -> None:
        self.setPalette(self._theme_palette())
        self._set_text()

    def _theme_palette(self) -> QPalette:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, self._theme.color(self._color))
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.color("accent"))
        palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.color("accent_text"))
        return palette


def _open_address(address: QUrl) -> None:
    if address.scheme() in OPENED:
        QDesktopServices.openUrl(address)
