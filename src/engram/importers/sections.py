"""The paragraphs of an interview guide go in; which of them are section headings comes out.

With a table of contents a heading is a line that it names. Without one it is a numbered line that
stands alone, continues the numbering, is no step of a list and has a question or quiz below it.
Beside either, a Markdown heading or a line such as "Section 3: …" above questions is one.
"""

from __future__ import annotations

import re

from engram.importers.contents import Contents, section_number, section_title
from engram.importers.stems import heading

_LONGEST = 200
_LONGEST_WORDED = 100
_HASHES = re.compile(r"[ ]{0,3}#{1,6}[ \t]+\S")
_WORDED = re.compile(r"[ ]{0,3}(?:section|chapter|part|module|unit|kapitel|teil)[ \t]+\d", re.I)


class Sections:
    """Which single lines begin a section, told one after the other."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._last = 0

    def title(self, line: str, before: str, *, opens_items: bool) -> str | None:
        """The title when `line` is a heading; `before` is the paragraph above it.

        `opens_items` tells that the next paragraph is a question or the label of a quiz.
        """
        if len(line) > _LONGEST:
            return None
        title, number = section_title(line), _whole(section_number(line))
        if self._contents.names(title) and (number is not None or opens_items):
            self._last = number or self._last
            return title
        if not opens_items:
            return None
        if _HASHES.match(line) or _WORDED.match(line):
            self._last = number or self._last
            return title
        listed = bool(self._contents.titles) or _is_step(number, before)
        if number == self._last + 1 and not listed:
            self._last = number
            return title
        return None


def heading_of(line: str) -> tuple[int, str] | None:
    """The level and title of a line such as "## Locks" or "**Part 2: Locks**", or None.

    A line that begins with a word like "Part 2" counts as a heading below the title, and only when
    it does not end like a sentence.
    """
    if found := heading(line):
        return found[0], section_title(found[1])
    bare = line.strip().strip("*_").strip()
    if len(bare) > _LONGEST_WORDED or not _WORDED.match(bare) or bare.endswith(tuple(".?!:;,")):
        return None
    return 2, section_title(bare)


def _whole(number: str | None) -> int | None:
    return int(number) if number and number.isdecimal() else None


def _is_step(number: int | None, before: str) -> bool:
    """Whether the line before is the step before this one, so that both belong to a list."""
    return bool(number) and _whole(section_number(before)) == (number or 0) - 1
