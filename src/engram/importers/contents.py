"""Lines of a document go in; its table of contents comes out: which lines, and the titles.

A table of contents is a run of at least three lines that end in leaders or a page number, or at
least two numbered lines that all stand again further down, before the first item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from engram.importers.lines import Line
from engram.problems import KINDS, Problem, problem

_NUMBER = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]+)?(?:(?:section|chapter|part|module|unit|lesson|kapitel|teil)[ \t]+)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?:[.):]|[ \t]*[–-](?=[ \t]))?[ \t]+(?P<title>\S.*)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[\W_]*(?:table of )?contents?[\W_]*|[\W_]*(?:index|inhalt\w*)[\W_]*", re.I)
_PAGE = re.compile(r"[ \t]+\d{1,4}$")
_LONGEST = 200
_LARGEST_GAP = 2


@dataclass(frozen=True)
class Contents:
    """The lines of a table of contents by their place, and its titles without numbers."""

    lines: tuple[Line, ...] = ()
    titles: frozenset[str] = frozenset()

    @cached_property
    def numbers(self) -> frozenset[int]:
        return frozenset(line.number for line in self.lines)

    @property
    def problems(self) -> tuple[Problem, ...]:
        if not self.lines:
            return ()
        return (problem(KINDS["contents"], self.lines[0].number, count=len(self.lines)),)

    def names(self, title: str) -> bool:
        """Whether this is the title of an entry."""
        return title_key(title) in self.titles


def find_contents(head: Sequence[Line], body: Sequence[Line]) -> Contents:
    """The table of contents among `head`, the lines before the first item."""
    filled = [line for line in head if line.text.strip()]
    entries = {
        place: entry for place, line in enumerate(filled) if (entry := _leader_title(line.text))
    }
    run = _longest_run(sorted(entries))
    if len(run) < 3:
        entries = _entries_that_come_again(filled, body)
        run = _longest_run(sorted(entries))
    if len(run) < 2:
        return Contents()
    first = run[0] - 1 if run[0] and _LABEL.fullmatch(filled[run[0] - 1].text) else run[0]
    titles = frozenset(title_key(section_title(entries[place])) for place in run)
    return Contents(tuple(filled[first : run[-1] + 1]), titles)


def names_contents(title: str) -> bool:
    """Whether a heading is that of the table of contents; an index may be a topic."""
    return bool(_LABEL.fullmatch(title)) and title_key(title) != "index"


def section_title(text: str) -> str:
    """A heading without its number."""
    found = _NUMBER.match(text)
    return (found["title"] if found else text.lstrip("# \t")).strip(" \t*_")


def section_number(text: str) -> str | None:
    """The number that a heading begins with."""
    found = _NUMBER.match(text)
    return found["number"] if found else None


def title_key(title: str) -> str:
    """A title by its letters and digits alone."""
    return "".join(filter(str.isalnum, title.casefold()))


def _leader_title(text: str) -> str | None:
    """The title of a line such as "3. Title ..... 17", None for any other line."""
    if len(text) > _LONGEST:
        return None
    before_page = text.rstrip().rstrip("0123456789")
    has_page = before_page != text.rstrip()
    title = before_page.rstrip(" \t.…·_")
    leader = before_page[len(title) :]
    dotted = len(re.sub(r"[ \t]", "", leader)) >= 2 or "…" in leader
    spaced = has_page and ("\t" in leader or "  " in leader)
    return title.strip() if title.strip() and (dotted or spaced) else None


def _entries_that_come_again(head: Sequence[Line], body: Sequence[Line]) -> dict[int, str]:
    """Numbered lines that stand again further down, there without a page number at the end."""
    counts: dict[str, int] = {}
    for line in body:
        if len(line.text) <= _LONGEST and section_number(line.text):
            key = title_key(line.text)
            counts[key] = counts.get(key, 0) + 1
    found: dict[int, str] = {}
    for place, line in enumerate(head):
        text = line.text.strip()
        if not section_number(text):
            continue
        unpaged = _PAGE.sub("", text)
        if counts.get(title_key(text), 0) > 1:
            found[place] = text
        elif unpaged != text and counts.get(title_key(unpaged), 0):
            found[place] = unpaged
    return found


def _longest_run(places: Sequence[int]) -> Sequence[int]:
    """The longest stretch of places that are near each other: an entry may be wrapped."""
    gaps = (at for at in range(1, len(places)) if places[at] - places[at - 1] > _LARGEST_GAP)
    cuts = [0, *gaps, len(places)]
    first, end = max(pairwise(cuts), key=lambda stretch: stretch[1] - stretch[0])
    return places[first:end]
