"""A text in JSON or JSON Lines goes in; its values come out, each object with its lines.

Source: RFC 8259, and jsonlines.org for one value a line. Lines count from 1. What JSON allows and
no document needs is refused: see `MOST_LEVELS` and `MOST_PARTS`.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

MOST_LEVELS = 50
"""Objects and lists inside each other."""

MOST_PARTS = 2_000_000
"""Objects and lists in all."""

_BRACKET = re.compile(r"[{}\[\]]")
_BETWEEN = frozenset((": ", ", ", ":", ",", ""))
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_OTHER_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One object: its values by name, the lines it stands on, and the names it has twice."""

    values: Mapping[str, Value]
    line: int = 1
    last: int = 1
    twice: tuple[str, ...] = field(default=())


Value = Entry | list["Value"] | str | int | float | bool | None


class JsonError(Exception):
    """The text is no JSON that is read here; `reason` is a sentence, `line` where it is so."""

    def __init__(self, reason: str, line: int) -> None:
        self.reason, self.line = reason, line
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a text, one for JSON, and the lines of JSON Lines that are none."""

    values: tuple[Value, ...]
    bad_lines: tuple[int, ...] = ()


def is_json(text: str) -> bool:
    """Whether a text begins as an object or a list of them, so that nothing else could be meant."""
    return bool(re.match(r'\s*(?:\[\s*)?\{\s*"[^"\n]{0,200}"\s*:', text[:2000]))


def values_of(text: str) -> Values:
    """The values that a text writes; JsonError for one that is not JSON, or too deep or large."""
    try:
        return Values((_decoded(text, 1),))
    except JsonError:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or not _is_whole(lines[0][1]):
            raise
    return _values_of_lines(lines)


def clean(text: str) -> str:
    """A text as a card can hold it: whole characters only, and no line breaks but LF."""
    if text.isprintable() and not _BROKEN.search(text):
        return text
    lines = _BROKEN.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
    return _OTHER_BREAKS.sub(" ", lines)


def clean_line(text: str) -> str:
    """A name as a card can hold it: on one line."""
    return _CONTROL.sub(" ", clean(text)).strip()


def _is_whole(line: str) -> bool:
    return line.strip()[:1] == "{" and line.strip()[-1:] == "}"


def _values_of_lines(lines: Sequence[tuple[int, str]]) -> Values:
    values: list[Value] = []
    bad: list[int] = []
    for number, line in lines:
        try:
            values.append(_decoded(line, number))
        except JsonError:
            bad.append(number)
    return Values(tuple(values), tuple(bad))


def _decoded(text: str, first_line: int) -> Value:
    places = iter(_object_lines(text, first_line))

    def entry(pairs: list[tuple[str, Value]]) -> Entry:
        values = dict(pairs)
        line, last = next(places, (first_line, first_line))
        return Entry(values, line, last, _twice(pairs) if len(values) < len(pairs) else ())

    try:
        decoded: Value = json.loads(
            text, object_pairs_hook=entry, parse_int=_whole_number, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        raise JsonError(
            f"It looks like JSON and is none: {error.msg}.", first_line - 1 + error.lineno
        ) from None
    return decoded


def _twice(pairs: Sequence[tuple[str, Value]]) -> tuple[str, ...]:
    times = Counter(name for name, _ in pairs)
    return tuple(name for name in times if times[name] > 1)


def _whole_number(digits: str) -> int | str:
    """The number; one that counts nothing in a quiz stays as it is written."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _no_number(_name: str) -> None:
    """`NaN` and `Infinity`, which JSON does not have, say that a value is missing."""


def _object_lines(text: str, first_line: int) -> list[tuple[int, int]]:
    """The first and last line of each object, in the order in which the objects end.

    JsonError for a text that is too deep or has too many parts.
    """
    ends = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    open_at: list[int] = []
    found: list[tuple[int, int]] = []
    parts = 0
    for offset, bracket in _brackets(text):
        if bracket in "{[":
            parts += 1
            open_at.append(offset)
        elif open_at:
            start = open_at.pop()
            if bracket == "}":
                line, last = bisect_right(ends, start), bisect_right(ends, offset)
                found.append((first_line - 1 + line, first_line - 1 + last))
        if len(open_at) > MOST_LEVELS or parts > MOST_PARTS:
            what = (
                f"{MOST_LEVELS} levels" if len(open_at) > MOST_LEVELS else f"{MOST_PARTS:,} parts"
            )
            line = first_line - 1 + bisect_right(ends, offset)
            raise JsonError(f"It is JSON with more than {what}, the most that is read.", line)
    return found


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    """The brackets outside strings, with their places."""
    masked = text.replace("\\\\", "  ").replace('\\"', "  ")
    offset = 0
    for place, piece in enumerate(masked.split('"')):
        if place % 2 == 0 and piece not in _BETWEEN:
            for bracket in _BRACKET.finditer(piece):
                yield offset + bracket.start(), bracket[0]
        offset += len(piece) + 1
