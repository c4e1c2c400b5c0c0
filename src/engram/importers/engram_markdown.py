"""A deck in Engram Markdown goes in; its name, version and cards come out.

Specification: docs/deck-format.md. Lines count from 1; no text makes this reader raise: what the
format does not foresee is told as a problem at its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from engram.importers.engram_particulars import (
    CARD_NAMES,
    DECK_NAMES,
    one,
    particulars,
    select,
    several,
    topic_parts,
)
from engram.importers.engram_text import AS_WRITTEN, text_of
from engram.importers.leftovers import description, not_understood
from engram.importers.lines import Line, numbered_lines
from engram.importers.topics import Topics
from engram.model import Item, Option, Reading
from engram.problems import Problem

NAME = "engram"
# A deck spread over several files has one that only says what the deck is.
_HEAD_ALONE = re.compile(r"\s*# [^\n]+\n+<!-- *version:[^\n]*-->")
_SURE = re.compile(
    r"^#### (?:Answer|Why)[ \t]*$|^<!-- (?:id|references|siblings|tags|select): .*-->[ \t]*$", re.M
)
_CARD = re.compile(r"^### (?!(?:Q(?:uestion)? ?)?\d{1,5}[.):])\S", re.M | re.I)
_BOX = re.compile(r"^- \[[xX]\] \S", re.M)
_HEADING = re.compile(r"(?P<hashes>#{1,3})(?:[ \t]+(?P<text>.*))?")
_PART = re.compile(r"#### (?P<name>Answer|Why)[ \t]*")
_OPTION = re.compile(r"- \[(?P<mark>[ xX])\](?:[ \t]+(?P<text>.*))?")


_ALL_NAMES = CARD_NAMES | DECK_NAMES


class Part(Enum):
    """Where the next line of text belongs."""

    NOTHING = "nothing"
    DESCRIPTION = "description"
    QUESTION = "question"
    OPTION = "option"
    ANSWER = "Answer"
    WHY = "Why"


@dataclass(slots=True)
class _OptionDraft:
    correct: bool
    lines: list[str]

    def finished(self) -> Option:
        feedback = next(
            (place for place, text in enumerate(self.lines) if place and text.startswith(">")),
            len(self.lines),
        )
        said = [text.removeprefix(">").removeprefix(" ") for text in self.lines[feedback:]]
        text = text_of(self.lines[:feedback], in_option=True)
        return Option(text, self.correct, text_of(said, in_option=True))


@dataclass(slots=True)
class _Draft:
    line: int
    topic: tuple[str, ...]
    first: str
    named: dict[str, str] = field(default_factory=dict)
    question: list[str] = field(default_factory=list)
    options: list[_OptionDraft] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def finished(self) -> Item:
        return Item(
            question=text_of([self.first, *self.question]),
            line=self.line,
            answer=text_of(self.answer),
            explanation=text_of(self.why),
            options=tuple(option.finished() for option in self.options),
            select=select(self.named),
            topic=self.topic,
            id=one(self.named, "id"),
            references=several(self.named, "references"),
            tags=several(self.named, "tags"),
            siblings=several(self.named, "siblings"),
        )


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    if _HEAD_ALONE.match(text):
        return 0.95
    if not _CARD.search(text):
        return 0.95 if _SURE.search(text) and re.search(r"^### ?", text, re.M) else 0.0
    if _SURE.search(text):
        return 0.95
    return 0.65 if _BOX.search(text) else 0.0


def read(text: str) -> Reading:
    """The deck's cards in order; its description is told by a note."""
    lines = numbered_lines(text)
    reader = _Reader(max((line.number for line in lines if "-->" in line.text), default=0))
    for line in lines:
        reader.read(line)
    return reader.finished()


