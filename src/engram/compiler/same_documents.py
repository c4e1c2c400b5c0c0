"""The documents of a library and of an import go in, their cards paired come out.

It says too which documents are the same as before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from engram.compiler.documents import Document, own_name
from engram.compiler.pairing import Pair, Pairing

_IN_THE_DOCUMENT = 0.6
_ANYWHERE = 0.85
_NEARLY_EQUAL = 0.9
_SAME_DOCUMENT = 0.5
_RENAMED_DOCUMENT = 0.75

Couple = tuple[Document, Document]
"""A document as it was and as it is now."""


def take_documents(
    pairing: Pairing, known: Sequence[Document], imported: Sequence[Document]
) -> list[Couple]:
    """Pairs what the documents continue, those cards too that left one for another."""
    couples = _couples(known, imported)
    same = _take_same(pairing, couples)
    found = {before for before, _ in same}
    _take_nearly_equal(pairing, [couple for couple in couples if couple[0] not in found])
    _take_moved(pairing, same)
    _take_renamed(pairing, known, imported, same)
    return same


def _couples(known: Iterable[Document], imported: Iterable[Document]) -> list[Couple]:
    """The documents of one name; those of one deck first."""
    named: dict[str, list[Document]] = defaultdict(list)
    for before in known:
        named[before.name].append(before)
    couples = [(before, now) for now in imported for before in named[now.name]]
    return sorted(couples, key=lambda couple: couple[0].deck != couple[1].deck)


def _take_same(pairing: Pairing, couples: Sequence[Couple]) -> list[Couple]:
    """Pairs the cards of documents that are the same; of several, those that share the most."""
    retired = _retired(pairing)
    times = Counter(document for couple in couples for document in couple)
    shared: dict[Couple, int] = defaultdict(int)
    for couple in couples:
        if times[couple[0]] + times[couple[1]] > 2:
            pairs = _take_alike(pairing, couple, retired)
            shared[couple] = _kept(pairing, couple)
            _part(pairing, pairs)
    same: list[Couple] = []
    found: set[Document] = set()
    for couple in sorted(couples, key=lambda couple: -shared[couple]):
        if found.isdisjoint(couple):
            pairs = _take_alike(pairing, couple, retired)
            if _kept(pairing, couple) >= _SAME_DOCUMENT * len(couple[0].cards):
                same.append(couple)
                found.update(couple)
            else:
                _part(pairing, pairs)
    return same


def _retired(pairing: Pairing) -> dict[str, list[int]]:
    retired: dict[str, list[int]] = defaultdict(list)
    for index, card in enumerate(pairing.old):
        if card.retired:
            retired[own_name(card.source.document)].append(index)
    return retired


def _take_alike(
    pairing: Pairing, couple: Couple, retired: Mapping[str, Sequence[int]]
) -> list[Pair]:
    """Pairs what two documents of one name share; gives the new pairs."""
    before, now = couple
    paired = set(pairing.of_new)
    pairing.take_equal([*before.cards, *retired.get(now.name, ())], now.cards)
    pairing.take_alike(before.cards, now.cards, _IN_THE_DOCUMENT)
    return [pair for index, pair in pairing.of_new.items() if index not in paired]


def _kept(pairing: Pairing, couple: Couple) -> int:
    return sum(index in pairing.of_old for index in couple[0].cards)


def _part(pairing: Pairing, pairs: Iterable[Pair]) -> None:
    for pair in pairs:
        pairing.drop(pair)


def _take_nearly_equal(pairing: Pairing, couples: Iterable[Couple]) -> None:
    """Continues single cards of another document that has this name in this deck."""
    for couple in couples:
        if couple[0].deck == couple[1].deck:
            pairs = _take_alike(pairing, couple, {})
            _part(pairing, (pair for pair in pairs if pair.alike < _NEARLY_EQUAL))


def _take_moved(pairing: Pairing, same: Iterable[Couple]) -> None:
    """Continues retired cards, and those that left one document of this import for another."""
    homeless = [index for before, _ in same for index in before.cards]
    homeless += (index for index, card in enumerate(pairing.old) if card.retired)
    _take_anywhere(pairing, homeless, range(len(pairing.new)))


def _take_renamed(
    pairing: Pairing,
    known: Iterable[Document],
    imported: Sequence[Document],
    same: Iterable[Couple],
) -> None:
    """Continues the cards of each document that stands in the import under another name."""
    names = {now.name for now in imported}
    gone = [before for before in known if before.name not in names]
    found = {now for _, now in same}
    for now in imported:
        texts = {pairing.new_wordings[index] for index in now.cards}
        for before in gone if now not in found else ():
            kept = sum(pairing.old_wordings[index] in texts for index in before.cards)
            if kept >= _RENAMED_DOCUMENT * max(len(before.cards), len(now.cards)):
                _take_anywhere(pairing, before.cards, now.cards)


def _take_anywhere(pairing: Pairing, old: Sequence[int], new: Sequence[int]) -> None:
    pairing.take_equal(old, new)
    pairing.take_alike(old, new, _ANYWHERE)
