"""An import that was just taken back in; the cards and decks as they were before it, written.

What a card was is what the first import replaced that is taken back, counted from the last one that
stands. A card that a later import has changed since stays as that one made it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from engram.model import CardId
from engram.store import driver
from engram.store.card_rows import OPTION
from engram.store.content_rows import index_again, refresh_schedule, stored_words, take_parts_away
from engram.store.former_rows import PLACE, TEXT

Ids = tuple[CardId, ...]

_UNDONE = """
create temp table undone as select sequence as import from journal
where what in ('import', 'shipped')
  and exists (select 1 from retraction where target = journal.id)
"""
_STANDS = "import not in (select import from temp.undone)"
# For each card the import touched: whose image shows what it was before, if any; whether a later
# import that stands has touched it; whether nothing is left that brought it in.
_TOUCHED = f"""
create temp table touched as
with one (card) as (
  select card from former_place where import = {{number}}
  union select number from added_cards join card on number between first and last
  where import = {{number}}
)
select card,
  (select min(import) from former_place as former where former.card = one.card and import > (
    select coalesce(max(import), 0) from former_place as earlier
    where earlier.card = one.card and import < {{number}} and {_STANDS})) as source,
  exists (select 1 from former_place as later
    where later.card = one.card and import > {{number}} and {_STANDS}) as later,
  coalesce((select max(import) from added_cards where one.card between first and last)
    in (select import from temp.undone), false)
    and not exists (select 1 from former_place as any_one
      where any_one.card = one.card and {_STANDS}) as homeless,
  exists (select 1 from review where review.card = one.card)
    or exists (select 1 from journal where journal.card = one.card) as has_history,
  null as text_source, false as restored
from one
"""
_FIND_TEXTS = """
update temp.touched set text_source = (select min(import) from former_text
  where former_text.card = touched.card and import >= source) where source is not null
"""
_FIND_RESTORED = """
update temp.touched set restored = not homeless and (text_source is not null or exists (
  select 1 from card join former_place on former_place.card = number and import = source
  where number = touched.card
  and (card.retired <> former_place.retired or card.deck <> former_place.deck
    or card.topic <> former_place.topic)))
