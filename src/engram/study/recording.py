"""One answer in, one review on disk; one undo in, one retraction on disk: the only such path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engram.errors import CardError, NothingToUndoError
from engram.model import Card, CardId, Outcome, Review, ReviewId, Standing, StudyDay
from engram.scheduling.fold import answer_day, answer_of, folded, in_order, predicted_recall
from engram.store.author import Stamp
from engram.store.content import Content
from engram.store.hashing import content_hash
from engram.store.imports import Imports, TakenBack
from engram.store.journal import Journal, Note
from engram.store.progress import Progress
from engram.store.standing_rows import CardState
from engram.study.moment import Clock
from engram.study.values import Undone, UndoneImport


@dataclass(frozen=True, slots=True)
class Given:
    """How an answer was given: time taken, what was chosen and shown, how it was marked."""

    answer_ms: int = 0
    chosen: Sequence[int] = ()
    shown: Sequence[int] = ()
    marked_right: bool | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """An action that was taken back: what it was, its card if it had one, or its import."""

    what: str
    card: CardId | None
    imported: TakenBack | None = None


class Recorder:
    """Writes answers and what the learner sets, and takes the last of them back."""

    def __init__(
        self, progress: Progress, journal: Journal, imports: Imports, clock: Clock
    ) -> None:
        self._progress = progress
        self._journal = journal
        self._imports = imports
        self._clock = clock

    def answer(
        self, card: Card, standing: Standing, outcome: Outcome, today: StudyDay, given: Given
    ) -> Standing:
        """Records one answer with the outcome that was shown; the standing after it."""
        with self._journal.one_change():
            review = self._review(card, standing, outcome, today, given)
            after = folded((answer_of(review),), standing)
            self._progress.record(review, standing, after)
        return after

    def set(self, what: str, card: CardId | None, field: str, value: str) -> None:
        """Records one thing the learner sets."""
        with self._journal.one_change():
            self._journal.add(Note(what, card, field, value), self._stamp())

    def undo(self, *, in_session: bool = False) -> Taken:
        """Takes back this device's last action; within a session an import is none."""
        with self._journal.one_change():
            action = self._progress.last_action()
            if action is None:
                raise NothingToUndoError("There is nothing to undo.")
            if action.what == "import" and in_session:
                raise NothingToUndoError(
                    "Your last action was an import, which Ctrl+Z on another page takes back."
                )
            if action.what == "import":
                taken = self._imports.take_back(action.id)
                return Taken(action.what, None, taken)
            if action.what == "review":
                self.undo_review()
            else:
                self._journal.take_back(action.id, self._stamp())
        return Taken(action.what, action.card)

    def undo_answer_or_import(self) -> tuple[CardId, Standing, Standing] | TakenBack:
        """Takes back this device's last answer or import, whatever was set since."""
        with self._journal.one_change():
            action = self._progress.last_answer_or_import()
            if action is not None and action.what == "import":
                return self._imports.take_back(action.id)
            return self.undo_review()

    def undo_import(self) -> TakenBack:
        """Takes back the last import that stands, whichever device made it."""
        with self._journal.one_change():
            return self._imports.take_back(self._imports.last().id)

    def undo_review(self) -> tuple[CardId, Standing, Standing]:
        """Takes back this device's last answer: the card, its standing before and after."""
        with self._journal.one_change():
            review = self._progress.last_review()
            if review is None:
                raise NothingToUndoError("There is no answer to undo.")
            before = self._progress.state(review.card).standing
            rest = [row for row in self._progress.reviews_of(review.card) if row.id != review.id]
            after = folded([answer_of(row) for row in in_order(rest)])
            self._progress.take_back_review(review, self._stamp(), before, after)
        return review.card, before, after

    def _review(
        self, card: Card, standing: Standing, outcome: Outcome, today: StudyDay, given: Given
    ) -> Review:
        stamp, day = self._stamp(), answer_day(standing, today)
        last_day, last_instant, last_id = self._progress.last_place(card.id)
        instant = stamp.instant_ms
        if day == last_day and (instant, stamp.id) <= (last_instant, last_id):
            instant = last_instant + 1  # the clock was set back; rows of a day count in this order
        return Review(
            ReviewId(stamp.id),
            card.id,
            self._progress.device,
            instant,
            stamp.offset_minutes,
            day,
            outcome.kind,
            outcome.grade,
            given.answer_ms,
            tuple(given.chosen),
            tuple(given.shown),
            given.marked_right,
            given.guessed,
            content_hash(card),
            predicted_recall(standing, day),
        )

    def _stamp(self) -> Stamp:
        return self._clock.stamp(self._journal.latest_id)


def undone(taken: Taken, content: Content) -> Undone:
    """What undo took back, as a page is told it."""
    card = None if taken.card is None else content.card(taken.card)
    made = taken.imported
    if made is None:
        return Undone(taken.what, card)
    counts = (made.removed, made.kept, made.restored, made.left)
    told = UndoneImport(made.made.decks, made.made.documents, *map(len, counts))
    return Undone(taken.what, card, told)


def answerable(state: CardState) -> CardState:
    """`state` if its card can be answered; CardError for an incomplete or retired one."""
    if state.retired:
        raise CardError("Card {card} is retired and is no longer asked.", card=state.card)
    if state.incomplete:
        raise CardError(
            "Card {card} is incomplete: it has no answer or no right option yet.", card=state.card
        )
    return state
