"""The rows below a question go in; its options come out, and where among the rows they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engram.importers.labels import labelled
from engram.importers.lettered import lettered
from engram.importers.marks import is_mark, without_mark
from engram.importers.outline.rows import Row, Sort

_BOX = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\[(?P<mark>[ \txX✓✔]?)\](?![(:\[])[ \t]*(?P<text>.*)")
_NUMBER = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\(?(?P<number>\d)[.):][ \t]+(?P<text>\S.*)")
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•▪◦–]|\d{1,2}[.)])[ \t]+(?P<text>\S.*)")
_BOLD = re.compile(r"(?P<sign>\*\*|__)(?P<text>(?:(?!\*\*|__).)+)(?P=sign)[.,;]?")
_MOST = 10


@dataclass(slots=True)
class Choice:
    """An option while its rows are gathered; `letter`, or a digit, is empty for one without."""

    letter: str
    number: int
    marked: bool
    texts: list[Row | str]


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of a question and the rows they take, from `first` to before `end`."""

    options: tuple[Choice, ...]
    first: int
    end: int


def is_box(text: str) -> bool:
    """Whether a line is an option with a check box."""
    return bool(_BOX.fullmatch(text))


def find_choices(rows: Sequence[Row], *, bullets: bool = False) -> Choices | None:
    """The first run of two options or more from A, 1, a box or, asked for, a bullet on."""
    for place, row in enumerate(rows):
        if row.sort is Sort.FOLD:
            return None
        first = _choice(row, "", bullets=bullets)
        if (
            first
            and first.letter in ("", "A", "1")
            and (found := _run(rows, place, first, bullets=bullets))
        ):
            return found
    return None


def bold_choices(rows: Sequence[Row]) -> Choices | None:
    """A list of options of which one or more, but not all, are bold as a whole."""
    found = find_choices(rows, bullets=True)
    if found is None or not 3 <= len(found.options) <= _MOST:
        return None
    bold = [_as_bold(option) for option in found.options]
    if not 0 < sum(text is not None for text in bold) < len(bold):
        return None
    for option, text in zip(found.options, bold, strict=True):
        if text is not None:
            option.texts = [text]
            option.marked = True
    return found


def _as_bold(option: Choice) -> str | None:
    if len(option.texts) != 1 or not isinstance(option.texts[0], str):
        return None
    found = _BOLD.fullmatch(option.texts[0].strip())
    return found["text"] if found else None


def _run(rows: Sequence[Row], start: int, first: Choice, *, bullets: bool) -> Choices | None:
    options = [first]
    indent = rows[start].indent
    end = start + 1
    gap = False
    for place in range(start + 1, len(rows)):
        row = rows[place]
        if row.blank:
            if row.sort is Sort.RULE:
                break
            gap = True
            continue
        after = options[-1].letter
        option = _choice(row, after, bullets=bullets)
        if option and row.indent <= indent + 3 and _follows(option, options):
            options.append(option)
        elif row.sort is Sort.TEXT and is_mark(row.text):
            options[-1].marked = True
        elif _goes_on(row, indent, gap=gap):
            options[-1].texts += ["", row] if gap else [row]
        else:
            break
        end = place + 1
        gap = False
    return Choices(tuple(options), start, end) if len(options) > 1 else None


def _choice(row: Row, after: str, *, bullets: bool) -> Choice | None:
    if row.sort is not Sort.TEXT:
        return None
    if found := _BOX.fullmatch(row.text):
        inner = lettered(found["text"])
        letter, text = (inner.letter, inner.text) if inner else ("", found["text"])
        return Choice(letter, row.number, found["mark"].strip() != "", [text])
    if option := lettered(row.text):
        return Choice(option.letter, row.number, option.marked, [option.text])
    if not bullets and (not after or after.isdecimal()) and (found := _NUMBER.fullmatch(row.text)):
        text, marked = without_mark(found["text"])
        return Choice(found["number"], row.number, marked, [text])
    if bullets and not after and (found := _BULLET.fullmatch(row.text)):
        return Choice("", row.number, marked=False, texts=[found["text"]])
    return None


def _follows(option: Choice, before: Sequence[Choice]) -> bool:
    """Whether an option has the next letter, or none as those before have none."""
    last = before[-1].letter
    if not last:
        return not option.letter and len(before) < _MOST * 2
    return bool(option.letter) and ord(option.letter) == ord(last) + 1


def _goes_on(row: Row, indent: int, *, gap: bool) -> bool:
    """Whether a row belongs to the option above: code, what stands in, a wrapped line."""
    if row.sort in (Sort.FOLD, Sort.END, Sort.HEADING):
        return False
    if row.sort is Sort.CODE:
        return True
    if row.indent >= indent + 2:
        return True
    return not gap and labelled(row.text) is None and not _BULLET.match(row.text)
