"""A quiz in labelled blocks goes in; its items come out.

The layout: `Question:`, `Options:`, `Answer:` and `Explanation:` as lines, in bold or as headings,
options with bullets, numbers or letters and the answer in words or by their letters; and
certification dumps, whose questions begin with `QUESTION NO: 12`, `NEW QUESTION 5` or
`Question #12 Topic 1`. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

from collections.abc import Sequence

from engram.importers.contents import section_title
from engram.importers.furniture import Role, find_furniture
from engram.importers.labelled_drafts import LabelledDraft, LabelledOption, Part
from engram.importers.labelled_lines import (
    Begins,
    Begun,
    begun,
    inline_options,
    may_be_quiz,
    parted_topic,
)
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lines import Line, columns_of, numbered_lines
from engram.importers.topics import Topics
from engram.model import Item, Reading
from engram.problems import Problem

NAME = "labelled-quiz"
_LOOKED_AT = 5000
_LABELS = (Begins.QUESTION, Begins.OPTIONS, Begins.ANSWER, Begins.EXPLANATION)
_BELOW = {Begins.ANSWER: Part.ANSWER, Begins.EXPLANATION: Part.EXPLANATION}


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    if not may_be_quiz(text):
        return 0.0
    labels = heads = lettered = quizzes = 0
    options = asked = False
    for line in numbered_lines(text)[:_LOOKED_AT]:
        found = begun(line)
        if found.begins is Begins.QUESTION:
            heads += bool(found.label)
            asked, options = True, False
        elif found.begins is Begins.OPTIONS:
            labels += 1
            options = True
        elif found.begins is Begins.OPTION:
            lettered += 1
        elif found.begins is Begins.ANSWER:
            quizzes += options or (asked and bool(heads))
            asked = options = False
    if labels and 2 * quizzes >= labels:
        return 0.93
    return 0.93 if heads and lettered >= 2 * heads and 2 * quizzes >= heads else 0.0


def read(text: str) -> Reading:
    """The quizzes in order; headings that are no labels are topics."""
    every = numbered_lines(text)
    furniture = find_furniture(every, lambda line: _role(Line(1, line)), signed_only=True)
    lines = furniture.without()
    reader = _Reader(lines)
    for place in range(len(lines)):
        reader.read(place)
    items, problems = reader.finished()
    found = sorted((*problems, *furniture.problems), key=lambda problem: problem.line)
    return Reading(NAME, tuple(items), tuple(found))


def _role(line: Line) -> Role:
    found = begun(line)
    if found.begins in _LABELS:
        return Role.GRAMMAR if found.text else Role.EMPTY_LABEL
    if found.begins is Begins.OPTION:
        return Role.FIRST_OPTION if found.label == "A" else Role.OPTION
    return Role.GRAMMAR if found.begins is Begins.HEADING else Role.TEXT


class _Reader:
    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._begun = [begun(line) for line in lines]
        self._option_starts = _option_starts(lines, self._begun)
        self._items: list[Item] = []
        self._problems: list[Problem] = []
        self._left: list[Line] = []
        titles = [each for each in self._begun if each.begins is Begins.HEADING and each.level == 1]
        self._topics = Topics(has_title=len(titles) == 1)
        self._draft: LabelledDraft | None = None
        self._gap = False

    def read(self, place: int) -> None:
        line, found = self._lines[place], self._begun[place]
        if line.blank:
            self._gap = True
            return
        if found.begins is Begins.QUESTION:
            self._begin(line, found)
        elif self._draft is None:
            self._read_outside(line, found)
        else:
            self._read_inside(self._draft, place)
        self._gap = False

    def finished(self) -> tuple[list[Item], list[Problem]]:
        self._close()
        first = self._items[0].line if self._items else 0
        front = [line for line in self._left if line.number < first]
        problems = [*self._problems, *self._topics.left_out(), *title_page(front)]
        return self._items, [*problems, *not_understood(self._left[len(front) :])]

    def _begin(self, line: Line, found: Begun) -> None:
        self._close()
        topic, text = parted_topic(found.text) if found.label else ("", found.text)
        path = (*self._topics.of_item(), topic) if topic else self._topics.of_item()
        self._draft = LabelledDraft(line.number, path, found.level)
        if text:
            self._add(self._draft, Line(line.number, text, line.code))

    def _read_outside(self, line: Line, found: Begun) -> None:
        if found.begins is Begins.HEADING:
            self._topics.enter(found.level, (section_title(found.text),), line)
        else:
            self._left.append(line)

    def _read_inside(self, draft: LabelledDraft, place: int) -> None:
        line, found = self._lines[place], self._begun[place]
        if found.begins is Begins.OPTIONS and not draft.texts[Part.ANSWER]:
            self._open_options(draft, line, found)
        elif found.begins in _BELOW:
            self._open(draft, _BELOW[found.begins], line, found)
        elif found.begins is Begins.HEADING and self._is_topic(draft, found):
            self._close()
            self._read_outside(line, found)
        elif self._is_option(draft, place):
            draft.part = Part.OPTIONS
            draft.options.append(LabelledOption(found.label, [found.text], found.marked))
        elif draft.part is Part.OPTIONS and draft.options:
            self._read_below_options(draft, line)
        else:
            self._read_text(draft, line)

    def _open_options(self, draft: LabelledDraft, line: Line, found: Begun) -> None:
        draft.part, draft.listing = Part.OPTIONS, True
        options = inline_options(found.text)
        draft.options += [LabelledOption(letter, [text]) for letter, text in options]
        if found.text and not options:
            draft.part = Part.QUESTION
            self._add(draft, line)

    def _open(self, draft: LabelledDraft, part: Part, line: Line, found: Begun) -> None:
        again = draft.texts[part] or (part is Part.ANSWER and draft.part is Part.EXPLANATION)
        draft.part = draft.part if again and draft.part in _BELOW.values() else part
        text = line.text if again else found.text
        if text:
            self._add(draft, Line(line.number, text, line.code))

    def _is_topic(self, draft: LabelledDraft, found: Begun) -> bool:
        answered = draft.part in (Part.ANSWER, Part.EXPLANATION) or bool(draft.options)
        return answered and (not draft.level or found.level <= draft.level)

    def _is_option(self, draft: LabelledDraft, place: int) -> bool:
        found, line = self._begun[place], self._lines[place]
        last = draft.options[-1].label if draft.options else ""
        if found.begins is Begins.OPTION:
            if draft.part is Part.QUESTION:
                return place in self._option_starts
            follows = found.label > last if last.isalpha() else draft.listing and not last
            return draft.part is Part.OPTIONS and follows
        if found.begins is not Begins.LISTED or draft.part is not Part.OPTIONS:
            return False
        nested = bool(draft.options) and columns_of(line.text) >= 2 and not found.label
        return draft.listing and not last.isalpha() and not nested

    def _read_below_options(self, draft: LabelledDraft, line: Line) -> None:
        if self._gap and columns_of(line.text) < 2 and not line.code:
            draft.part = Part.EXPLANATION
            self._add(draft, line)
        else:
            draft.options[-1].texts += ["", line.text] if self._gap else [line.text]

    def _read_text(self, draft: LabelledDraft, line: Line) -> None:
        if draft.part is Part.OPTIONS:
            draft.part = Part.QUESTION
        if draft.part is Part.QUESTION and not draft.texts[Part.QUESTION]:
            topic, text = parted_topic(line.text)
            if topic:
                draft.topic = (*draft.topic, topic)
                line = Line(line.number, text)
        if line.text and not line.rule:
            self._add(draft, line)

    def _add(self, draft: LabelledDraft, line: Line) -> None:
        texts = draft.texts[draft.part]
        if self._gap and texts:
            texts.append(Line(line.number - 1, ""))
        texts.append(line)

    def _close(self) -> None:
        if self._draft:
            item, problems = self._draft.finished()
            self._items.append(item)
            self._problems += problems
        self._draft = None


def _option_starts(lines: Sequence[Line], found: Sequence[Begun]) -> set[int]:
    """The places of options A below which an option B comes before any other."""
    starts: set[int] = set()
    first = -1
    for place, each in enumerate(found):
        if each.begins is Begins.OPTION and not lines[place].code:
            if each.label == "B" and first >= 0:
                starts.add(first)
            first = place if each.label == "A" else -1
        elif each.begins in _LABELS:
            first = -1
    return starts
