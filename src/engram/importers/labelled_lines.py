"""A line of a quiz in labelled blocks goes in; what it begins comes out.

Labels: `Question:`, `Options:`, `Answer:`, `Explanation:`, as a line, in bold or as a heading; and
the heads of certification dumps: `QUESTION NO: 12`, `NEW QUESTION 5`, `Question #12 Topic 1`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from engram.importers.labels import Label, labelled
from engram.importers.lettered import lettered
from engram.importers.lines import Line
from engram.importers.stems import heading

_START = r"[ \t]{0,8}(?:#{1,6}[ \t]+|[-*•][ \t]+)?[*_]{0,3}"
_OPTIONS = re.compile(
    rf"{_START}(?:answer[ \t]+|possible[ \t]+|answer[ \t]+)?(?:options?|choices|alternatives"
    r"|possible answers|antwortmöglichkeiten|optionen|opciones|opções|opzioni|alternativas"
    r"|варианты(?: ответов?)?)[*_]{0,3}(?:[ \t]?[:：][*_]{0,3}(?P<text>.*)|[ \t]*#*[ \t]*$)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"{_START}(?:new[ \t]+question[ \t]*(?:no\.?[ \t]*:?|\#)?[ \t]*"
    r"|question[ \t]*(?:no\.?[ \t]*:?|number:?|\#)[ \t]*)(?P<number>\d{1,5})[*_]{0,3}"
    r"[ \t]*[:.)]?[*_]{0,3}[ \t]*(?P<text>.*)",
    re.IGNORECASE,
)
_QUIZ = [re.compile(f"^(?:{each.pattern})$", re.I | re.M) for each in (_HEAD, _OPTIONS)]
_TOPIC = re.compile(
    r"[-–—]?[ \t]*[(\[]?(?P<topic>(?:exam[ \t]+)?topic[ \t]+#?\d{1,4})[)\]]?[ \t]*(?P<text>.*)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?P<indent>[ \t]{0,8})(?:[-*+•][ \t]+|\(?(?P<number>\d{1,2})[.)][ \t]+)(?P<text>\S.*)"
)
_BOX = re.compile(r"\[(?P<mark>[ xX✓✔]?)\][ \t]+(?P<text>\S.*)")
_INLINE = re.compile(r"(?:^|(?<=[ \t]))\(?(?P<letter>[A-Ja-j])[.)][ \t]+")


class Begins(Enum):
    """What a line begins."""

    QUESTION = "question"
    OPTIONS = "options"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    OPTION = "option"
    LISTED = "listed"  # an option where options are expected, a list anywhere else
    HEADING = "heading"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Begun:
    """What a line begins, the text behind its label, and its letter or number."""

    begins: Begins
    text: str
    label: str = ""
    marked: bool = False
    level: int = 0  # of a heading


_LABELS = {
    Label.QUESTION: Begins.QUESTION,
    Label.ANSWER: Begins.ANSWER,
    Label.EXPLANATION: Begins.EXPLANATION,
}


def may_be_quiz(text: str) -> bool:
    """Whether a line names options or numbers a question, without which a text is no such quiz."""
    return any(pattern.search(text) for pattern in _QUIZ)


def begun(line: Line) -> Begun:
    """What this line begins."""
    return (_labelled(line) or _listed(line) or _plain(line)) if not line.code else _plain(line)


def _labelled(line: Line) -> Begun | None:
    head = heading(line.text)
    level = head[0] if head else 0
    if found := _HEAD.fullmatch(line.text):
        return Begun(Begins.QUESTION, found["text"].strip(), found["number"], level=level)
    if len(line.text) < 2000 and (found := _OPTIONS.fullmatch(line.text)):
        return Begun(Begins.OPTIONS, (found["text"] or "").strip(), level=level)
    label = labelled(line.text)
    if label and not label.short and label.label in _LABELS:
        return Begun(_LABELS[label.label], label.text, level=level)
    if head and head[1].strip("*_: ").casefold() in ("why", "reason"):
        return Begun(Begins.EXPLANATION, "", level=level)
    return Begun(Begins.HEADING, head[1], level=level) if head else None


def _listed(line: Line) -> Begun | None:
    if option := lettered(line.text):
        return Begun(Begins.OPTION, option.text, option.letter, option.marked)
    found = _LISTED.fullmatch(line.text)
    if found and (box := _BOX.fullmatch(found["text"])):
        ticked = box["mark"] not in ("", " ")
        return Begun(Begins.LISTED, box["text"], found["number"] or "", ticked)
    return Begun(Begins.LISTED, found["text"], found["number"] or "") if found else None


def _plain(line: Line) -> Begun:
    return Begun(Begins.TEXT, line.text)


def parted_topic(text: str) -> tuple[str, str]:
    """The topic of a dump that a text begins with ("Topic 1", "- (Exam Topic 3)"), and the rest."""
    found = _TOPIC.fullmatch(text.strip())
    return (found["topic"], found["text"].strip()) if found else ("", text)


def inline_options(text: str) -> list[tuple[str, str]]:
    """The options on one line ("A) iron B) tin"), each with its letter; none if they do not run."""
    starts = list(_INLINE.finditer(text))
    letters = "".join(start["letter"].upper() for start in starts)
    if len(letters) < 2 or starts[0].start() or letters != "ABCDEFGHIJ"[: len(letters)]:
        return []
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return [
        (letter, text[start.end() : end].strip(" \t,;"))
        for letter, start, end in zip(letters, starts, ends, strict=True)
    ]
