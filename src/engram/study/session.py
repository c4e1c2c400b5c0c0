"""A study session: the card to ask now, what an answer does, the next card, and the way back.

Every verb is on disk when it returns. The session holds only an order of cards; what was answered
is in the library, so a session that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from engram.errors import CardError, ConflictError
from engram.model import CardId, Grade, Standing, StudyDay
from engram.scheduling.fold import kind_of_answer, outcomes, predicted_recall
from engram.store.agenda import Candidate
from engram.store.content import Content
from engram.store.hashing import content_hash
from engram.store.progress import Progress
from engram.study.marking import marking, shown_order
from engram.study.recording import Given, Recorder, undone
from engram.study.summary import Touched, missed_cards
from engram.study.values import (
    History,
    HistoryRow,
    Marking,
    Question,
    Summary,
    TopicPath,
    Undone,
)

DRILL_AFTER = 6
"""How many other cards come before a card that is asked again, if there are so many."""


@dataclass(slots=True)
class Plan:
    """The cards of a session still to ask, in order, and how many are answered for good."""

    waiting: list[Candidate]
    done: int
    day: StudyDay
    answered: dict[int, int] = field(default_factory=dict)  # answers today, by card row
    beyond: bool = False  # a topic's cards beyond its share of today


class Desk(Protocol):
    """What a session needs of the study desk that opened it."""

    content: Content
    progress: Progress
    recorder: Recorder

    def plan(self, path: TopicPath | None, practise: Sequence[CardId]) -> Plan:
        """Today's plan, made anew from the library."""

    def study_day(self) -> StudyDay:
        """Today's study day."""

    def places(self, cards: Sequence[CardId]) -> list[Candidate]:
        """These cards as candidates, those that can be studied."""

    def summary_figures(self, touched: Sequence[Touched]) -> Summary:
        """The summary of a session that touched these cards."""

    def begin(self, practise: Sequence[CardId]) -> Session:
        """A session over just these cards."""


