"""What the chosen topic says about itself, with the one action that helps it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import ROW_OVERHANG, SMALL_HEIGHT
from engram.gui.mastery.words import because, trust_told
from engram.gui.widgets.buttons import SecondaryButton
from engram.gui.widgets.gap import ColumnGap, Gap
from engram.gui.widgets.label import Paragraph
from engram.gui.words import tr
from engram.mastery.values import TopicReport
from engram.study.values import TopicPath


class MasteryExplanation(QWidget):
    """Two sentences and Study this topic, below the chosen row.

    study_requested -- the path of the topic that is explained.
    """

    study_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._path: TopicPath = ()
        self._because, self._trust = Paragraph(theme), Paragraph(theme)
        self._because.setTextFormat(Qt.TextFormat.RichText)
        self.button = SecondaryButton(theme, tr("Study this topic"), height=SMALL_HEIGHT)
        self.button.clicked.connect(self._ask_study)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._because)
        words.addWidget(self._trust)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(0)
        self._parts.addLayout(words, 1)
        self._parts.addWidget(Gap(theme, 8))
        self._parts.addWidget(self.button)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(Gap(theme, ROW_OVERHANG))
        row.addLayout(self._parts, 1)
        row.addWidget(Gap(theme, ROW_OVERHANG))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ColumnGap(theme, 4))
        column.addLayout(row)
        column.addWidget(ColumnGap(theme, 8))
        self.be_narrow(narrow=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def be_narrow(self, *, narrow: bool) -> None:
        """Have the button below the sentences, or beside them."""
        direction = QBoxLayout.Direction
        self._parts.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
        self._parts.setAlignment(self.button, side)

    def explain(self, topic: TopicReport) -> None:
        """Explain another topic."""
        self._path = topic.path
        figure, sentence = because(topic)
        strong = f'<span style="font-weight:600">{escape(figure)}</span> ' if figure else ""
        self._because.setText(strong + escape(sentence))
        self._because.setAccessibleName(f"{figure} {sentence}".strip())
        trust = trust_told(topic)
        self._trust.setText(trust)
        self._trust.setVisible(bool(trust))
        self.button.setAccessibleDescription(" › ".join(topic.path))

    def _ask_study(self) -> None:
        self.study_requested.emit(self._path)
