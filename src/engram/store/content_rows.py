"""A change of a deck in, its rows written: deck, topics, cards, options, siblings, words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from engram.errors import ConflictError
from engram.model import Card, CardId
from engram.store import driver, words
from engram.store.card_rows import OPTION, TEXTS, WORDS, ChangeRows
from engram.store.changes import DeckHead
from engram.store.former_rows import Former

PLACES = """
select card.number, card.topic, deck.position * 10000000 + card.position,
  card.incomplete = 0 and card.retired = 0, card.guess_chance
from card join deck on deck.number = card.deck
"""
"""Where each card stands in its library, whether it could be studied, and the luck of guessing."""

_ADDED = (
    f"insert into card (number, id, topic, {', '.join(TEXTS)}, deck, position)"
    " select place + {number}, id, (select number from topic where topic.path = new_card.path),"
    f" {', '.join(TEXTS)}, {{deck}}, place + {{position}} from temp.new_card",
    f"insert into option (card, {', '.join(OPTION)})"
    f" select place + {{number}}, {', '.join(OPTION)} from temp.new_option",
    f"insert into card_words (rowid, {', '.join(WORDS)})"
    f" select place + {{number}}, {', '.join(WORDS)} from temp.new_words",
)
_REWRITTEN = (
    "update card set position = iif(card.deck = {deck}, card.position, place + {position}),"
    " deck = {deck}, topic = (select number from topic where topic.path = changed_card.path),"
    f" {', '.join(f'{name} = changed_card.{name}' for name in TEXTS)}, retired = 0"
    " from temp.changed_card where card.id = changed_card.id and place between ? and ?"
)
_OPTIONS_AGAIN = (
    f"insert into option (card, {', '.join(OPTION)})"
    f" select card.number, {', '.join(f'changed_option.{name}' for name in OPTION)}"
    " from temp.changed_card join card on card.id = changed_card.id"
    " join temp.changed_option on changed_option.place = changed_card.place"
    " where changed_card.place between ? and ?"
)
_FOUND = (
    "update card set document = ?, line = ?, ordinal = ?, problems = ?, incomplete = ? where id = ?"
)
CHANGED_MEANWHILE = (
    "Another program changed the library meanwhile. Nothing was imported; try again."
)
_AUTOMERGE = 4  # as FTS5 has it
_EDITED = "coalesce((select value from edit where card = number and field = '{0}'), card.{0})"

Words = dict[int, tuple[str, str, str]]
"""The indexed texts of cards, by row: question, answer, everything else."""


def write_change(connection: driver.Connection, rows: ChangeRows, former: Former) -> None:
    """Writes one deck's change in the caller's transaction and refreshes what follows from it."""
    change = rows.change
    deck = _deck_number(connection, change.head, former)
    _make_topics(connection, rows.topics)
    fresh = _next_position(connection, deck) == 1 and change.order == _ids(change.new)
    added = _add(connection, deck, rows.new)
    former.keep_added(added)
    rewritten = _rewrite(connection, deck, rows, former)
    others = [*_numbers(connection, (*_ids(change.found_again), *change.retired)).values()]
    former.keep_places(others)
    connection.executemany(_FOUND, rows.found_again)
    _retire(connection, change.retired)
    link(connection, (*change.new, *change.changed))
    moved = [] if fresh else _put_in_order(connection, deck, change.order, former)
    refresh_schedule(connection, [*added, *rewritten, *others, *moved])


def refresh_schedule(connection: driver.Connection, cards: Sequence[int]) -> None:
    """Gives these cards of a library their rows in the schedule, place and availability."""
    if not connection.execute("select 1 from sqlite_schema where name = 'schedule'").fetchone():
        return
    connection.execute(
        f"""
        insert into schedule (card, topic, position, available, guess_chance)
        {PLACES}
        where card.number in (select value from json_each(?))
        on conflict (card) do update set topic = excluded.topic, position = excluded.position,
          available = excluded.available and suspended = 0, guess_chance = excluded.guess_chance
        where topic <> excluded.topic or position <> excluded.position
          or available <> (excluded.available and suspended = 0)
          or guess_chance <> excluded.guess_chance
        """,
        (json.dumps(cards),),
    )


def index_again(connection: driver.Connection, old: Words, new: Words) -> None:
    """Takes old words of cards out of the index and puts the new ones in, where they differ."""
    _forget_words(connection, [(card, *old[card]) for card in old if old[card] != new.get(card)])
    _learn_words(connection, [(card, *new[card]) for card in new if old[card] != new[card]])


def index_anew(connection: driver.Connection) -> None:
    """Makes the whole index again."""
    connection.execute("insert into card_words (card_words) values ('delete-all')")
    numbers = [number for (number,) in connection.execute("select number from card")]
    words_of = stored_words(connection, numbers)
    _learn_words(connection, [(card, *words_of[card]) for card in words_of])


def _deck_number(connection: driver.Connection, head: DeckHead, former: Former) -> int:
    """The deck's row, made if it is new; a known one keeps its version if none is said."""
    sql = "select number, version, documents, shipped from deck where name = ?"
    before = connection.execute(sql, (head.name,)).fetchone()
    documents = dict.fromkeys([*(json.loads(before[2]) if before else ()), *head.documents])
    connection.execute(
        """
        insert into deck (name, version, documents, shipped, position)
        values (?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from deck))
        on conflict (name) do update set version = coalesce(nullif(excluded.version, ''), version),
          documents = excluded.documents, shipped = max(shipped, excluded.shipped)
        """,
        (head.name, head.version, json.dumps(list(documents)), int(head.shipped)),
    )
    after = connection.execute(sql, (head.name,)).fetchone()
    if after != before:
        former.keep_deck(after[0], before and before[1:])
    return int(after[0])


