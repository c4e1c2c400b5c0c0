"""The line above the options: how many to choose and how many are chosen, then the verdict."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engram.gui.looks.theme import Theme
from engram.gui.widgets.label import Label
from engram.gui.words import plural, tr
from engram.model import Card, Kind
from engram.study.values import Marking

HEIGHT = 24


def number_word(count: int) -> str:
    """A small number as a word."""
    words = (
        tr("none"),
        tr("one"),
        tr("two"),
        tr("three"),
        tr("four"),
        tr("five"),
        tr("six"),
        tr("seven"),
        tr("eight"),
        tr("nine"),
    )
    return words[count] if 0 <= count < len(words) else str(count)


def task_words(card: Card) -> str:
    """What a quiz asks for: `Choose three`."""
    if card.kind is not Kind.MULTIPLE_CHOICE:
        return tr("Choose one")
    if isinstance(card.select, int):
        return tr("Choose {number}", number=number_word(card.select))
    return tr("Choose all that apply")


def chosen_words(card: Card, chosen: int) -> str:
    """How far the choice has come, where more than one is asked for."""
    if card.kind is not Kind.MULTIPLE_CHOICE:
        return ""
    if isinstance(card.select, int):
        return tr("{chosen} of {wanted} chosen", chosen=chosen, wanted=card.select)
    return tr("{chosen} chosen", chosen=chosen)


def verdict_of(card: Card, marking: Marking) -> tuple[str, str]:
    """The verdict in a word or two, and for several right options how near it came."""
    if marking.right:
        return tr("Right"), ""
    if card.kind is not Kind.MULTIPLE_CHOICE:
        return tr("Not this time"), ""
    found = tr("{found} of {wanted} found", found=marking.found, wanted=marking.wanted)
    wrong = plural(marking.wrong_choices, "{n} wrong choice", "{n} wrong choices")
    parts = [found, wrong] if marking.wrong_choices else [found]
    word = tr("Not quite") if marking.found else tr("Not this time")
    return word, ", ".join(parts)


class VerdictLine(QWidget):
    """24 units high before and after the check, so that the options keep their place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, ""
        self._icon = QLabel()
        self._word = Label(theme, "", "small", "muted", weight=500)
        self._detail = Label(theme, "", "lead", "muted")
        self._count = Label(theme, "", "small", "muted", weight=500)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self._icon, self._word, self._detail):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._count)
        theme.theme_changed.connect(self._follow_theme)
        self._follow_theme()

    @property
    def text(self) -> str:
        """All that the line says."""
        parts = (self._word.text(), self._detail.text(), self._count.text())
        return ", ".join(part for part in parts if part)

    def show_task(self, card: Card, chosen: int) -> None:
        """Before the check: what to do, and how far it is done."""
        self._icon_name = ""
        self._word.set_style("small", 500)
        self._word.set_color("muted")
        self._tell(task_words(card), "", chosen_words(card, chosen))

    def show_verdict(self, card: Card, marking: Marking) -> None:
        """After the check: the verdict by icon and words."""
        self._icon_name = "right" if marking.right else "wrong"
        self._word.set_style("lead", 600)
        self._word.set_color(self._icon_name)
        self._tell(*verdict_of(card, marking), "")

    def _tell(self, word: str, detail: str, count: str) -> None:
        for label, text in ((self._word, word), (self._detail, detail), (self._count, count)):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(self.text)
        self._follow_theme()

    def _follow_theme(self) -> None:
        unit = self._theme.unit
        self.setFixedHeight(unit(HEIGHT))
        self._row.setSpacing(unit(8))
        self._icon.setVisible(bool(self._icon_name))
        if self._icon_name:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(self._theme.pixmap(self._icon_name, self._icon_name, 20, ratio))
