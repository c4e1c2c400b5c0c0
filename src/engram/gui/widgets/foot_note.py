"""The note at the foot of the window: what happened, Undo, close; it has no timer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_PANEL
from engram.gui.widgets.announcement import announce
from engram.gui.widgets.buttons import IconButton, LinkButton
from engram.gui.widgets.key_cap import KeyCap
from engram.gui.widgets.label import Paragraph
from engram.gui.words import tr

_LOW_BELOW = 480  # units; a lower page has the note at its edge, to cover less of it


class FootNote(QWidget):
    """Stays above the foot of its page until it is closed or the next action is told.

    undo_requested -- Undo was pressed on the note.
    """

    undo_requested = Signal()

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._page = theme, page
        self._text = Paragraph(theme, "", "body", weight=500)
        self._undo = LinkButton(theme, tr("Undo"))
        self._key = KeyCap(theme, "Ctrl+Z")
        self._close = IconButton(theme, "close", tr("Close note"), height=28)
        self._row = QHBoxLayout(self)
        for part in (self._text, self._undo, self._key, self._close):
            self._row.addWidget(part)
        self._undo.clicked.connect(self._ask_undo)
        self._close.clicked.connect(self.hide)
        # One for all themes: Qt deletes an effect that is replaced, also while it is in use.
        self._shadow = QGraphicsDropShadowEffect(self)
        self.setGraphicsEffect(self._shadow)
        page.installEventFilter(self)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()
        self.hide()

    def tell(self, text: str, *, can_undo: bool = False) -> None:
        """Show what happened; the note before it goes."""
        self._text.setText(text)
        self._fit_text()
        self.setAccessibleName(text)
        for part in (self._undo, self._key):
            part.setVisible(can_undo)
        self.show()
        self._place()
        announce(self, text)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _ask_undo(self) -> None:
        self.hide()
        self.undo_requested.emit()

    def _place(self) -> None:
        self.adjustSize()
        left = max(0, (self._page.width() - self.width()) // 2)
        low = self._theme.units(self._page.height()) < _LOW_BELOW
        below = self._theme.unit(12 if low else 40)
        self.move(left, self._page.height() - self.height() - below)
        self.raise_()

    def _fit_text(self) -> None:
        widest = min(self._theme.unit(520), self._page.width() - self._theme.unit(240))
        text = self._text.fontMetrics().horizontalAdvance(self._text.text())
        self._text.setFixedWidth(min(text + 2, max(widest, self._theme.unit(160))))

    def _follow_theme(self) -> None:
        unit = self._theme.unit
        self._row.setContentsMargins(unit(18), unit(8), unit(8), unit(8))
        self._row.setSpacing(unit(10))
        self._shadow.setOffset(0, unit(8))
        self._shadow.setBlurRadius(unit(24))
        color = self._theme.color("text" if not self._theme.is_dark else "background")
        color.setAlphaF(0.45 if self._theme.is_dark else 0.14)
        self._shadow.setColor(color)
        if self.isVisible():
            self._fit_text()
            self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color("raised"))
        border = QPen(self._theme.color("border"), 1) if self._theme.is_dark else Qt.PenStyle.NoPen
        painter.setPen(border)
        radius = self._theme.unit(RADIUS_PANEL)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, radius, radius)
