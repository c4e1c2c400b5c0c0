"""Cards go in; the documents they come from come out: which of them belong together.

A name alone makes no document: every repository has a README.md. The cards of one document are in
one deck, and no two of them have one ordinal; where the ordinals of a name begin again, another
document of that name begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engram.model import Card


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Cards that belong together, by index, in the order of their document."""

    name: str
    deck: str
    cards: tuple[int, ...]


def own_name(document: str) -> str:
    """A document's name without the folder that told it apart from another of one import."""
    return document.rpartition("/")[2] or document


def documents_of(cards: Sequence[Card], indices: Iterable[int]) -> list[Document]:
    """The documents of these cards, which are in the order of their decks."""
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in indices:
        named[cards[index].deck, cards[index].source.document].append(index)
    return [
        Document(own_name(name), deck, tuple(document))
        for (deck, name), some in named.items()
        for document in _apart(some, cards)
    ]


def _apart(indices: Sequence[int], cards: Sequence[Card]) -> list[list[int]]:
    """Cards of one name by document; one whose block another has parted is put together again."""
    documents: list[list[int]] = []
    for run in _runs(indices, cards):
        first = cards[run[0]].source.ordinal
        begun = [each for each in documents if cards[each[-1]].source.ordinal < first]
        if begun:
            max(begun, key=lambda each: cards[each[-1]].source.ordinal).extend(run)
        else:
            documents.append(run)
    return documents


def _runs(indices: Sequence[int], cards: Sequence[Card]) -> Iterator[list[int]]:
    """The cards in pieces with rising ordinals."""
    run: list[int] = []
    for index in indices:
        if run and cards[index].source.ordinal <= cards[run[-1]].source.ordinal:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
