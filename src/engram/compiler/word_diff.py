"""Two texts in; the words that stayed, went and came out, in reading order.

The longest common subsequence of their words, found bit-parallel: a row of the table is one whole
number, so that texts of a thousand words are compared in some milliseconds. Source: H. Hyyrö,
"Bit-parallel LCS-length computation revisited", 2004.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Part = Literal["kept", "removed", "added"]
MOST_WORDS = 5000  # that are compared one by one: the time grows with their square

# Scripts written without spaces are compared letter by letter.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"([^\W{_UNSPACED}]+|[{_UNSPACED}]|[^\w\s])(\s*)")

_Word = tuple[str, str]
"""A word, a sign or a letter, and the white space behind it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words of one fate."""

    part: Part
    text: str


@dataclass(slots=True)
class _Step:
    """Words that went and came at one place, then words that stayed."""

    removed: list[_Word] = field(default_factory=list)
    added: list[_Word] = field(default_factory=list)
    kept: list[_Word] = field(default_factory=list)  # as the text after has them
    kept_before: list[_Word] = field(default_factory=list)  # and the text before


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of `after` with what went from `before` between them.

    White space alone is no difference; it is that of `after`. Of texts of more than MOST_WORDS
    words only what both begin and end with is kept.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    steps = _calmed(_steps(old, new, _matches(_bare(old), _bare(new))))
    lead = after[: len(after) - len(after.lstrip())]
    return _joined([Piece("kept", lead), *(piece for step in steps for piece in _pieces(step))])


def _bare(words: Sequence[_Word]) -> list[str]:
    return [word for word, _ in words]


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the words that both have in this order."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    yield from ((place, place) for place in range(head))
    inside = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(map(len, inside)) <= MOST_WORDS:
        yield from ((head + i, head + j) for i, j in _common(*inside))
    yield from ((len(old) - left, len(new) - left) for left in range(tail, 0, -1))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence: a zero of a row says that it grows with that old word."""
    places: dict[str, int] = defaultdict(int)
    for place, word in enumerate(old):
        places[word] |= 1 << place
    every = row = (1 << len(old)) - 1
    rows = []
    for word in new:
        matched = row & places.get(word, 0)
        row = (row + matched | row - matched) & every
        rows.append(row)
    found, i, j = [], len(old) - 1, len(new) - 1
    while i >= 0 and j >= 0:
        if rows[j] >> i & 1:
            i -= 1
        elif j and not rows[j - 1] >> i & 1:
            j -= 1
        else:
            found.append((i, j))
            i, j = i - 1, j - 1
    return found[::-1]


def _steps(
    old: Sequence[_Word], new: Sequence[_Word], matches: Iterator[tuple[int, int]]
) -> Iterator[_Step]:
    step, i, j = _Step(), 0, 0
    for left, right in matches:
        if (left, right) != (i, j):
            yield step
            step = _Step([*old[i:left]], [*new[j:right]])
        step.kept_before.append(old[left])
        step.kept.append(new[right])
        i, j = left + 1, right + 1
    yield step
    yield _Step([*old[i:]], [*new[j:]])


def _calmed(steps: Iterator[_Step]) -> list[_Step]:
    """Words that stayed by chance between two larger changes belong to these."""
    calm: list[_Step] = []
    for step in steps:
        if calm and calm[-1].removed and _is_chance(calm[-1], step):
            last = calm[-1]
            last.removed += [*last.kept_before, *step.removed]
            last.added += [*last.kept, *step.added]
            last.kept, last.kept_before = step.kept, step.kept_before
        else:
            calm.append(step)
    return calm


def _is_chance(before: _Step, after: _Step) -> bool:
    kept = len(before.kept)
    return kept <= min(_changed(before), _changed(after)) and _size(before.kept) <= min(
        max(_size(before.removed), _size(before.added)),
        max(_size(after.removed), _size(after.added)),
    )


def _changed(step: _Step) -> int:
    return max(len(step.removed), len(step.added))


def _size(words: Sequence[_Word]) -> int:
    return sum(len(word) for word, _ in words)


def _pieces(step: _Step) -> Iterator[Piece]:
    """A space that both sides of a change end with is no part of it."""
    removed, added = _text(step.removed), _text(step.added)
    space = ""
    if removed and added:
        space = step.added[-1][1]
        removed, added = removed.rstrip(), added.removesuffix(space)
    yield Piece("removed", removed)
    yield Piece("added", added)
    yield Piece("kept", space + _text(step.kept))


def _text(words: Sequence[_Word]) -> str:
    return "".join(word + space for word, space in words)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces that have a text, neighbours of one fate as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].part == piece.part:
            joined[-1] = Piece(piece.part, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
