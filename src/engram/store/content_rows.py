"""A change of a deck in, its rows written: deck, topics, cards, options, siblings, words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from engram.model import Card, CardId
from engram.store import driver, words
from engram.store.changes import ContentChange, DeckHead

PLACES = """
select card.number, card.topic, deck.position * 10000000 + card.position,
  card.incomplete = 0 and card.retired = 0, card.guess_chance
from card join deck on deck.number = card.deck
"""
"""Where each card stands in its library, whether it could be studied, and the luck of guessing."""

_TEXTS = (
    "kind", "question", "answer", "explanation", "select_count", "document", "line", "ordinal",
    "reference_list", "tags", "problems", "incomplete", "guess_chance",
)  # fmt: skip
_INSERT = (
    f"insert into card (id, deck, topic, position, {', '.join(_TEXTS)})"
    f" values (?, ?, ?, ?, {', '.join('?' for _ in _TEXTS)})"
)
_UPDATE = (
    "update card set position = case when deck = ?1 then position else ?2 end, deck = ?1,"
    f" topic = ?3, {', '.join(f'{name} = ?' for name in _TEXTS)}, retired = 0 where number = ?"
)
_EDITED = "coalesce((select value from edit where card = number and field = '{0}'), card.{0})"

Words = dict[int, tuple[str, str, str]]
"""The indexed texts of cards, by row: question, answer, everything else."""


def write_change(connection: driver.Connection, change: ContentChange) -> None:
    """Writes one deck's change in the caller's transaction and refreshes what follows from it."""
    deck = _deck_number(connection, change.head)
    topics = _topic_numbers(connection, (*change.new, *change.changed))
    first = _next_position(connection, deck)
    _add(connection, deck, topics, change.new, first)
    _rewrite(connection, deck, topics, change.changed)
    _place_again(connection, change.found_again)
    _retire(connection, change.retired)
    _link(connection, (*change.new, *change.changed))
    _put_in_order(connection, deck, change.order)
    refresh_schedule(connection)


def refresh_schedule(connection: driver.Connection, card: int | None = None) -> None:
    """Gives every card of a library (or one) its row in the schedule, place and availability."""
    if not connection.execute("select 1 from sqlite_schema where name = 'schedule'").fetchone():
        return
    connection.execute(
        f"""
        insert into schedule (card, topic, position, available, guess_chance)
        {PLACES}
        where {"true" if card is None else "card.number = ?"}
        on conflict (card) do update set topic = excluded.topic, position = excluded.position,
          available = excluded.available and suspended = 0, guess_chance = excluded.guess_chance
        where topic <> excluded.topic or position <> excluded.position
          or available <> (excluded.available and suspended = 0)
          or guess_chance <> excluded.guess_chance
        """,
        () if card is None else (card,),
    )


def index_again(connection: driver.Connection, old: Words, new: Words) -> None:
    """Takes old words of cards out of the index and puts the new ones in, where they differ."""
    _forget_words(connection, [(card, *old[card]) for card in old if old[card] != new[card]])
    _learn_words(connection, [(card, *new[card]) for card in new if old[card] != new[card]])


def index_anew(connection: driver.Connection) -> None:
    """Makes the whole index again."""
    connection.execute("insert into card_words (card_words) values ('delete-all')")
    numbers = [number for (number,) in connection.execute("select number from card")]
    words_of = stored_words(connection, numbers)
    _learn_words(connection, [(card, *words_of[card]) for card in words_of])


def _deck_number(connection: driver.Connection, head: DeckHead) -> int:
    """The deck's row, made if it is new; a known one keeps its version if none is said."""
    sql = "select documents from deck where name = ?"
    row = connection.execute(sql, (head.name,)).fetchone()
    documents = dict.fromkeys([*(json.loads(row[0]) if row else ()), *head.documents])
    connection.execute(
        """
        insert into deck (name, version, documents, shipped, position)
        values (?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from deck))
        on conflict (name) do update set version = coalesce(nullif(excluded.version, ''), version),
          documents = excluded.documents, shipped = max(shipped, excluded.shipped)
        """,
        (head.name, head.version, json.dumps(list(documents)), int(head.shipped)),
    )
    row = connection.execute("select number from deck where name = ?", (head.name,)).fetchone()
    return int(row[0])


def topic_path(card: Card) -> str:
    """A card's place in the library's tree of topics: its deck, then the topic below it."""
    return "::".join((card.deck, *card.topic))


