"""Readings of documents go in, one deck comes out: cards in order and everything found wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engram.compiler.check import incomplete, problems_of
from engram.compiler.deck_check import MOST_LEVELS
from engram.compiler.identity import assigned_ids
from engram.compiler.siblings import linked
from engram.errors import SourceError
from engram.model import Card, CardId, Deck, Item, Past, Reading, Source
from engram.problems import KINDS, Problem, problem

_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z]\w{0,9}$")
_WORD_JOINT = re.compile(r"_+|%20|:{2,}|(?<=[^\W\d])-(?=[^\W\d])")

_Found = tuple[int, Problem]
_Links = Mapping[CardId, tuple[CardId, ...]]


@dataclass(frozen=True, slots=True)
class _Document:
    """One document's items with their ids, and what was found wrong as (index, problem)."""

    name: str
    items: tuple[Item, ...]
    ids: tuple[CardId, ...]
    found: tuple[_Found, ...]


def deck_of(readings: Sequence[tuple[str, Reading]], name: str | None = None) -> Deck:
    """The deck made of (document name, reading) pairs, with all their problems in order.

    It is named as asked, else as a document says, else after the first document; SourceError for
    a name that no deck can have.
    """
    deck = checked_deck_name(name or _said_name(readings))
    documents = _checked(readings)
    siblings = _siblings(documents)
    return Deck(
        name=deck,
        cards=tuple(card for document in documents for card in _cards(document, deck, siblings)),
        version=next((reading.version for _, reading in readings if reading.version), ""),
        documents=_documents(readings),
        problems=tuple(_problems(readings, documents)),
        media=tuple(
            {each.name: each for _, reading in readings for each in reading.media}.values()
        ),
        past=lambda: _past(readings, documents),
        layouts=tuple(dict.fromkeys(reading.layout for _, reading in readings)),
        columns=readings[0][1].columns if len(readings) == 1 else None,
    )


def _past(
    readings: Sequence[tuple[str, Reading]], documents: Sequence[_Document]
) -> dict[CardId, Past]:
    return {
        document.ids[index]: past
        for (_, reading), document in zip(readings, documents, strict=True)
        for index, past in reading.past.items()
    }


def checked_deck_name(name: str) -> str:
    """The name; SourceError if it holds the sign that parts a topic from the one above it."""
    if "::" in name:
        raise SourceError(
            "“{deck}” cannot be the name of a deck, since “::” parts topics. "
            "Nothing was written; give the deck another name.",
            deck=name,
        )
    return name


def readable_name(document: str) -> str:
    """A document's name without its suffix, its words parted by spaces."""
    return " ".join(_WORD_JOINT.sub(" ", _SUFFIX.sub("", document)).split()) or "Deck"


def _said_name(readings: Sequence[tuple[str, Reading]]) -> str:
    said = (reading.deck for _, reading in readings if reading.deck)
    return next(said, None) or readable_name(readings[0][0] if readings else "")


def _documents(readings: Sequence[tuple[str, Reading]]) -> tuple[str, ...]:
    said = [document for _, reading in readings for document in reading.documents]
    return tuple(dict.fromkeys(said or [name for name, _ in readings]))


def _checked(readings: Sequence[tuple[str, Reading]]) -> list[_Document]:
    taken: dict[CardId, str] = {}
    documents = []
    for name, reading in readings:
        ids, found = assigned_ids(name, reading.items, taken)
        taken |= dict.fromkeys(ids, name)
        documents.append(_Document(name, reading.items, ids, problems_of(reading.items) + found))
    return [
        replace(document, found=(*document.found, *_unknown_siblings(document, taken)))
        for document in documents
    ]


def _unknown_siblings(document: _Document, known: Mapping[CardId, str]) -> Iterator[_Found]:
    for index, item in enumerate(document.items):
        for sibling in item.siblings:
            if sibling not in known:
                found = problem(
                    KINDS["unknown-sibling"], item.line, question=item.question, sibling=sibling
                )
                yield index, found


def _siblings(documents: Sequence[_Document]) -> _Links:
    """The siblings of each card that has any: those its document names, then those found."""
    known = {card_id for document in documents for card_id in document.ids}
    links: dict[CardId, dict[CardId, None]] = defaultdict(dict)
    for one, other in (pair for document in documents for pair in _pairs(document)):
        if one != other and other in known:
            links[one][other] = links[other][one] = None
    return {card_id: tuple(siblings) for card_id, siblings in links.items()}


def _pairs(document: _Document) -> Iterator[tuple[CardId, CardId]]:
    for card_id, item in zip(document.ids, document.items, strict=True):
        yield from ((card_id, CardId(sibling)) for sibling in item.siblings)
    for index, siblings in sorted(linked(document.items).items()):
        yield from ((document.ids[index], document.ids[sibling]) for sibling in sorted(siblings))


def _cards(document: _Document, deck: str, siblings: _Links) -> Iterator[Card]:
    problems: dict[int, list[Problem]] = defaultdict(list)
    for index, each in document.found:
        problems[index].append(each)
    for index, (card_id, item) in enumerate(zip(document.ids, document.items, strict=True)):
        yield Card(
            id=card_id,
            deck=deck,
            topic=_bounded(item.topic),
            kind=item.kind,
            question=item.question,
            answer=item.answer,
            explanation=item.explanation,
            options=item.options,
            select=item.select,
            source=Source(document.name, item.line, index + 1),
            references=item.references,
            tags=item.tags,
            siblings=siblings.get(card_id, ()),
            incomplete=incomplete(problems[index]),
            problems=tuple(each.message for each in problems[index]),
        )


def _bounded(topic: tuple[str, ...]) -> tuple[str, ...]:
    """The topic; names below the last level stand in that of the last level."""
    levels = "::".join(topic).split("::")
    if len(levels) <= MOST_LEVELS:
        return topic
    return (*levels[: MOST_LEVELS - 1], " ".join(levels[MOST_LEVELS - 1 :]))


def _problems(
    readings: Sequence[tuple[str, Reading]], documents: Sequence[_Document]
) -> Iterator[Problem]:
    """All problems of each document by line, those of the reader before those of its items."""
    for (name, reading), document in zip(readings, documents, strict=True):
        problems = [*reading.problems, *(each for _, each in document.found)]
        for each in sorted(problems, key=lambda each: each.line):
            yield replace(each, document=each.document or name)
