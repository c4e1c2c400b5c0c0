"""The lines of one quiz in labelled blocks go in; the item comes out when it is finished."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from engram.importers.keys import comparable, named_options, right_places
from engram.importers.lettered_drafts import unclear_key
from engram.importers.lines import Line
from engram.importers.marks import without_mark
from engram.importers.passage import markdown_text
from engram.importers.selects import select_of
from engram.model import Item, Option
from engram.problems import Problem

_NUMBERS = re.compile(r"\(?\d{1,2}\)?(?:[ \t]*(?:,|;|&|/|and)[ \t]*\d{1,2})*[.)]?")
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,2})[.):][ \t]+(?P<text>\S.*)")
_PREFIX = re.compile(r"(?:options?|choices?)[ \t]+(?=[A-J0-9])", re.IGNORECASE)
_LISTED = re.compile(r"[ \t]*[-*+•][ \t]+(?P<text>\S.*)")


class Part(Enum):
    """The part of an item that is being read."""

    QUESTION = "question"
    OPTIONS = "options"
    ANSWER = "answer"
    EXPLANATION = "explanation"


@dataclass(slots=True)
class LabelledOption:
    """An option while its lines are gathered; `label` is its letter or number, if it has one."""

    label: str
    texts: list[str]
    marked: bool = False

    def finished(self) -> tuple[str, bool]:
        text, marked = without_mark(markdown_text(self.texts))
        return text, marked or self.marked


@dataclass(slots=True)
class LabelledDraft:
    """A quiz while its lines are gathered; `level` is that of its heading, 0 without one."""

    line: int
    topic: tuple[str, ...]
    level: int = 0
    part: Part = Part.QUESTION
    listing: bool = False  # a label says that options follow
    texts: dict[Part, list[Line]] = field(default_factory=lambda: {part: [] for part in Part})
    options: list[LabelledOption] = field(default_factory=list)

    def finished(self) -> tuple[Item, list[Problem]]:
        question = self._text(Part.QUESTION)
        explanation = self._text(Part.EXPLANATION)
        found = [option.finished() for option in self.options]
        if not found:
            answer = self._text(Part.ANSWER)
            return Item(question, self.line, answer, explanation, topic=self.topic), []
        marked = [place for place, (_, is_marked) in enumerate(found) if is_marked]
        right, unread = self._key([text for text, _ in found], marked)
        options = tuple(Option(text, place in right) for place, (text, _) in enumerate(found))
        item = Item(
            question=question,
            line=self.line,
            answer="" if right else unread,
            explanation="\n\n".join(filter(None, (unread if right else "", explanation))),
            options=options,
            select=select_of(question),
            topic=self.topic,
        )
        return item, unclear_key(item, item.answer)

    def _text(self, part: Part) -> str:
        return markdown_text([line.text for line in self.texts[part]])

    def _key(self, texts: Sequence[str], marked: list[int]) -> tuple[list[int], str]:
        """The places of the right options, and what the answer says beyond them."""
        said = [line.text for line in self.texts[Part.ANSWER]]
        whole = markdown_text(said)
        first = next((place for place, text in enumerate(said) if text.strip()), None)
        if first is None:
            return marked, ""
        labels = [option.label for option in self.options]
        listed = [_LISTED.fullmatch(text) for text in said if text.strip()]
        if len(listed) > 1 and all(listed):
            each = [_named(labels, texts, found["text"])[0] for found in listed if found]
            named, rest = [place for one in each for place in one], ""
            named = named if all(each) else []
        else:
            named, rest = _named(labels, texts, said[first])
            rest = markdown_text([rest, *said[first + 1 :]])
        if not named or (marked and sorted(named) != marked):
            return ([], whole) if not marked or named else (marked, whole)
        return sorted(set(named)), rest


def _named(labels: Sequence[str], texts: Sequence[str], line: str) -> tuple[list[int], str]:
    """The options that an answer line names by words, letters or numbers, and what else it says."""
    said = _PREFIX.sub("", line.strip().strip("*_`").strip())
    letters = [label if label.isalpha() else "" for label in labels]
    if not any(labels):
        letters = [chr(ord("A") + place) for place in range(min(len(texts), 26))]
    if named := right_places(letters, texts, said):
        return named, ""
    if all(label.isdecimal() for label in labels) and labels:
        if _NUMBERS.fullmatch(said):
            numbers = re.findall(r"\d+", said)
            known = set(numbers) <= set(labels)
            return [labels.index(number) for number in numbers] if known else [], ""
        found = _NUMBERED.fullmatch(said)
        if found and found["number"] in labels:
            place = labels.index(found["number"])
            same = comparable(found["text"]) == comparable(texts[place])
            return ([place], "") if same else ([], "")
    return named_options(letters, texts, said)
