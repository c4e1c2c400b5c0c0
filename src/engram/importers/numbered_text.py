"""Numbered questions with answer paragraphs go in; open questions come out.

The layout: `N. question`, which may be wrapped over lines; a blank line; an answer of one or more
paragraphs; then perhaps an explanation, a paragraph that begins with "Correct." or "Explanation:",
words that do not stay in it. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from engram.importers.furniture import Role, find_furniture
from engram.importers.labels import Label, without_label
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lines import Line, numbered_lines, paragraphs
from engram.importers.passage import markdown_text
from engram.model import Item, Reading

NAME = "numbered-text"
_NUMBERED = re.compile(r"[ ]{0,1}(?:Q|Question )?(?P<number>\d{1,5})[.)][ \t]+(?P<text>\S.*)")
_START = re.compile(r"(?:\A|\n[ \t]*\n) ?(?:Q|Question )?(\d{1,5})[.)][ \t]+\S")
_CORRECT = re.compile(r"(?:\*\*|__)?Correct(?:[.!:](?:\*\*|__)?|(?:\*\*|__)[.!:])[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paragraph that begins with a number; `place` counts the paragraphs."""

    place: int
    number: int
    text: str


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    numbers = [int(found[1]) for found in _START.finditer(text)]
    rising = sum(after == before + 1 for before, after in pairwise(numbers))
    if rising >= 2 and 2 * rising >= len(numbers):
        return 0.5
    return 0.3 if numbers and numbers[0] == 1 else 0.0


def read(text: str) -> Reading:
    """The questions in order; what stands above the first is noted as a title page."""
    lines = numbered_lines(text)
    furniture = find_furniture(lines, _role, signed_only=True)
    kept = furniture.without()
    parts = paragraphs(kept)
    starts = _starts(parts)
    if not starts:
        return Reading(NAME, (), (*not_understood(kept), *furniture.problems))
    ends = [*(start.place for start in starts[1:]), len(parts)]
    items = [
        _item(start, parts[start.place : end]) for start, end in zip(starts, ends, strict=True)
    ]
    front = [line for part in parts[: starts[0].place] for line in part]
    return Reading(NAME, tuple(items), (*title_page(front), *furniture.problems))


def _role(text: str) -> Role:
    return Role.GRAMMAR if _NUMBERED.match(text) or _CORRECT.match(text) else Role.TEXT


def _starts(parts: Sequence[Sequence[Line]]) -> list[_Numbered]:
    """The paragraphs that begin a question, not a step of a list inside an answer."""
    found = [
        _Numbered(place, int(match["number"]), match["text"])
        for place, part in enumerate(parts)
        if not part[0].code and (match := _NUMBERED.match(part[0].text))
    ]
    starts: list[_Numbered] = []
    for run in _adjacent(found):
        expected = starts[-1].number + 1 if starts else run[0].number
        if not starts or run[0].number >= expected:
            starts += [one for one in run if not _is_list(parts[one.place])]
        elif len(run) == 1 and _asks(parts[run[0].place]):
            starts += run  # numbering that begins again, or never rises
        elif run[-1].number == expected and _is_answered(run[-1], found, len(parts)):
            starts.append(run[-1])
    return starts


def _adjacent(found: Sequence[_Numbered]) -> list[list[_Numbered]]:
    """Numbered paragraphs in runs that stand directly below each other and rise by one."""
    grouped: list[list[_Numbered]] = []
    for one in found:
        last = grouped[-1][-1] if grouped else None
        if last and (one.place, one.number) == (last.place + 1, last.number + 1):
            grouped[-1].append(one)
        else:
            grouped.append([one])
    return grouped


def _is_list(part: Sequence[Line]) -> bool:
    return sum(bool(_NUMBERED.match(line.text)) for line in part) > 1


def _asks(part: Sequence[Line]) -> bool:
    return _ends_asking(part[-1].text)


def _is_answered(one: _Numbered, found: Sequence[_Numbered], count: int) -> bool:
    below = one.place + 1
    return below < count and all(other.place != below for other in found)


def _item(start: _Numbered, parts: Sequence[Sequence[Line]]) -> Item:
    question = [start.text, *(line.text for line in parts[0][1:])]
    below = _dedented([[line.text for line in part] for part in parts[1:]])
    at = next((place for place, part in enumerate(below) if _opens_explanation(part)), len(below))
    answer, explanation = below[:at], below[at:]
    question, answer = _parted(question, answer)
    return Item(
        question=markdown_text(question),
        line=parts[0][0].number,
        answer=_joined(answer, Label.ANSWER),
        explanation=_joined(explanation, Label.EXPLANATION),
    )


def _dedented(parts: list[list[str]]) -> list[list[str]]:
    """Paragraphs without the indentation that all of them share: it is the list's, not code's."""
    texts = [text for part in parts for text in part]
    common = min((len(text) - len(text.lstrip(" ")) for text in texts), default=0)
    return [[text[common:] for text in part] for part in parts]


def _parted(question: list[str], answer: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Question and answer where no blank line parts them, or the question has two paragraphs."""
    if not answer:
        at = next((n for n, text in enumerate(question[:-1], 1) if _ends_asking(text)), 0)
        return (question[:at], [question[at:]]) if at else (question, [])
    if len(answer) > 1 and _ends_asking(answer[0][-1]) and not _ends_asking(question[-1]):
        return [*question, "", *answer[0]], answer[1:]
    return question, answer


def _ends_asking(text: str) -> bool:
    return text.rstrip(" *_").endswith("?")


def _opens_explanation(part: Sequence[str]) -> bool:
    return bool(_CORRECT.match(part[0])) or without_label(part[0], Label.EXPLANATION) is not None


def _joined(parts: Sequence[Sequence[str]], label: Label) -> str:
    if not parts:
        return ""
    first, *rest = parts[0]
    bare = without_label(first, label)
    opened = _CORRECT.sub("", first, count=1) if bare is None else bare
    if bare is None and not _CORRECT.match(first):
        opened = first
    texts = [opened, *rest]
    for part in parts[1:]:
        texts += ["", *part]
    return markdown_text(texts)
