"""The last import of the library in; what it was, and a way to take it back, out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.buttons import LinkButton
from engram.gui.widgets.label import Paragraph
from engram.gui.words import breakable, long_date, plural, tr


class MadeImport(Protocol):
    """An import as the library tells it; `instant_ms` is milliseconds since 1970, UTC."""

    @property
    def id(self) -> str: ...
    @property
    def instant_ms(self) -> int: ...
    @property
    def decks(self) -> tuple[str, ...]: ...
    @property
    def documents(self) -> tuple[str, ...]: ...
    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def retired(self) -> int: ...
    @property
    def is_kept(self) -> bool: ...


class LastImport(QWidget):
    """Hidden while there is no import that can be taken back.

    undo_requested -- the import with this id is to be taken back.
    """

    undo_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._id = theme, ""
        self.button = LinkButton(theme, tr("Undo the last import"))
        self.caption = Paragraph(theme, "", "small", "muted")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.caption)
        self.button.clicked.connect(self._ask)
        self.hide()

    def show_import(self, made: MadeImport | None) -> None:
        """Offer to take an import back, or none."""
        offered = made is not None and made.is_kept
        if made is not None:
            self._id = made.id
            self.caption.setText(breakable(import_words(made)))
            self.button.setAccessibleDescription(import_words(made))
        self.setVisible(offered)

    def _ask(self) -> None:
        self.hide()
        self.undo_requested.emit(self._id)


def import_words(made: MadeImport) -> str:
    """`harbour.md, Monday, 2 March, 5 cards`."""
    names = made.documents or made.decks
    name = names[0] if len(names) == 1 else plural(len(names), "{n} document", "{n} documents")
    when = datetime.fromtimestamp(made.instant_ms / 1000, UTC).astimezone().date()
    cards = plural(made.new + made.changed + made.retired, "{n} card", "{n} cards")
    return tr("{name}, {date}, {cards}", name=name, date=long_date(when), cards=cards)
