"""A problem's lines in; the same beside the list of problems, where the page is wide, out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from engram.gui.importing.source_text import SourceLines, SourceText
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_PANEL
from engram.gui.widgets.label import Paragraph
from engram.gui.widgets.viewport import set_own_viewport
from engram.gui.words import tr


class SourcePanel(QWidget):
    """Shows the lines of one problem after the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._scroll = QScrollArea()
        set_own_viewport(self._scroll)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setProperty("own_focus", True)
        self._scroll.setAccessibleName(tr("In the document"))
        theme.dress(self._scroll.verticalScrollBar(), "scroll bar")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._scroll)
        self.text: SourceText | None = None
        theme.theme_changed.connect(self._measure)
        self._measure()
        self.show_nothing()

    @property
    def area(self) -> QWidget:
        """What scrolls, and takes the focus."""
        return self._scroll

    def show_nothing(self) -> None:
        """Say what will be here."""
        self.text = None
        words = tr("Choose a problem to see its lines in the document.")
        self._fill(Paragraph(self._theme, words, "small", "muted"))

    def show_lines(self, title: str, source: SourceLines) -> None:
        """Show a piece of a document, the line that matters in view."""
        self.text = SourceText(self._theme, title, source)
        self._fill(self.text)
        QTimer.singleShot(0, self, self._reveal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._reveal)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color("surface"))
        painter.setPen(QPen(self._theme.color("border"), 1))
        radius = self._theme.unit(RADIUS_PANEL)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, radius, radius)

    def _fill(self, content: QWidget) -> None:
        content.setContentsMargins(0, 0, self._theme.unit(8), 0)
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)

    def _reveal(self) -> None:
        marked = self.text.marked if self.text is not None else None
        if marked is not None:
            self._scroll.ensureWidgetVisible(marked, 0, self._scroll.height() // 3)

    def _measure(self) -> None:
        inset = self._theme.unit(16)
        self._column.setContentsMargins(inset, inset, self._theme.unit(8), inset)
        self.update()
