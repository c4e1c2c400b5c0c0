"""Cards that Mnemosyne took over from Anki, with Anki's templates, go in; their two sides come out.

Source: libmnemosyne, `card_types/M_sided.py` and `renderers/anki_renderer.py`. A deletion's place
counts from 0, the ordinals of Anki's deletions from 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from engram.importers.anki.cloze import deletions
from engram.importers.anki.quizzes import quiz_of
from engram.importers.anki.templates import Shown, Side, shown
from engram.importers.mnemosyne.contents import CardRow, CardType, View
from engram.importers.mnemosyne.sides import Sides, Write

_RULE = re.compile(r"\s*(?:<br\s?/?>\s*)*<hr\b[^<>]*>\s*", re.IGNORECASE)


def sides_by_template(
    card: CardRow, view: View, card_type: CardType, fact: Mapping[str, str], write: Write
) -> Sides | None:
    """The sides of a card; None for one that asks nothing."""
    named = {name: fact.get(key, "") for key, name in card_type.fields.items()}
    if not card_type.is_cloze and not card.deletion:
        quiz = quiz_of(tuple(named), named, write)
        if quiz:
            return Sides(
                quiz.question, "", quiz.explanation, quiz.options, quiz.select, quiz.unclear_key
            )
    number = (card.deletion or 0) + 1 if card_type.is_cloze else 0
    if number and not any(deletions(text, number) for text in fact.values()):
        return None
    fields = dict.fromkeys(("Tags", "Type", "Deck", "Subdeck", "Card"), "")
    fields |= named
    front = shown(view.front, Side(fields, number, is_answer=False))
    back = shown(view.back, Side(fields, number, is_answer=True))
    question = write(front.html)
    answer = write(_RULE.sub("", back.html, count=1) if _RULE.match(back.html) else back.html)
    return Sides(question, _without(question, answer), _hints(front, write))


def _without(question: str, answer: str) -> str:
    """The answer without the question, which many templates repeat above it."""
    rest = answer.removeprefix(question).removeprefix("\n\n---") if question else answer
    whole = rest == "" or rest.startswith("\n\n")
    return rest.strip("\n") if whole else answer


def _hints(front: Shown, write: Write) -> str:
    return "\n\n".join(filter(None, map(write, front.hints)))
