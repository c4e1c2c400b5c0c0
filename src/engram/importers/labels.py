"""A line goes in; the label it opens with ("Question:", "Answer:", "Quiz") and the rest come out.

Labels are told by their place and colon, in the languages listed; a label may be bold, numbered
("Question 12:") or alone on its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Label(Enum):
    """What a labelled line begins."""

    QUESTION = "question"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    QUIZ = "quiz"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled line: what it begins and the text after the label."""

    label: Label
    text: str
    short: bool = False  # "Q:" or "A:", which is a label only among others


_WORDS = {
    Label.QUESTION: "question|frage|pregunta|pergunta|domanda|vraag|вопрос",
    Label.ANSWER: (
        r"(?:the |model |sample |suggested )?(?:correct |right )?answers?(?: key)?|antwort"
        r"|(?:richtige )?lösung|respuesta|resposta|réponse|risposta|antwoord|ответ"
        r"|correct option|correct choice"
    ),
    Label.EXPLANATION: (
        "explanation|rationale|reason|justification|why|erklärung|begründung|explicación"
        "|explicação|explication|spiegazione|uitleg|пояснение"
    ),
}
_SHORT = {Label.QUESTION: "q", Label.ANSWER: "a|ans"}
_EMPHASIS = r"[*_]{0,3}"
_BULLET = r"[ \t]{0,8}(?:#{1,6}[ \t]+|[-*•][ \t]+)?"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_BULLET}{_EMPHASIS}(?:{words})[ \t]?(?:(?:no\.?|nr\.?|\#)?[ \t]?\d{{1,4}})?{_EMPHASIS}"
        rf"(?:[ \t]?[:：]{_EMPHASIS}|[.)]{_EMPHASIS}(?=[ \t]|$)|[ \t]*$)(?P<text>.*)",
        re.IGNORECASE,
    )


_LONG_PATTERNS = tuple((label, _pattern(words), False) for label, words in _WORDS.items())
_SHORT_PATTERNS = tuple((label, _pattern(words), True) for label, words in _SHORT.items())
_QUIZ = re.compile(
    rf"{_BULLET}{_EMPHASIS}(?:quiz(?:zes)?|mcqs?|self[- ]?(?:test|check)|multiple[- ]choice"
    r"(?: questions?| quiz)?|(?:practice|review|section|mini|short|check[- ]?point|knowledge) quiz"
    r"|quiz (?:questions?|section|time)|check your knowledge|test yourself"
    r"|cuestionario|question[aá]rio)"
    rf"(?:[ \t](?:no\.? ?|\#)?\d{{1,4}})?{_EMPHASIS}[ \t]?[:：]?{_EMPHASIS}[ \t]*",
    re.IGNORECASE,
)
# One look tells most lines apart from labels.
_ANY_START = re.compile(
    rf"{_BULLET}{_EMPHASIS}(?:(?:{'|'.join((*_WORDS.values(), *_SHORT.values()))})(?![^\W\d_])"
    "|quiz|mcq|self|multiple|practice|review|section|mini|short|check|knowledge|test|cuestionario|question[aá]rio)",
    re.IGNORECASE,
)


def labelled(text: str) -> Labelled | None:
    """The label that opens this line, if it opens with one."""
    head = text[:80]
    if not _ANY_START.match(head):
        return None
    if len(text) < 80 and _QUIZ.fullmatch(text):
        return Labelled(Label.QUIZ, "")
    for label, pattern, short in (*_LONG_PATTERNS, *_SHORT_PATTERNS):
        found = pattern.match(head)
        if found and _balanced(found):
            rest = text[found.start("text") :].strip()
            return Labelled(label, rest.rstrip("# \t") if head.lstrip()[:1] == "#" else rest, short)
    return None


def without_label(text: str, label: Label) -> str | None:
    """The text after `label`, or None when it does not open with it."""
    found = labelled(text)
    return found.text if found and found.label is label else None


def _balanced(found: re.Match[str]) -> bool:
    """A label followed by a full stop or nothing is one only when numbered or alone."""
    before = found[0][: found.start("text") - found.start()]
    if ":" in before or "：" in before:
        return True
    if not found["text"].strip():
        return before.strip(" \t*_#-•.").casefold() not in {"q", "a", "why", "reason", "a.", "q."}
    return any(character.isdecimal() for character in before)
