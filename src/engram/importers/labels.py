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


QUESTION_WORDS = (
    "question|qn|frage|pregunta|pergunta|domanda|vraag|вопрос|câu(?: hỏi)?|pytanie|soru"
    "|otázka|soal|pertanyaan|kysymys|fråga|spørgsmål|întrebare|питання|問題|質問|问题|题目|題目|문제|질문"
)
_WORDS = {
    Label.QUESTION: QUESTION_WORDS,
    Label.ANSWER: (
        r"(?:the |model |sample |suggested |expected |right |correct )*answers?(?: key)?|ans"
        r"|(?:solution|answer) sketch|(?:richtige )?(?:antwort|lösung)(?:en)?"
        r"|respuestas?(?: correctas?)?|respostas?(?: corret[ao]s?| cert[ao]s?)?|gabarito"
        r"|(?:bonnes? )?réponses?(?: correctes?| exactes?)?|rispost[ae](?: corrett[ae]| esatt[ae])?"
        r"|(?:juiste )?antwoord|(?:правильны[йе] |верны[йе] )?ответы?|правильна відповідь|відповідь"
        r"|(?:poprawna )?odpowiedź|(?:doğru )?cevap|jawaban(?: yang benar)?|kunci jawaban"
        r"|(?:správná )?odpověď|oikea vastaus|rätt svar|svar|răspuns(?: corect)?"
        r"|đáp án(?: đúng)?|trả lời|(?:正确|正確|参考|參考|標準|标准)?答案|正解|解答|回答|答え?"
        r"|정답|답변|답|الإجابة(?: الصحيحة)?|الجواب|correct option|correct choice"
    ),
    Label.EXPLANATION: (
        "explanation|rationale|reason(?:ing)?|justification|why|erklärung|begründung|explicación"
        "|justificación(?: técnica)?|explicação|justificativa|explication|spiegazione|uitleg"
        "|(?:пояснение|объяснение|обоснование)|пояснення|wyjaśnienie|açıklama|penjelasan"
        "|giải thích|解析|解释|解釋|说明|說明|解説|해설|설명|الشرح"
    ),
}
_SHORT = {Label.QUESTION: "q", Label.ANSWER: "a"}
# A tick, a bulb or the like in front of a word.
SIGN = r"(?:[^\w\s#*_()\[\]`>|\"'“”«»¿¡.,:;$<+/\\-][\ufe0f\u200d]?[ \t]*){0,2}"
_EMPHASIS = r"[*_]{0,3}"
_BULLET = r"[ \t]{0,8}(?:>[ \t]?)?(?:#{1,6}[ \t]+|[-*•][ \t]+)?"
_REMARK = r"(?:[ \t]?\([^()\n]{1,30}\))?"  # "Answer (3 marks):"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_BULLET}{SIGN}{_EMPHASIS}{SIGN}(?:{words})[ \t]?"
        rf"(?:(?:no\.?|nr\.?|\#)?[ \t]?\d{{1,4}})?{_REMARK}{_EMPHASIS}"
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
    rf"{_BULLET}{SIGN}{_EMPHASIS}{SIGN}"
    rf"(?:(?:{'|'.join((*_WORDS.values(), *_SHORT.values()))})(?![^\W\d_])"
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
            rest = _closed(found, text[found.start("text") :].strip())
            return Labelled(label, rest.rstrip("# \t") if head.lstrip()[:1] == "#" else rest, short)
    return None


def _closed(found: re.Match[str], rest: str) -> str:
    """What follows a label, without the sign that closes the emphasis opened before the label."""
    before = found[0][: found.start("text") - found.start()]
    sign = next((sign for sign in ("**", "__") if before.count(sign) % 2), "")
    return rest.replace(sign, "", 1).strip() if sign and rest.count(sign) % 2 else rest


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
