"""What an import does to one card in; its row out: the change and the words that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from engram.compiler.change import Change
from engram.compiler.word_diff import Piece, word_diff
from engram.gui.importing.diff_html import diff_html
from engram.gui.importing.option_diff import option_diff
from engram.gui.rows.sketch import LONGEST_TEXT, RowArtist, RowSketch
from engram.gui.text.card_html import plain_text
from engram.gui.words import tr
from engram.model import Card

CHANGE_GUESS = 88  # units of an ordinary row
_INDENT, _ICON, _TOP = 24, 16, 13
_ICONS = {
    Change.NEW: "plus",
    Change.CHANGED: "edit",
    Change.KEY_CHANGED: "warning",
    Change.MOVED: "move",
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A card before and after; one of them is missing for what is new or no longer there."""

    change: Change
    before: Card | None
    after: Card | None
    known_elsewhere: bool = False  # a new card with the text of one from another document
    named: bool = False  # more than one document: say which

    def told(self) -> str:
        """All that the row says, for a screen reader."""
        texts = [_told(pieces) for pieces in self._texts()]
        said = [self.title(), self._place(), self._note(), *texts]
        return ". ".join(part for part in said if part)

    def title(self) -> str:
        """The class of change in words."""
        if self.after is None:
            return tr("No longer there")
        if self.before is not None and self.before.retired:
            return tr("There again")
        return {
            Change.NEW: tr("New"),
            Change.CHANGED: tr("Changed"),
            Change.KEY_CHANGED: tr("Answer key changed"),
            Change.MOVED: tr("Moved"),
            Change.UNCHANGED: tr("Unchanged"),
        }[self.change]

    def sketch(self, artist: RowArtist, width: int) -> RowSketch:
        """The row as it is painted."""
        sketch, unit = RowSketch(), artist.theme.unit
        y = self._add_head(sketch, artist, width) + unit(3)
        for place, pieces in enumerate(self._texts()):
            quiet = place > 0 or self.after is None
            rect = QRect(unit(_INDENT), y, width - unit(_INDENT), 0)
            style, token = ("body" if place else "lead"), "muted" if quiet else "text"
            y = _add_pieces(sketch, artist, rect, pieces, (style, token)) + unit(2)
        sketch.height = y + unit(_TOP)
        return sketch

    def _add_head(self, sketch: RowSketch, artist: RowArtist, width: int) -> int:
        """Class and place at the left, what becomes of the progress at the right or below."""
        unit, y = artist.theme.unit, artist.theme.unit(_TOP)
        icon = _ICONS[self.change] if self.after is not None else "dash"
        token = "warning" if self.change is Change.KEY_CHANGED else "text"
        middle = (artist.line() - unit(_ICON)) // 2
        artist.add_icon(sketch, QPoint(0, y + middle), icon, token, _ICON)
        end = artist.add_words(
            sketch, QPoint(unit(_INDENT), y), self.title(), color=token, weight=600
        )
        note, room = self._note(), width - end - unit(9)
        beside = artist.width(note) + unit(24) + artist.width(self._place()) <= room
        if note and beside:
            artist.add_words(sketch, QPoint(width - artist.width(note), y), note)
            room -= artist.width(note) + unit(16)
        place = artist.elided(self._place(), room)
        artist.add_words(sketch, QPoint(end + unit(9), y), place)
        y += artist.line()
        if note and not beside:
            cut = artist.elided(note, width - unit(_INDENT))
            artist.add_words(sketch, QPoint(unit(_INDENT), y + unit(2)), cut)
            y += artist.line() + unit(2)
        return y

    def _place(self) -> str:
        card = self.after or self.before
        if card is None:
            return ""
        number = card.source.line
        gone = self.after is None
        line = tr("was line {line}", line=number) if gone else tr("line {line}", line=number)
        document = card.source.document if self.named else ""
        return " · ".join(part for part in (document, " › ".join(card.topic), line) if part)

    def _note(self) -> str:
        if self.after is None:
            return tr("kept with its answers, no longer asked")
        if self.change is Change.NEW:
            again = tr("new card, much like one you have from another document")
            return again if self.known_elsewhere else tr("new card")
        if self.change is Change.KEY_CHANGED:
            return tr("progress kept: earlier answers may have been marked by a wrong key")
        if self.change is Change.MOVED and self.before is not None:
            return tr("progress kept; was in {place}", place=_home(self.before, self.after))
        return tr("progress kept")

    def _texts(self) -> Iterator[tuple[Piece, ...]]:
        """The question, then every other text that the change is about."""
        before, after = self.before, self.after
        if after is None or before is None:
            card = after or before
            if card is not None:
                yield (Piece("kept", _short(card.question)),)
            if after is not None and after.answer:
                yield (Piece("kept", _short(after.answer)),)
            return
        yield word_diff(_short(before.question), _short(after.question))
        if before.answer != after.answer:
            yield word_diff(_short(before.answer), _short(after.answer))
        if before.options != after.options:
            yield option_diff(before.options, after.options)
        if before.explanation != after.explanation:
            yield word_diff(_short(before.explanation), _short(after.explanation))


def _add_pieces(
    sketch: RowSketch,
    artist: RowArtist,
    rect: QRect,
    pieces: tuple[Piece, ...],
    looks: tuple[str, str],
) -> int:
    """Words that differ are shown as they were written, a text that stayed as it reads."""
    if all(piece.part == "kept" for piece in pieces):
        text = "".join(piece.text for piece in pieces)
        return artist.add_markdown(sketch, rect, text, *looks)
    return artist.add_html(sketch, rect, diff_html(pieces, artist.theme), *looks)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _home(before: Card, after: Card) -> str:
    """What of a card's old place is not its new one."""
    if before.deck != after.deck:
        return " › ".join((before.deck, *before.topic))
    if before.topic != after.topic:
        return " › ".join(before.topic) or before.deck
    return before.source.document


def _told(pieces: tuple[Piece, ...]) -> str:
    """A diff in words, since a screen reader sees neither line nor tint."""
    said = {
        "kept": "{text}",
        "removed": tr("removed: {text}"),
        "added": tr("added: {text}"),
    }
    parts = (said[piece.part].format(text=plain_text(piece.text)) for piece in pieces)
    return ", ".join(part for part in parts if part)
