"""The study desk: today's counts, sessions, and undo, over one open library."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil

from engram.errors import CardError
from engram.mastery.report import Mastery
from engram.model import Card, CardId, Grade, Outcome, Standing, StudyDay
from engram.scheduling.fold import answer_day, outcomes, predicted_recall
from engram.store.agenda import Agenda, Candidate
from engram.store.content import Content
from engram.store.progress import Progress
from engram.study.preferences import Preferences
from engram.study.queue import Had, Limits, Queue, Waiting, in_turn, queue
from engram.study.recording import Given, Recorder, answerable, undone
from engram.study.session import DRILL_AFTER, Plan, Session
from engram.study.summary import Touched, first_tries, topic_moves
from engram.study.values import Counts, Summary, Today, TopicPath, Undone

STRIP_DAYS = 28
SECONDS_PER_CARD = 30
"""How long a card takes until there are ENOUGH_ANSWERS to measure it."""
ENOUGH_ANSWERS = 20
PRACTICE_CARDS = 20
FIRST_ROUNDS = 2  # new cards of each topic that are enough where there are many topics


class Study:
    """What the Today page, a session and the commands ask of the library."""

    def __init__(
        self,
        content: Content,
        progress: Progress,
        agenda: Agenda,
        recorder: Recorder,
        preferences: Preferences,
        mastery: Mastery,
        today: Callable[[], StudyDay],
    ) -> None:
        self.content = content
        self.progress = progress
        self.recorder = recorder
        self._agenda = agenda
        self._preferences = preferences
        self._mastery = mastery
        self._today = today

    def today(self) -> Today:
        """What the current study day holds."""
        day = self._today()
        candidates, order = self._queue(day)
        drills = self._agenda.drills(day)
        past = self._past(day)
        return Today(
            day,
            len(order.due),
            len(order.new),
            len(drills),
            self._agenda.overdue(day),
            _minutes(len(order.order) + len(drills), past),
            _counts(candidates, order),
            tuple(past.get(each, (0, 0))[0] for each in range(day - STRIP_DAYS + 1, day + 1)),
            self._agenda.available(),
            bool(past) or self._agenda.latest_study_day() is not None,
            tuple(head.name for head in self.content.decks()),
        )

    def next_cards(self) -> tuple[CardId, ...]:
        """The ids of today's cards in the order they are asked, open drills among them."""
        return tuple(candidate.card for candidate in self.plan(None, ()).waiting)

    def start(self, path: TopicPath | None = None) -> Session:
        """A session over today's queue, or over what a topic has for today.

        A topic whose share of today is done gives its next new cards, else its seen cards,
        weakest first, to practise.
        """
        return Session(self, path)

    def begin(self, practise: Sequence[CardId]) -> Session:
        """A session over just these cards."""
        return Session(self, None, practise)

    def answer(self, card: CardId, grade: Grade) -> tuple[StudyDay, Outcome, Standing, Standing]:
        """Records one answer of any card: the day, what was done, the standing before and after."""
        state = answerable(self.progress.state(card))
        day = answer_day(state.standing, self._today())
        outcome = outcomes(state.standing, day)[grade]
        asked = self._known(card)
        after = self.recorder.answer(asked, state.standing, outcome, day, Given())
        return day, outcome, state.standing, after

    def find(self, query: str) -> tuple[Card, ...]:
        """The cards that match a query, in deck order; all that are not retired without one."""
        if not query.strip():
            return self.content.all_cards()
        return self.content.cards(self._agenda.found(query, self._today()))

    def undo(self) -> Undone:
        """Takes back this device's last action."""
        return undone(self.recorder.undo(), self.content)

    def plan(self, path: TopicPath | None, practise: Sequence[CardId]) -> Plan:
        """Today's plan: the open drills, then the queue; or a topic's; or the cards to practise."""
        day = self._today()
        answered = self._agenda.answered(day)
        counts = {each.number: each.answers for each in answered}
        if practise:
            known = {each.card: each for each in self._agenda.places(practise)}
            return Plan([known[card] for card in practise if card in known], 0, day, counts)
        waiting, beyond = self._today_cards(day, path), False
        if path and not waiting:
            waiting, beyond = self._more_of(day, path), True
        finished = [each for each in answered if not each.drill_open and _within(each.topic, path)]
        return Plan(waiting, len(finished), day, counts, beyond)

    def study_day(self) -> StudyDay:
        """Today's study day."""
        return self._today()

    def places(self, cards: Sequence[CardId]) -> list[Candidate]:
        """These cards as candidates, those that can be studied."""
        return self._agenda.places(cards)

    def summary_figures(self, touched: Sequence[Touched]) -> Summary:
        """The summary of a session that touched these cards."""
        day = self._today()
        firsts = first_tries(touched).values()
        right = sum(answer.right for answer in firsts)
        _, left = self._queue(day)
        due = sum(self._agenda.due_by_day(StudyDay(0), StudyDay(day + 1)).values()) - len(left.due)
        unseen = self._agenda.unseen() - len(left.new)
        new = min(unseen, self._preferences.number("new_cards_per_day"))
        return Summary(
            len(touched),
            sum(answer.answer_ms for answer in touched) // 1000,
            len(firsts),
            right,
            sum(answer.before.schedule is None for answer in firsts),
            self.days_in_a_row(),
            topic_moves(touched, self._mastery.report(), day),
            due,
            new,
            _minutes(due + new, self._past(day)),
            len(firsts) - right,
            len(left.order) + len(self._agenda.drills(day)),
        )

    def days_in_a_row(self) -> int:
        """How many study days up to today (or yesterday) have an answer each."""
        last = self._agenda.latest_study_day()
        if last is None or self._today() - last > 1:
            return 0
        return self._agenda.days_in_a_row(last)

    def _today_cards(self, day: StudyDay, path: TopicPath | None) -> list[Candidate]:
        candidates, order = self._queue(day)
        drills = self._agenda.drills(day)
        waiting = [candidates[number] for number in order.order]
        waiting[DRILL_AFTER:DRILL_AFTER] = drills
        return [each for each in waiting if _within(each.topic, path)]

    def _more_of(self, day: StudyDay, path: TopicPath) -> list[Candidate]:
        """New cards beyond today's share; with none left, cards seen before, to practise."""
        limit = self._preferences.number("new_cards_per_day") or PRACTICE_CARDS
        new = [each for each in self._agenda.new(day, 2 * limit) if _within(each.topic, path)]
        more = queue(
            (),
            [_waiting(each, day) for each in new],
            limits=Limits(None, limit),
            siblings=self._agenda.siblings(each.number for each in new),
            had=Had({each.number for each in self._agenda.answered(day)}),
        ).new
        if more:
            candidates = {each.number: each for each in new}
            return [candidates[number] for number in more]
        seen = {each.number: each for each in self._agenda.seen(path, day)}
        ranked = in_turn([_waiting(each, day) for each in seen.values()])
        return [seen[number] for number in ranked[:PRACTICE_CARDS]]

    def _queue(self, day: StudyDay) -> tuple[dict[int, Candidate], Queue]:
        limits, had, due = self._limits(day), self._had(day), self._agenda.due(day)
        left = limits.new - len(had.new)
        new = self._new(day, limits.new) if left > 0 else []
        order = self._ordered(day, due, new, limits, had)
        rounds = 2 * limits.new
        while len(order.new) < left:  # siblings keep more cards away than `_new` reckons with
            rounds *= 4
            more = self._agenda.new(day, rounds)
            if len(more) == len(new):
                break
            new, order = more, self._ordered(day, due, more, limits, had)
        return {each.number: each for each in (*due, *new)}, order

    def _ordered(
        self,
        day: StudyDay,
        due: Sequence[Candidate],
        new: Sequence[Candidate],
        limits: Limits,
        had: Had,
    ) -> Queue:
        return queue(
            [_waiting(each, day) for each in due],
            [_waiting(each, day) for each in new],
            limits=limits,
            siblings=self._agenda.siblings(each.number for each in (*due, *new)),
            had=had,
            mixed=self._preferences.value("new_cards_order") == "mixed",
        )

    def _limits(self, day: StudyDay) -> Limits:
        reviews = self._preferences.number("reviews_per_day")
        left = max(0, reviews - self._agenda.reviewed(day)) if reviews else None
        return Limits(left, self._preferences.number("new_cards_per_day"))

    def _had(self, day: StudyDay) -> Had:
        answered = self._agenda.answered(day)
        return Had(
            {each.number for each in answered},
            [Waiting(*row) for row in self._agenda.begun(day)],
            answered[-1].topic_number if answered else 0,
        )

    def _new(self, day: StudyDay, wanted: int) -> list[Candidate]:
        """New cards, enough to choose a day's share from as if they were all there.

        Topics take turns, so the first rounds decide where none of their cards has to wait because
        of a sibling; else each topic gives twice as many as are wanted.
        """
        first = self._agenda.new(day, FIRST_ROUNDS)
        linked = self._agenda.siblings(each.number for each in first)
        return first if len(first) - len(linked) >= wanted else self._agenda.new(day, 2 * wanted)

    def _past(self, day: StudyDay) -> dict[int, tuple[int, int]]:
        """Answers and milliseconds of the days that tell how long a card takes."""
        return self._agenda.answers_by_day(StudyDay(day - STRIP_DAYS), day)

    def _known(self, card: CardId) -> Card:
        found = self.content.card(card)
        if found is None:
            raise CardError("There is no card {card} in this library.", card=card)
        return found


