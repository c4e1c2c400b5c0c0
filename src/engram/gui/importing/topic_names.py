"""The topics of documents in; what each is to be called instead out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engram.compiler.retopic import Topic, written_topic
from engram.gui.looks.theme import Theme
from engram.gui.widgets.buttons import LinkButton
from engram.gui.widgets.label import Label, Paragraph
from engram.gui.widgets.typed_choice import TypedChoice
from engram.gui.words import tr

MOST_NAMES = 40  # topics that are offered to be renamed
_FIELD = 220  # units at least


class TopicNames(QWidget):
    """One field a topic; hidden until it is opened.

    renamed -- pairs of a topic and the one that takes its place.
    """

    renamed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._topics: tuple[Topic, ...] = ()
        self.names: list[TypedChoice] = []
        self._fields: list[QWidget] = []
        self.close_link = LinkButton(theme, tr("Close topics"))
        told = tr("Each topic takes those below it along. Cards may go into one that is there.")
        self._top = QHBoxLayout()
        self._top.addWidget(Paragraph(theme, told, "small", "muted"), 1)
        self._top.addWidget(self.close_link)
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.close_link.clicked.connect(self.hide)
        theme.theme_changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_topics(self, topics: Sequence[Topic]) -> None:
        """Offer to rename these, as the documents have them."""
        if tuple(topics) == self._topics and all(map(self._is_own, range(len(topics)))):
            return
        self._topics = tuple(topics)[:MOST_NAMES]
        for field in self._fields:
            field.deleteLater()
        self.names, self._fields = [], []
        for topic in self._topics:
            self._add_field(topic)
        self._place()

    def open(self) -> None:
        """Show the fields, the first of them focused."""
        self.setVisible(bool(self.names))
        if self.names:
            self.names[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _add_field(self, topic: Topic) -> None:
        name = topic_words(topic)
        hint = tr("Choose a topic or write another, with › between its levels.")
        choice = TypedChoice(self._theme, tr("Topic {name}", name=name), hint)
        choice.show_value(name, [name, tr("None"), *map(topic_words, self._topics)])
        choice.value_chosen.connect(self._tell)
        field = QWidget(self)
        rows = QVBoxLayout(field)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.unit(3))
        rows.addWidget(Label(self._theme, name, "small", "muted", weight=500))
        rows.addWidget(choice)
        self.names.append(choice)
        self._fields.append(field)

    def _is_own(self, place: int) -> bool:
        return self.names[place].currentText() == topic_words(self._topics[place])

    def _tell(self) -> None:
        pairs = (
            (topic, () if name.currentText() == tr("None") else written_topic(name.currentText()))
            for place, (topic, name) in enumerate(zip(self._topics, self.names, strict=True))
            if not self._is_own(place)
        )
        self.renamed.emit(tuple(pairs))

    def _place(self) -> None:
        beside = max(1, min(3, int(self._theme.units(max(self.width(), 1)) // (_FIELD + 12))))
        for place, field in enumerate(self._fields):
            self._grid.addWidget(field, place // beside, place % beside)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if place < beside else 0)

    def _measure(self) -> None:
        unit = self._theme.unit
        self._column.setContentsMargins(0, unit(12), 0, 0)
        self._column.setSpacing(unit(8))
        self._top.setSpacing(unit(12))
        self._grid.setHorizontalSpacing(unit(12))
        self._grid.setVerticalSpacing(unit(8))
        self._place()


def topic_words(topic: Topic) -> str:
    """A topic as it is shown and typed."""
    return " › ".join(topic)
