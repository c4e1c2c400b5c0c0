"""Lines that went into no item go in; the problems that tell the learner come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engram.importers.lines import Line, runs
from engram.problems import KINDS, Problem, problem

_STRUCTURE = frozenset("-*_=#|<>·• \t")


def not_understood(lines: Iterable[Line]) -> list[Problem]:
    """One error for each stretch of lines, with its first words."""
    filled = {line.number: line for line in lines if not _says_nothing(line)}
    return [
        problem(
            KINDS["not-understood"], first, text=filled[first].text.strip(), count=last - first + 1
        )
        for first, last in runs(sorted(filled))
    ]


def title_page(lines: Sequence[Line]) -> list[Problem]:
    """One note for the lines before the first section or item."""
    return _one_note("title-page", lines)


def remarks_left_out(lines: Sequence[Line]) -> list[Problem]:
    """One note for the comments of a document, which a reader of it never sees."""
    if not lines:
        return []
    numbers = sorted({line.number for line in lines})
    told = ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in runs(numbers)
    )
    text = lines[0].text.strip()
    return [problem(KINDS["remark"], numbers[0], text=text, count=len(numbers), lines=told)]


def description(lines: Sequence[Line]) -> list[Problem]:
    """One note for the lines in which a deck says what it is."""
    return _one_note("description", lines)


def _one_note(kind: str, lines: Sequence[Line]) -> list[Problem]:
    filled = [line for line in lines if not _says_nothing(line)]
    if not filled:
        return []
    return [problem(KINDS[kind], filled[0].number, count=len(filled))]


def heading_left_out(line: Line) -> Problem:
    """A note for a heading that has no item below it."""
    return problem(KINDS["heading-left-out"], line.number, text=line.text.strip())


def _says_nothing(line: Line) -> bool:
    """Blank lines and rules between paragraphs carry no words."""
    return set(line.text) <= _STRUCTURE