"""
_PLACES_AGAIN = (
    f"update card set {', '.join(f'{name} = former_place.{name}' for name in PLACE)}"
    " from temp.touched join former_place on former_place.card = touched.card and import = source"
    " where card.number = touched.card"
)
_TEXTS_AGAIN = (
    f"update card set {', '.join(f'{name} = former_text.{name}' for name in TEXT)}"
    " from temp.touched join former_text on former_text.card = touched.card"
    " and import = text_source where card.number = touched.card"
)
_OPTIONS_AGAIN = (
    f"insert into option (card, {', '.join(OPTION)})"
    f" select former_option.card, {', '.join(OPTION)} from temp.touched"
    " join former_option on former_option.card = touched.card and import = text_source"
)
_SIBLINGS_AGAIN = """
insert or ignore into sibling (card, sibling)
with pair (card, sibling) as (
  select former_sibling.card, sibling from temp.touched
  join former_sibling on former_sibling.card = touched.card and import = text_source
  where sibling in (select number from card)
)
select card, sibling from pair union select sibling, card from pair
"""
_AMONG = "in (select value from json_each(?))"
_OF_CARDS = ("schedule", "former_place", "former_text", "former_option", "former_sibling")


def put_back(connection: driver.Connection, number: int) -> tuple[Ids, Ids, Ids, Ids]:
    """Takes import `number` out of the content, in the caller's transaction.

    Gives the cards that were removed, retired because they have a history, restored, and left.
    """
    connection.execute(_UNDONE)
    connection.execute(_TOUCHED.format(number=number))
    connection.execute("create unique index temp.touched_card on touched (card)")
    left = _ids(connection, "later")
    connection.execute("delete from temp.touched where later")
    removed = _ids(connection, "homeless and not has_history")
    kept = _ids(connection, "homeless and has_history")
    topics = _topics(connection)
    _remove(connection, _numbers(connection, "homeless and not has_history"))
    connection.execute(_FIND_TEXTS)
    connection.execute(_FIND_RESTORED)
    _restore(connection)
    restored = _ids(connection, "restored")
    _put_decks_back(connection, number)
    connection.execute(
        f"delete from topic where number {_AMONG} and number not in (select topic from card)"
        " and number not in (select topic from former_place)",
        (json.dumps(topics),),
    )
    refresh_schedule(connection, _numbers(connection, "true"))
    for table in ("touched", "undone"):
        connection.execute(f"drop table temp.{table}")
    return removed, kept, restored, left


def _restore(connection: driver.Connection) -> None:
    """Gives the cards that stay what they were, and lets go of what was kept for that."""
    reworded = _numbers(connection, "text_source is not null")
    old = stored_words(connection, reworded)
    take_parts_away(connection, reworded)
    for statement in (_PLACES_AGAIN, _TEXTS_AGAIN, _OPTIONS_AGAIN, _SIBLINGS_AGAIN):
        connection.execute(statement)
    connection.execute(
        "update card set retired = 1 where number in (select card from temp.touched where homeless)"
    )
    index_again(connection, old, stored_words(connection, reworded))
    for table in ("former_place", "former_text", "former_option", "former_sibling"):
        connection.execute(
            f"delete from {table} where exists (select 1 from temp.touched"
            f" where touched.card = {table}.card and import >= source)"
        )


def _remove(connection: driver.Connection, cards: Sequence[int]) -> None:
    """Deletes cards that nothing of the learner hangs on."""
    words = stored_words(connection, cards)
    index_again(connection, words, {})
    take_parts_away(connection, cards)
    numbers = json.dumps(cards)
    for table in _OF_CARDS:
        connection.execute(f"delete from {table} where card {_AMONG}", (numbers,))
    connection.execute(f"delete from card where number {_AMONG}", (numbers,))
    connection.execute(f"delete from temp.touched where card {_AMONG}", (numbers,))


def _put_decks_back(connection: driver.Connection, number: int) -> None:
    """Gives decks the version and documents they had; one that was new and is empty goes away."""
    rows = connection.execute(
        f"""
        select deck, (select min(import) from former_deck as former
          where former.deck = one.deck and import > (select coalesce(max(import), 0)
            from former_deck as earlier where earlier.deck = one.deck and import < {number}
            and {_STANDS}))
        from former_deck as one where import = {number} and not exists (
          select 1 from former_deck as later
          where later.deck = one.deck and import > {number} and {_STANDS})
        """
    ).fetchall()
    for deck, source in rows:
        former = "from former_deck where former_deck.deck = ? and import = ?"
        connection.execute(
            f"update deck set (version, documents, shipped) = (select version, documents, shipped"
            f" {former}) where number = ? and (select version {former}) is not null",
            (deck, source, deck, deck, source),
        )
        connection.execute(
            f"delete from deck where number = ? and (select version {former}) is null"
            " and number not in (select deck from card)"
            " and number not in (select deck from former_place)",
            (deck, deck, source),
        )
        connection.execute("delete from former_deck where deck = ? and import >= ?", (deck, source))


def _topics(connection: driver.Connection) -> list[int]:
    """The topics of the cards the import touched, as it left them."""
    rows = connection.execute(
        "select distinct topic from card where number in (select card from temp.touched)"
    )
    return [int(topic) for (topic,) in rows]


def _numbers(connection: driver.Connection, condition: str) -> list[int]:
    rows = connection.execute(f"select card from temp.touched where {condition} order by card")
    return [int(card) for (card,) in rows]


def _ids(connection: driver.Connection, condition: str) -> Ids:
    rows = connection.execute(
        "select card.id from temp.touched join card on card.number = touched.card"
        f" where {condition} order by card.deck, card.position, card.number"
    )
    return tuple(CardId(str(card)) for (card,) in rows)
