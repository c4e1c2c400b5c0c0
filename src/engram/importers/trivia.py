"""A list of trivia in plain text goes in; its quizzes come out.

The layout, that of OpenTriviaQA: `#Q` and the question, `^` and the right answer in the words of
its option, then the options, each with a letter and a space before it. Lines count from 1; no text
makes this reader raise.
"""

from __future__ import annotations

import re

from engram.importers.leftovers import not_understood
from engram.importers.lettered_drafts import LetteredDraft, LetteredOption
from engram.importers.lines import Line
from engram.model import Item, Reading
from engram.problems import Problem

NAME = "trivia"
_QUESTION = re.compile(r"#Q\b[ \t]*(?P<text>.*)")
_ANSWER = re.compile(r"\^[ \t]*(?P<text>.*)")
_OPTION = re.compile(r"(?P<letter>[A-Z])[ \t]+(?P<text>\S.*)|(?P<bare>[A-Z])[ \t]*")
_PAIR = re.compile(r"^#Q\b[^\n]*\n(?:[^\n#^][^\n]*\n|\n){0,20}\^", re.MULTILINE)


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    return 0.95 if "#Q" in text and _PAIR.search(text) else 0.0


def read(text: str) -> Reading:
    """The quizzes in order; a question without options is an open one."""
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read(Line(number, line))
    return reader.finished()


class _Reader:
    def __init__(self) -> None:
        self._items: list[Item] = []
        self._problems: list[Problem] = []
        self._left: list[Line] = []
        self._draft: LetteredDraft | None = None
        self._gap = False

    def read(self, line: Line) -> None:
        if line.blank:
            self._gap = True
            return
        text = line.text.strip(" \t")
        if found := _QUESTION.fullmatch(text):
            self._close()
            self._draft = LetteredDraft()
            self._draft.ask(Line(line.number, found["text"]), gap=False)
        elif self._draft is None:
            self._left.append(line)
        else:
            self._read_below(self._draft, line, text)
        self._gap = False

    def finished(self) -> Reading:
        self._close()
        problems = sorted(
            [*self._problems, *not_understood(self._left)], key=lambda each: each.line
        )
        return Reading(NAME, tuple(self._items), tuple(problems))

    def _read_below(self, draft: LetteredDraft, line: Line, text: str) -> None:
        if draft.said is None and (found := _ANSWER.fullmatch(text)):
            draft.said = found["text"]
        elif draft.said is None:
            draft.ask(line, gap=self._gap)
        elif (found := _OPTION.fullmatch(text)) and _is_next(draft, found):
            letter = found["letter"] or found["bare"]
            draft.options.append(LetteredOption(letter, [found["text"] or ""]))
        elif self._gap:
            self._left.append(line)
        elif draft.options:
            draft.options[-1].texts.append(line.text)
        else:
            draft.said += f"\n{text}"

    def _close(self) -> None:
        if self._draft:
            item, problems = self._draft.finished()
            self._items.append(item)
            self._problems += problems if item.options else []
        self._draft = None


def _is_next(draft: LetteredDraft, found: re.Match[str]) -> bool:
    last = draft.options[-1].letter if draft.options else chr(ord("A") - 1)
    return ord(found["letter"] or found["bare"]) == ord(last) + 1
