"""The options of a card before and after in; which came, went or changed their mark out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from engram.gui.importing.word_diff import Part, Piece, word_diff
from engram.gui.words import tr
from engram.model import Option

_BULLET = "• "


def option_diff(before: Sequence[Option], after: Sequence[Option]) -> tuple[Piece, ...]:
    """One line an option; the word `right` is added or removed where the key changed."""
    old, new = [option.text for option in before], [option.text for option in after]
    lines: list[list[Piece]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or j - i == m - k:
            pairs = zip(before[i:j], after[k:m], strict=True)
            lines += [list(_changed(*pair)) for pair in pairs]
        else:
            lines += [_whole("removed", option) for option in before[i:j]]
            lines += [_whole("added", option) for option in after[k:m]]
    return tuple(piece for line in lines for piece in [*line, Piece("kept", "\n")])[:-1]


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


def _whole(part: Part, option: Option) -> list[Piece]:
    mark = "  " + tr("right") if option.correct else ""
    return [Piece("kept", _BULLET), Piece(part, f"{option.text}{mark}")]
