"""A panel on the page that says one thing that matters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import RADIUS_PANEL
from engram.gui.widgets.label import Paragraph

_ICON_COLORS = {"warning": "warning", "calendar-plan": "warning", "wrong": "wrong"}


class Notice(QWidget):
    """Icon, title and text; hidden while it has nothing to say."""

    def __init__(self, theme: Theme, icon: str = "info") -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._title = Paragraph(theme, "", "lead", weight=600)
        self._text = Paragraph(theme, "", "body", "muted")
        self._arrange()
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()
        self.hide()

    def tell(self, title: str, text: str = "", icon: str = "") -> None:
        """Say something else; nothing to say hides the notice."""
        self._icon = icon or self._icon
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title}. {text}" if text else title)
        self._follow_theme()
        self.setVisible(bool(title))

    def _arrange(self) -> None:
        self._words = QVBoxLayout()
        for label in (self._title, self._text):
            self._words.addWidget(label)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _follow_theme(self) -> None:
        unit = self._theme.unit
        token = _ICON_COLORS.get(self._icon, "muted")
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.pixmap(self._icon, token, 20, ratio))
        self._row.setContentsMargins(unit(20), unit(16), unit(20), unit(16))
        self._row.setSpacing(unit(12))
        self._words.setSpacing(unit(4))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color("surface"))
        painter.setPen(QPen(self._theme.color("border"), 1))
        radius = self._theme.unit(RADIUS_PANEL)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, radius, radius)
