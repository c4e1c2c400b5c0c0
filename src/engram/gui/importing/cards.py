"""A card of an import in; its row in the preview out: question, options, answer, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from engram.gui.rows.sketch import RowArtist, RowSketch
from engram.gui.text.card_html import plain_text
from engram.gui.words import plural, tr
from engram.model import Card, Kind, Option
from engram.problems import Problem

CARD_GUESS = 132  # units of an ordinary row
_INDENT, _ICON = 24, 16


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card and the problems at its line; `named` says its document, too."""

    card: Card
    problems: tuple[Problem, ...] = ()
    named: bool = False

    def told(self) -> str:
        """All that the row says, for a screen reader."""
        card = self.card
        parts = [self._place(), self._trouble(), kind_words(card), plain_text(card.question)]
        parts += [
            tr("{option}, right", option=plain_text(option.text))
            if option.correct
            else plain_text(option.text)
            for option in card.options
        ]
        parts += [plain_text(card.answer), plain_text(card.explanation)]
        return ". ".join(part for part in parts if part)

    def sketch(self, artist: RowArtist, width: int) -> RowSketch:
        """The row as it is painted."""
        sketch, unit = RowSketch(), artist.theme.unit
        y = self._add_head(sketch, artist, width) + unit(5)
        whole = QRect(0, y, width, 0)
        y = artist.add_markdown(sketch, whole, self.card.question, "lead", "text", 600)
        if self.card.options:
            y += unit(8)
        for option in self.card.options:
            y = _add_option(sketch, artist, option, QRect(0, y, width, 0))
        if self.card.answer:
            rect = QRect(0, y + unit(6), width, 0)
            y = artist.add_markdown(sketch, rect, self.card.answer, "body", "muted")
        if self.card.explanation:
            y = self._add_why(sketch, artist, QRect(0, y + unit(8), width, 0))
        sketch.height = y + unit(14)
        return sketch

    def _place(self) -> str:
        card = self.card
        topic = " › ".join(card.topic)
        document = card.source.document if self.named else ""
        parts = [str(card.source.ordinal), document, topic]
        return "   ".join(part for part in parts if part)

    def _trouble(self) -> str:
        if not self.problems:
            return ""
        first = self.problems[0]
        told = tr("{title}, line {line}", title=tr(first.kind.title), line=first.line)
        more = len(self.problems) - 1
        return tr("{told}, and {more} more", told=told, more=more) if more else told

    def _add_head(self, sketch: RowSketch, artist: RowArtist, width: int) -> int:
        """Ordinal and topic at the left; at the right the kind and, where it fits, the trouble."""
        unit, y = artist.theme.unit, artist.theme.unit(12)
        kind, trouble = kind_words(self.card), self._trouble()
        right = width - artist.width(kind)
        artist.add_words(sketch, QPoint(right, y), kind)
        room = right - unit(16)
        below = False
        if trouble:
            wanted = artist.width(trouble, weight=500) + unit(_ICON + 6)
            below = artist.width(self._place()) + unit(32) + wanted > room
            if not below:
                room -= wanted
                _add_trouble(sketch, artist, trouble, QPoint(room + unit(4), y))
                room -= unit(16)
        artist.add_words(sketch, QPoint(0, y), artist.elided(self._place(), room))
        y += artist.line()
        if below:
            cut = artist.elided(trouble, width - unit(_ICON + 6))
            _add_trouble(sketch, artist, cut, QPoint(0, y + unit(2)))
            y += artist.line() + unit(2)
        return y

    def _add_why(self, sketch: RowSketch, artist: RowArtist, rect: QRect) -> int:
        """The explanation, hanging beside its name."""
        name = tr("Why")
        indent = max(artist.width(name, "body", 500) + artist.theme.unit(10), artist.theme.unit(40))
        artist.add_words(sketch, rect.topLeft(), name, "body", "muted", 500)
        beside = rect.adjusted(indent, 0, 0, 0)
        return artist.add_markdown(sketch, beside, self.card.explanation, "body", "muted")


def kind_words(card: Card) -> str:
    """What kind of card it is: `quiz, one right`."""
    if card.incomplete:
        return tr("quiz, incomplete") if card.options else tr("recall, incomplete")
    if card.kind is Kind.MULTIPLE_CHOICE:
        right = sum(option.correct for option in card.options)
        return plural(right, "quiz, {n} right", "quiz, {n} right")
    words = {
        Kind.RECALL: tr("recall"),
        Kind.SINGLE_CHOICE: tr("quiz, one right"),
        Kind.TRUE_FALSE: tr("true or false"),
    }
    return words[card.kind]


def _add_trouble(sketch: RowSketch, artist: RowArtist, text: str, place: QPoint) -> None:
    unit = artist.theme.unit
    middle = (artist.line() - unit(_ICON)) // 2
    artist.add_icon(sketch, place + QPoint(0, middle), "warning", "warning", _ICON)
    beside = place + QPoint(unit(_ICON + 6), 0)
    artist.add_words(sketch, beside, text, color="warning", weight=500)


def _add_option(sketch: RowSketch, artist: RowArtist, option: Option, rect: QRect) -> int:
    """A tick or an empty ring, the option, `right` behind it, its own feedback below it."""
    unit = artist.theme.unit
    middle = (artist.line("body") - unit(_ICON)) // 2
    icon, token = ("check", "right") if option.correct else ("dot", "control")
    artist.add_icon(sketch, rect.topLeft() + QPoint(0, middle + unit(1)), icon, token, _ICON)
    said = tr("right")
    behind = artist.width(said, weight=600) + unit(12) if option.correct else 0
    body = rect.adjusted(unit(_INDENT), 0, -behind, 0)
    text = "text" if option.correct else "muted"
    weight = 500 if option.correct else 400
    y = artist.add_markdown(sketch, body, option.text, "body", text, weight)
    if option.correct:
        down = artist.line("body") - artist.line()
        place = sketch.end_of_text + QPoint(unit(10), down)
        artist.add_words(sketch, place, said, color="right", weight=600)
    if option.feedback:
        below = QRect(body.left(), y, body.width(), 0)
        y = artist.add_markdown(sketch, below, option.feedback, "small", "muted")
    return y + unit(1)
