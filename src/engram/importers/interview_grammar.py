"""The lines of an interview guide go in; what each of them begins comes out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from engram.importers.furniture import Role
from engram.importers.labels import Label, Labelled, labelled
from engram.importers.lettered import Lettered, lettered, titles_options
from engram.importers.lines import Line
from engram.importers.marks import is_mark


class Grammar:
    """The labels and options of a document.

    "Q:" and "A:" count only in a document that has no longer labels, and "A:" above "B:" is an
    option all the same.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        text = [line for line in lines if not line.code]
        labels = {line.number: label for line in text if (label := labelled(line.text))}
        questions = [label for label in labels.values() if label.label is Label.QUESTION]
        short = bool(questions) and all(label.short for label in questions)
        self._labels = {
            number: label for number, label in labels.items() if short or not label.short
        }
        self._options = {line.number: found for line in text if (found := lettered(line.text))}
        for number in _option_starts(text, self._options) & self._labels.keys():
            del self._labels[number]
        for number in _marks_below_options(text, self._labels, self._options):
            del self._labels[number]
        for number in _titles_of_options(text, self._options) & self._labels.keys():
            del self._labels[number]
        for number in self._labels.keys() & self._options.keys():
            del self._options[number]
        self._roles = {line.text: self._role(line.number) for line in text}

    def label(self, line: Line) -> Labelled | None:
        """The label that opens this line."""
        return self._labels.get(line.number)

    def option(self, line: Line) -> Lettered | None:
        """The lettered option that this line looks like."""
        return self._options.get(line.number)

    def role(self, text: str) -> Role:
        """What a line of this text is to the page around it."""
        return self._roles.get(text, Role.TEXT)

    def opens_items(self, line: Line) -> bool:
        """Whether no title page reaches beyond this line."""
        option = self.option(line)
        return line.number in self._labels or bool(option and option.letter == "A")

    def _role(self, number: int) -> Role:
        if label := self._labels.get(number):
            empty = not label.text and label.label is not Label.QUIZ
            return Role.EMPTY_LABEL if empty else Role.GRAMMAR
        if option := self._options.get(number):
            return Role.FIRST_OPTION if option.letter == "A" else Role.OPTION
        return Role.TEXT


def _marks_below_options(
    lines: Sequence[Line], labels: dict[int, Labelled], options: dict[int, Lettered]
) -> set[int]:
    """Lines such as "Correct Answer" that mark the option above and are no label of a key below."""
    filled = [line for line in lines if not line.blank]
    after = [*filled[1:], None]
    return {
        line.number
        for above, line, below in zip([None, *filled], filled, after, strict=False)
        if line.number in labels
        and above
        and above.number in options
        and is_mark(line.text)
        and (below is None or below.number in options or below.number in labels)
    }


def _titles_of_options(lines: Sequence[Line], options: dict[int, Lettered]) -> set[int]:
    """Lines such as "Answers:" right above an option A, which they are a title of."""
    filled = [line for line in lines if not line.blank]
    return {
        line.number
        for line, below in pairwise(filled)
        if below.number in options
        and options[below.number].letter == "A"
        and titles_options(line.text)
    }


def _option_starts(lines: Sequence[Line], options: dict[int, Lettered]) -> set[int]:
    """Lines with an option A that have an option B right below."""
    starts = set()
    above: Lettered | None = None
    number = 0
    for line in lines:
        if line.blank:
            continue
        here = options.get(line.number)
        if above and here and (above.letter, here.letter) == ("A", "B"):
            starts.add(number)
        above, number = here, line.number
    return starts
