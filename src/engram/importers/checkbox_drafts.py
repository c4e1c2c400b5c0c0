"""The lines of one item of a check-box quiz go in; the item comes out when it is finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engram.importers.keys import named_options, without_letters
from engram.importers.labels import Label, labelled, without_label
from engram.importers.lines import Line, columns_of, outdented
from engram.importers.passage import markdown_text
from engram.importers.selects import select_of
from engram.model import Item, Option


@dataclass(slots=True)
class BoxedOption:
    """An option while its lines are gathered; `indent` is how far its box stands in."""

    line: int
    indent: int
    correct: bool
    dashed: bool
    texts: list[str]


@dataclass(slots=True)
class BoxedDraft:
    """An item while its lines are gathered: question, then options, then explanation."""

    line: int
    topic: tuple[str, ...]
    question: list[str] = field(default_factory=list)
    options: list[BoxedOption] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    certain: bool = True  # whether the boxes and an answer line name the same options

    @property
    def indent(self) -> int:
        """The columns by which the options stand in, which the list of questions takes up."""
        return self.options[0].indent if self.options else 0

    def finished(self) -> Item:
        question = markdown_text(outdented(self.question, self.indent))
        written = [markdown_text(_dedented(option.texts)) for option in self.options]
        texts = without_letters(written)
        below = _without_key(self.below, self._key(texts, lettered=texts != written))
        correct = [self.certain and option.correct for option in self.options]
        explanation = outdented(_unlabelled(below, Label.EXPLANATION), self.indent)
        return Item(
            question=question,
            line=self.line,
            explanation=markdown_text(explanation),
            options=tuple(
                Option(text, marked) for text, marked in zip(texts, correct, strict=True)
            ),
            select=select_of(question) if self.options else None,
            topic=self.topic,
        )

    def _key(self, texts: Sequence[str], *, lettered: bool) -> str | None:
        """What an answer line below says beyond the key; None when there is none to be used.

        The key marks the options when no box is ticked. One that differs from the boxes stays in
        the explanation, and nothing is certain.
        """
        said = _answer_line(self.below)
        if said is None:
            return None
        letters = "ABCDEFGHIJ"[: len(texts)] if lettered else ""
        named, more = named_options(letters, texts, said)
        ticked = [place for place, option in enumerate(self.options) if option.correct]
        if not named or ticked not in ([], named):
            self.certain = not named
            return None
        for place in named:
            self.options[place].correct = True
        return more


def _answer_line(lines: Sequence[Line]) -> str | None:
    """What the first line says when it is labelled as an answer."""
    first = next((line for line in lines if line.text.strip()), None)
    found = labelled(first.text) if first and not first.code else None
    is_answer = found and found.label is Label.ANSWER and not found.short
    return found.text if found and is_answer else None


def _without_key(lines: Sequence[Line], said: str | None) -> list[Line]:
    """The lines below with what the answer line says beyond the key in its place."""
    if said is None:
        return list(lines)
    at = next(place for place, line in enumerate(lines) if line.text.strip())
    more = [Line(lines[at].number, said)] if said.strip() else []
    return [*more, *lines[at + 1 :]]


def _unlabelled(lines: Sequence[Line], label: Label) -> list[str]:
    texts = [line.text for line in lines]
    at = next((place for place, text in enumerate(texts) if text.strip()), None)
    if at is not None and not lines[at].code:
        bare = without_label(texts[at], label)
        texts[at] = texts[at] if bare is None else bare
    return texts


def _dedented(texts: Sequence[str]) -> list[str]:
    """An option's lines without the indentation that those below its first share."""
    first, *rest = texts
    common = min((columns_of(text) for text in rest if text.strip()), default=0)
    return [first, *outdented(rest, common)]
