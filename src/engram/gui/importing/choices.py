"""A finding in; its layout, deck and topics, and what the learner chooses instead, out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engram.compiler.retopic import AS_NAMED, Topics, written_topic
from engram.gui.importing.finding import Finding
from engram.gui.importing.topic_names import topic_words
from engram.gui.importing.words import deck_label, topics_words
from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import CONTROL_HEIGHT
from engram.gui.widgets.choice import Choice
from engram.gui.widgets.gap import ColumnGap
from engram.gui.widgets.label import Label
from engram.gui.widgets.typed_choice import TypedChoice
from engram.gui.words import plural, tr

_READER_WIDTHS, _DECK_WIDTHS, _TOPIC_WIDTHS = (
    (160, 440),
    (130, 320),
    (130, 320),
)  # at least and at most
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
    topics_chosen -- what becomes of the documents' topics, as `Topics`.
    names_requested -- topics are to be renamed one by one.
    """

    reader_chosen = Signal(object)
    deck_chosen = Signal(object)
    topics_chosen = Signal(object)
    names_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._own_decks, self._own_topics = "", ""
        self._topics, self._known_topics = AS_NAMED, list[str]()
        self.reader = Choice(theme, tr("Recognised as"))
        self.reader.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reader.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        deck_hint = tr("Choose a deck or write the name of a new one.")
        self.deck = TypedChoice(theme, tr("Into deck"), deck_hint)
        topics_hint = tr("Choose, or write one topic for all cards, with › between its levels.")
        self.topics = TypedChoice(theme, tr("Topics"), topics_hint)
        self.deck_name = self.deck.field
        self._deck_file = _Fixed(theme, tr("Engram deck file"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._fields: list[QWidget] = []
        self._narrow = False
        self._add_field(tr("Recognised as"), 7, self.reader, self._deck_file)
        self._add_field(tr("Into deck"), 5, self.deck)
        self._add_field(tr("Topics"), 8, self.topics)
        self._row.addStretch(0)
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.theme_changed.connect(self._measure)
        self._measure()

    @property
    def has_pending(self) -> bool:
        """Whether a field holds another deck or topic than the one that was read for."""
        return self.deck.has_pending or self.topics.has_pending

    def take_typed(self) -> None:
        """Take the deck and the topic that stand in the fields, if they are other ones."""
        self.deck.take_typed()
        self.topics.take_typed()

    def show_finding(self, finding: Finding, decks: Sequence[str]) -> None:
        """Show what was read, and `decks`, the library's."""
        self._show_layouts(finding.layouts)
        request = finding.request
        if request.deck is None:
            self._own_decks = deck_label(finding.decks)
        self.deck.show_value(request.deck or self._own_decks, [self._own_decks, *decks])
        if request.topics == AS_NAMED:
            self._own_topics = topics_words(finding)
        self._topics = request.topics
        others = [tr("None"), self._rename()] if self._own_has_topics(finding) else []
        self._known_topics = [self._own_topics, *others]
        self._show_topics()

    def _show_topics(self) -> None:
        into, renamed = self._topics.into, len(self._topics.renamed)
        shown = plural(renamed, "{n} renamed", "{n} renamed") if renamed else self._own_topics
        if into is not None:
            shown = topic_words(into) or tr("None")
        self.topics.show_value(shown, self._known_topics)

    def _open_names(self) -> None:
        self._show_topics()
        self.names_requested.emit()

    def _own_has_topics(self, finding: Finding) -> bool:
        return bool(finding.topics) or finding.request.topics != AS_NAMED

    def _rename(self) -> str:
        return tr("Rename them…")

    def be_narrow(self, *, narrow: bool) -> None:
        """Stand below one another, or side by side."""
        direction = QBoxLayout.Direction
        self._deck_file.alone = narrow
        self._deck_file.updateGeometry()
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._narrow = narrow
        self._measure()

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

    def _connect(self) -> None:
        self.reader.activated.connect(self._tell_reader)
        self.deck.value_chosen.connect(self._tell_deck)
        self.topics.value_chosen.connect(self._tell_topics)

    def _tell_deck(self, name: str) -> None:
        self.deck_chosen.emit(None if name == self._own_decks else name)

    def _tell_topics(self, text: str) -> None:
        if text == self._rename():
            # Later: the field is in the midst of telling what was chosen.
            QTimer.singleShot(0, self, self._open_names)
        elif text == self._own_topics:
            self.topics_chosen.emit(AS_NAMED)
        else:
            self.topics_chosen.emit(Topics(into=() if text == tr("None") else written_topic(text)))

    def _measure(self) -> None:
        unit = self._theme.unit
        self._row.setSpacing(unit(12))
        for choice, field, (least, most) in zip(
            (self.reader, self.deck, self.topics),
            self._fields,
            (_READER_WIDTHS, _DECK_WIDTHS, _TOPIC_WIDTHS),
            strict=True,
        ):
            choice.setMinimumWidth(unit(least))
            field.setMaximumWidth(unit(_ALONE_WIDTH if self._narrow else most))
