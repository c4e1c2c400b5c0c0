"""The paragraphs of a numbered text go in; those that begin a question come out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from engram.importers.lines import Line

NUMBERED = re.compile(
    r"[ ]{0,1}(?:Q|Question )?(?P<number>\d{1,5})(?:[.)][ \t]+|\)(?=[^\W\d_]))(?P<text>\S.*)"
)
_AHEAD = 20  # numbers that one answer may begin its paragraphs with


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that begins with a number; `place` counts the paragraphs."""

    place: int
    number: int
    text: str


def find_starts(parts: Sequence[Sequence[Line]]) -> list[Numbered]:
    """The paragraphs that begin a question, not a step of a list inside an answer."""
    found = [
        Numbered(place, int(match["number"]), match["text"])
        for place, part in enumerate(parts)
        if not part[0].code and (match := NUMBERED.match(part[0].text))
    ]
    starts: list[Numbered] = []
    for run in _adjacent(found):
        expected = starts[-1].number + 1 if starts else run[0].number
        if starts and run[0].number > expected and _is_early(run[0], expected, found, parts):
            continue
        if not starts or run[0].number >= expected:
            starts += [one for one in run if not _is_list(parts[one.place])]
        elif len(run) == 1 and _asks(parts[run[0].place]):
            starts += run  # numbering that begins again, or never rises
        elif run[-1].number == expected and _is_answered(run[-1], found, len(parts)):
            starts.append(run[-1])
    return starts


def _is_early(
    one: Numbered, expected: int, found: Sequence[Numbered], parts: Sequence[Sequence[Line]]
) -> bool:
    """Whether a number beyond the expected one opens an answer: "1945. It was in May."

    Then the expected number is still to come, before the numbering begins again.
    """
    if _asks(parts[one.place]):
        return False
    at = bisect_right(found, one.place, key=lambda other: other.place)
    later = (other.number for other in found[at : at + _AHEAD])
    return next((number for number in later if number <= expected), None) == expected


def _adjacent(found: Sequence[Numbered]) -> list[list[Numbered]]:
    """Numbered paragraphs in runs that stand directly below each other and rise by one."""
    grouped: list[list[Numbered]] = []
    for one in found:
        last = grouped[-1][-1] if grouped else None
        if last and (one.place, one.number) == (last.place + 1, last.number + 1):
            grouped[-1].append(one)
        else:
            grouped.append([one])
    return grouped


def _is_list(part: Sequence[Line]) -> bool:
    """Whether a paragraph is a list: the number below its first one is the next."""
    found = (match for line in part if (match := NUMBERED.match(line.text)))
    numbers = [int(match["number"]) for match in islice(found, 2)]
    return len(numbers) > 1 and numbers[1] == numbers[0] + 1


def _asks(part: Sequence[Line]) -> bool:
    return ends_asking(part[-1].text)


def _is_answered(one: Numbered, found: Sequence[Numbered], count: int) -> bool:
    below = one.place + 1
    return below < count and all(other.place != below for other in found)


def ends_asking(text: str) -> bool:
    return text.rstrip(" *_").endswith("?")
