"""A problem of a document in; its row out: what it is, where, and a way to look at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect

from engram.gui.rows.sketch import BUTTON_HEIGHT, RowArtist, RowSketch
from engram.gui.words import tr
from engram.problems import Problem, Severity

PROBLEM_GUESS = 68  # units of an ordinary row
_LOOKS = {
    Severity.ERROR: ("wrong", "wrong"),
    Severity.WARNING: ("warning", "warning"),
    Severity.NOTE: ("info", "muted"),
}
_INDENT, _ICON, _TOP = 34, 20, 14


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem and the place of its card among the cards, None where it is about no card."""

    problem: Problem
    card: int | None = None
    file: Path | None = None  # the document, to show its lines
    named: bool = False  # more than one document: say which

    @property
    def action(self) -> str:
        """What the row's button does: look at the card, or at the lines of the document."""
        if self.card is not None:
            return tr("Look…")
        return tr("Show") if self.file is not None else ""

    def told(self) -> str:
        """All that the row says, for a screen reader."""
        said = (self._severity(), tr(self.problem.kind.title), self._place(), self._message())
        return ". ".join(said)

    def sketch(self, artist: RowArtist, width: int) -> RowSketch:
        """The row as it is painted."""
        sketch, unit = RowSketch(), artist.theme.unit
        icon, token = _LOOKS[self.problem.severity]
        y = unit(_TOP)
        left = artist.add_button(sketch, self.action, width, y) if self.action else width
        middle = (artist.line("body") - unit(_ICON)) // 2
        artist.add_icon(sketch, QPoint(0, y + middle), icon, token, _ICON)
        room = left - unit(20) - unit(_INDENT)
        y = self._add_title(sketch, artist, room, y)
        rect = QRect(unit(_INDENT), y, room, 0)
        y = artist.add_text(sketch, rect, self._message(), "small", "muted")
        sketch.height = max(y, unit(_TOP + BUTTON_HEIGHT)) + unit(_TOP)
        return sketch

    def _add_title(self, sketch: RowSketch, artist: RowArtist, room: int, y: int) -> int:
        """Title and place on one line, or on two where there is no room."""
        unit, left = artist.theme.unit, artist.theme.unit(_INDENT)
        title, place = tr(self.problem.kind.title), self._place()
        both = artist.width(title, "body", 600) + unit(11) + artist.width(place)
        cut = artist.elided(title, room, "body")
        end = artist.add_words(sketch, QPoint(left, y), cut, "body", "text", 600)
        shift = artist.line("body") - artist.line()
        if both <= room:
            artist.add_words(sketch, QPoint(end + unit(11), y + shift), place)
            return y + artist.line("body") + unit(2)
        y += artist.line("body")
        artist.add_words(sketch, QPoint(left, y), artist.elided(place, room))
        return y + artist.line() + unit(2)

    def _place(self) -> str:
        line = tr("line {line}", line=self.problem.line)
        return f"{self.problem.document}, {line}" if self.named else line

    def _message(self) -> str:
        return tr(self.problem.kind.sentence, **dict(self.problem.fields))

    def _severity(self) -> str:
        return {
            Severity.ERROR: tr("Error"),
            Severity.WARNING: tr("Warning"),
            Severity.NOTE: tr("Note"),
        }[self.problem.severity]
