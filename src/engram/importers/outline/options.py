"""The rows below a question go in; its options come out, and where among the rows they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engram.importers.labels import labelled
from engram.importers.lettered import lettered
from engram.importers.marks import is_mark, without_mark
from engram.importers.outline.rows import Row, Sort

_BOX = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\[(?P<mark>[ \txX✓✔]?)\](?![(:\[])[ \t]*(?P<text>.*)")
_NUMBER = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\(?(?P<number>\d)[.):][ \t]+(?P<text>\S.*)")
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•▪◦–]|\d{1,2}[.)])[ \t]+(?P<text>\S.*)")
_BOLD = re.compile(r"(?P<sign>\*\*|__)(?P<text>(?:(?!\*\*|__).)+)(?P=sign)[.,;]?")
_TICKED = re.compile(r"[ \t]*[-*+][ \t]+(?P<sign>[✅✔☑✓❌✗✘☒])\ufe0f?[ \t]*(?P<text>\S.*)")
_SHARED = re.compile(
    r"(?P<gap>^[ \t]*(?:[-*+][ \t]+)?|[ \t]+)\(?(?P<letter>[A-Fa-f])[.):][ \t]+(?=\S)"
)
_ANSWER = re.compile(
    r"(?<=[?:.)！？：])[ \t]+"
    r"(?=\*\*(?:correct )?(?:answer|ans|respuesta|antwort|réponse|ответ)[ \t]?:)",
    re.IGNORECASE,
)
_LONGEST_SHARED = 600
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*(?:te?xt|plain(?:text)?)?[ \t]*", re.IGNORECASE)
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


def spread_options(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, with options that share a line ("a) Oak  b) Elm  c) Ash") on rows of their own.

    So is an answer that stands behind its question.
    """
    for row in _unfenced(rows):
        starts = _shared(row) or _answered(row)
        if not starts:
            yield row
            continue
        indent = row.text[: len(row.text) - len(row.text.lstrip())]
        for start, end in zip(starts, [*starts[1:], len(row.text)], strict=True):
            yield replace(row, text=indent + row.text[start:end].strip())


def _unfenced(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, with the options that stand in a code fence of their own as text."""
    place = 0
    while place < len(rows):
        end = place
        if rows[place].sort is Sort.CODE:
            inner = (at for at in range(place + 1, len(rows)) if _FENCE.fullmatch(rows[at].text))
            end = next(inner, place)
        fenced = rows[place + 1 : end]
        if _FENCE.fullmatch(rows[place].text) and _are_options(fenced):
            yield from (replace(row, sort=Sort.TEXT) for row in fenced if row.text.strip())
        else:
            yield from rows[place : end + 1]
        place = end + 1


def _are_options(rows: Sequence[Row]) -> bool:
    found = [lettered(row.text) for row in rows if row.text.strip()]
    letters = "".join(option.letter for option in found if option)
    return 1 < len(found) == len(letters) and letters == "ABCDEFGHIJ"[: len(letters)]


def _shared(row: Row) -> list[int]:
    """Where the parts of a line begin that is options from A on, or a question and options."""
    if row.sort is not Sort.TEXT or len(row.text) > _LONGEST_SHARED:
        return []
    found = list(_SHARED.finditer(row.text))
    letters = "".join(option["letter"].upper() for option in found)
    if len(found) < 2 or letters != "ABCDEF"[: len(letters)]:
        return []
    starts = [option.start() for option in found]
    if starts[0]:
        asked = row.text[: starts[0]].rstrip().endswith(("?", "？", ":", "："))
        enclosed = all("(" in option[0] and option["letter"].isupper() for option in found)
        return [0, *starts] if len(found) > 2 and (asked or enclosed) else []
    apart = all(len(option["gap"].expandtabs(4)) > 1 for option in found[1:])
    return starts if apart or len(found) > 2 else []


def _answered(row: Row) -> list[int]:
    """Where a question and its answer begin that share a line: "1. Which? **Answer: Oak**"."""
    if row.sort is not Sort.TEXT or "**" not in row.text or len(row.text) > _LONGEST_SHARED:
        return []
    found = _ANSWER.search(row.text)
    return [0, found.end()] if found else []


def find_choices(
    rows: Sequence[Row], *, bullets: bool = False, ticks: bool = False
) -> Choices | None:
    """The first run of two options or more from A, 1 or a box on.

    `bullets` asks for plain list items too, `ticks` for items with a tick or a cross.
    """
    for place, row in enumerate(rows):
        if row.sort is Sort.FOLD:
            return None
        first = _choice(row, "", bullets=bullets, ticks=ticks)
        if (
            first
            and first.letter in ("", "A", "1")
            and (found := _run(rows, place, first, bullets=bullets, ticks=ticks))
        ):
            return found
    return None


def ticked_choices(rows: Sequence[Row]) -> Choices | None:
    """A list of options of which the right ones have a tick and all others a cross."""
    found = find_choices(rows, ticks=True)
    marked = sum(option.marked for option in found.options) if found else 0
    return found if found and 0 < marked < len(found.options) <= _MOST else None


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


def _run(
    rows: Sequence[Row], start: int, first: Choice, *, bullets: bool, ticks: bool
) -> Choices | None:
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
        option = _choice(row, after, bullets=bullets, ticks=ticks)
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


def _choice(row: Row, after: str, *, bullets: bool, ticks: bool) -> Choice | None:
    if row.sort is not Sort.TEXT:
        return None
    if ticks and (found := _TICKED.fullmatch(row.text)):
        return Choice("", row.number, found["sign"] in "✅✔☑✓", [found["text"]])
    if found := _BOX.fullmatch(row.text):
        inner = lettered(found["text"])
        letter, text = (inner.letter, inner.text) if inner else ("", found["text"])
        return Choice(letter, row.number, found["mark"].strip() != "", [text])
    if option := lettered(row.text):
        return Choice(option.letter, row.number, option.marked, [option.text])
    if not bullets and (not after or after.isdecimal()) and (found := _NUMBER.fullmatch(row.text)):
        text, marked = without_mark(found["text"])
        return Choice(found["number"], row.number, marked, [text])
    listed = _BULLET.fullmatch(row.text) if bullets and not after else None
    return Choice("", row.number, marked=False, texts=[listed["text"]]) if listed else None


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
