"""A finding in; its layout, deck and topics, and what the learner chooses instead, out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engram.gui.importing.finding import Finding
from engram.gui.importing.words import deck_label, topics_words
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import CONTROL_HEIGHT
from engram.gui.widgets.choice import Choice
from engram.gui.widgets.gap import ColumnGap
from engram.gui.widgets.label import Label
from engram.gui.words import tr

_TYPING_MS = 400  # after the last key, a typed deck name is taken
_READER_WIDTHS, _DECK_WIDTHS = (160, 440), (130, 320)  # at least and at most
_ALONE_WIDTH = 440  # at most, one below the other


class _Fixed(Label):
    """A value that is no choice, as high as the choices beside it."""

    alone = False  # no choice stands beside it

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return size if self.alone else QSize(size.width(), self._theme.unit(CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ImportChoices(QWidget):
    """Three fields side by side, or below one another where the page is narrow.

    reader_chosen -- the name of a reader, or None for the one that recognises the document.
    deck_chosen -- the name of a deck, or None for the names the documents have.
    """

    reader_chosen = Signal(object)
    deck_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._own_decks, self._deck = "", ""
        self.reader = Choice(theme, tr("Recognised as"))
        self.deck, self.deck_name = Choice(theme, tr("Into deck")), QLineEdit()
        self._deck_file = _Fixed(theme, tr("Engram deck file"))
        self.topics = _Fixed(theme)
        for choice in (self.reader, self.deck):
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._make_editable()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._fields: list[QWidget] = []
        self._narrow = False
        self._add_field(tr("Recognised as"), 3, self.reader, self._deck_file)
        self._add_field(tr("Into deck"), 2, self.deck)
        self._add_field(tr("Topics"), 0, self.topics)
        self._row.addStretch(0)
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.theme_changed.connect(self._measure)
        self._measure()

    @property
    def has_pending_deck(self) -> bool:
        """Whether another deck name stands in the field than the one that was read for."""
        return self._typed() != self._deck

    def show_finding(self, finding: Finding, decks: Sequence[str]) -> None:
        """Show what was read, and `decks`, the library's."""
        self._typing.stop()
        self._show_layouts(finding.layouts)
        if finding.request.deck is None:
            self._own_decks = deck_label(finding.decks)
        typing = self.deck.hasFocus() and self.has_pending_deck
        self._deck = finding.request.deck or self._own_decks
        if not typing:
            self.deck.clear()
            self.deck.addItems(list(dict.fromkeys([self._own_decks, *decks])))
            self.deck.setEditText(self._deck)
            self.deck_name.setCursorPosition(0)
        self.topics.setText(topics_words(finding))
        self.topics.setAccessibleName(tr("Topics: {topics}", topics=topics_words(finding)))

    def be_narrow(self, *, narrow: bool) -> None:
        """Stand below one another, or side by side."""
        direction = QBoxLayout.Direction
        self.topics.alone = self._deck_file.alone = narrow
        self.topics.updateGeometry()
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._narrow = narrow
        self._measure()

    def take_typed_deck(self) -> None:
        """Take the deck name that stands in the field, if it is another one."""
        self._typing.stop()
        if not self._typed():
            self.deck.setEditText(self._deck)
        elif self.has_pending_deck:
            self._deck = self._typed()
            own = self._deck == self._own_decks
            self.deck_chosen.emit(None if own else self._deck)

    def _typed(self) -> str:
        return " ".join(self.deck.currentText().split())

    def _show_layouts(self, layouts: Sequence[str]) -> None:
        # Loaded here, after a document was read: the window is there sooner without the readers.
        from engram.importers import READERS

        self.reader.clear()
        if len(layouts) > 1:
            self.reader.addItem(tr("Each as it is ({count})", count=len(layouts)), None)
        for reader in READERS.values():
            self.reader.addItem(tr(reader.title), reader.name)
        if len(layouts) == 1:
            self.reader.setCurrentIndex(self.reader.findData(layouts[0]))
        self.reader.setVisible(bool(layouts))
        self._deck_file.setVisible(not layouts)

    def _tell_reader(self) -> None:
        self.reader_chosen.emit(self.reader.currentData())

    def _add_field(self, title: str, stretch: int, *values: QWidget) -> None:
        field = QWidget()
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(self._theme, title, "small", "muted", weight=500))
        column.addWidget(ColumnGap(self._theme, 3))
        for value in values:
            column.addWidget(value)
        self._fields.append(field)
        self._row.addWidget(field, stretch)

    def _make_editable(self) -> None:
        self.deck.setEditable(True)
        self.deck.setLineEdit(self.deck_name)
        self.deck.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.deck_name.setTextMargins(-2, 0, 0, 0)  # Qt's own margin, which the others lack
        hint = tr("Choose a deck or write the name of a new one.")
        self.deck_name.setAccessibleName(tr("Into deck"))
        self.deck_name.setAccessibleDescription(hint)
        self.deck.setToolTip(hint)

    def _connect(self) -> None:
        self.reader.activated.connect(self._tell_reader)
        self.deck.activated.connect(self.take_typed_deck)
        self.deck_name.textEdited.connect(self._note_typing)
        self.deck_name.editingFinished.connect(self.take_typed_deck)
        self._typing.timeout.connect(self.take_typed_deck)

    def _note_typing(self) -> None:
        self._typing.start()

    def _measure(self) -> None:
        unit = self._theme.unit
        self._row.setSpacing(unit(12))
        for choice, field, (least, most) in zip(
            (self.reader, self.deck), self._fields, (_READER_WIDTHS, _DECK_WIDTHS), strict=False
        ):
            choice.setMinimumWidth(unit(least))
            field.setMaximumWidth(unit(_ALONE_WIDTH if self._narrow else most))
