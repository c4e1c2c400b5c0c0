"""The pieces of one item of an interview guide go in; the item comes out when it is finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from engram.importers.interview_pieces import Piece
from engram.importers.lettered import titles_options
from engram.importers.marks import is_mark, without_mark
from engram.importers.passage import markdown_text
from engram.importers.placeholders import without_placeholder
from engram.importers.selects import select_of
from engram.importers.sentences import goes_on
from engram.model import Item, Option


@dataclass(slots=True)
class Passage:
    """Lines of one text, gathered from pieces; a sentence cut by a page goes on."""

    texts: list[str] = field(default_factory=list)

    def add(self, piece: Piece, texts: Sequence[str]) -> None:
        new = list(texts) if any(texts) or len(texts) > 1 else []
        parted = piece.gap and not (piece.cut and self.goes_on(piece.texts[0]))
        if self.texts and new and parted:
            self.texts.append("")
        self.texts += new

    def goes_on(self, text: str) -> bool:
        """Whether this text continues an unfinished sentence."""
        return bool(self.texts) and goes_on(self.texts[-1], text)

    def __str__(self) -> str:
        return markdown_text(self.texts)


@dataclass(slots=True)
class OptionDraft:
    """An option while its lines are gathered."""

    letter: str
    line: int
    dashed: bool
    marked: bool
    passage: Passage

    def finished(self) -> Option:
        texts = self.passage.texts
        below = len(texts) > 1 and is_mark(texts[-1])
        text, marked = without_mark(markdown_text(texts[:-1] if below else texts))
        return Option(text, correct=self.marked or marked or below)


class Part(Enum):
    """The part of an item that is being read."""

    QUESTION = "question"
    ANSWER = "answer"
    OPTIONS = "options"
    EXPLANATION = "explanation"


@dataclass(slots=True)
class Draft:
    """An item while its pieces are gathered."""

    line: int
    topic: tuple[str, ...]
    in_quiz: bool
    part: Part = Part.QUESTION
    question: Passage = field(default_factory=Passage)
    answer: Passage = field(default_factory=Passage)
    explanation: Passage = field(default_factory=Passage)
    options: list[OptionDraft] = field(default_factory=list)
    answer_pieces: list[tuple[Piece, list[str]]] = field(default_factory=list)

    @property
    def wants_key(self) -> bool:
        """Whether none of the options is marked right as yet."""
        return bool(self.options) and not any(option.finished().correct for option in self.options)

    @property
    def waits_for_question(self) -> bool:
        """Whether nothing stands behind the question's label, or its count, as yet."""
        return self.part is Part.QUESTION and not any(self.question.texts)

    def finished(self) -> Item:
        texts = self.question.texts
        if self.options and len(texts) > 1 and titles_options(texts[-1]):
            del texts[-1]
        question = str(self.question)
        return Item(
            question=question,
            line=self.line,
            answer=without_placeholder(str(self.answer)),
            explanation=str(self.explanation),
            options=tuple(option.finished() for option in self.options),
            select=select_of(question) if self.options else None,
            topic=self.topic,
        )
