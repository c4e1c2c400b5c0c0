"""A question goes in; how many options it tells the learner to select comes out.

The words stay in the question ("Select three." is the document's own sentence); this only reads
them, wherever they stand.
"""

from __future__ import annotations

import re

from engram.model import Select

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "one eine einen una uno un une",
            "two zwei dos deux",
            "three drei tres trois",
            "four vier cuatro quatre",
            "five fünf cinco cinq",
            "six sechs seis",
        ),
        start=1,
    )
    for word in words.split()
}
_VERB = (
    r"\b(?:select|choose|pick|mark|check|tick|wählen? sie|wähle|markieren sie|selecciona|seleccione"
    r"|elige|elija|escoge|marca|sélectionnez|choisissez|cochez)"
)
_FILLER = r"(?: (?:the|any|exactly|only|up to|best|correct|right|die|las|los|les))*"
_ALL = re.compile(rf"{_VERB} (?:all|every|alle|todas|todos|toutes|tous)\b")
_COUNT = re.compile(rf"{_VERB}{_FILLER} \(?(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})\b")
_EMPHASIS = str.maketrans("", "", "*_`")


def select_of(question: str) -> Select:
    """The number a question asks for, "all" for all that apply, None when it does not say."""
    text = " ".join(question.translate(_EMPHASIS).casefold().split())
    if _ALL.search(text):
        return "all"
    found = _COUNT.search(text)
    if not found:
        return None
    number = found["number"]
    return int(number) or None if number.isdecimal() else _NUMBERS[number]
