"""A list of terms and their definitions goes in; a card for each term comes out.

The layout: `term - definition`, `term: definition`, `term = definition`, `**term** – definition`,
with or without list marks, or a term with `: definition` lines below it (Markdown Extra, definition
lists); headings are topics. Only a document that is such a list from top to bottom is one: prose
with dashes is none. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from engram.importers.contents import section_title
from engram.importers.definition_lists import Definition, definitions_of
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lines import Line, columns_of, numbered_lines, outdented
from engram.importers.passage import markdown_text
from engram.importers.stems import heading
from engram.importers.term_lines import STYLES, TermLine, term_line
from engram.importers.topics import Topics
from engram.model import Item, Reading

NAME = "term-list"
_SAMPLE = 2_000  # lines
_FEWEST = {"bold": 3, "dash": 4, "equals": 4, "colon": 5}
_SHARE = {"bold": 0.7, "dash": 0.75, "equals": 0.75, "colon": 0.85}
_SURE = {"bold": 0.64, "dash": 0.62, "equals": 0.62, "colon": 0.61}
_DISTINCT = 0.9
_WORDS_OF_COLON = 3  # on average; a file of settings says less
_PATH = re.compile(r"\S*\w[.:/\\_=]+\w\S*")  # a file, an address, a name in a program
_MACHINE = (",", "{", "[", "(", ";", "|", ">")


@dataclass(slots=True)
class _Entry:
    """One term while the lines of its definition are gathered."""

    line: int
    topic: tuple[str, ...]
    term: str
    indent: int
    texts: list[str] = field(default_factory=list)

    def finished(self) -> Item:
        first, *rest = self.texts or [""]
        below = outdented(rest, min((columns_of(each) for each in rest if each.strip()), default=0))
        return Item(
            markdown_text([self.term]), self.line, markdown_text([first, *below]), topic=self.topic
        )


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    lines = numbered_lines("\n".join(text.split("\n", _SAMPLE)[:_SAMPLE]))
    if definitions := definitions_of(lines):
        covered = sum(len(each.lines) for each in definitions)
        if len(definitions) > 2 and covered >= 0.7 * len(_counted(lines)):
            return 0.8
    style = _style(lines)
    return _SURE[style] if style and _is_list(lines, style) else 0.0


def read(text: str) -> Reading:
    """The terms in order, with the headings above them as topics."""
    lines = numbered_lines(text)
    definitions = {each.lines[0].number: each for each in definitions_of(lines)}
    style = None if definitions else _style(lines)
    reader = _Reader(lines, definitions, style)
    for line in lines:
        reader.read(line)
    return reader.finished()


def _counted(lines: Sequence[Line]) -> list[Line]:
    """The lines by which a document is judged: no headings, and nothing that belongs to a term."""
    kept: list[Line] = []
    margin = 0
    for line in lines:
        if line.blank or line.rule or (not line.code and heading(line.text)):
            continue
        stands_in = columns_of(line.text)
        if kept and (line.code or stands_in >= margin + 2):
            continue
        margin = stands_in
        kept.append(line)
    return kept


def _style(lines: Sequence[Line]) -> str | None:
    """The style in which most lines have a term, None without any."""
    counted = [line.text for line in _counted(lines)[:_SAMPLE] if not line.code]
    counts = {
        style: sum(term_line(text, style) is not None for text in counted) for style in STYLES
    }
    best = max(STYLES, key=lambda style: counts[style])
    return best if counts[best] else None


def _is_list(lines: Sequence[Line], style: str) -> bool:
    counted = _counted(lines)
    found = [each for line in counted if (each := term_line(line.text, style)) and not line.code]
    titled = bool(counted) and term_line(counted[0].text, style) is None
    if len(found) < max(_FEWEST[style], _SHARE[style] * (len(counted) - titled)):
        return False
    if len({each.term.casefold() for each in found}) < _DISTINCT * len(found):
        return False
    return _says_enough(found, style)


def _says_enough(found: Sequence[TermLine], style: str) -> bool:
    """Whether the definitions are words, and behind colons sentences: no settings, no logs."""
    worded = sum(
        any(map(str.isalpha, each.text)) and not _PATH.fullmatch(each.text) for each in found
    )
    if worded < 0.7 * len(found):
        return False
    if style != "colon":
        return True
    machine = sum(each.text.endswith(_MACHINE) or each.text[:1] in "\"'{[" for each in found)
    words = sum(len(each.text.split()) for each in found)
    scripts = sum(each.text[:1] > "\u3000" for each in found)  # written without spaces
    enough = words >= _WORDS_OF_COLON * len(found) or scripts > 0.5 * len(found)
    return enough and machine <= 0.2 * len(found)


class _Reader:
    def __init__(
        self, lines: Sequence[Line], definitions: dict[int, Definition], style: str | None
    ) -> None:
        heads = [found for line in lines if not line.code and (found := heading(line.text))]
        self._topics = Topics(has_title=sum(level == 1 for level, _ in heads) == 1)
        self._definitions = definitions
        self._style = style
        self._items: list[Item] = []
        self._left: list[Line] = []
        self._entry: _Entry | None = None
        self._gap = False
        self._passed = 0  # the last line that a definition list has taken

    def read(self, line: Line) -> None:
        if line.number <= self._passed:
            return
        if line.blank:
            self._gap = True
            return
        if definition := self._definitions.get(line.number):
            self._close()
            self._items.append(definition.item(self._topics.of_item()))
            self._passed = definition.lines[-1].number
        elif not line.code and (found := heading(line.text)):
            self._close()
            self._topics.enter(found[0], (section_title(found[1]),), line)
        elif not self._begins(line):
            self._read_text(line)
        self._gap = False

    def finished(self) -> Reading:
        self._close()
        first = self._items[0].line if self._items else 0
        problems = [*self._topics.left_out()]
        problems += title_page([line for line in self._left if line.number < first])
        problems += not_understood(line for line in self._left if line.number >= first)
        return Reading(
            NAME, tuple(self._items), tuple(sorted(problems, key=lambda problem: problem.line))
        )

    def _begins(self, line: Line) -> bool:
        found = term_line(line.text, self._style) if self._style and not line.code else None
        if not found or (self._entry and found.indent >= self._entry.indent + 2):
            return False
        self._close()
        self._entry = _Entry(line.number, self._topics.of_item(), found.term, found.indent)
        self._entry.texts.append(found.text)
        return True

    def _read_text(self, line: Line) -> None:
        entry = self._entry
        stands_in = columns_of(line.text)
        if entry and (line.code or not self._gap or stands_in >= entry.indent + 2):
            entry.texts += ["", line.text] if self._gap else [line.text]
        elif not line.rule:
            self._close()
            self._left.append(line)

    def _close(self) -> None:
        if self._entry:
            self._items.append(self._entry.finished())
        self._entry = None
