"""What an import does to one card in; its row out: the change, the words that differ, the ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from engram.compiler.change import Change
from engram.compiler.change_list import CardChange
from engram.compiler.word_diff import Piece, word_diff
from engram.gui.importing.diff_html import diff_html
from engram.gui.importing.option_diff import option_diff
from engram.gui.importing.twin_cards import Side, add_sides
from engram.gui.rows.sketch import LONGEST_TEXT, RowArtist, RowSketch
from engram.gui.text.card_html import plain_text
from engram.gui.words import tr
from engram.model import Card, CardId

CHANGE_GUESS = 88  # units of an ordinary row
MINE, THEIRS = range(2)
SKIP, LINK, KEEP_BOTH = range(3)
_LEFT, _INDENT, _ICON, _TOP = 42, 24, 16, 13
_ICONS = {
    Change.NEW: "plus",
    Change.CHANGED: "edit",
    Change.KEY_CHANGED: "warning",
    Change.MOVED: "move",
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A card before and after; one of them is missing for what is new or no longer there.

    `named`: more than one document, so say which.
    """

    what: CardChange
    named: bool = False

    @property
    def change(self) -> Change:
        return self.what.change

    @property
    def before(self) -> Card | None:
        return self.what.before

    @property
    def after(self) -> Card | None:
        return self.what.after

    @property
    def card(self) -> CardId:
        """The id the card has afterwards."""
        return self.what.card

    @property
    def is_gone(self) -> bool:
        """Whether the card is no longer in its document."""
        return self.what.after is None

    @property
    def duplicate(self) -> Card | None:
        """The known card that a new one repeats."""
        return self.what.duplicate.known if self.what.duplicate else None

    @property
    def is_edited(self) -> bool:
        """Whether a text of the learner's own lies over what changes."""
        return any(not each.is_settled for each in self.what.conflicts)

    def ways(self) -> tuple[str, ...]:
        """What can be chosen apart from taking the change or leaving it."""
        if self.duplicate is not None:
            return repeated_ways()
        return edited_ways() if self.is_edited else ()

    def told(self) -> str:
        """All that the row says, for a screen reader."""
        texts = [_told(pieces) for pieces in self._texts()]
        own = [
            tr("{title}: {text}", title=title, text=plain_text(text)) for title, text in self._own()
        ]
        said = [self.title(), self._place(), self._note(), *texts, *own]
        return ". ".join(part for part in said if part)

    def title(self) -> str:
        """The class of change in words."""
        if self.is_gone:
            return tr("No longer there")
        if self.what.returns:
            return tr("There again")
        return {
            Change.NEW: tr("New"),
            Change.CHANGED: tr("Changed"),
            Change.KEY_CHANGED: tr("Answer key changed"),
            Change.MOVED: tr("Moved"),
            Change.UNCHANGED: tr("Unchanged"),
            Change.RETIRED: tr("No longer there"),
        }[self.change]

    def sketch(self, artist: RowArtist, width: int) -> RowSketch:
        """The row as it is painted."""
        sketch, unit = RowSketch(), artist.theme.unit
        artist.add_check(sketch, unit(_TOP))
        y = self._add_head(sketch, artist, width) + unit(3)
        rect = QRect(unit(_LEFT), y, width - unit(_LEFT), 0)
        if self.duplicate is not None:
            y = add_sides(sketch, artist, rect, self._sides())
        for place, pieces in enumerate(() if self.duplicate else self._texts()):
            quiet = place > 0 or self.is_gone
            style, token = ("body" if place else "lead"), "muted" if quiet else "text"
            rect.moveTop(y)
            y = _add_pieces(sketch, artist, rect, pieces, (style, token)) + unit(2)
        y = self._add_own(sketch, artist, QRect(rect.left(), y, rect.width(), 0))
        if self.ways():
            corner = QPoint(unit(_LEFT), y + unit(8))
            y = artist.add_ways(sketch, self.ways(), corner, rect.width())
        sketch.height = y + unit(_TOP)
        return sketch

    def _add_own(self, sketch: RowSketch, artist: RowArtist, rect: QRect) -> int:
        """The learner's own texts that lie over what changes."""
        y, unit = rect.top(), artist.theme.unit
        for title, text in self._own():
            y += unit(6)
            artist.add_words(sketch, QPoint(rect.left(), y), title, weight=600)
            below = QRect(rect.left(), y + artist.line() + unit(1), rect.width(), 0)
            y = artist.add_markdown(sketch, below, text, "body", "text")
        return y

    def _own(self) -> Iterator[tuple[str, str]]:
        titles = {
            "question": tr("Your own question"),
            "answer": tr("Your own answer"),
            "explanation": tr("Your own explanation"),
        }
        for each in self.what.conflicts:
            if not each.is_settled:
                yield titles.get(each.field, tr("Your own text")), each.mine

    def _sides(self) -> tuple[Side, ...]:
        new, known = self.after, self.duplicate
        if new is None or known is None:
            return ()
        place = " › ".join((known.deck, *known.topic))
        return Side(tr("In this document"), new), Side(tr("You have: {place}", place=place), known)

    def _add_head(self, sketch: RowSketch, artist: RowArtist, width: int) -> int:
        """Class and place at the left, what becomes of the progress at the right or below."""
        unit, y = artist.theme.unit, artist.theme.unit(_TOP)
        icon = _ICONS[self.change] if not self.is_gone else "dash"
        token = "warning" if self.change is Change.KEY_CHANGED else "text"
        middle = (artist.line() - unit(_ICON)) // 2
        left = unit(_LEFT + _INDENT)
        artist.add_icon(sketch, QPoint(unit(_LEFT), y + middle), icon, token, _ICON)
        end = artist.add_words(sketch, QPoint(left, y), self.title(), color=token, weight=600)
        note, room = self._note(), width - end - unit(9)
        beside = artist.width(note) + unit(24) + artist.width(self._place()) <= room
        if note and beside:
            artist.add_words(sketch, QPoint(width - artist.width(note), y), note)
            room -= artist.width(note) + unit(16)
        place = artist.elided(self._place(), room)
        artist.add_words(sketch, QPoint(end + unit(9), y), place)
        y += artist.line()
        if note and not beside:
            cut = artist.elided(note, width - unit(_LEFT))
            artist.add_words(sketch, QPoint(unit(_LEFT), y + unit(2)), cut)
            y += artist.line() + unit(2)
        return y

    def _place(self) -> str:
        card = self.after or self.before
        if card is None:
            return ""
        number = card.source.line
        told = tr("was line {line}") if self.is_gone else tr("line {line}")
        line = told.format(line=number)
        document = card.source.document if self.named else ""
        return " · ".join(part for part in (document, " › ".join(card.topic), line) if part)

    def _note(self) -> str:
        if self.after is None:
            return tr("still asked unless you tick it; its answers are kept")
        if self.change is Change.NEW:
            return tr("new, and much like one you have") if self.duplicate else tr("new card")
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
            if self.duplicate is not None:
                told = " ".join((self.duplicate.question, self.duplicate.answer))
                yield (Piece("kept", tr("You have: {text}", text=_short(told))),)
            return
        yield word_diff(_short(before.question), _short(after.question))
        if before.answer != after.answer:
            yield word_diff(_short(before.answer), _short(after.answer))
        if before.options != after.options:
            yield option_diff(before.options, after.options)
        if before.explanation != after.explanation:
            yield word_diff(_short(before.explanation), _short(after.explanation))


def edited_ways() -> tuple[str, ...]:
    """What can be done where the document changes below a text of the learner's own."""
    return tr("Keep mine"), tr("Take theirs")


def repeated_ways() -> tuple[str, ...]:
    """What can be done with a new card that repeats a known one."""
    return tr("Skip"), tr("Link"), tr("Keep both")


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
