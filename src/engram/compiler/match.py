"""The library's cards and those of an import go in; which continues which comes out.

A card is recognised by the id written in its document, else by its document and its texts, else by
its texts alone. A document is the same one as before if its name and at least half its cards are;
then what it no longer holds is retired. Another document of the same name (every repository has a
README.md) continues only cards of its own deck that are nearly equal, and retires nothing.

Texts alone continue a card that lost its place: one that this import would retire, one that is
retired, or one of a document that comes back under another name. A card that stands in another
document still is not taken away from it: the new card is a duplicate, and the learner decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engram.compiler.change import Change, change_of
from engram.compiler.documents import Document, documents_of
from engram.compiler.identity import FreeIds
from engram.compiler.likeness import Wording
from engram.compiler.links import Links
from engram.compiler.pairing import Pairing
from engram.compiler.same_documents import Couple, take_documents
from engram.compiler.twins import Twin, twins
from engram.compiler.written_ids import derived_ids, take_written_ids
from engram.model import Card, CardId


@dataclass(frozen=True, slots=True)
class Match:
    """One imported card: the id it was compiled with, the card it continues, the id it gets."""

    compiled: CardId
    old: CardId | None
    id: CardId
    change: Change
    siblings: tuple[CardId, ...] = ()  # by the ids they get
    taken_by: str = ""  # the other document that has the id written in this one


@dataclass(frozen=True, slots=True)
class Matching:
    """What an import does: its cards in order, those it retires, (new, known) duplicates."""

    cards: tuple[Match, ...]
    retired: tuple[CardId, ...] = ()
    duplicates: tuple[tuple[CardId, CardId], ...] = ()

    def ids(self, change: Change) -> tuple[CardId, ...]:
        """The ids of the cards with this class of change, in deck order."""
        return tuple(card.id for card in self.cards if card.change is change)


def match(old: Sequence[Card], new: Sequence[Card], *, reworded: bool = True) -> Matching:
    """Which old card each new one continues; `old` is the whole library, retired cards too.

    Both are in the order of their decks. Duplicates in other words are found unless `reworded` is
    false.
    """
    pairing = Pairing(old, new)
    known = documents_of(old, (index for index, card in enumerate(old) if not card.retired))
    imported = documents_of(new, range(len(new)))
    derived = derived_ids(pairing)
    take_written_ids(pairing, imported, derived)
    same = take_documents(pairing, known, imported)
    cards = tuple(_matches(pairing, imported, derived))
    retired = (index for before, _ in same for index in before.cards)
    return Matching(
        cards,
        tuple(old[index].id for index in sorted(retired) if index not in pairing.of_old),
        tuple(_duplicates(pairing, cards, same, reworded=reworded)),
    )


def continued(cards: Sequence[Card], matching: Matching) -> tuple[Card, ...]:
    """The imported cards with the ids they get, in their sibling links too.

    `matching.cards` are those of `cards`, in the same order.
    """
    return tuple(
        card
        if (card.id, card.siblings) == (matched.id, matched.siblings)
        else replace(card, id=matched.id, siblings=matched.siblings)
        for card, matched in zip(cards, matching.cards, strict=True)
    )


def _matches(
    pairing: Pairing, imported: Sequence[Document], derived: set[CardId]
) -> Iterator[Match]:
    given = list(_ids(pairing, derived))
    links = Links(pairing, imported, [card_id for card_id, _ in given])
    for index, (card_id, taken_by) in enumerate(given):
        card, pair = pairing.new[index], pairing.of_new.get(index)
        old, change = None, Change.NEW
        if pair:
            before = pairing.old[pair.old]
            old = before.id
            change = change_of(before, replace(card, siblings=links.siblings_of_known(index)))
        yield Match(card.id, old, card_id, change, links.siblings(index), taken_by)


def _ids(pairing: Pairing, derived: set[CardId]) -> Iterator[tuple[CardId, str]]:
    """The id each card gets, and the document that has the one written in it, if another has."""
    holders = {card.id: card.source.document for card in pairing.old}
    free = FreeIds({*holders, *(card.id for card in pairing.new)})
    for index, card in enumerate(pairing.new):
        pair = pairing.of_new.get(index)
        card_id = pairing.old[pair.old].id if pair else card.id
        taken_by = holders.get(card.id, "") if card.id not in derived else ""
        if pair is None and card.id in holders:
            card_id = free.take(card.source.document, card.question)
        holders.setdefault(card_id, card.source.document)
        yield card_id, "" if card_id == card.id else taken_by


def _duplicates(
    pairing: Pairing, cards: Sequence[Match], same: Sequence[Couple], *, reworded: bool
) -> Iterator[tuple[CardId, CardId]]:
    """The new cards that stand in another document of the library already, with those there."""
    new = {
        index: wording
        for index, wording in enumerate(pairing.new_wordings)
        if cards[index].change is Change.NEW and wording.question and wording.rest
    }
    if not new:
        return
    known = {
        index: wording
        for index, wording in enumerate(pairing.old_wordings)
        if wording.question and wording.rest and not pairing.old[index].retired
    }
    own: dict[int, frozenset[int]] = {}
    for before, now in same:
        own |= dict.fromkeys(now.cards, frozenset(before.cards))
    found = {twin.new: twin.old for twin in _equal(known, new, own)}
    if reworded:
        others = {index: wording for index, wording in new.items() if index not in found}
        found |= {twin.new: twin.old for twin in twins(known, others, own)}
    for index in sorted(found):
        yield cards[index].id, pairing.old[found[index]].id


def _equal(
    known: Mapping[int, Wording], new: Mapping[int, Wording], own: Mapping[int, frozenset[int]]
) -> Iterator[Twin]:
    """The first known card outside a card's own document with the same texts."""
    having: dict[Wording, list[int]] = defaultdict(list)
    for index, wording in known.items():
        having[wording].append(index)
    for index, wording in new.items():
        barred = own.get(index, frozenset())
        first = next((each for each in having.get(wording, ()) if each not in barred), None)
        if first is not None:
            yield Twin(index, first, 1.0)
