"""A document's text goes in; numbered lines come out, and which of them are code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_HEADING = re.compile(r"[ ]{0,3}(?:\d{1,5}[.)][ \t]+)?#{2,6}[ \t]+\S")
_RULE = re.compile(
    r"[ ]{0,3}(?:(?:-[ \t]*){2}-[- \t]*|(?:\*[ \t]*){2}\*[* \t]*|(?:_[ \t]*){2}_[_ \t]*)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document; `number` counts from 1, `code` is set inside code fences."""

    number: int
    text: str
    code: bool = False

    @property
    def blank(self) -> bool:
        return not self.code and not self.text.strip()

    @property
    def rule(self) -> bool:
        """Whether it is a rule between paragraphs (CommonMark 0.31, 4.1)."""
        return not self.code and bool(_RULE.fullmatch(self.text))


def numbered_lines(text: str) -> list[Line]:
    """The lines of a text, with those of closed code fences marked as code."""
    texts = text.split("\n")
    return [
        Line(number, line, code)
        for number, (line, code) in enumerate(zip(texts, code_mask(texts), strict=True), start=1)
    ]


def code_mask(texts: Sequence[str]) -> list[bool]:
    """Which lines belong to a code fence that is closed, its fence lines among them.

    CommonMark 0.31, 4.5, but a fence that is never closed is an ordinary line: one stray fence
    must not swallow the rest of a document.
    """
    mask = [False] * len(texts)
    if not any("```" in text or "~~~" in text for text in texts):
        return mask
    fences = {
        index: found
        for index, text in enumerate(texts)
        if ("```" in text or "~~~" in text) and (found := _FENCE.fullmatch(text))
    }
    longest = _longest_closers(len(texts), fences)
    index = 0
    while index < len(texts):
        opener = fences.get(index)
        if opener and _opens(opener) and longest[opener["fence"][0]][index + 1] >= _width(opener):
            end = index + 1
            while not (end in fences and _closes(fences[end], opener)):
                end += 1
            if not _was_left_open(texts, fences, index, end):
                mask[index : end + 1] = [True] * (end + 1 - index)
                index = end
        index += 1
    return mask


def _was_left_open(
    texts: Sequence[str], fences: dict[int, re.Match[str]], start: int, end: int
) -> bool:
    """Whether the code was never closed: a heading stands in it, and then a fence that opens."""
    width = _width(fences[start])
    inner = (
        place
        for place in range(start + 1, end)
        if (found := fences.get(place)) and found["info"].strip() and _width(found) >= width
    )
    first = next(inner, None)
    return first is not None and any(map(_HEADING.match, texts[start + 1 : first]))


def _longest_closers(count: int, fences: dict[int, re.Match[str]]) -> dict[str, list[int]]:
    """For each fence character, the longest possible closer at or after each line."""
    longest = {"`": [0] * (count + 1), "~": [0] * (count + 1)}
    for character, below in longest.items():
        closers = [at for at, found in fences.items() if _bare(found, character)]
        width = 0
        for above, at in zip([-1, *closers][-2::-1], reversed(closers), strict=True):
            width = max(width, _width(fences[at]))
            below[above + 1 : at + 1] = [width] * (at - above)
    return longest


def _width(fence: re.Match[str]) -> int:
    return len(fence["fence"])


def _bare(fence: re.Match[str], character: str) -> bool:
    bare = not fence["info"].strip() and fence[0].lstrip().startswith(character)
    return bare and fence["fence"][0] == character


def _opens(fence: re.Match[str]) -> bool:
    return fence["fence"][0] == "~" or "`" not in fence["info"]


def _closes(fence: re.Match[str], opener: re.Match[str]) -> bool:
    return _bare(fence, opener["fence"][0]) and _width(fence) >= _width(opener)


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines parted at blank ones; a code fence is one paragraph with the text it touches."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if line.blank:
            parts.append([])
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def columns_of(text: str) -> int:
    """How far a line stands in, with tabs to every fourth column."""
    return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))


def outdented(texts: Sequence[str], columns: int) -> list[str]:
    """Lines without the indentation of what they stand in, at most these columns."""
    if not columns:
        return list(texts)
    return [" " * max(0, columns_of(text) - columns) + text.lstrip(" \t") for text in texts]


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as (first, last) of each stretch without a gap."""
    if not numbers:
        return []
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after != before + 1)]
    ends = [before for before, after in pairwise(numbers) if after != before + 1]
    return list(zip(starts, [*ends, numbers[-1]], strict=True))
