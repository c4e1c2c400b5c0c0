"""A document's items go in, the ids their cards keep for ever come out; and what a text hash is.

An id written in the document is taken as it is. Without one it is derived from the document's name
and the question alone, so that two laptops which import the same document agree.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import product
from json.encoder import encode_basestring_ascii as quoted

from engram.compiler.documents import own_name
from engram.compiler.wording import comparable, normalised
from engram.model import Card, CardId, Item
from engram.problems import KINDS, Problem, problem

_PAIRS = ["".join(pair) for pair in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
_VALID_ID = re.compile(r"[\w.:-]{1,200}")


def derived_id(document: str, question: str, occurrence: int) -> CardId:
    """The id of the `occurrence`-th (from 0) card of a document that asks this question."""
    return id_of_wording(document, comparable(question), occurrence)


def id_of_wording(document: str, asked: str, occurrence: int) -> CardId:
    """The same of a question that is comparable already."""
    name = quoted(unicodedata.normalize("NFC", own_name(document)))
    facts = f"[{name}, {quoted(asked)}, {occurrence}]"  # JSON
    digest = blake2b(facts.encode(), digest_size=10, person=b"engram card").digest()
    number = int.from_bytes(digest, "big")
    return CardId("".join([_PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)]))


def assigned_ids(
    document: str, items: Sequence[Item], taken: Mapping[CardId, str] | None = None
) -> tuple[tuple[CardId, ...], tuple[tuple[int, Problem], ...]]:
    """One id for each item, none twice and none `taken` by another document; and what was wrong.

    `taken` maps the ids of other documents to their names. The first item with an id keeps it.
    """
    elsewhere = taken or {}
    written, problems = _written_ids(items, elsewhere)
    free = FreeIds({*elsewhere, *written.values()})
    ids = (
        written.get(index) or free.take(document, item.question) for index, item in enumerate(items)
    )
    return tuple(ids), problems


class FreeIds:
    """Hands out derived ids, each the first of its question that is not used yet."""

    def __init__(self, used: Iterable[CardId]) -> None:
        self._used = set(used)
        self._asked: Counter[tuple[str, str]] = Counter()

    def take(self, document: str, question: str) -> CardId:
        asked = document, comparable(question)
        while (derived := id_of_wording(*asked, self._asked.get(asked, 0))) in self._used:
            self._asked[asked] += 1
        self._used.add(derived)
        return derived


def card_hash(card: Card) -> str:
    """Changes when what the card asks changes: its kind, question, answer, options or key.

    White space outside code does not count; the order of the options does.
    """
    options = [[normalised(option.text), option.correct] for option in card.options]
    asked = [card.kind, normalised(card.question), normalised(card.answer), options]
    return blake2b(json.dumps(asked).encode(), digest_size=8).hexdigest()


def _written_ids(
    items: Sequence[Item], elsewhere: Mapping[CardId, str]
) -> tuple[dict[int, CardId], tuple[tuple[int, Problem], ...]]:
    written: dict[int, CardId] = {}
    lines: dict[CardId, int] = {}
    problems = []
    for index, item in enumerate(items):
        if item.id is None:
            continue
        card_id = CardId(unicodedata.normalize("NFC", item.id.strip()))
        wrong = _wrong_id(card_id, item.line, lines, elsewhere)
        if wrong:
            problems.append((index, wrong))
        else:
            written[index], lines[card_id] = card_id, item.line
    return written, tuple(problems)


def _wrong_id(
    card_id: CardId, line: int, lines: Mapping[CardId, int], elsewhere: Mapping[CardId, str]
) -> Problem | None:
    if not _VALID_ID.fullmatch(card_id):
        return problem(KINDS["invalid-id"], line, id=card_id)
    if card_id in lines:
        return problem(KINDS["same-id"], line, id=card_id, other=lines[card_id])
    if card_id in elsewhere:
        return problem(KINDS["id-elsewhere"], line, id=card_id, other=elsewhere[card_id])
    return None
