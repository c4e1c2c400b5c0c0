"""The JSON that Engram's command line prints goes in; the deck's cards come out.

Format: `engram.exporters.card_json`, as `engram export --format json`, `engram compile --json` and
`engram cards --json` write it. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from engram.importers.json_problems import left_out, not_read, strays, twice, unreadable
from engram.importers.json_values import (
    Entry,
    JsonError,
    Value,
    clean,
    clean_line,
    is_json,
    values_of,
)
from engram.importers.leftovers import not_understood
from engram.importers.lines import numbered_lines
from engram.model import Item, Option, Reading, Select
from engram.problems import Problem

NAME = "engram-json"
_CARDS = re.compile(r'"cards"\s*:\s*\[')
_CARD = re.compile(r'"(?:incomplete|ordinal)"\s*:')
_LOOKED_AT = 1_000_000
# What is made anew from the other values, or says where the card stood before.
_DERIVED = frozenset(("kind", "source", "incomplete", "problems", "deck", "retired"))
_TEXTS = frozenset(("question", "answer", "explanation", "topic", "id"))
_LISTS = frozenset(("options", "references", "tags", "siblings"))
_READ = _TEXTS | _LISTS | {"select"}


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    if not is_json(text):
        return 0.0
    head = text[:_LOOKED_AT]
    return 0.97 if _CARDS.search(head) and _CARD.search(head) else 0.0


def read(text: str) -> Reading:
    """The cards in order; a value that is none of a card's is told."""
    try:
        values = values_of(text).values
    except JsonError as error:
        return Reading(NAME, (), (unreadable(error), *not_understood(numbered_lines(text))))
    whole = values[0] if len(values) == 1 else None
    listed = whole.values.get("cards") if isinstance(whole, Entry) else None
    if not isinstance(whole, Entry) or not isinstance(listed, list) or whole.twice:
        return Reading(NAME, (), tuple(not_understood(numbered_lines(text))))
    return _reading(whole, listed)


def _reading(whole: Entry, listed: Sequence[Value]) -> Reading:
    entries = [each for each in listed if isinstance(each, Entry)]
    cards = [each for each in entries if not each.twice and _says_something(each)]
    nothing = [each for each in entries if not each.twice and not _says_something(each)]
    problems: list[Problem] = [*strays(listed, whole), *twice(entries), *not_read(nothing)]
    problems += left_out((each, _DERIVED | _READ) for each in cards)
    problems += left_out([(whole, ("cards", "decks", "problems"))])
    below_deck = "problems" not in whole.values  # only `compile` writes problems, and bare topics
    decks: dict[str, list[Entry]] = defaultdict(list)
    for each in cards:
        decks[_line(each, "deck")].append(each)
    apart = [_deck(each, deck, below_deck=below_deck) for deck, each in decks.items()]
    if len(apart) == 1:
        return replace(apart[0], problems=_sorted(problems))
    items = (item for part in apart for item in part.items)
    in_order = tuple(sorted(items, key=lambda item: item.line))
    return Reading(NAME, in_order, _sorted(problems), apart=tuple(apart))


def _deck(cards: Sequence[Entry], deck: str, *, below_deck: bool) -> Reading:
    """The cards of one deck, and the documents that they say they come from."""
    items = tuple(item_of(each, deck if below_deck else "") for each in cards)
    documents = dict.fromkeys(filter(None, map(source_of, cards)))
    return Reading(NAME, items, deck=deck or None, documents=tuple(documents))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda found: found.line))


def _says_something(entry: Entry) -> bool:
    return bool(_text(entry, "question") or _text(entry, "answer") or _options(entry))


def item_of(entry: Entry, deck: str = "") -> Item:
    """The item of one card; `deck` is named if topics begin with it."""
    return Item(
        question=_text(entry, "question"),
        line=entry.line,
        answer=_text(entry, "answer"),
        explanation=_text(entry, "explanation"),
        options=_options(entry),
        select=_select(entry),
        topic=_topic(_line(entry, "topic"), deck),
        id=_line(entry, "id") or None,
        references=_texts(entry, "references"),
        tags=_texts(entry, "tags"),
        siblings=_texts(entry, "siblings"),
    )


def _topic(path: str, deck: str) -> tuple[str, ...]:
    """The topic, below its deck whose name may hold the sign that parts topics."""
    below = path.removeprefix(f"{deck}::") if deck and path != deck else path
    return tuple(below.split("::")) if below and path != deck else ()


def _options(entry: Entry) -> tuple[Option, ...]:
    listed = entry.values.get("options")
    return tuple(
        Option(_text(each, "text"), each.values.get("correct") is True, _text(each, "feedback"))
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, Entry)
    )


def _select(entry: Entry) -> Select:
    value = entry.values.get("select")
    if value == "all":
        return "all"
    counts = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1000
    return value if isinstance(value, int) and counts else None


def source_of(entry: Entry) -> str:
    """The name of the document that a card says it comes from."""
    source = entry.values.get("source")
    return _line(source, "document") if isinstance(source, Entry) else ""


def _text(entry: Entry, name: str) -> str:
    value = entry.values.get(name)
    return clean(value) if isinstance(value, str) else ""


def _line(entry: Entry, name: str) -> str:
    value = entry.values.get(name)
    return clean_line(value) if isinstance(value, str) else ""


def _texts(entry: Entry, name: str) -> tuple[str, ...]:
    value = entry.values.get(name)
    listed: Iterable[Value] = value if isinstance(value, list) else ()
    return tuple(clean_line(each) for each in listed if isinstance(each, str) and each)
