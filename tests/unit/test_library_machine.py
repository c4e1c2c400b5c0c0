"""One library lived in at random: import, study, undo, recompile, reopen; what must always hold."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from engram.errors import NothingToUndoError
from engram.model import Grade, Item, Review
from engram.study.audit import audited
from tests.examples import examples
from tests.learner import Learner, quiz, recall


class Library(RuleBasedStateMachine):
    """A learner does anything in any order; the log only grows and the schedule is its fold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.learner = Learner(self.folder)
        self.items: dict[int, Item] = {}
        self.reviews: list[Review] = []
        self.actions: list[dict[int, Item] | None] = []  # of an import: the items before it

    @initialize()
    def imports_a_document(self) -> None:
        items = {number: recall(number, key=f"r{number}") for number in range(1, 5)}
        self._take_in(items | {number: quiz(number, key=f"q{number}") for number in range(5, 8)})

    @rule(grade=st.sampled_from(list(Grade)), guessed=st.booleans())
    def answers_the_next_card(self, grade: Grade, guessed: bool) -> None:
        session = self.learner.program.study.start()
        question = session.question()
        if question is not None:
            session.grade(grade, answer_ms=10, guessed=guessed)
            self.reviews.append(self.learner.program.progress.reviews_of(question.card.id)[-1])
            self.actions.append(None)

    @rule(number=st.integers(1, 7), grade=st.sampled_from(list(Grade)))
    def answers_any_card(self, number: int, grade: Grade) -> None:
        item = self.items.get(number)
        if item is not None and item.id:
            card = self.learner.program.content.all_cards()
            known = next(each.id for each in card if each.id == item.id)
            self.learner.program.study.answer(known, grade)
            self.reviews.append(self.learner.program.progress.reviews_of(known)[-1])
            self.actions.append(None)

    @rule(what=st.sampled_from(["suspend", "put_off", "mark"]))
    def sets_something_about_the_next_card(self, what: str) -> None:
        session = self.learner.program.study.start()
        if session.question() is not None:
            verb = {"suspend": session.suspend, "put_off": session.put_off}
            verb.get(what, session.toggle_mark)()
            self.actions.append(None)

    @rule()
    def undoes(self) -> None:
        try:
            undone = self.learner.program.study.undo()
        except NothingToUndoError:
            assert self.actions == []
            return
        before = self.actions.pop()
        assert (undone.what == "import") is (before is not None)
        if before is not None:
            self.items = before
        if undone.what == "review":
            standing = {review.id for review in self.learner.program.progress.all_reviews()}
            self.reviews = [review for review in self.reviews if review.id in standing]

    @rule(days=st.integers(1, 40))
    def lets_days_pass(self, days: int) -> None:
        self.learner.tomorrow(days)

    @rule()
    def ends_the_program(self) -> None:
        self.learner.close()

    @rule(number=st.integers(1, 7))
    def rewords_an_answer_and_compiles_again(self, number: int) -> None:
        if number in self.items:
            item = self.items[number]
            reworded = replace(item, explanation=item.explanation + " And why.")
            self._take_in(self.items | {number: reworded})

    @precondition(lambda self: len(self.items) > 5)
    @rule(number=st.integers(1, 7))
    def drops_a_card_and_compiles_again(self, number: int) -> None:
        if number in self.items:
            self._take_in({each: self.items[each] for each in self.items if each != number})

    @rule(number=st.integers(1, 7))
    def brings_a_card_back(self, number: int) -> None:
        make = recall if number < 5 else quiz
        key = f"r{number}" if number < 5 else f"q{number}"
        items = self.items | {number: make(number, key=key)}
        self._take_in({each: items[each] for each in sorted(items)})

    @invariant()
    def the_schedule_is_the_fold_of_the_log(self) -> None:
        audit = audited(self.learner.program.progress)
        assert audit.wrong == ()
        assert audit.reviews == len(self.reviews)

    @invariant()
    def no_answer_is_lost_or_changed(self) -> None:
        stored = {review.id: review for review in self.learner.program.progress.all_reviews()}
        assert stored == {review.id: review for review in self.reviews}

    @invariant()
    def every_card_counts_once(self) -> None:
        report = self.learner.program.mastery.report()
        active = [card for card in self.learner.program.content.all_cards() if not card.incomplete]
        assert report.total.cards + report.total.suspended == len(active)
        levels = report.total.levels
        assert report.total.cards == (
            levels.secure + levels.slipping + levels.familiar + levels.learning + levels.unseen
        )
        assert 0 <= report.total.mastery <= report.total.coverage <= 1

    @invariant()
    def today_is_what_the_session_asks(self) -> None:
        today = self.learner.program.study.today()
        assert today.total == len(self.learner.program.study.next_cards())

    def _take_in(self, items: dict[int, Item]) -> None:
        before = self.learner.program.progress.last_action()
        self.learner.take_in(list(items.values()))
        if self.learner.program.progress.last_action() != before:
            self.actions.append(self.items)
        self.items = items

    def teardown(self) -> None:
        self.learner.close()
        shutil.rmtree(self.folder)


TestLibrary = Library.TestCase
TestLibrary.settings = settings(max_examples=examples(0.12), stateful_step_count=25, deadline=None)
