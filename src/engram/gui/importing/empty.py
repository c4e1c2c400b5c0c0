"""The Import page before anything was chosen: what can be brought here, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import PAGE_MARGIN, PAGE_TOP
from engram.gui.widgets.empty_page import EmptyPage
from engram.gui.widgets.notice import Notice
from engram.gui.words import tr


class ImportEmpty(QWidget):
    """One sentence and one button; a notice above them while there is something to say.

    choose_requested -- documents are to be chosen.
    """

    choose_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.notice = Notice(theme, "wrong")
        self._page = EmptyPage(
            theme,
            tr("No document chosen yet"),
            tr(
                "Drop documents with questions anywhere in this window, several at once if you "
                "like: Markdown, plain text or an Engram deck."
            ),
            tr("Choose documents…"),
        )
        self._page.button.set_key(tr("Ctrl+O"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._inset = QVBoxLayout()
        self._inset.addWidget(self.notice)
        self._column.addLayout(self._inset)
        self._column.addWidget(self._page, 1)
        self.setFocusProxy(self._page.button)
        self._page.action_requested.connect(self.choose_requested)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def tell_error(self, text: str) -> None:
        """Say what went wrong, or nothing any more."""
        self.notice.tell(text)
        self._measure()

    def _measure(self) -> None:
        unit = self._theme.unit
        side, top = unit(PAGE_MARGIN), 0 if self.notice.isHidden() else unit(PAGE_TOP)
        self._inset.setContentsMargins(side, top, side, 0)
