"""The report over a real library: shares, parents, evidence, overdue, retention, forecast."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from engram.mastery import score
from engram.mastery.values import Report, TopicReport
from engram.model import NEVER_SEEN, Grade, ReviewId, ReviewKind, Schedule, StudyDay
from engram.scheduling.fold import answer_of, folded
from tests.learner import Learner, quiz, recall

ITEMS = [
    *(recall(number, topic="Pumps") for number in range(1, 6)),
    *(quiz(number, topic="Valves") for number in range(6, 9)),
]


def topic(report: Report, *path: str) -> TopicReport:
    return next(each for each in report.topics if each.path == path)


@pytest.fixture
def studied(learner: Learner) -> Learner:
    """Pumps and valves answered well once, then three days passed."""
    learner.take_in(ITEMS, "machine.md")
    learner.study_all(Grade.GOOD)
    learner.tomorrow(3)
    return learner


def test_mastery_is_the_mean_share_known_today_and_readiness_in_21_days(studied: Learner) -> None:
    report = studied.program.mastery.report()
    memory = studied.program.progress.state(
        studied.program.content.all_cards()[0].id
    ).standing.memory
    assert memory is not None
    now, later = (score.retrievability(memory.stability, days, None) for days in (3, 24))
    pumps, valves = topic(report, "machine", "Pumps"), topic(report, "machine", "Valves")
    assert pumps.mastery == pytest.approx(now)
    assert pumps.readiness == pytest.approx(later)
    assert valves.mastery == pytest.approx(score.known(now, 0.25))
    assert valves.readiness == pytest.approx(score.known(later, 0.25))
    assert pumps.coverage == 1.0
    assert pumps.known_of_seen == pytest.approx(now)


def test_a_parent_is_the_sum_over_the_union_of_its_cards(studied: Learner) -> None:
    report = studied.program.mastery.report()
    pumps, valves = topic(report, "machine", "Pumps"), topic(report, "machine", "Valves")
    deck = topic(report, "machine")
    assert (deck.cards, deck.answers) == (8, 8)
    assert deck.mastery == pytest.approx((5 * pumps.mastery + 3 * valves.mastery) / 8)
    assert deck.mastery == report.total.mastery
    assert [each.path for each in report.topics] == [
        ("machine",),
        ("machine", "Pumps"),
        ("machine", "Valves"),
    ]
    assert studied.program.mastery.report("other").topics == ()


def test_unseen_cards_count_as_not_known(learner: Learner) -> None:
    learner.take_in(ITEMS)
    learner.study_all(most=2)
    total = learner.program.mastery.report().total
    assert (total.seen, total.coverage) == (2, 0.25)
    assert total.mastery == pytest.approx(0.25)  # just answered: recall is 1
    assert total.levels.unseen == 6
    assert total.levels.learning == 2


def test_under_ten_answers_there_is_little_evidence(studied: Learner) -> None:
    report = studied.program.mastery.report()
    assert report.total.little_evidence
    studied.study_all()
    assert not studied.program.mastery.report().total.little_evidence


def test_expected_and_observed_tell_only_of_answers_with_a_prediction(studied: Learner) -> None:
    first = studied.program.mastery.report().total
    assert (first.expected, first.observed, first.interval) == (None, None, None)
    session = studied.program.study.start()
    session.grade(Grade.AGAIN, answer_ms=1)
    session.grade(Grade.GOOD, answer_ms=1, guessed=True)
    while session.question():
        session.grade(Grade.GOOD, answer_ms=1)
    total = studied.program.mastery.report().total
    assert (total.answers, total.predicted_answers, total.right) == (16, 8, 6)
    assert total.observed == pytest.approx(0.75)
    assert total.interval == score.wilson(6, 8)
    predicted = [
        review.predicted
        for review in studied.program.progress.all_reviews()
        if review.predicted is not None and review.kind != "drill"
    ]
    assert total.expected == pytest.approx(sum(predicted) / 8)


def test_overdue_cards_are_counted_and_stand_in_todays_forecast(studied: Learner) -> None:
    report = studied.program.mastery.report()
    assert (report.total.overdue, topic(report, "machine", "Valves").overdue) == (8, 3)
    assert report.forecast[0] == (studied.program.today(), 8)
    assert [count for _, count in report.forecast[1:]] == [0] * 13


def test_retention_is_the_share_right_of_the_last_thirty_days(learner: Learner) -> None:
    assert learner.program.mastery.report().retention is None
    learner.take_in(ITEMS[:4])
    learner.study_all(Grade.AGAIN, most=2)
    learner.tomorrow(29)
    learner.program.study.answer(learner.program.content.all_cards()[3].id, Grade.GOOD)
    assert learner.program.mastery.report().retention == pytest.approx(1 / 3)
    learner.tomorrow(1)
    assert learner.program.mastery.report().retention == 1.0


def test_suspended_and_incomplete_cards_do_not_count(learner: Learner) -> None:
    learner.take_in([*ITEMS, quiz(9, right=())])
    learner.program.study.start().suspend()
    total = learner.program.mastery.report().total
    assert (total.cards, total.suspended) == (7, 1)


def test_a_drill_is_no_evidence_and_the_first_answer_of_a_day_counts(learner: Learner) -> None:
    learner.take_in(ITEMS[:1])
    learner.study_all(Grade.AGAIN, most=1)
    learner.study_all(Grade.GOOD)
    total = learner.program.mastery.report().total
    assert total.answers == 1
    assert learner.program.mastery.report().retention == 0.0


def test_practice_after_a_days_first_answer_is_no_second_evidence(learner: Learner) -> None:
    card = learner.take_in(ITEMS[:1]).cards[0].id
    learner.program.study.answer(card, Grade.GOOD)
    learner.now += timedelta(minutes=1)
    learner.program.study.answer(card, Grade.AGAIN)
    assert learner.program.mastery.report().total.answers == 1
    assert learner.program.mastery.report().retention == 1.0


def test_answers_of_a_suspended_card_are_left_out_with_it(learner: Learner) -> None:
    card = learner.take_in(ITEMS[:2]).cards[0].id
    learner.program.study.answer(card, Grade.GOOD)
    learner.program.recorder.set("suspend", card, "suspended", "1")
    assert learner.program.mastery.report().total.answers == 0


def test_a_card_due_today_is_not_overdue(learner: Learner) -> None:
    learner.take_in(ITEMS[:3])
    learner.study_all(Grade.GOOD)
    learner.tomorrow()
    report = learner.program.mastery.report()
    assert (report.total.overdue, report.forecast[0][1]) == (0, 3)


def test_an_early_answer_is_evidence(learner: Learner) -> None:
    card = learner.take_in(ITEMS[:1]).cards[0].id
    for grade in (Grade.GOOD, Grade.GOOD, Grade.AGAIN):  # the third is early
        learner.program.study.answer(card, grade)
        learner.tomorrow()
    report = learner.program.mastery.report()
    assert (report.total.answers, report.total.predicted_answers, report.total.right) == (3, 2, 1)
    assert report.retention == pytest.approx(2 / 3)


def test_a_card_with_a_bare_interval_is_known_by_it(learner: Learner) -> None:
    card = learner.take_in(ITEMS[:1]).cards[0].id
    learner.program.study.answer(card, Grade.GOOD)
    (answer,) = learner.program.progress.all_reviews()
    learner.program.study.undo()
    day = learner.program.today()
    schedule = Schedule(3, 20, 250, StudyDay(day + 15))  # since five days ago
    given = replace(
        answer, kind=ReviewKind.SET, grade=None, schedule=schedule, id=ReviewId(answer.id + "1")
    )
    learner.program.progress.record(given, NEVER_SEEN, folded([answer_of(given)]))
    total = learner.program.mastery.report().total
    assert total.mastery == pytest.approx(0.9 ** (5 / 20))
    assert total.readiness == pytest.approx(0.9 ** (26 / 20))
    assert total.levels.learning == 1  # it was never answered