class _Reader:
    def __init__(self, last_remark: int) -> None:
        self._last_remark = last_remark  # where the last remark of the document ends
        self._items: list[Item] = []
        self._left: list[Line] = []
        self._description: list[Line] = []
        self._deck: str | None = None
        self._named: dict[str, str] = {}
        self._topics = Topics()
        self._draft: _Draft | None = None
        self._part = Part.NOTHING
        self._may_name = False  # only the line right below a heading holds particulars
        self._in_remark = self._gap = False

    def read(self, line: Line) -> None:
        if line.code or line.blank or self._in_remark:
            self._read_text(line)
        elif found := _HEADING.fullmatch(line.text):
            self._read_heading(line, len(found["hashes"]), (found["text"] or "").strip(" \t"))
        elif self._draft and (part := _PART.fullmatch(line.text)):
            self._part = Part(part["name"])
            self._may_name = False
        elif self._takes_options and (option := _OPTION.fullmatch(line.text)):
            self._part, self._may_name = Part.OPTION, False
            self._add_option(option)
        elif line.text.startswith("<!--"):
            self._read_comment(line)
        else:
            self._read_text(line)
        self._gap = line.blank

    def finished(self) -> Reading:
        self._close()
        problems: list[Problem] = [*description(self._description), *not_understood(self._left)]
        problems += self._topics.left_out()
        return Reading(
            NAME,
            tuple(self._items),
            tuple(sorted(problems, key=lambda found: found.line)),
            deck=self._deck,
            version=one(self._named, "version"),
            documents=several(self._named, "documents"),
        )

    @property
    def _takes_options(self) -> bool:
        return self._draft is not None and self._part in (Part.QUESTION, Part.OPTION)

    def _read_heading(self, line: Line, level: int, text: str) -> None:
        self._close()
        self._may_name = level != 2
        if level == 3:
            self._draft = _Draft(line.number, self._topics.of_item(), text)
            self._part = Part.QUESTION
        elif level == 2:
            self._topics.enter(1, topic_parts(text), line)
        elif self._deck is None and not self._items:
            self._deck = text or None
            self._part = Part.DESCRIPTION
        else:
            self._left.append(line)

    def _add_option(self, found: re.Match[str]) -> None:
        if self._draft:
            draft = _OptionDraft(found["mark"] != " ", [(found["text"] or "").strip(" \t")])
            self._draft.options.append(draft)

    def _read_comment(self, line: Line) -> None:
        """Particulars right below a heading; the mark of a text as written; else a remark."""
        may_name, self._may_name = self._may_name, False
        if line.text.strip() == AS_WRITTEN:
            self._read_text(line)
        elif may_name and self._draft:
            named = particulars(line.text, CARD_NAMES)
            self._draft.named = named or {}
            self._left += [] if named else [line]
        elif may_name and (named := particulars(line.text, DECK_NAMES)):
            self._named = named
        elif line.number > self._last_remark or particulars(line.text, _ALL_NAMES):
            self._left.append(line)
        else:
            self._in_remark = "-->" not in line.text

    def _read_text(self, line: Line) -> None:
        self._may_name = self._may_name and line.blank and self._draft is None
        if self._in_remark:
            self._in_remark = "-->" not in line.text
        elif self._part is Part.OPTION and self._draft:
            self._read_below_option(self._draft, line)
        elif self._draft:
            parts = {Part.ANSWER: self._draft.answer, Part.WHY: self._draft.why}
            parts.get(self._part, self._draft.question).append(line.text)
        elif not line.blank:
            of_deck = self._part is Part.DESCRIPTION
            (self._description if of_deck else self._left).append(line)

    def _read_below_option(self, draft: _Draft, line: Line) -> None:
        option = draft.options[-1]
        indented = line.text.startswith(("  ", "\t"))
        if line.text.startswith("  "):
            option.lines.append(line.text[2:])
        elif line.blank or line.code or not self._gap:
            option.lines.append(line.text.removeprefix("\t"))
        elif indented:
            option.lines.append(line.text[1:])
        else:
            self._left.append(line)

    def _close(self) -> None:
        if self._draft:
            self._items.append(self._draft.finished())
        self._draft, self._part = None, Part.NOTHING
