"""Decks and cards to rows and back: the content half of a deck file or library.

Texts are read with the learner's own edits laid over the source's; the source's stay beneath.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal

from engram.errors import ConflictError
from engram.model import Card, CardId, Deck, Kind, Option, Select, Source
from engram.store import driver
from engram.store.author import Author
from engram.store.card_rows import prepared_rows
from engram.store.changes import ContentChange, DeckHead, KnownEdit
from engram.store.content_rows import CHANGED_MEANWHILE, write_change
from engram.store.database import Database
from engram.store.embedded_media import embed
from engram.store.failures import told
from engram.store.former_rows import Former, forget_oldest
from engram.store.import_rows import ImportRow
from engram.store.media_files import MediaFiles

_CARDS = """
select card.number, card.id, deck.name, topic.path, card.kind, card.question, card.answer,
  card.explanation, card.select_count, card.document, card.line, card.ordinal,
  card.reference_list, card.tags, card.problems, card.incomplete, card.retired
from card join deck on deck.number = card.deck join topic on topic.number = card.topic
"""


class Content:
    """Reads and writes the decks and cards of one open file.

    What is written in the name of an author goes into the journal and can be taken back.
    """

    def __init__(self, database: Database, author: Author | None = None) -> None:
        self._database = database
        self._author = author
        self._edits = bool(
            database.rows("select 1 from sqlite_schema where name = 'edit' and type = 'table'")
        )
        # A library has its media in files, a deck file in itself.
        self._media = MediaFiles(database) if self._edits else None

    def decks(self) -> tuple[DeckHead, ...]:
        """Every deck, in order."""
        rows = self._database.rows(
            "select name, version, documents, shipped from deck order by position, number"
        )
        return tuple(DeckHead(n, v, _list(d), bool(s)) for n, v, d, s in rows)

    def card(self, card: CardId) -> Card | None:
        """The card with that id."""
        return next(iter(self._cards("card.id = ?", (card,))), None)

    def cards(self, ids: Sequence[CardId]) -> tuple[Card, ...]:
        """The cards with these ids, in this order; unknown ids are left out."""
        known = {card.id: card for card in self._cards(*_among("card.id", ids))}
        return tuple(known[card] for card in ids if card in known)

    def all_cards(self, *, retired: bool = False) -> tuple[Card, ...]:
        """Every card in deck order, with the retired ones if asked for."""
        return self._cards("1" if retired else "card.retired = 0", ())

    def cards_of_deck(self, deck: str) -> tuple[Card, ...]:
        """The cards of one deck that are not retired, in order."""
        return self._cards("deck.name = ? and card.retired = 0", (deck,))

    def ids_of_deck(self, deck: str) -> tuple[CardId, ...]:
        """The ids of one deck's cards that are not retired, in order."""
        rows = self._database.rows(
            "select card.id from card join deck on deck.number = card.deck"
            " where deck.name = ? and card.retired = 0 order by card.position, card.number",
            (deck,),
        )
        return tuple(CardId(card) for (card,) in rows)

    def all_source_cards(self) -> tuple[Card, ...]:
        """Every card as the source wrote it, retired ones too."""
        return self._cards("1", (), edited=False)

    def edits(self) -> tuple[KnownEdit, ...]:
        """What the learner has put over the source's texts."""
        if not self._edits:
            return ()
        rows = self._database.rows(
            "select card.id, field, value from edit join card on card.number = edit.card"
            " order by edit.card, field"
        )
        return tuple(KnownEdit(CardId(card), field, text) for card, field, text in rows)

    def deck(self, name: str) -> Deck | None:
        """One deck with its cards, as the learner sees them."""
        head = next((head for head in self.decks() if head.name == name), None)
        if head is None:
            return None
        return Deck(head.name, self.cards_of_deck(name), head.version, head.documents)

    def apply(
        self,
        changes: Sequence[ContentChange],
        afterwards: Callable[[], object] | None = None,
        *,
        ready: Callable[[], None] | None = None,
    ) -> None:
        """Makes the changes, and what `afterwards` writes, in one transaction.

        No review is touched by the changes. Media are on disk before a card names them.
        SourceError for one that is not what its name says. `ready` is called when all is prepared,
        just before the transaction.
        """
        database = self._database
        self._keep_media(changes)
        try:
            with (
                told(database.path),
                prepared_rows(database.connection, changes) as rows,
                _after(ready),
                database.transaction() as connection,
            ):
                row = ImportRow(database, self._author, changes) if self._author else None
                former = Former(connection, row.number if row else None)
                for each in rows:
                    write_change(connection, each, former)
                self._put_media(connection, changes)
                if afterwards is not None:
                    afterwards()
                if row and former.close():
                    row.write()
            if row:
                forget_oldest(database)
        except driver.IntegrityError as failure:
            raise ConflictError(CHANGED_MEANWHILE) from failure

    def _keep_media(self, changes: Sequence[ContentChange]) -> None:
        if self._media is not None:
            self._media.keep(each for change in changes for each in change.media)

    def _put_media(self, connection: driver.Connection, changes: Sequence[ContentChange]) -> None:
        # Again, now that no repair can remove what no card names: nearly always all is there.
        self._keep_media(changes)
        if self._media is None:
            embed(connection, (each for change in changes for each in change.media))

    def _cards(
        self, condition: str, values: Sequence[object], *, edited: bool = True
    ) -> tuple[Card, ...]:
        order = " order by deck.position, deck.number, card.position, card.number"
        rows = self._database.rows(f"{_CARDS} where {condition}{order}", values)
        options, siblings, edits = self._parts([row[0] for row in rows])
        cards = (_card(row, options, siblings) for row in rows)
        if not edited or not edits:
            return tuple(cards)
        return tuple(
            replace(card, **edits[number]) if number in edits else card
            for number, card in zip((row[0] for row in rows), cards, strict=True)
        )

    def _parts(
        self, numbers: Sequence[int]
    ) -> tuple[dict[int, list[Option]], dict[int, list[CardId]], dict[int, dict[str, Any]]]:
        # One card, the one to ask, is found without a list.
        among, values = ("= ?", tuple(numbers)) if len(numbers) == 1 else _among("", numbers)
        options: dict[int, list[Option]] = defaultdict(list)
        for number, text, correct, feedback in self._database.rows(
            f"select card, text, correct, feedback from option where card {among}"
            " order by card, position",
            values,
        ):
            options[number].append(Option(text, bool(correct), feedback))
        siblings: dict[int, list[CardId]] = defaultdict(list)
        for number, sibling in self._database.rows(
            "select sibling.card, other.id from sibling join card as other"
            f" on other.number = sibling.sibling where sibling.card {among}"
            " order by sibling.card, other.number",
            values,
        ):
            siblings[number].append(CardId(sibling))
        edits: dict[int, dict[str, Any]] = defaultdict(dict)
        if self._edits:
            sql = f"select card, field, value from edit where card {among}"
            for number, field, value in self._database.rows(sql, values):
                edits[number][field] = value
        return options, siblings, edits


