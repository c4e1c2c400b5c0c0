"""How the cards of Mnemosyne's own types show a fact, and the two sides of a card as Markdown.

Source: libmnemosyne, `card_types/`, `renderers/html_css.py` and `card_type.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from engram.importers.mnemosyne import cloze
from engram.importers.mnemosyne.anki_views import sides_by_template
from engram.importers.mnemosyne.contents import CardRow, CardType, View
from engram.importers.mnemosyne.sides import Sides, Write

VOCABULARY, MAP, CLOZE, SENTENCE, ANKI = "3", "4", "5", "6", "7"
VIEWS: Mapping[str, View] = {
    "1.1": View(("f",), ("b",)),
    "2.1": View(("f",), ("b",)),
    "2.2": View(("b",), ("f",)),
    "3.1": View(("f",), ("p_1", "m_1", "n")),
    "3.2": View(("m_1",), ("f", "p_1", "n")),
    "4.1": View(("marked",), ("loc", "marked")),
    "4.2": View(("loc", "blank"), ("loc", "marked")),
    "5.1": View(("text",), ("text",)),
    "6.1": View(("f",), ("p_1", "m_1", "n")),
    "6.2": View(("f",), ("f", "p_1", "m_1", "n")),
}
TYPES: Mapping[str, CardType] = {
    "1": CardType("Front-to-back only"),
    "2": CardType("Front-to-back and back-to-front"),
    VOCABULARY: CardType("Vocabulary"),
    MAP: CardType("Map"),
    CLOZE: CardType("Cloze deletion"),
    SENTENCE: CardType("Sentence"),
}
_NOTES = "n"  # of words and sentences


def _own_type(card_type: str) -> str:
    """The type of Mnemosyne that a learner's own type was made from (`2::Stars` from `2`)."""
    return card_type.partition("::")[0]


def sides_of(
    card: CardRow, view: View, card_type: CardType, fact: Mapping[str, str], write: Write
) -> Sides | None:
    """The sides of a card; None for one whose deletion is not there."""
    kind = _own_type(card.type)
    if kind == ANKI:
        return sides_by_template(card, view, card_type, fact, write)
    if kind == CLOZE:
        return _cloze(card, fact.get("text", ""), write)
    if kind == SENTENCE:
        return _sentence(card, view, fact, write)
    answer = view.answer
    if kind == MAP:  # the answer lies on top of the question there
        answer = tuple(key for key in view.answer if key not in view.question) or answer
    notes = _NOTES if kind == VOCABULARY else ""
    return Sides(
        _side(view.question, view.around_question, fact, write),
        _side([key for key in answer if key != notes], view.around_answer, fact, write),
        _side([key for key in answer if key == notes], view.around_answer, fact, write),
    )


def _cloze(card: CardRow, text: str, write: Write) -> Sides | None:
    place = card.deletion
    if place is None or cloze.deleted(text, place) is None:
        return None
    return Sides(write(cloze.asked(text, place)), write(cloze.told(text, place)))


def _sentence(card: CardRow, view: View, fact: Mapping[str, str], write: Write) -> Sides | None:
    text, place, shown = fact.get("f", ""), card.deletion, dict(fact)
    if place is None:
        shown["f"] = cloze.plain(text)
        question = _side(view.question, view.around_question, shown, write)
        keys = [key for key in view.answer if key != _NOTES]
    elif cloze.deleted(text, place) is None:
        return None
    else:
        asked = cloze.asked(text, place)
        keys = ["f", *(key for key in view.answer if key not in ("a", "f", _NOTES))]
        if asked.strip() == "[...]" and fact.get("m_1"):  # the whole sentence is asked for
            asked = shown.pop("m_1")
        question, shown["f"] = write(asked), cloze.told(text, place)
    answer = _side(keys, view.around_answer, shown, write)
    return Sides(question, answer, write(fact.get(_NOTES, "")))


def _side(
    keys: list[str] | tuple[str, ...],
    around: Mapping[str, str],
    fact: Mapping[str, str],
    write: Write,
) -> str:
    texts = [_worded(key, around, fact[key]) for key in keys if fact.get(key)]
    return "\n\n".join(text for text in map(write, texts) if text)


def _worded(key: str, around: Mapping[str, str], text: str) -> str:
    """The text with the words that the learner's type puts around it."""
    if key not in around:
        return text
    return Template(around[key]).safe_substitute({key: text})