def _make_topics(connection: driver.Connection, paths: Iterable[str]) -> None:
    connection.executemany(
        "insert into topic (path, position) values (?, (select coalesce(max(position), 0) + 1"
        " from topic)) on conflict (path) do nothing",
        [(path,) for path in dict.fromkeys(paths)],
    )


def _next_position(connection: driver.Connection, deck: int) -> int:
    sql = "select coalesce(max(position), 0) + 1 from card where deck = ?"
    return int(connection.execute(sql, (deck,)).fetchone()[0])


def _add(connection: driver.Connection, deck: int, places: range) -> range:
    """Writes new cards and says which numbers they have: those after all others."""
    if not places:
        return places
    sql = "select coalesce(max(number), 0) + 1 from card"
    first = int(connection.execute(sql).fetchone()[0])
    position = _next_position(connection, deck) - places.start
    with _merging_later(connection):
        for statement in _ADDED:
            connection.execute(
                statement.format(number=first - places.start, deck=deck, position=position)
                + " where place between ? and ?",
                (places.start, places.stop - 1),
            )
    return range(first, first + len(places))


@contextmanager
def _merging_later(connection: driver.Connection) -> Iterator[None]:
    """Lets the index of words take many cards without merging them with those it has at once."""
    set_automerge = "insert into card_words (card_words, rank) values ('automerge', ?)"
    connection.execute(set_automerge, (0,))
    yield
    connection.execute(set_automerge, (_AUTOMERGE,))


def _rewrite(
    connection: driver.Connection, deck: int, rows: ChangeRows, former: Former
) -> list[int]:
    """Writes changed cards over what they were and says which numbers they have."""
    if not rows.changed:
        return []
    written = list(_numbers(connection, _ids(rows.change.changed)).values())
    if len(written) < len(rows.changed):
        raise ConflictError(CHANGED_MEANWHILE)
    former.keep_texts(written)
    old = stored_words(connection, written)
    places = (rows.changed.start, rows.changed.stop - 1)
    position = _next_position(connection, deck) - rows.changed.start
    connection.execute(_REWRITTEN.format(deck=deck, position=position), places)
    take_parts_away(connection, written)
    connection.execute(_OPTIONS_AGAIN, places)
    with _merging_later(connection):
        index_again(connection, old, stored_words(connection, written))
    return written