def _minutes(cards: int, past: Mapping[int, tuple[int, int]]) -> int:
    answers = sum(count for count, _ in past.values())
    spent = sum(milliseconds for _, milliseconds in past.values()) / 1000
    measured = answers >= ENOUGH_ANSWERS and spent > 0
    seconds = spent / answers if measured else SECONDS_PER_CARD
    return ceil(cards * seconds / 60)


def _waiting(candidate: Candidate, day: StudyDay) -> Waiting:
    seen = candidate.standing.schedule is not None
    recalled = predicted_recall(candidate.standing, day) if seen else None
    rank = float(candidate.position) if recalled is None else recalled
    return Waiting(candidate.number, candidate.topic_number, rank)


def _within(topic: TopicPath, path: TopicPath | None) -> bool:
    return path is None or topic[: len(path)] == path


def _counts(candidates: dict[int, Candidate], order: Queue) -> dict[TopicPath, Counts]:
    due, new = _per_topic(candidates, order.due), _per_topic(candidates, order.new)
    return {path: Counts(due[path], new[path]) for path in (*due, *new)}


def _per_topic(candidates: dict[int, Candidate], numbers: Iterable[int]) -> Counter[TopicPath]:
    counts: defaultdict[TopicPath, int] = defaultdict(int)
    for number in numbers:
        topic = candidates[number].topic
        for depth in range(1, len(topic) + 1):
            counts[topic[:depth]] += 1
    return Counter(counts)
