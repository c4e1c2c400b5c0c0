"""A text of one type style and one colour token, following the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from engram.gui.looks.theme import Theme
from engram.gui.words import breakable


class Label(QLabel):
    """Plain text on one line."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: str = "body",
        color: str = "text",
        *,
        weight: int | None = None,
    ) -> None:
        super().__init__(text)
        self._theme, self._style, self._color = theme, style, color
        self._weight = weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    def set_color(self, token: str) -> None:
        """Show the text in another colour."""
        self._color = token
        self._follow_theme()

    def set_style(self, style: str, weight: int | None = None) -> None:
        """Show the text in another row of the type scale."""
        self._style, self._weight = style, weight
        self._follow_theme()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Polish:
            # Qt's first polish brings back the font from before the last change of the theme.
            self._follow_theme()
        return done

    def _chosen_font(self) -> QFont:
        return self._theme.font(self._style, self._weight)

    def _follow_theme(self) -> None:
        self.setFont(self._chosen_font())
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._color))
        self.setPalette(palette)


class Paragraph(Label):
    """Plain text that takes as much width as there is and as many lines as it needs.

    A word longer than a line, such as a path, is broken as well.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: str = "body",
        color: str = "text",
        *,
        weight: int | None = None,
    ) -> None:
        super().__init__(theme, "", style, color, weight=weight)
        self.setText(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        plain = self.textFormat() is Qt.TextFormat.PlainText
        super().setText(breakable(text) if plain else text)


class CodeLine(Paragraph):
    """A line of a document in the system's fixed font, broken where it is too long."""

    def _chosen_font(self) -> QFont:
        return self._theme.code_font()
