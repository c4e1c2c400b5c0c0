"""Notes with flashcards in plain text go in, as Obsidian's spaced repetition has them; items out.

`Question::Answer` on one line, `:::` for both ways; or a paragraph, a line with nothing but `?`
(`??` for both ways) and the paragraph that answers. A line with the tag `#flashcards` alone says
that the cards stand below it. Source: the manual of obsidian-spaced-repetition, "Flashcards". Lines
count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engram.importers.contents import section_title
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lines import Line, numbered_lines, paragraphs
from engram.importers.passage import markdown_text
from engram.importers.stems import heading
from engram.importers.topics import Topics
from engram.model import Item, Reading

NAME = "flash-notes"
_TAG = re.compile(r"[ \t]*#flashcards?(?:/[^\s#]+)?[ \t]*", re.IGNORECASE)
_ANY_TAG = re.compile(r"(?:^|\s)#flashcards?\b", re.IGNORECASE)
_SCHEDULE = re.compile(r"<!--SR:[^\n>]*-->")
_ONE_LINE = re.compile(
    r"[ \t]{0,3}(?:[-*+][ \t]+)?(?P<front>[^:\s](?:[^:\n]|:(?!:)){0,400}?)[ \t]*(?P<sign>:::?)(?!:)"
    r"[ \t]*(?P<back>[^:\s].*)"
)
_SIGN = re.compile(r"[ \t]*(?P<both>\?\??)[ \t]*")
_CODE = re.compile(r"(`+)[^`]*\1")
_FEWEST = 3  # cards in a note without the tag


@dataclass(frozen=True, slots=True)
class _Card:
    front: tuple[str, ...]
    back: tuple[str, ...]
    line: int
    both_ways: bool


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    if "::" not in text and "\n?" not in text:
        return 0.0
    lines = _shown(numbered_lines(text))
    parts = paragraphs(lines[_first(lines) :])
    cards = [card for part in parts for card in _cards(part)]
    if _ANY_TAG.search(text):
        return 0.92 if cards else 0.0
    asking = sum(card.front[-1].rstrip(" *_").endswith(("?", "？")) for card in cards)
    fit = sum(bool(_cards(part)) for part in parts if heading(part[0].text) is None)
    return 0.7 if asking >= _FEWEST and 2 * asking >= len(cards) and 2 * fit > len(parts) else 0.0


def read(text: str) -> Reading:
    """The cards in order, with the headings above them as topics."""
    lines = _shown(numbered_lines(text))
    start = _first(lines)
    left = list(lines[:start])
    heads = [found for line in lines[start:] if not line.code and (found := heading(line.text))]
    topics = Topics(has_title=sum(level == 1 for level, _ in heads) == 1)
    items: list[Item] = []
    for part in paragraphs(lines[start:]):
        body = part
        while body and not body[0].code and (found := heading(body[0].text)):
            topics.enter(found[0], (section_title(found[1]),), body[0])
            body = body[1:]
        cards = _cards(body)
        items += [item for card in cards for item in _items(card, topics.of_item())]
        left += [] if cards else body
    first = items[0].line if items else 0
    problems = [
        *title_page([line for line in left if line.number < first]),
        *topics.left_out(),
        *not_understood(line for line in left if line.number >= first),
    ]
    return Reading(NAME, tuple(items), tuple(sorted(problems, key=lambda each: each.line)))


def _shown(lines: Sequence[Line]) -> list[Line]:
    """The lines without the dates that the program notes below each card."""
    return [
        line if line.code or "<!--SR:" not in line.text else replace(line, text=_undated(line))
        for line in lines
        if line.code or "<!--SR:" not in line.text or _undated(line)
    ]


def _undated(line: Line) -> str:
    return _SCHEDULE.sub("", line.text).rstrip()


def _first(lines: Sequence[Line]) -> int:
    """The place below the first tag that stands alone; 0 without one."""
    tags = (place for place, line in enumerate(lines, 1) if _TAG.fullmatch(line.text))
    return next(tags, 0)


def _cards(part: Sequence[Line]) -> list[_Card]:
    """The cards of a paragraph: one about a sign on its own, or one a line."""
    signs = [place for place, line in enumerate(part) if not line.code and _sign(line)]
    if len(signs) == 1 and 0 < signs[0] < len(part) - 1:
        return [_below_each_other(part, signs[0])]
    found: list[_Card] = []
    for line in part:
        card = None if line.code else _on_one_line(line)
        if card:
            found.append(card)
        elif found:
            found[-1] = replace(found[-1], back=(*found[-1].back, line.text))
        else:
            return []
    return found


def _sign(line: Line) -> re.Match[str] | None:
    return _SIGN.fullmatch(line.text)


def _below_each_other(part: Sequence[Line], at: int) -> _Card:
    texts = [line.text for line in part]
    both_ways = part[at].text.strip() == "??"
    return _Card(tuple(texts[:at]), tuple(texts[at + 1 :]), part[0].number, both_ways)


def _on_one_line(line: Line) -> _Card | None:
    if "::" not in line.text:
        return None
    masked = _CODE.sub(lambda code: "`" * len(code[0]), line.text)
    found = _ONE_LINE.fullmatch(masked)
    if not found:
        return None
    front = line.text[found.start("front") : found.end("front")]
    back = line.text[found.start("back") :]
    return _Card((front,), (back,), line.number, found["sign"] == ":::")


def _items(card: _Card, topic: tuple[str, ...]) -> list[Item]:
    front, back = markdown_text(card.front), markdown_text(card.back)
    one = Item(front, card.line, back, topic=topic)
    return [one, Item(back, card.line, front, topic=topic)] if card.both_ways else [one]
