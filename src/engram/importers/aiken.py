"""A document in the Aiken format goes in; its quizzes come out.

Source: Moodle's documentation "Aiken format": a question, options that begin with `A.` or `A)`, and
`ANSWER: B` in capitals below them. More is read than Moodle takes: questions and options of several
lines, blank lines or none, several letters, a number before the question, an explanation with its
label below the key. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engram.importers.keys import only_letters
from engram.importers.labels import Label, labelled
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lettered_drafts import LetteredDraft, LetteredOption
from engram.importers.lines import Line, numbered_lines
from engram.importers.stems import stem_of
from engram.model import Item, Reading
from engram.problems import Problem

NAME = "aiken"
_OPTION = re.compile(r"[ \t]{0,8}(?P<letter>[A-Z])[.)][ \t]+(?P<text>\S.*)")
_KEY = re.compile(r"[ \t]{0,8}ANSWERS?[ \t]*:[ \t]*(?P<said>.*)")
_EXPLAINS = re.compile(r"[ \t]*(?:FEEDBACK|EXPLANATION|RATIONALE)[ \t]*:[ \t]*(?P<text>.*)", re.I)
_LOOKED_AT = 5000
_MOST_OTHERS = 0.1


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    if "ANSWER" not in text:
        return 0.0
    lines = numbered_lines(text)[:_LOOKED_AT]
    options = keys = others = 0
    above = ""  # what the last line that is not blank was
    parted = 0  # the paragraphs since the last key
    gap = False
    for line in lines:
        if line.blank:
            gap = True
            continue
        if not line.code and (found := _KEY.fullmatch(line.text)):
            keys += bool(above == "option" and only_letters(found["said"]))
            above, parted = "key", 0
        elif not line.code and _OPTION.fullmatch(line.text):
            options += 1
            others += bool(keys and above == "text" and parted > 1)
            above = "option"
        elif above != "option" or gap:
            parted += above == "key" or gap
            label = labelled(line.text)
            if label and label.label is Label.QUESTION and not label.short:
                return 0.0
            above = "text"
        gap = False
    if not keys or options < 2 * keys:
        return 0.0
    return 0.92 if others <= _MOST_OTHERS * keys else 0.6


def read(text: str) -> Reading:
    """The quizzes in order; a text without options is told."""
    reader = _Reader()
    for line in numbered_lines(text):
        reader.read(line)
    return reader.finished()


class _Reader:
    def __init__(self) -> None:
        self._drafts: list[LetteredDraft] = []
        self._left: list[Line] = []
        self._draft = LetteredDraft()
        self._front: list[Line] = []
        self._gap = False
        self._explains = False  # the lines below a key belong to it
        self._below: list[Line] = []  # those without a label

    def read(self, line: Line) -> None:
        if line.blank:
            self._gap = True
            return
        if not line.code and (found := _EXPLAINS.fullmatch(line.text)) and self._answered():
            self._below = []
            self._explain([found["text"]])
        elif not line.code and self._draft.options and (found := _KEY.fullmatch(line.text)):
            self._draft.said = found["said"]
            self._close()
        elif not line.code and (found := _OPTION.fullmatch(line.text)) and self._is_next(found):
            self._begin_option(line, found)
        else:
            self._read_text(line)
        self._gap = False

    def finished(self) -> Reading:
        self._close()
        numbered = _all_numbered(self._drafts)
        items: list[Item] = []
        problems: list[Problem] = []
        for draft in self._drafts:
            item, found = draft.finished(without_number=numbered)
            items.append(item)
            problems += found
        problems += [*title_page(self._front), *not_understood(self._left)]
        return Reading(NAME, tuple(items), tuple(sorted(problems, key=lambda found: found.line)))

    def _answered(self) -> bool:
        """Whether the last thing read is a key, or the explanation below it."""
        return bool(self._drafts) and not self._draft.lines and not self._draft.options

    def _is_next(self, found: re.Match[str]) -> bool:
        options = self._draft.options
        return found["letter"] > options[-1].letter if options else found["letter"] == "A"

    def _read_text(self, line: Line) -> None:
        if self._explains and self._answered() and not self._gap:
            self._explain([line.text])
            self._below.append(line)
            return
        if self._draft.options and not self._gap:
            self._draft.options[-1].texts.append(line.text)
            return
        if self._draft.options:
            self._close()
        self._end_explanation()
        self._draft.ask(line, gap=self._gap)

    def _begin_option(self, line: Line, found: re.Match[str]) -> None:
        if not self._draft.options and not self._draft.lines and self._below:
            self._ask_again()
        if not self._drafts and not self._draft.options:
            self._part_front()
        self._end_explanation()
        self._draft.begin(line)
        self._draft.options.append(LetteredOption(found["letter"], [found["text"]]))

    def _ask_again(self) -> None:
        """Options without a question: the end of the explanation above was the question."""
        numbered = [place for place, line in enumerate(self._below) if stem_of(line.text)]
        asked = self._below[numbered[-1] if numbered else -1 :]
        del self._drafts[-1].explanation[-len(asked) :]
        for line in asked:
            self._draft.ask(line, gap=False)

    def _part_front(self) -> None:
        """What stands above the first question, parted by a blank line, is a title."""
        if "" in self._draft.question:
            last = len(self._draft.question) - self._draft.question[::-1].index("")
            lines = len(self._draft.question) - last
            self._front += self._draft.lines[:-lines]
            asked = self._draft.lines[-lines:]
            self._draft = LetteredDraft()
            for line in asked:
                self._draft.ask(line, gap=False)

    def _end_explanation(self) -> None:
        self._explains, self._below = False, []

    def _explain(self, texts: list[str]) -> None:
        self._drafts[-1].explanation += texts
        self._explains = True

    def _close(self) -> None:
        if self._draft.options:
            self._drafts.append(self._draft)
        else:
            self._left += self._draft.lines
        self._draft = LetteredDraft()


def _all_numbered(drafts: Sequence[LetteredDraft]) -> bool:
    """Whether every question begins with a number of its own, which counts it."""
    stems = [stem_of(draft.question[0]) if draft.question else None for draft in drafts]
    numbers = [stem.number for stem in stems if stem and stem.number is not None]
    return bool(numbers) and len(numbers) == len(drafts) == len(set(numbers)) and min(numbers) <= 1
