"""The Import page before anything was chosen: what can be brought here, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engram.gui.importing.last_import import LastImport
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import PAGE_MARGIN, PAGE_TOP
from engram.gui.widgets.buttons import SecondaryButton
from engram.gui.widgets.empty_page import EmptyPage
from engram.gui.widgets.notice import Notice
from engram.gui.words import tr


class ImportEmpty(QWidget):
    """One sentence and ways to begin; a notice above them while there is something to say.

    choose_requested -- documents are to be chosen.
    folder_requested -- a folder of documents is to be chosen.
    paste_requested -- what is in the clipboard is to be read.
    """

    choose_requested = Signal()
    folder_requested = Signal()
    paste_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.notice = Notice(theme, "wrong")
        self._page = EmptyPage(
            theme,
            tr("No document chosen yet"),
            tr(
                "Drop documents with questions, or folders of them, anywhere in this window, or "
                "paste a text. Markdown, plain text, tables, JSON and Engram decks are read."
            ),
            tr("Choose documents…"),
        )
        self._page.button.set_key(tr("Ctrl+O"))
        self.paste = SecondaryButton(theme, tr("Paste text"))
        self.paste.set_key(tr("Ctrl+V"))
        self.folder = SecondaryButton(theme, tr("Choose a folder…"))
        self.last = LastImport(theme)
        self._page.add_below(self._others())
        self._page.add_below(self.last, wide=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._inset = QVBoxLayout()
        self._inset.addWidget(self.notice)
        self._column.addLayout(self._inset)
        self._column.addWidget(self._page, 1)
        self.setFocusProxy(self._page.button)
        self._page.action_requested.connect(self.choose_requested)
        self.paste.clicked.connect(self.paste_requested)
        self.folder.clicked.connect(self.folder_requested)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def _others(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.unit(10))
        row.addWidget(self.folder)
        row.addWidget(self.paste)
        return part

    def tell_error(self, text: str) -> None:
        """Say what went wrong, or nothing any more."""
        self.notice.tell(text)
        self._measure()

    def _measure(self) -> None:
        unit = self._theme.unit
        side, top = unit(PAGE_MARGIN), 0 if self.notice.isHidden() else unit(PAGE_TOP)
        self._inset.setContentsMargins(side, top, side, 0)