@contextmanager
def _after(ready: Callable[[], None] | None) -> Iterator[None]:
    """Calls what is to be called before what comes next."""
    if ready is not None:
        ready()
    yield


def _card(
    row: tuple[Any, ...], options: dict[int, list[Option]], siblings: dict[int, list[CardId]]
) -> Card:
    (
        number, card, deck, topic, kind, question, answer, explanation, select,
        document, line, ordinal, references, tags, problems, incomplete, retired,
    ) = row  # fmt: skip
    return Card(
        CardId(card),
        deck,
        _below(deck, topic),
        Kind(kind),
        question,
        answer,
        explanation,
        tuple(options.get(number, ())),
        _select(select),
        Source(document, line, ordinal),
        _list(references),
        _list(tags),
        tuple(siblings.get(number, ())),
        bool(incomplete),
        _list(problems),
        bool(retired),
    )


def _below(deck: str, topic: str) -> tuple[str, ...]:
    """The topic below its deck, whose name may hold the sign that parts topics."""
    if topic.startswith(f"{deck}::"):
        return tuple(topic.removeprefix(f"{deck}::").split("::"))
    return tuple(topic.split("::"))[1:] if topic != deck else ()


def _among(column: str, values: Sequence[object]) -> tuple[str, tuple[object, ...]]:
    return f"{column} in (select value from json_each(?))", (json.dumps(list(values)),)


def _list(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value != "[]" else ()


def _select(value: str | None) -> Select:
    if value is None:
        return None
    everything: Literal["all"] = "all"
    return everything if value == "all" else int(value)
