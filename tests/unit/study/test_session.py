"""A study session over a real library: answers, drills, undo, and going on after a kill."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from engram.errors import CardError, ConflictError, NothingToUndoError
from engram.library import open_program
from engram.model import Grade, ReviewKind
from engram.study.audit import audited
from engram.study.session import DRILL_AFTER
from engram.studyday import iso
from tests.learner import Learner, quiz, recall


def test_a_good_answer_goes_on_and_a_weak_one_comes_back_today(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    first = learner.asked(session)
    session.grade(Grade.AGAIN, answer_ms=1000)
    between = []
    while (question := session.question()) and question.card.id != first.card.id:
        between.append(question.card.id)
        session.grade(Grade.GOOD, answer_ms=1000)
    assert len(between) == DRILL_AFTER
    assert question is not None
    assert question.kind is ReviewKind.DRILL


def test_what_the_button_says_is_what_the_answer_does(learner: Learner) -> None:
    learner.take_in()
    for grade in Grade:
        session = learner.program.study.start()
        question = learner.asked(session)
        session.grade(grade, answer_ms=1)
        stored = learner.program.progress.state(question.card.id).standing
        assert stored.schedule == question.outcomes[grade].schedule
        assert stored.drill_open == question.outcomes[grade].again_today


def test_a_session_ends_and_says_what_happened(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    missed = 0
    while question := session.question():
        wrong = question.kind is ReviewKind.SCHEDULED and missed < 3
        missed += wrong
        session.grade(Grade.AGAIN if wrong else Grade.GOOD, answer_ms=2000)
    summary = session.summary()
    assert (summary.answers, summary.first_tries, summary.right_first) == (15, 12, 9)
    assert (summary.new_seen, summary.missed, summary.days_in_a_row) == (12, 3, 1)
    assert summary.seconds == 30
    assert summary.tomorrow_due == 12
    assert {move.path for move in summary.topics} == {("machine", "Basics"), ("machine", "Quizzes")}
    assert all(move.before == 0 and 0 < move.after <= 1 for move in summary.topics)
    again = session.practise_missed()
    assert learner.asked(again).total == 3


def test_undo_brings_back_any_number_of_answers_as_they_were(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    asked = []
    for grade in (Grade.GOOD, Grade.AGAIN, Grade.EASY, Grade.HARD):
        question = learner.asked(session)
        asked.append(question)
        session.grade(grade, answer_ms=1)
    for question in reversed(asked):
        undone = session.undo()
        assert undone.what == "review"
        assert undone.card == question.card
        again = learner.asked(session)
        assert replace(again, can_undo=question.can_undo) == question
    with pytest.raises(NothingToUndoError):
        session.undo()
    assert learner.program.study.today().new == 12


def test_undo_of_a_drill_brings_its_card_back_at_once(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    weak = learner.asked(session).card
    session.grade(Grade.AGAIN, answer_ms=1)
    while learner.asked(session).card != weak:
        session.grade(Grade.GOOD, answer_ms=1)
    session.grade(Grade.GOOD, answer_ms=1)
    assert learner.asked(session).card != weak
    session.undo()
    assert learner.asked(session).card == weak
    assert learner.asked(session).kind is ReviewKind.DRILL


def test_a_limit_on_reviews_counts_what_was_reviewed_today(learner: Learner) -> None:
    learner.take_in()
    learner.study_all()
    learner.tomorrow()
    learner.program.preferences.change("reviews_per_day", 5)
    assert learner.program.study.today().due == 5
    learner.study_all(most=2)
    assert learner.program.study.today().due == 3
    learner.program.preferences.change("reviews_per_day", 0)
    assert learner.program.study.today().due == 10


def test_a_limit_on_reviews_does_not_count_new_cards(learner: Learner) -> None:
    learner.take_in()
    learner.study_all(most=6)
    learner.tomorrow()
    learner.program.preferences.change("reviews_per_day", 5)
    new = learner.program.study.next_cards()[-1]
    learner.program.study.answer(new, Grade.GOOD)
    assert learner.program.study.today().due == 5


def test_undo_works_after_a_restart_and_on_another_day(learner: Learner) -> None:
    learner.take_in()
    learner.study_all(most=2)
    learner.close()
    learner.tomorrow()
    undone = learner.program.study.undo()
    assert undone.card is not None
    assert learner.program.progress.state(undone.card.id).standing.schedule is None
    assert audited(learner.program.progress).wrong == ()


def test_a_session_goes_on_where_a_killed_one_stopped(learner: Learner) -> None:
    learner.take_in()
    study = learner.program.study
    expected = study.next_cards()
    learner.study_all(most=3)
    learner.close()  # nothing of the session is kept in memory
    session = learner.program.study.start()
    question = learner.asked(session)
    assert (question.card.id, question.done, question.total) == (expected[3], 3, 12)


def test_suspend_put_off_and_mark_can_be_undone(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    first = learner.asked(session)
    session.suspend()
    second = learner.asked(session)
    assert second.card != first.card
    session.put_off()
    session.toggle_mark()
    assert learner.asked(session).marked
    assert [session.undo().what for _ in range(3)] == ["mark", "put_off", "suspend"]
    assert learner.asked(session).card == first.card
    assert learner.program.study.today().new == 12


def test_a_card_put_off_comes_tomorrow_and_a_suspended_one_never(learner: Learner) -> None:
    learner.take_in([recall(1), recall(2)])
    session = learner.program.study.start()
    session.suspend()
    session.put_off()
    assert session.question() is None
    learner.tomorrow()
    assert learner.program.study.today().new == 1


def test_a_card_answered_in_another_program_is_not_answered_twice(learner: Learner) -> None:
    learner.take_in([recall(1), recall(2)])
    session = learner.program.study.start()
    shown = learner.asked(session).card
    other = open_program(learner.places, None, lambda: learner.now)
    other.study.answer(shown.id, Grade.GOOD)
    assert learner.asked(session).card == shown  # it is on the screen still
    with pytest.raises(ConflictError, match="another window"):
        session.grade(Grade.EASY, answer_ms=1)
    assert learner.asked(session).card != shown
    other.close()
    assert [review.grade for review in learner.program.progress.all_reviews()] == [Grade.GOOD]


@pytest.mark.parametrize("change", ["suspended", "retired", "new key"])
def test_a_card_changed_in_another_program_is_not_answered_as_it_was(
    learner: Learner, change: str
) -> None:
    items = [quiz(1), quiz(2), quiz(3)]
    learner.take_in(items)
    session = learner.program.study.start()
    shown = learner.asked(session).card
    place = next(i for i, item in enumerate(items) if item.question == shown.question)
    other = Learner(learner.folder, learner.now)
    if change == "suspended":
        other.program.recorder.set("suspend", shown.id, "suspended", "1")
    elif change == "retired":
        other.take_in([item for item in items if item is not items[place]])
    else:
        other.take_in([*items[:place], quiz(place + 1, right=(2,)), *items[place + 1 :]])
    other.close()
    with pytest.raises(ConflictError, match="in another window"):
        session.grade(Grade.GOOD, answer_ms=1, marked_right=True)
    assert learner.program.progress.all_reviews() == ()
    asked = learner.asked(session).card
    assert (asked.id == shown.id) is (change == "new key")
    assert asked != shown
    session.grade(Grade.GOOD, answer_ms=1)
    assert len(learner.program.progress.all_reviews()) == 1


def test_an_answer_goes_to_the_card_that_is_shown_whatever_happens_elsewhere(
    learner: Learner,
) -> None:
    learner.take_in([recall(1), recall(2)])
    session = learner.program.study.start()
    shown = learner.asked(session).card
    other = open_program(learner.places, None, lambda: learner.now)
    unseen = next(card for card in other.content.all_cards() if card.id != shown.id)
    other.study.answer(unseen.id, Grade.AGAIN)
    other.close()
    session.toggle_mark()
    assert learner.asked(session).marked
    session.grade(Grade.EASY, answer_ms=1)
    reviews = {review.card: review.grade for review in learner.program.progress.all_reviews()}
    assert reviews == {shown.id: Grade.EASY, unseen.id: Grade.AGAIN}
    assert learner.asked(session).card == unseen  # its drill


def test_an_answer_over_the_end_of_a_study_day_is_asked_again(learner: Learner) -> None:
    learner.take_in([recall(1), recall(2), recall(3)])
    session = learner.program.study.start()
    session.grade(Grade.AGAIN, answer_ms=1)
    shown = learner.asked(session)
    learner.tomorrow()
    with pytest.raises(ConflictError, match="new study day"):
        session.grade(Grade.GOOD, answer_ms=1)
    again = learner.asked(session)
    assert again.card == shown.card
    while session.question():
        session.grade(Grade.GOOD, answer_ms=1)
    days = [review.study_day for review in learner.program.progress.all_reviews()]
    today = learner.program.today()
    assert sorted(days) == [today - 1, today, today, today]
    kinds = {review.kind for review in learner.program.progress.all_reviews()}
    assert kinds == {ReviewKind.SCHEDULED}  # yesterday's open drill has lapsed


def test_an_answer_before_the_end_of_a_study_day_can_be_undone_after_it(learner: Learner) -> None:
    learner.take_in()
    session = learner.program.study.start()
    first = learner.asked(session)
    session.grade(Grade.GOOD, answer_ms=1)
    learner.tomorrow()
    learner.asked(session)
    assert session.undo().card == first.card
    question = learner.asked(session)
    assert (question.card, question.done) == (first.card, 0)


def test_a_failure_after_a_flight_west_brings_the_card_back_tomorrow(learner: Learner) -> None:
    card = learner.take_in([recall(1)]).cards[0].id
    for at in ("2026-03-10T05:00+09:00", "2026-03-11T05:00+09:00"):
        learner.now = datetime.fromisoformat(at)
        learner.program.study.answer(card, Grade.GOOD)
    learner.now = datetime.fromisoformat("2026-03-10T22:00-08:00")
    day, outcome, _, after = learner.program.study.answer(card, Grade.AGAIN)
    assert iso(day) == "2026-03-11"
    assert after.schedule is not None
    assert (after.schedule.interval_days, iso(after.schedule.due)) == (1, "2026-03-12")
    assert outcome.schedule == after.schedule


@pytest.mark.parametrize("hours", [1, 40, 24 * 2000])
def test_a_clock_set_back_changes_nothing_that_a_button_says(learner: Learner, hours: int) -> None:
    card = learner.take_in([recall(1)]).cards[0].id
    learner.tomorrow(3000)
    for step in (0, -hours, 1, -hours, 24 * 9, -1, 0, -hours):
        learner.now += timedelta(hours=step)
        for grade in (Grade.GOOD, Grade.AGAIN, Grade.HARD):
            _, outcome, _, after = learner.program.study.answer(card, grade)
            assert after.schedule == outcome.schedule
            assert audited(learner.program.progress).wrong == ()
    times = [(row.study_day, row.instant_ms) for row in learner.program.progress.reviews_of(card)]
    assert times == sorted(times)
    while times:
        learner.program.recorder.undo_review()
        times.pop()
        assert audited(learner.program.progress).wrong == ()


def test_an_incomplete_card_is_never_asked_and_says_why(learner: Learner) -> None:
    incomplete = quiz(1, right=())
    learner.take_in([recall(2), incomplete])
    card = next(each for each in learner.program.content.all_cards() if each.incomplete)
    assert learner.program.study.today().new == 1
    with pytest.raises(CardError, match="incomplete"):
        learner.program.study.answer(card.id, Grade.GOOD)


def test_a_topic_studied_alone_leaves_the_other_its_share_and_undo_its_length(
    learner: Learner,
) -> None:
    items = [recall(n, "Left") for n in range(12)] + [recall(n, "Right") for n in range(12, 24)]
    learner.take_in(items)
    learner.program.preferences.change("new_cards_per_day", 8)
    session = learner.program.study.start(("machine", "Left"))
    totals = []
    for grade in (Grade.GOOD, Grade.AGAIN, Grade.GOOD, Grade.GOOD, Grade.GOOD):
        totals.append(learner.asked(session).total)
        session.grade(grade, answer_ms=1)
    for _ in range(3):
        session.undo()
        totals.append(learner.asked(session).total)
    assert set(totals) == {4}
    while session.question():
        session.grade(Grade.GOOD, answer_ms=1)
    left = learner.program.study.today().by_topic
    assert {path: counts.new for path, counts in left.items()}[("machine", "Right")] == 4
    assert learner.program.study.today().total == 4
    assert session.summary().left == 4


def test_cards_put_off_are_tomorrows_everywhere(learner: Learner) -> None:
    learner.take_in([recall(number) for number in range(1, 31)])
    learner.program.preferences.change("new_cards_per_day", 5)
    learner.study_all(Grade.GOOD)
    learner.tomorrow(2)
    session = learner.program.study.start()
    while session.question():
        session.put_off()
    assert learner.program.study.today().total == 0
    summary = session.summary()
    assert (summary.tomorrow_due, summary.tomorrow_new, summary.left) == (5, 5, 0)
    forecast = dict(learner.program.mastery.report().forecast)
    today = learner.program.today()
    assert (forecast[today], forecast[today + 1]) == (0, 5)
    learner.tomorrow()
    assert (learner.program.study.today().due, learner.program.study.today().new) == (5, 5)


def test_a_topic_gives_its_share_then_more_then_practice(learner: Learner) -> None:
    learner.take_in()
    learner.program.preferences.change("new_cards_per_day", 2)
    path = ("machine", "Quizzes")
    shares = []
    for _ in range(3):
        session = learner.program.study.start(path)
        kinds = []
        while question := session.question():
            assert question.card.topic == ("Quizzes",)
            kinds.append(question.kind)
            session.grade(Grade.GOOD, answer_ms=1)
        shares.append((len(kinds), kinds[0]))
    assert shares == [
        (1, ReviewKind.SCHEDULED),
        (2, ReviewKind.SCHEDULED),
        (1, ReviewKind.SCHEDULED),
    ]
    assert learner.asked(learner.program.study.start(path)).kind is ReviewKind.PRACTICE


def test_history_tells_every_answer_and_why_the_card_is_due(learner: Learner) -> None:
    learner.take_in([recall(1)])
    learner.study_all(Grade.GOOD)
    learner.tomorrow()
    session = learner.program.study.start()
    history = session.history()
    assert [row.grade for row in history.rows] == [Grade.GOOD]
    assert (history.due, history.interval_days) == (history.today, 1)
    assert history.predicted is not None


def test_siblings_are_asked_on_different_days(learner: Learner) -> None:
    learner.take_in([recall(1, key="one", siblings=("two",)), quiz(2, key="two"), recall(3)])
    assert learner.program.study.today().new == 2
    learner.study_all()
    learner.tomorrow()
    today = learner.program.study.today()
    assert (today.due, today.new) == (2, 0)
    learner.study_all()
    learner.tomorrow()
    assert learner.program.study.today().new == 1
