"""The options of a card before and after in; which came, went or changed their mark out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engram.compiler.card_diff import paired_options
from engram.compiler.word_diff import Part, Piece, word_diff
from engram.gui.words import tr
from engram.model import Option

_BULLET = "• "


def option_diff(before: Sequence[Option], after: Sequence[Option]) -> tuple[Piece, ...]:
    """One line an option; the word `right` is added or removed where the key changed."""
    lines = [list(_line(old, new)) for old, new in paired_options(before, after)]
    return tuple(piece for line in lines for piece in [*line, Piece("kept", "\n")])[:-1]


def _line(before: Option | None, after: Option | None) -> Iterator[Piece]:
    if before is not None and after is not None:
        return _changed(before, after)
    if after is not None:
        return _whole("added", after)
    return _whole("removed", before) if before is not None else iter(())


def _changed(before: Option, after: Option) -> Iterator[Piece]:
    yield Piece("kept", _BULLET)
    yield from word_diff(before.text, after.text)
    if before.correct or after.correct:
        yield Piece("kept", "  ")
        kept = before.correct and after.correct
        yield Piece("kept" if kept else "added" if after.correct else "removed", tr("right"))
    if before.feedback or after.feedback:
        yield Piece("kept", "\n")
        yield from word_diff(before.feedback, after.feedback)


def _whole(part: Part, option: Option) -> Iterator[Piece]:
    mark = "  " + tr("right") if option.correct else ""
    yield Piece("kept", _BULLET)
    yield Piece(part, f"{option.text}{mark}")
