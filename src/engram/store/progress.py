"""Answers and what the learner sets about cards: the append-only half of a library.

Each verb is one transaction, durable when it returns. Rows of the log and the journal are only
added; taking one back adds a retraction that names it. `schedule` is their fold, kept in step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from engram.errors import CardError, ConflictError
from engram.model import CardId, Review, Standing, StudyDay
from engram.store import driver, evidence_rows, review_rows, standing_rows, upkeep
from engram.store.author import Stamp
from engram.store.database import Database
from engram.store.standing_rows import CardState


@dataclass(frozen=True, slots=True)
class LastAction:
    """The last action of this device that was not taken back."""

    id: str
    what: str  # "review", or what a journal row says
    card: CardId | None


# An update of the shipped deck is no action of the learner.
_LAST_ACTION = f"""
with answer as (
  select sequence, review.id, 'review' as what, card from review
  where device = (select number from device where id = ?) and {review_rows.STANDS}
  order by sequence desc limit 1
), note as (
  select sequence, journal.id, what, card from journal
  where device = (select number from device where id = ?) and {{notes}}
    and not exists (select 1 from retraction where retraction.target = journal.id)
  order by sequence desc limit 1
)
select action.id, what, card.id from (select * from answer union all select * from note) as action
left join card on card.number = action.card order by sequence desc limit 1
"""


class Progress:
    """Records answers and takes them back, for one device."""

    def __init__(self, database: Database, device: str) -> None:
        self._database = database
        self._device = device

    @property
    def device(self) -> str:
        return self._device

    def changes_seen(self) -> int:
        """A number that differs after another program has changed the library."""
        return self._database.changes_seen()

    def state(self, card: CardId) -> CardState:
        """A card's standing; CardError for a card that is not in the library."""
        rows = self._database.rows(
            f"select card.number, {standing_rows.COLUMNS}, suspended, marked, hidden_until,"
            " available, card.incomplete, card.retired"
            " from card join schedule on schedule.card = card.number where card.id = ?",
            (card,),
        )
        if not rows:
            raise CardError("There is no card {card} in this library.", card=card)
        number, *standing, suspended, marked, hidden, available, incomplete, retired = rows[0]
        return CardState(
            int(str(number)),
            card,
            standing_rows.standing_of(standing),
            bool(suspended),
            bool(marked),
            StudyDay(int(str(hidden))),
            bool(available),
            bool(incomplete),
            bool(retired),
        )

    def record(self, review: Review, before: Standing, after: Standing) -> None:
        """Adds a review and moves its card's standing from `before` to `after`.

        ConflictError when the card's standing is no longer `before`: another program answered it.
        """
        with self._database.transaction() as connection:
            device = device_row(connection, self._device)
            card = number_of(connection, review.card)
            connection.execute(review_rows.INSERT, review_rows.values_of(review, card, device))
            self._move(connection, card, before, after)

    def take_past(
        self, reviews: Sequence[Review], folded: Callable[[Sequence[Review]], Standing]
    ) -> int:
        """Adds reviews of another program whose ids are new; says how many these are.

        Each card they are about gets the standing that `folded` makes of all its rows.
        """
        with self._database.transaction() as connection:
            numbers = dict(connection.execute("select id, number from card").fetchall())
            devices = {name: device_row(connection, name) for name in {r.device for r in reviews}}
            before = _last_sequence(connection)
            connection.executemany(
                review_rows.INSERT_MANY,
                (
                    (
                        place,
                        *review_rows.values_of(
                            review, numbers[review.card], devices[review.device]
                        ),
                    )
                    for place, review in enumerate(reviews, start=before + 1)
                ),
            )
            sql = "select count(*) from review where sequence > ?"
            added = int(connection.execute(sql, (before,)).fetchone()[0])
            self._fold_again(connection, before, folded)
        return added

    def _fold_again(
        self,
        connection: driver.Connection,
        before: int,
        folded: Callable[[Sequence[Review]], Standing],
    ) -> None:
        """Gives the cards of all rows after one their standings."""
        rows = connection.execute(
            f"{review_rows.SELECT} where review.card in"
            f" (select card from review where sequence > ?) and {review_rows.STANDS}"
            " order by review.card, study_day, instant_ms, review.id",
            (before,),
        )
        standings = (
            (*standing_rows.values_of(folded(list(reviews))), card)
            for card, reviews in groupby(map(review_rows.review_of, rows), key=attrgetter("card"))
        )
        connection.executemany(
            f"update schedule set {standing_rows.ASSIGNMENTS}, {evidence_rows.ASSIGNMENT}"
            " where card = (select number from card where id = ?)",
            list(standings),
        )

    def reviews_of(self, card: CardId) -> tuple[Review, ...]:
        """A card's reviews that stand, in the order of the fold."""
        rows = self._database.rows(
            f"{review_rows.SELECT} where review.card = (select number from card where id = ?)"
            f" and {review_rows.STANDS} order by study_day, instant_ms, review.id",
            (card,),
        )
        return tuple(review_rows.review_of(row) for row in rows)

    def last_place(self, card: CardId) -> tuple[int, int, str]:
        """Study day, instant and id of a card's last review that stands, as the fold counts."""
        rows = self._database.rows(
            "select study_day, instant_ms, review.id from review"
            f" where card = (select number from card where id = ?) and {review_rows.STANDS}"
            " order by study_day desc, instant_ms desc, review.id desc limit 1",
            (card,),
        )
        return rows[0] if rows else (0, 0, "")

    def all_reviews(self) -> tuple[Review, ...]:
        """Every review that stands, card by card, in the order of the fold."""
        rows = self._database.rows(
            f"{review_rows.SELECT} where {review_rows.STANDS}"
            " order by review.card, study_day, instant_ms, review.id"
        )
        return tuple(review_rows.review_of(row) for row in rows)

    def last_action(self) -> LastAction | None:
        """The last action of this device that was not taken back, of any kind."""
        return self._last_action("what <> 'shipped'")

    def last_answer_or_import(self) -> LastAction | None:
        """The last answer or import of this device that was not taken back."""
        return self._last_action("what = 'import'")

    def _last_action(self, notes: str) -> LastAction | None:
        rows = self._database.rows(_LAST_ACTION.format(notes=notes), (self._device, self._device))
        if not rows:
            return None
        action, what, card = rows[0]
        return LastAction(str(action), str(what), None if card is None else CardId(str(card)))

    def last_review(self) -> Review | None:
        """The last answer of this device that was not taken back."""
        rows = self._database.rows(
            f"{review_rows.SELECT} where device.id = ? and {review_rows.STANDS}"
            " order by review.sequence desc limit 1",
            (self._device,),
        )
        return review_rows.review_of(rows[0]) if rows else None

    def take_back_review(
        self, review: Review, stamp: Stamp, before: Standing, after: Standing
    ) -> None:
        """Retracts a review and moves its card's standing to what the rest of the log gives."""
        with self._database.transaction() as connection:
            retract(connection, self._device, review.id, stamp)
            self._move(connection, number_of(connection, review.card), before, after)

    def rebuild(self, standings: Sequence[tuple[CardId, Standing]]) -> None:
        """Writes these standings over the stored ones, in one transaction.

        What else is kept beside the log and the content is made anew.
        """
        with self._database.transaction() as connection:
            upkeep.make_anew(connection)
            connection.executemany(
                f"update schedule set {standing_rows.ASSIGNMENTS}"
                " where card = (select number from card where id = ?)",
                [(*standing_rows.values_of(standing), card) for card, standing in standings],
            )

    def stale(self) -> tuple[str, ...]:
        """The cards and settings of which something else is kept than the journal gives."""
        return upkeep.stale(self._database)

    def standings(self) -> tuple[tuple[CardId, Standing], ...]:
        """The stored standing of every card."""
        rows = self._database.rows(
            f"select card.id, {standing_rows.COLUMNS}"
            " from card left join schedule on schedule.card = card.number order by card.number"
        )
        return tuple(
            (CardId(str(card)), standing_rows.standing_of(standing)) for card, *standing in rows
        )

    def _move(
        self, connection: driver.Connection, card: int, before: Standing, after: Standing
    ) -> None:
        moved = connection.execute(
            f"update schedule set {standing_rows.ASSIGNMENTS}, {evidence_rows.ASSIGNMENT}"
            f" where card = ? and {standing_rows.UNCHANGED}",
            (*standing_rows.values_of(after), card, *standing_rows.values_of(before)),
        )
        if moved.rowcount != 1:
            raise ConflictError(
                "This card was answered in another window meanwhile. That answer was kept and"
                " this one was not."
            )


def _last_sequence(connection: driver.Connection) -> int:
    """The number of the last action of any kind."""
    row = connection.execute(
        "select max(coalesce((select max(sequence) from review), 0),"
        " coalesce((select max(sequence) from journal), 0))"
    ).fetchone()
    return int(row[0])


def number_of(connection: driver.Connection, card: CardId) -> int:
    row = connection.execute("select number from card where id = ?", (card,)).fetchone()
    if row is None:
        raise CardError("There is no card {card} in this library.", card=card)
    return int(row[0])


def device_row(connection: driver.Connection, device: str) -> int:
    """The row of a device, made when it is new."""
    connection.execute("insert or ignore into device (id) values (?)", (device,))
    return int(
        connection.execute("select number from device where id = ?", (device,)).fetchone()[0]
    )


def retract(connection: driver.Connection, device: str, target: str, stamp: Stamp) -> None:
    """Adds the row that takes a review or a journal row back."""
    connection.execute(
        "insert into retraction (id, target, device, instant_ms) values (?, ?, ?, ?)",
        (stamp.id, target, device_row(connection, device), stamp.instant_ms),
    )