def _ids(cards: Sequence[Card]) -> tuple[CardId, ...]:
    return tuple(card.id for card in cards)


def _put_in_order(
    connection: driver.Connection, deck: int, order: Sequence[CardId], former: Former
) -> list[int]:
    """Puts the ordered cards as one block where the first of them stands; others keep theirs.

    Says which cards have another place than before.
    """
    rows = connection.execute(
        "select id, number, position from card where deck = ? order by position, number", (deck,)
    ).fetchall()
    places, block = {card: (number, place) for card, number, place in rows}, set(order)
    others = [card for card in places if card not in block]
    first = next((place for place, card in enumerate(places) if card in block), len(others))
    wanted = [*others[:first], *(card for card in order if card in places), *others[first:]]
    moved = [
        (place, places[card][0]) for place, card in enumerate(wanted, 1) if places[card][1] != place
    ]
    cards = [card for _, card in moved]
    former.keep_places(cards)
    connection.executemany("update card set position = ? where number = ?", moved)
    return cards


def _retire(connection: driver.Connection, cards: Sequence[CardId]) -> None:
    connection.executemany("update card set retired = 1 where id = ?", [(card,) for card in cards])


def take_parts_away(connection: driver.Connection, cards: Sequence[int]) -> None:
    """Takes the options of these cards away, and their links in both directions."""
    sql = "delete from option where card in (select value from json_each(?))"
    connection.execute(sql, (json.dumps(cards),))
    linked = "from sibling where card in (select value from json_each(?))"
    numbers = (json.dumps(cards),)
    connection.execute(
        f"delete from sibling where (card, sibling) in (select sibling, card {linked})", numbers
    )
    connection.execute(f"delete {linked}", numbers)


def link(connection: driver.Connection, cards: Sequence[Card]) -> None:
    """Links these cards with the siblings they name, both ways."""
    named = {(card.id, other) for card in cards for other in card.siblings if other != card.id}
    numbers = _numbers(connection, list({card for pair in named for card in pair}))
    pairs = {(numbers[card], numbers[other]) for card, other in named if other in numbers}
    connection.executemany(
        "insert or ignore into sibling (card, sibling) values (?, ?)",
        sorted(pairs | {(other, card) for card, other in pairs}),
    )


def _numbers(connection: driver.Connection, ids: Sequence[CardId]) -> dict[CardId, int]:
    rows = connection.execute(
        "select id, number from card where id in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {CardId(str(card)): int(number) for card, number in rows}


def stored_words(connection: driver.Connection, cards: Sequence[int]) -> Words:
    """The three texts that the index holds for each card, the learner's edits included."""
    edited = connection.execute("select 1 from sqlite_schema where name = 'edit'").fetchone()
    text = _EDITED if edited else "card.{0}"
    rows = connection.execute(
        f"select number, {text.format('question')}, {text.format('answer')},"
        f" {text.format('explanation')}, (select group_concat(text, char(10)) from"
        " (select text from option where card = number order by position)), tags"
        " from card where number in (select value from json_each(?))",
        (json.dumps(cards),),
    )
    return {
        number: (
            words.indexed(question),
            words.indexed(answer),
            words.indexed("\n".join([explanation, options or "", *_list(tags)])),
        )
        for number, question, answer, explanation, options, tags in rows
    }


def _list(value: str) -> list[str]:
    return json.loads(value) if value != "[]" else []


def _forget_words(connection: driver.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    connection.executemany(
        "insert into card_words (card_words, rowid, question, answer, other)"
        " values ('delete', ?, ?, ?, ?)",
        rows,
    )


def _learn_words(connection: driver.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    connection.executemany(
        "insert into card_words (rowid, question, answer, other) values (?, ?, ?, ?)", rows
    )
