"""The lines of one quiz with lettered options go in; the item comes out when it is finished."""

from __future__ import annotations

from dataclasses import dataclass, field

from engram.importers.keys import right_places
from engram.importers.lines import Line
from engram.importers.passage import markdown_text
from engram.importers.selects import select_of
from engram.importers.stems import stem_of
from engram.model import Item, Option
from engram.problems import KINDS, Problem, problem


@dataclass(slots=True)
class LetteredOption:
    """An option while its lines are gathered."""

    letter: str
    texts: list[str]


@dataclass(slots=True)
class LetteredDraft:
    """A quiz while its lines are gathered: question, options, and what is said to be right."""

    lines: list[Line] = field(default_factory=list)  # of the question
    question: list[str] = field(default_factory=list)
    options: list[LetteredOption] = field(default_factory=list)
    said: str | None = None
    explanation: list[str] = field(default_factory=list)
    line: int = 0

    def begin(self, line: Line) -> None:
        """Notes where the quiz begins, if it does so here."""
        self.line = self.line or line.number

    def ask(self, line: Line, *, gap: bool) -> None:
        """Adds a line to the question."""
        self.begin(line)
        self.question += ["", line.text] if gap and self.question else [line.text]
        self.lines.append(line)

    def finished(self, *, without_number: bool = False) -> tuple[Item, list[Problem]]:
        """The item, and what is wrong with its key."""
        texts = list(self.question)
        if without_number and texts and (stem := stem_of(texts[0])):
            texts[0] = stem.text
        question = markdown_text(texts)
        written = [markdown_text(option.texts) for option in self.options]
        said = (self.said or "").strip()
        right = right_places([option.letter for option in self.options], written, said)
        unclear = said if said and not right else ""
        item = Item(
            question=question,
            line=self.line,
            answer=unclear,
            explanation=markdown_text(self.explanation),
            options=tuple(Option(text, place in right) for place, text in enumerate(written)),
            select=select_of(question),
        )
        return item, unclear_key(item, unclear)


def unclear_key(item: Item, said: str) -> list[Problem]:
    """An error for what is said to be right and names no option."""
    if not said:
        return []
    return [problem(KINDS["unclear-key"], item.line, answer=said, question=item.question)]
