"""The library's cards and those of an import go in; which continues which comes out.

A card is recognised by the id written in its document, else by its document and its texts, else by
its texts alone. A document is the same one as before if its name and at least half its cards are;
then what it no longer holds is retired. Another document of the same name (every repository has a
README.md) continues only cards that are nearly equal, and retires nothing.

Texts alone continue a card that lost its place: one that this import would retire, one that is
retired, or one of a document that comes back under another name. A card that stands in another
document still is not taken away from it: the new card is a duplicate, and the learner decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engram.compiler.change import Change, change_of
from engram.compiler.identity import FreeIds, derived_id
from engram.compiler.likeness import Wording
from engram.compiler.pairing import Pair, Pairing
from engram.model import Card, CardId

_IN_THE_DOCUMENT = 0.6
_ANYWHERE = 0.85
_NEARLY_EQUAL = 0.9
_SAME_DOCUMENT = 0.5
_RENAMED_DOCUMENT = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """One imported card: the id it was compiled with, the card it continues, the id it gets."""

    compiled: CardId
    old: CardId | None
    id: CardId
    change: Change


@dataclass(frozen=True, slots=True)
class Matching:
    """What an import does: its cards in order, those it retires, (new, known) duplicates."""

    cards: tuple[Match, ...]
    retired: tuple[CardId, ...] = ()
    duplicates: tuple[tuple[CardId, CardId], ...] = ()

    def ids(self, change: Change) -> tuple[CardId, ...]:
        """The ids of the cards with this class of change, in deck order."""
        return tuple(card.id for card in self.cards if card.change is change)


def match(old: Sequence[Card], new: Sequence[Card]) -> Matching:
    """Which old card each new one continues; `old` is the whole library, retired cards too."""
    pairing = Pairing(old, new)
    old_of, new_of = _by_document(old), _by_document(new)
    _take_written_ids(pairing)
    same = {name for name in new_of if _is_same(name, old_of, new_of, pairing)}
    _take_moved(pairing, same, old_of)
    for name, cards in new_of.items():
        if name not in same:
            _take_renamed(pairing, cards, new_of, old_of)
    return _matching(pairing, same)


def continued(cards: Sequence[Card], matching: Matching) -> tuple[Card, ...]:
    """The imported cards with the ids they get, in their sibling links too.

    `matching.cards` are those of `cards`, in the same order.
    """
    ids = {matched.compiled: matched.id for matched in matching.cards}
    return tuple(
        replace(
            card,
            id=matched.id,
            siblings=tuple(ids.get(sibling, sibling) for sibling in card.siblings),
        )
        for card, matched in zip(cards, matching.cards, strict=True)
    )


def _by_document(cards: Sequence[Card]) -> dict[str, list[int]]:
    documents: dict[str, list[int]] = defaultdict(list)
    for index, card in enumerate(cards):
        documents[card.source.document].append(index)
    for indices in documents.values():
        indices.sort(key=lambda index: cards[index].source.ordinal)
    return documents


def _take_written_ids(pairing: Pairing) -> None:
    by_id = {card.id: index for index, card in enumerate(pairing.old)}
    derived = _derived_ids(pairing)
    for index, card in enumerate(pairing.new):
        known = by_id.get(card.id)
        if known is not None and card.id not in derived:
            pairing.take(Pair(index, known, 1.0))


def _derived_ids(pairing: Pairing) -> set[CardId]:
    """The ids nobody wrote: a card put before another with its question changes them."""
    asked = Counter(
        (card.source.document, wording.question)
        for card, wording in zip(pairing.new, pairing.new_wordings, strict=True)
    )
    return {
        derived_id(document, question, occurrence)
        for (document, question), times in asked.items()
        for occurrence in range(times)
    }


def _is_same(
    name: str,
    old_of: Mapping[str, list[int]],
    new_of: Mapping[str, list[int]],
    pairing: Pairing,
) -> bool:
    """Pairs the cards of one document by name; says whether it is the document known before."""
    known = old_of.get(name, [])
    pairing.take_equal(known, new_of[name])
    active = _active(known, pairing)
    pairing.take_alike(active, new_of[name], _IN_THE_DOCUMENT)
    kept = sum(index in pairing.of_old for index in active)
    if active and kept >= _SAME_DOCUMENT * len(active):
        return True
    for pair in [pairing.of_old[index] for index in known if index in pairing.of_old]:
        if pair.alike < _NEARLY_EQUAL:
            pairing.drop(pair)
    return False


def _take_moved(pairing: Pairing, same: set[str], old_of: Mapping[str, list[int]]) -> None:
    """Continues retired cards, and those that left one document of this import for another."""
    homeless = [
        index
        for name, indices in old_of.items()
        for index in indices
        if name in same or pairing.old[index].retired
    ]
    _take_anywhere(pairing, homeless, range(len(pairing.new)))


def _take_renamed(
    pairing: Pairing,
    cards: Sequence[int],
    new_of: Mapping[str, list[int]],
    old_of: Mapping[str, list[int]],
) -> None:
    """Continues the cards of a document that this one is under another name, if there is one."""
    texts = {pairing.new_wordings[index] for index in cards}
    for name, known in old_of.items():
        active = _active(known, pairing)
        kept = sum(pairing.old_wordings[index] in texts for index in active)
        if name not in new_of and kept >= _RENAMED_DOCUMENT * max(len(active), len(cards), 1):
            _take_anywhere(pairing, active, cards)


def _active(known: Iterable[int], pairing: Pairing) -> list[int]:
    return [index for index in known if not pairing.old[index].retired]


def _take_anywhere(pairing: Pairing, old: Sequence[int], new: Sequence[int]) -> None:
    pairing.take_equal(old, new)
    pairing.take_alike(old, new, _ANYWHERE)


def _matching(pairing: Pairing, same: set[str]) -> Matching:
    cards = tuple(_matches(pairing))
    retired = tuple(
        card.id
        for index, card in enumerate(pairing.old)
        if index not in pairing.of_old and card.source.document in same and not card.retired
    )
    return Matching(cards, retired, tuple(_duplicates(pairing, cards)))


def _matches(pairing: Pairing) -> Iterator[Match]:
    taken = {card.id for card in pairing.old}
    free = FreeIds(taken.union(card.id for card in pairing.new))
    for index, card in enumerate(pairing.new):
        pair = pairing.of_new.get(index)
        if pair:
            old = pairing.old[pair.old]
            yield Match(card.id, old.id, old.id, change_of(old, card))
            continue
        # Two documents of one import may share their name and a question, and so an id.
        new_id = card.id
        if new_id in taken:
            new_id = free.take(card.source.document, card.question)
        taken.add(new_id)
        yield Match(card.id, None, new_id, Change.NEW)


def _duplicates(pairing: Pairing, cards: Iterable[Match]) -> Iterator[tuple[CardId, CardId]]:
    known: dict[Wording, list[Card]] = defaultdict(list)
    for wording, card in zip(pairing.old_wordings, pairing.old, strict=True):
        if wording.question and wording.rest and not card.retired:
            known[wording].append(card)
    for index, matched in enumerate(cards):
        if matched.change is Change.NEW:
            document = pairing.new[index].source.document
            for card in known.get(pairing.new_wordings[index], ()):
                if card.source.document != document:
                    yield matched.id, card.id
                    break
