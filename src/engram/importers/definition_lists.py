"""The lines of a Markdown document go in; its definition lists come out, term by term.

Source of the syntax: PHP Markdown Extra, definition lists: a term on a line of its own, below it
one or more definitions that begin with a colon; lines that stand in go on with a definition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engram.importers.lines import Line, columns_of
from engram.importers.passage import markdown_text
from engram.importers.stems import heading
from engram.model import Item

_DEFINITION = re.compile(r"[ ]{0,3}[:~](?P<space>[ \t]+)(?P<text>\S.*)")
_MOST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Definition:
    """The terms and definitions that belong together, on these lines."""

    lines: tuple[Line, ...]
    terms: tuple[str, ...]
    texts: tuple[str, ...]

    def item(self, topic: tuple[str, ...]) -> Item:
        first, *others = self.terms
        question = markdown_text([first, *(text for term in others for text in ("", term))])
        return Item(question, self.lines[0].number, markdown_text(self.texts), topic=topic)


def definitions_of(lines: Sequence[Line]) -> list[Definition]:
    """The definitions in order; a colon that no term stands above begins none."""
    found: list[Definition] = []
    free = place = 0  # behind the last definition
    while place < len(lines):
        if _defines(lines[place]) and (terms := _terms_above(lines, free, place)):
            end, texts = _texts_from(lines, place)
            first = terms[0].number - lines[0].number
            words = tuple(term.text.strip() for term in terms)
            found.append(Definition(tuple(lines[first:end]), words, tuple(texts)))
            free = place = end
        else:
            place += 1
    return found


def _defines(line: Line) -> bool:
    return not line.code and bool(_DEFINITION.fullmatch(line.text))


def _terms_above(lines: Sequence[Line], free: int, place: int) -> Sequence[Line]:
    """The lines right above a definition that are its terms; one blank line may stand between."""
    end = place - 1 if place > free and lines[place - 1].blank else place
    first = end
    while first > free and end - first < _MOST_TERMS and _may_be_term(lines[first - 1]):
        first -= 1
    whole = first == free or not _may_be_term(lines[first - 1])
    return lines[first:end] if whole else ()


def _may_be_term(line: Line) -> bool:
    plain = not (line.blank or line.code or line.rule or heading(line.text))
    return plain and columns_of(line.text) < 4 and len(line.text) <= 200


def _texts_from(lines: Sequence[Line], place: int) -> tuple[int, list[str]]:
    """Behind which place the definitions end, and their texts, a paragraph for each."""
    texts: list[str] = []
    end = at = place
    while at < len(lines):
        line = lines[at]
        if found := None if line.code else _DEFINITION.fullmatch(line.text):
            texts += ["", found["text"]] if texts else [found["text"]]
        elif line.blank:
            at += 1
            continue
        elif (
            line.code or columns_of(line.text) >= 2 or (at == end and not _next_defines(lines, at))
        ):
            gap = [""] if at > end else []
            texts += [*gap, line.text if line.code else line.text.strip()]
        else:
            break
        at += 1
        end = at
    return end, texts


def _next_defines(lines: Sequence[Line], place: int) -> bool:
    """Whether a line that touches a definition is the next term rather than more of it."""
    return place + 1 < len(lines) and _defines(lines[place + 1])
