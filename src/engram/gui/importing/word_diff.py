"""Two texts in; the words that stayed, went and came out, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Part = Literal["kept", "removed", "added"]
MOST_WORDS = 300  # that are compared one by one: the time grows with their square

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words of one fate."""

    part: Part
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of `after` with what went from `before` between them."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    inside = _compared(old[head : len(old) - tail], new[head : len(new) - tail])
    pieces = [Piece("kept", "".join(new[:head])), *inside]
    pieces.append(Piece("kept", "".join(new[len(new) - tail :])))
    return tuple(piece for piece in pieces if piece.text)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > MOST_WORDS:
        yield from (Piece("removed", "".join(old)), Piece("added", "".join(new)))
        return
    for tag, i, j, k, m in _steps(old, new):
        if tag == "equal":
            yield Piece("kept", "".join(new[k:m]))
        else:
            yield Piece("removed", "".join(old[i:j]))
            yield Piece("added", "".join(new[k:m]))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """difflib's steps, where a lone space between two changes belongs to both of them."""
    steps = SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes()
    grown: list[tuple[str, int, int, int, int]] = []
    for place, (tag, i, j, k, m) in enumerate(steps):
        between = 0 < place < len(steps) - 1
        lone = tag == "equal" and between and not "".join(new[k:m]).strip()
        if grown and (lone or tag != "equal") and grown[-1][0] != "equal":
            grown[-1] = ("replace", grown[-1][1], j, grown[-1][3], m)
        else:
            grown.append((tag, i, j, k, m))
    yield from grown
