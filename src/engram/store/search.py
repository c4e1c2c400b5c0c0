"""The query language of cards: words, `topic:` `deck:` `tag:` `kind:` `is:`, `-` for not.

All terms must hold. A word is found by its beginning, in any script; "several words" in quotes
stand together. Retired cards are found only by `is:retired`. Source: docs/user-guide.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from engram.errors import CardError
from engram.model import CardId, Kind, StudyDay
from engram.store import review_rows, words
from engram.store.database import Database

LEECH_FAILURES = 8
"""So many failed counted answers make a card a leech."""

MOST_TERMS = 200

_TERM = re.compile(r'(?P<no>-?)(?:(?P<field>\w+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S+))')
_STATES = {
    "due": "available = 1 and due_day <= :today",
    "new": "available = 1 and due_day is null",
    "suspended": "suspended = 1",
    "marked": "marked = 1",
    "incomplete": "card.incomplete = 1",
    "retired": "card.retired = 1",
    "leech": (
        "(select count(*) from review where review.card = card.number"
        f" and kind in ('scheduled', 'practice') and grade < 3 and {review_rows.STANDS})"
        f" >= {LEECH_FAILURES}"
    ),
}


@dataclass(frozen=True, slots=True)
class _Condition:
    sql: str
    values: tuple[object, ...] = ()


def found_cards(database: Database, query: str, today: StudyDay) -> tuple[CardId, ...]:
    """The ids of the cards that match, in deck order; CardError for a term that means nothing."""
    terms = list(_TERM.finditer(query))
    if len(terms) > MOST_TERMS:
        raise CardError(
            "A search may have {most} terms, not {count}.", most=MOST_TERMS, count=len(terms)
        )
    # SQLite's own lower() knows the letters of English only.
    database.connection.create_function("casefold", 1, str.casefold, deterministic=True)
    conditions = [_condition(term, today) for term in terms]
    if not re.search(r"\bis:retired\b", query):
        conditions.append(_Condition("card.retired = 0"))
    rows = database.rows(
        "select card.id from card join deck on deck.number = card.deck"
        " join topic on topic.number = card.topic join schedule on schedule.card = card.number"
        f" where {' and '.join(each.sql for each in conditions)}"
        " order by deck.position, deck.number, card.position, card.number",
        [value for each in conditions for value in each.values],
    )
    return tuple(CardId(card) for (card,) in rows)


def _condition(term: re.Match[str], today: StudyDay) -> _Condition:
    value = term["quoted"] if term["quoted"] is not None else term["bare"]
    field = term["field"]
    make = _FIELDS.get(field or "")
    if make is None:
        value, make = f"{field}:{value}", _words
    found = make(value, today)
    return _Condition(f"not ({found.sql})", found.values) if term["no"] else found


def _words(value: str, _: StudyDay) -> _Condition:
    expression = words.matching(value)
    if not expression:
        return _Condition("1")
    sql = "card.number in (select rowid from card_words where card_words match ?)"
    return _Condition(sql, (expression,))


def _topic(value: str, _: StudyDay) -> _Condition:
    sql = "('::' || casefold(topic.path) || '::') like ? escape '\\'"
    return _Condition(sql, (f"%::%{_like(value)}%",))


def _deck(value: str, _: StudyDay) -> _Condition:
    return _Condition("casefold(deck.name) like ? escape '\\'", (f"%{_like(value)}%",))


def _tag(value: str, _: StudyDay) -> _Condition:
    sql = "exists (select 1 from json_each(card.tags) where casefold(json_each.value) = ?)"
    return _Condition(sql, (value.casefold(),))


def _kind(value: str, _: StudyDay) -> _Condition:
    if value not in set(Kind):
        known = ", ".join(Kind)
        raise CardError("There is no kind {kind}; the kinds are {known}.", kind=value, known=known)
    return _Condition("card.kind = ?", (value,))


def _is(value: str, today: StudyDay) -> _Condition:
    sql = _STATES.get(value)
    if sql is None:
        known = ", ".join(_STATES)
        raise CardError("There is no is:{state}; there are {known}.", state=value, known=known)
    values = (today,) if ":today" in sql else ()
    return _Condition(sql.replace(":today", "?"), values)


def _like(value: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", value.casefold())


_FIELDS: dict[str, Callable[[str, StudyDay], _Condition]] = {
    "": _words,
    "topic": _topic,
    "deck": _deck,
    "tag": _tag,
    "kind": _kind,
    "is": _is,
}
