"""An old card and the new one that matches it go in; which class of change that is comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from engram.compiler.documents import own_name
from engram.compiler.identity import card_hash
from engram.compiler.likeness import letters_alike
from engram.compiler.wording import comparable, normalised, without_names
from engram.model import Card, Option

_SAME_OPTION = 0.5
# Few letters, another fact: an option that differs in one of these is no rewording.
_DECISIVE = re.compile(r"\d+|\b(?:not|no|never|none|cannot|without)\b|n't\b")


class Change(StrEnum):
    """What an import does to a card."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    KEY_CHANGED = "key_changed"  # earlier answers may have been marked against a wrong key
    MOVED = "moved"  # to another topic, deck or document, with the same content
    RETIRED = "retired"  # no longer in its document: kept with its history, out of study


def change_of(old: Card, new: Card) -> Change:
    """How `new` differs from the card it continues; a retired card that returns is changed."""
    if _key_differs(old, new):
        return Change.KEY_CHANGED
    if old.retired or card_hash(old) != card_hash(new) or _told(old) != _told(new):
        return Change.CHANGED
    return Change.UNCHANGED if _place(old) == _place(new) else Change.MOVED


def _told(card: Card) -> tuple[object, ...]:
    """What a card tells after the answer and how it is filed, apart from what it asks."""
    feedback = tuple(normalised(option.feedback) for option in card.options)
    return (
        normalised(card.explanation),
        feedback,
        card.select,
        card.references,
        card.tags,
        frozenset(card.siblings),
    )


def _place(card: Card) -> tuple[object, ...]:
    return card.deck, "::".join(card.topic), own_name(card.source.document)


def _key_differs(old: Card, new: Card) -> bool:
    """Whether another set of options is right; a right option that is reworded is still right.

    A quiz without a key was never asked, so the key it gets changes no earlier answer.
    """
    old_key, new_key = _right(old), _right(new)
    if not new.options or not old_key:
        return False
    if old_key == new_key:
        return False
    lost, gained = old_key - new_key, new_key - old_key
    reworded = dict(_reworded(lost - _texts(new), gained - _texts(old)))
    return lost != reworded.keys() or gained != set(reworded.values())


def _reworded(lost: set[str], gained: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a right option that is gone and one that came, most alike first."""
    pairs = ((_alike(before, after), before, after) for before in lost for after in gained)
    used: set[str] = set()
    for alike, before, after in sorted(pairs, reverse=True):
        if alike >= _SAME_OPTION and before not in used and after not in used:
            used |= {before, after}
            yield before, after


def _alike(before: str, after: str) -> float:
    # A picture's new edition is the same option, unless its words say otherwise.
    one, other = (comparable(without_names(text)) for text in (before, after))
    if _DECISIVE.findall(one) != _DECISIVE.findall(other):
        return 0.0
    return letters_alike(one, other)


def _texts(card: Card) -> set[str]:
    return {_text(option) for option in card.options}


def _right(card: Card) -> set[str]:
    return {_text(option) for option in card.options if option.correct}


def _text(option: Option) -> str:
    return normalised(option.text).removesuffix(".")
