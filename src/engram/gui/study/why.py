"""What stands below a checked quiz: what is said about single options, then the explanation."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.text.card_document import Media, no_media
from engram.gui.text.card_html import plain_text
from engram.gui.text.card_text import CardText
from engram.gui.widgets.gap import Gap
from engram.gui.widgets.label import Label, Paragraph
from engram.gui.words import tr

LONGEST_NAME = 80


class Remark(NamedTuple):
    """What the card says about one option, named by its words: numbers are shuffled."""

    option: str
    feedback: str


class Why(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, media: Media = no_media) -> None:
        super().__init__()
        self._theme, self._media = theme, media
        self._remarks: list[tuple[Paragraph, CardText, Gap]] = []
        self._title = Label(theme, tr("Why"), "small", "muted", weight=600)
        self._explanation = CardText(theme, "lead", name=tr("Why"), media=media)
        self._remark_rows = QVBoxLayout()
        self._remark_rows.setSpacing(0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Gap(theme, 20))
        rows.addWidget(self._title)
        rows.addWidget(Gap(theme, 2))
        rows.addLayout(self._remark_rows)
        rows.addWidget(self._explanation)

    def show_explanation(self, explanation: str, remarks: tuple[Remark, ...] = ()) -> None:
        """Say why: about the options that matter, then about the whole question."""
        while len(self._remarks) < len(remarks):
            self._add_remark()
        for place, (name, text, gap) in enumerate(self._remarks):
            used = place < len(remarks)
            for part in (name, text, gap):
                part.setVisible(used)
            if used:
                name.setText(_shortened(plain_text(remarks[place].option)))
                text.show_text(remarks[place].feedback)
        self._explanation.show_text(explanation)
        self._explanation.setVisible(bool(explanation))
        self.setVisible(bool(explanation or remarks))

    @property
    def text(self) -> str:
        """All that is said, as Markdown."""
        shown = [text for _, text, _ in self._remarks if text.isVisibleTo(self)]
        return "\n\n".join(text.markdown for text in (*shown, self._explanation))

    def _add_remark(self) -> None:
        name = Paragraph(self._theme, "", "lead", weight=600)
        text = CardText(self._theme, "lead", media=self._media)
        gap = Gap(self._theme, 10)
        for part in (name, text, gap):
            self._remark_rows.addWidget(part)
        self._remarks.append((name, text, gap))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip() + "…"