def _topic_numbers(connection: driver.Connection, cards: Iterable[Card]) -> dict[str, int]:
    paths = dict.fromkeys(topic_path(card) for card in cards)
    connection.executemany(
        "insert into topic (path, position) values (?, (select coalesce(max(position), 0) + 1"
        " from topic)) on conflict (path) do nothing",
        [(path,) for path in paths],
    )
    rows = connection.execute(
        "select path, number from topic where path in (select value from json_each(?))",
        (json.dumps(list(paths)),),
    )
    return {str(path): int(number) for path, number in rows}


def _next_position(connection: driver.Connection, deck: int) -> int:
    sql = "select coalesce(max(position), 0) + 1 from card where deck = ?"
    return int(connection.execute(sql, (deck,)).fetchone()[0])


def _texts(card: Card) -> tuple[object, ...]:
    """The values of _TEXTS."""
    return (
        card.kind.value, card.question, card.answer, card.explanation,
        None if card.select is None else str(card.select),
        card.source.document, card.source.line, card.source.ordinal, json.dumps(card.references),
        json.dumps(card.tags), json.dumps(card.problems), int(card.incomplete), card.guess_chance,
    )  # fmt: skip


def _add(
    connection: driver.Connection,
    deck: int,
    topics: dict[str, int],
    cards: Sequence[Card],
    first: int,
) -> None:
    connection.executemany(
        _INSERT,
        [
            (card.id, deck, topics[topic_path(card)], first + place, *_texts(card))
            for place, card in enumerate(cards)
        ],
    )
    numbers = _numbers(connection, [card.id for card in cards])
    _write_options(connection, cards, numbers)
    words_of = stored_words(connection, list(numbers.values()))
    _learn_words(connection, [(card, *words_of[card]) for card in words_of])


def _rewrite(
    connection: driver.Connection, deck: int, topics: dict[str, int], cards: Sequence[Card]
) -> None:
    if not cards:
        return
    numbers = _numbers(connection, [card.id for card in cards])
    written = list(numbers.values())
    old = stored_words(connection, written)
    first = _next_position(connection, deck)
    connection.executemany(
        _UPDATE,
        [
            (deck, first + place, topics[topic_path(card)], *_texts(card), numbers[card.id])
            for place, card in enumerate(cards)
        ],
    )
    connection.executemany("delete from option where card = ?", [(card,) for card in written])
    _unlink(connection, written)
    _write_options(connection, cards, numbers)
    index_again(connection, old, stored_words(connection, written))


def _place_again(connection: driver.Connection, cards: Sequence[Card]) -> None:
    """Writes where the cards were found this time, and what was found wrong with them."""
    connection.executemany(
        "update card set document = ?, line = ?, ordinal = ?, problems = ?, incomplete = ?"
        " where id = ?",
        [
            (
                card.source.document, card.source.line, card.source.ordinal,
                json.dumps(card.problems), int(card.incomplete), card.id,
            )
            for card in cards
        ],
    )  # fmt: skip


def _put_in_order(connection: driver.Connection, deck: int, order: Sequence[CardId]) -> None:
    """Puts the ordered cards as one block where the first of them stands; others keep theirs."""
    rows = connection.execute(
        "select id, position from card where deck = ? order by position, number", (deck,)
    ).fetchall()
    places, block = dict(rows), set(order)
    others = [card for card in places if card not in block]
    first = next((place for place, card in enumerate(places) if card in block), len(others))
    wanted = [*others[:first], *(card for card in order if card in places), *others[first:]]
    connection.executemany(
        "update card set position = ? where id = ?",
        [(place, card) for place, card in enumerate(wanted, 1) if places[card] != place],
    )


def _retire(connection: driver.Connection, cards: Sequence[CardId]) -> None:
    connection.executemany("update card set retired = 1 where id = ?", [(card,) for card in cards])


def _unlink(connection: driver.Connection, cards: Sequence[int]) -> None:
    """Takes the links of these cards away, in both directions."""
    linked = "from sibling where card in (select value from json_each(?))"
    numbers = (json.dumps(cards),)
    connection.execute(
        f"delete from sibling where (card, sibling) in (select sibling, card {linked})", numbers
    )
    connection.execute(f"delete {linked}", numbers)


def _link(connection: driver.Connection, cards: Sequence[Card]) -> None:
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


def _write_options(
    connection: driver.Connection, cards: Sequence[Card], numbers: dict[CardId, int]
) -> None:
    connection.executemany(
        "insert into option (card, position, text, correct, feedback) values (?, ?, ?, ?, ?)",
        [
            (numbers[card.id], place, option.text, int(option.correct), option.feedback)
            for card in cards
            for place, option in enumerate(card.options)
        ],
    )


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
            words.indexed("\n".join([explanation, options or "", *json.loads(tags)])),
        )
        for number, question, answer, explanation, options, tags in rows
    }


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