class Session:
    """One sitting over today's queue, a topic, or a list of cards to practise."""

    def __init__(
        self, desk: Desk, path: TopicPath | None = None, practise: Sequence[CardId] = ()
    ) -> None:
        self._desk = desk
        self._path = path
        self._practise = tuple(practise)
        self._touched: list[Touched] = []
        self._changes = desk.progress.changes_seen()  # before the plan, which may be older
        self._plan = desk.plan(path, self._practise)
        self._question: Question | None = None
        self._standing: Standing | None = None

    def question(self) -> Question | None:
        """The card to ask now, or None when the session is done."""
        if self._question is None and self._is_stale():
            self._replan()
        while self._question is None and self._plan.waiting:
            self._question = self._asked(self._plan.waiting[0])
            if self._question is None:
                del self._plan.waiting[0]
        return self._question

    def marking(self, chosen: Sequence[int]) -> Marking:
        """How the chosen options (by stored place) are marked; nothing is recorded yet."""
        return marking(self._current().card, chosen)

    def grade(
        self,
        grade: Grade,
        *,
        answer_ms: int,
        chosen: Sequence[int] = (),
        marked_right: bool | None = None,
        guessed: bool = False,
    ) -> None:
        """Records the answer to the current card; the next one is current.

        ConflictError, and nothing recorded, when another program answered the card meanwhile,
        changed it or took it out of study, or when a new study day began since it was shown:
        what a button says is what it does.
        """
        question = self._current()
        standing = self._standing or Standing()
        outcome = question.outcomes[grade]
        given = Given(answer_ms, chosen, question.order, marked_right, guessed)
        if self._desk.study_day() != self._plan.day:
            self._replan(first=question.card.id)
            raise ConflictError(
                "A new study day has begun. This answer was not saved; the card is asked again."
            )
        if not self._stands(question):
            self._replan(first=question.card.id)
            raise ConflictError(
                "This card was changed or taken out of study in another window meanwhile."
                " This answer was not saved."
            )
        try:
            after = self._desk.recorder.answer(
                question.card, standing, outcome, self._plan.day, given
            )
        except ConflictError:
            self._replan()
            raise
        self._touched.append(Touched(question.card, grade, guessed, answer_ms, standing, after))
        self._advance(again=outcome.again_today)

    def suspend(self) -> None:
        """Takes the current card out of study until it is taken back in."""
        self._desk.recorder.set("suspend", self._current().card.id, "suspended", "1")
        self._drop_current()

    def put_off(self) -> None:
        """Puts the current card off till tomorrow."""
        tomorrow = str(self._desk.study_day() + 1)
        self._desk.recorder.set("put_off", self._current().card.id, "hidden_until", tomorrow)
        self._drop_current()

    def toggle_mark(self) -> None:
        """Marks the current card, or takes the mark away."""
        question = self._current()
        value = "0" if question.marked else "1"
        self._desk.recorder.set("mark", question.card.id, "marked", value)
        self._question = replace(question, marked=not question.marked, can_undo=True)

    def undo(self) -> Undone:
        """Takes back the last action of this device; its card is current again."""
        taken = self._desk.recorder.undo(in_session=True)
        what, card = taken.what, taken.card
        last = self._touched[-1] if self._touched else None
        if last is not None and what == "review" and last.card.id == card:
            self._touched.pop()
            self._go_back(last)
        else:
            self._replan(first=card)
        return undone(taken, self._desk.content)

    def history(self) -> History:
        """The current card's answers and why it is due."""
        question = self._current()
        standing = self._standing or Standing()
        rows = tuple(
            HistoryRow(row.study_day, row.kind, row.grade, row.answer_ms / 1000)
            for row in self._desk.progress.reviews_of(question.card.id)
        )
        schedule = standing.schedule
        return History(
            self._plan.day,
            schedule.due if schedule else None,
            schedule.interval_days if schedule else 0,
            schedule.easiness if schedule else 0,
            question.predicted,
            rows,
        )

    def summary(self) -> Summary:
        """What this session did."""
        return self._desk.summary_figures(self._touched)

    def practise_missed(self) -> Session:
        """A session over the cards whose first try failed in this one."""
        return self._desk.begin(missed_cards(self._touched))

    def _is_stale(self) -> bool:
        """Whether another program or a new day may have changed what comes next."""
        changed = self._desk.progress.changes_seen() != self._changes
        return changed or self._desk.study_day() != self._plan.day

    def _stands(self, question: Question) -> bool:
        """Whether the card that is shown is still asked, and asked so."""
        if self._desk.progress.changes_seen() == self._changes:
            return True
        card = self._desk.content.card(question.card.id)
        if card is None or content_hash(card) != content_hash(question.card):
            return False
        return self._desk.progress.state(card.id).available

    def _current(self) -> Question:
        """The card that is shown, whatever happened elsewhere since."""
        question = self.question()
        if question is None:
            raise CardError("There is no card left to answer in this session.")
        return question

    def _asked(self, candidate: Candidate) -> Question | None:
        """The question for a candidate; None when it can no longer be asked."""
        state = self._desk.progress.state(candidate.card)
        card = self._desk.content.card(candidate.card)
        if card is None or not state.available:
            return None
        day, standing = self._plan.day, state.standing
        self._standing = standing
        times = self._plan.answered.get(candidate.number, 0)
        return Question(
            card,
            kind_of_answer(standing, day),
            shown_order(card, f"{day}|{times}"),
            outcomes(standing, day),
            self._plan.done,
            self._plan.done + len(self._plan.waiting),
            state.marked,
            predicted_recall(standing, day),
            can_undo=self._can_undo(),
        )

    def _can_undo(self) -> bool:
        last = self._desk.progress.last_action()
        return last is not None and last.what != "import"

    def _advance(self, *, again: bool) -> None:
        asked = self._plan.waiting.pop(0)
        self._plan.answered[asked.number] = self._plan.answered.get(asked.number, 0) + 1
        if again:
            self._plan.waiting.insert(DRILL_AFTER, asked)
        else:
            self._plan.done += 1
        self._question = None

    def _go_back(self, last: Touched) -> None:
        """Undoes an advance, so that the session is as long as it was."""
        candidates, plan = self._desk.places([last.card.id]), self._plan
        counted = any(plan.answered.get(each.number) for each in candidates)
        if not counted or self._is_stale():
            self._replan(first=last.card.id)
            return
        asked = candidates[0]
        if last.grade < Grade.GOOD:
            plan.waiting = [each for each in plan.waiting if each.card != asked.card]
        else:
            plan.done -= 1
        plan.answered[asked.number] -= 1
        plan.waiting.insert(0, asked)
        self._question = None

    def _drop_current(self) -> None:
        del self._plan.waiting[0]
        self._question = None

    def _replan(self, first: CardId | None = None) -> None:
        """Makes the plan anew after the library changed, with card `first` at its head."""
        before = self._plan
        self._changes = self._desk.progress.changes_seen()
        self._plan = self._desk.plan(self._path, self._practise)
        if before.beyond and before.day == self._plan.day:
            self._keep_list(before)
        if self._practise:
            self._leave_out_finished()
        if first is not None:
            waiting = [each for each in self._plan.waiting if each.card != first]
            self._plan.waiting = [*self._desk.places([first]), *waiting]
        self._question = None

    def _keep_list(self, before: Plan) -> None:
        """A session beyond today's share goes on with its own cards, not with the next ones."""
        standings = {each.card: each.standing for each in before.waiting}
        still = {each.card: each for each in self._desk.places(list(standings))}
        drills = [] if self._plan.beyond else self._plan.waiting
        again = {each.card for each in drills}
        kept = [
            still[card]
            for card, standing in standings.items()
            if card in still and card not in again and still[card].standing == standing
        ]
        self._plan.waiting = [*kept[:DRILL_AFTER], *drills, *kept[DRILL_AFTER:]]
        self._plan.beyond = True

    def _leave_out_finished(self) -> None:
        last = {each.card.id: each.grade for each in self._touched}
        finished = {card for card, grade in last.items() if grade >= Grade.GOOD}
        self._plan.waiting = [each for each in self._plan.waiting if each.card not in finished]
        self._plan.done = len(finished)
