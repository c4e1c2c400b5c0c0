"""Cards with ids written in their documents go in; those that continue a known card are paired.

An author who keeps an id may rewrite all of its card. But short ids such as q1 stand in many
documents: of a document that is another one, an id takes only a card with a like text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from engram.compiler.documents import Document, own_name
from engram.compiler.identity import id_of_wording
from engram.compiler.pairing import Pair, Pairing
from engram.model import Card, CardId

_LIKE_TEXT = 0.7  # two short questions of one form are alike to 0.63: "the capital of Norway"

_Place = tuple[str, str]


def derived_ids(pairing: Pairing) -> set[CardId]:
    """The ids nobody wrote: a card put before another with its question changes them."""
    asked = Counter(
        (own_name(card.source.document), wording.question)
        for card, wording in zip(pairing.new, pairing.new_wordings, strict=True)
    )
    return {
        id_of_wording(document, question, occurrence)
        for (document, question), times in asked.items()
        for occurrence in range(times)
    }


def take_written_ids(pairing: Pairing, imported: Sequence[Document], derived: set[CardId]) -> None:
    """Pairs the cards with one written id, if they are of one document or have like texts."""
    known = {card.id: index for index, card in enumerate(pairing.old)}
    pairs = [
        (index, known[card.id])
        for index, card in enumerate(pairing.new)
        if card.id in known and card.id not in derived
    ]
    likeness = dict(zip(pairs, pairing.likeness(pairs), strict=True))
    for pair in pairs:
        if _is_one_place(pair, pairing):
            pairing.take(Pair(*pair, 1.0))
    renamed = _renamed(pairing, imported, likeness)
    places = {(document.deck, document.name) for document in imported}
    at_home = {
        (_place(card), wording)
        for card, wording in zip(pairing.old, pairing.old_wordings, strict=True)
    }
    for pair in sorted(pairs, key=lambda pair: -likeness[pair]):
        new, old = pairing.new[pair[0]], pairing.old[pair[1]]
        like = likeness[pair] >= _LIKE_TEXT or pair in renamed
        from_another = new.deck == old.deck and _place(old) in places
        stayed = (_place(new), pairing.new_wordings[pair[0]]) in at_home
        if (like or from_another) and not stayed:
            pairing.take(Pair(*pair, 1.0))


def _renamed(
    pairing: Pairing, imported: Sequence[Document], likeness: Mapping[tuple[int, int], float]
) -> set[tuple[int, int]]:
    """The pairs of a document and one it was before: most of their ids have like texts."""
    document_of = {
        index: number for number, document in enumerate(imported) for index in document.cards
    }
    shared: dict[tuple[int, _Place], list[tuple[int, int]]] = defaultdict(list)
    for pair in likeness:
        shared[document_of[pair[0]], _place(pairing.old[pair[1]])].append(pair)
    return {
        pair
        for pairs in shared.values()
        if 2 * sum(likeness[each] >= _LIKE_TEXT for each in pairs) > len(pairs)
        for pair in pairs
    }


def _is_one_place(pair: tuple[int, int], pairing: Pairing) -> bool:
    return _place(pairing.new[pair[0]]) == _place(pairing.old[pair[1]])


def _place(card: Card) -> _Place:
    return card.deck, own_name(card.source.document)
