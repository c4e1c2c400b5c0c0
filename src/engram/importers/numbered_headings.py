"""Markdown with numbered headings goes in; open questions come out.

The layout: `### N. question`, then the answer in Markdown up to the next such heading; rules
(`---`) between items are no text. Headings above the items' level are topics, those below it are
part of the answer. Source of the syntax: CommonMark 0.31, 4.2. Lines count from 1; no text makes
this reader raise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from engram.importers.contents import section_title
from engram.importers.labels import Label, labelled
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lines import Line, numbered_lines
from engram.importers.navigation import find_navigation
from engram.importers.outline.openers import asks_anywhere
from engram.importers.passage import markdown_text
from engram.importers.placeholders import without_placeholder
from engram.importers.stems import heading, stem_of
from engram.importers.topics import Topics
from engram.model import Item, Reading
from engram.problems import Problem

NAME = "numbered-headings"
_NUMBERED = re.compile(
    r"^ {0,3}(#{1,6})[ \t]+(?:\*\*|__)?(?:Q(?:uestion)?[ \t.]*)?\d{1,5}[ \t]?[.):]", re.M | re.I
)
_LETTERED = re.compile(
    r"^[ \t]{0,8}(?:[-*+][ \t]+)?(?:\*\*)?\(?[A-Ea-e][.):](?:\*\*)?[ \t]+\S", re.M
)
_ASKING = re.compile(r"^ {0,3}#{1,6}[ \t][^\n]*[?？]", re.M)
_BOX = re.compile(r"^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]", re.M)


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading and the lines below it; `question` when it begins an item."""

    heading: Line
    level: int
    text: str
    body: tuple[Line, ...]
    question: bool


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    levels = Counter(len(found[1]) for found in _NUMBERED.finditer(text))
    most = max(levels.values(), default=0)
    if most > 1 and len(_LETTERED.findall(text)) >= 2 * most:
        return 0.3
    if most > 1 and len(_BOX.findall(text)) < most:
        return 0.8
    return 0.4 if most and _ASKING.search(text) else 0.0


def read(text: str) -> Reading:
    """The questions in order, with the headings above them as topics."""
    every = numbered_lines(text)
    navigation = find_navigation(every)
    lines = [line for place, line in enumerate(every) if place not in navigation.places]
    level = _item_level(lines)
    front, parts = _parts(lines, level)
    items: list[Item] = []
    problems: list[Problem] = [*title_page(front), *navigation.problems]
    titles = sum(part.level == 1 and not part.question for part in parts)
    topics = Topics(has_title=titles == 1)
    for part in parts:
        if part.question:
            items.append(replace(_item(part), topic=topics.of_item()))
            continue
        topics.enter(part.level, (section_title(part.text),), part.heading)
        below = not_understood if items else title_page
        problems += below(part.body)
    if not any(asks_anywhere(item.question) for item in items):
        return Reading(NAME, (), (*navigation.problems, *not_understood(lines)))
    found = sorted((*problems, *topics.left_out()), key=lambda problem: problem.line)
    return Reading(NAME, tuple(items), tuple(found))


def _item_level(lines: Sequence[Line]) -> int:
    """The level of the numbered headings that ask, else of the highest with text of their own."""
    headings = [
        (place, len(found[1]))
        for place, line in enumerate(lines)
        if not line.code and (found := _NUMBERED.match(line.text))
    ]
    asking = Counter(level for place, level in headings if "?" in lines[place].text)
    if asking:
        return max(asking, key=lambda level: (asking[level], -level))
    filled = [place for place, line in enumerate(lines) if not line.blank]
    below = dict(pairwise(filled))
    answered = [level for place, level in headings if not _is_heading(lines, below.get(place))]
    return min(answered or [level for _, level in headings], default=0)


def _is_heading(lines: Sequence[Line], place: int | None) -> bool:
    return place is None or (not lines[place].code and heading(lines[place].text) is not None)


def _parts(lines: Sequence[Line], level: int) -> tuple[list[Line], list[_Part]]:
    """The lines above the first heading, and the document cut at headings up to `level`."""
    heads: list[tuple[int, _Part]] = []
    for place, line in enumerate(lines):
        found = None if line.code else heading(line.text)
        if not found or found[0] > level:
            continue
        stem = stem_of(line.text)
        is_question = found[0] == level and bool(stem and stem.number is not None)
        text = stem.text if stem and is_question else found[1]
        heads.append((place, _Part(line, found[0], text, (), is_question)))
    if not heads:
        return list(lines), []
    ends = [*(place for place, _ in heads[1:]), len(lines)]
    parts = [
        replace(part, body=tuple(_without_rules(lines[place + 1 : end])))
        for (place, part), end in zip(heads, ends, strict=True)
    ]
    return list(lines[: heads[0][0]]), parts


def _without_rules(body: Sequence[Line]) -> list[Line]:
    """The lines without the rules and blank lines around them."""
    kept = list(body)
    for end in (-1, 0):
        while kept and (kept[end].blank or kept[end].rule):
            del kept[end]
    return kept


def _item(part: _Part) -> Item:
    texts = [line.text for line in part.body]
    labels = ((at, _answer(line)) for at, line in enumerate(part.body) if not line.code)
    at, bare = next((found for found in labels if found[1] is not None), (0, None))
    question = [part.text, "", *texts[:at]] if at else [part.text]
    answer = texts if bare is None else [bare, *texts[at + 1 :]]
    said = without_placeholder(markdown_text(answer))
    return Item(markdown_text(question), part.heading.number, said)


def _answer(line: Line) -> str | None:
    """What a line says that is labelled as an answer; "A:" is no such label."""
    found = labelled(line.text)
    return found.text if found and found.label is Label.ANSWER and not found.short else None
