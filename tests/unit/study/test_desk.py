"""What a study day holds: a topic's cards, what is put off, how long it takes, what is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engram.library import open_program
from engram.model import Grade
from engram.paths import Places
from tests.learner import Learner, quiz, recall

BASICS = ("machine", "Basics")


def all_of(learner: Learner, path: tuple[str, ...]) -> list[str]:
    """The ids a topic's session asks, each answered well."""
    session, asked = learner.program.study.start(path), []
    while question := session.question():
        asked.append(str(question.card.id))
        session.grade(Grade.GOOD, answer_ms=100)
    return asked


def beyond_the_share(learner: Learner) -> None:
    """A library of twelve cards whose three of today are answered."""
    learner.program.preferences.change("new_cards_per_day", 3)
    learner.take_in([recall(number) for number in range(1, 13)])
    learner.study_all()


def test_a_session_beyond_the_share_keeps_its_cards_whatever_happens_elsewhere(
    learner: Learner,
) -> None:
    beyond_the_share(learner)
    session = learner.program.study.start(BASICS)
    assert learner.asked(session).total - learner.asked(session).done == 3
    failed = learner.asked(session).card.id
    session.grade(Grade.AGAIN, answer_ms=100)
    other = open_program(learner.places, None, lambda: learner.now)
    other.preferences.change("reviews_per_day", 50)
    other.close()
    asked = []
    while question := session.question():
        asked.append(question.card.id)
        session.grade(Grade.GOOD, answer_ms=100)
    assert len(asked) == 3
    assert failed in asked


def test_a_session_beyond_the_share_leaves_out_what_was_answered_elsewhere(
    learner: Learner,
) -> None:
    beyond_the_share(learner)
    session = learner.program.study.start(BASICS)
    shown = learner.asked(session).card.id
    other = open_program(learner.places, None, lambda: learner.now)
    unseen = other.study.start(BASICS)
    ids = []
    while question := unseen.question():
        ids.append(question.card.id)
        unseen.suspend()
    other.close()
    assert shown in ids
    assert learner.asked(session).card.id == shown  # it is on the screen still
    session.put_off()
    assert session.question() is None


def test_a_topic_asks_no_sibling_of_a_card_answered_today(learner: Learner) -> None:
    learner.program.preferences.change("new_cards_per_day", 1)
    learner.take_in([recall(1, key="a", siblings=("b",)), recall(2, key="b"), recall(3, key="c")])
    assert all_of(learner, BASICS) == ["a"]
    assert all_of(learner, BASICS) == ["c"]


def test_practice_is_over_many_cards_whatever_the_share_of_new_ones(learner: Learner) -> None:
    learner.program.preferences.change("new_cards_per_day", 1)
    learner.take_in([recall(number) for number in range(1, 7)])
    for _ in range(7):
        learner.study_all()
        learner.tomorrow()
    learner.study_all()
    assert len(all_of(learner, BASICS)) == 6


def test_a_card_put_off_is_not_practised_today(learner: Learner) -> None:
    learner.take_in([recall(number) for number in range(1, 4)])
    learner.study_all()
    learner.tomorrow()
    session = learner.program.study.start()
    put_off = learner.asked(session).card.id
    session.put_off()
    learner.study_all()
    assert put_off not in all_of(learner, BASICS)


def test_a_card_put_off_after_the_night_began_does_not_come_back_at_once(learner: Learner) -> None:
    learner.take_in()
    learner.now = datetime.fromisoformat("2026-03-02T23:00+00:00")
    session = learner.program.study.start()
    card = learner.asked(session).card.id
    learner.now += timedelta(hours=6)
    session.put_off()
    assert card not in learner.program.study.next_cards()


def test_one_card_left_open_for_hours_does_not_spoil_the_estimate(learner: Learner) -> None:
    learner.take_in([recall(number) for number in range(1, 61)])
    session = learner.program.study.start()
    for number in range(20):
        session.grade(Grade.GOOD, answer_ms=3 * 3600 * 1000 if number == 7 else 10_000)
    learner.tomorrow()
    today = learner.program.study.today()
    assert (today.total, today.minutes) == (40, 17)  # (19 x 10 s + 5 min) / 20 a card


@pytest.mark.parametrize(("cards", "minutes"), [(1, 1), (2, 1), (3, 2), (4, 2), (6, 3)])
def test_minutes_are_rounded_up(learner: Learner, cards: int, minutes: int) -> None:
    learner.take_in([recall(number) for number in range(cards)])
    assert learner.program.study.today().minutes == minutes


def test_undo_of_a_setting_after_the_clock_went_back_gives_the_one_before(
    learner: Learner,
) -> None:
    preferences = learner.program.preferences
    preferences.change("new_cards_per_day", 10)
    learner.now -= timedelta(hours=1)
    preferences.change("new_cards_per_day", 21)
    learner.now += timedelta(minutes=1)
    preferences.change("new_cards_per_day", 30)
    learner.program.study.undo()
    assert preferences.number("new_cards_per_day") == 21
    learner.program.study.undo()
    assert preferences.number("new_cards_per_day") == 10


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic:Übungen", 1),
        ("topic:übung", 1),
        ("deck:Ärzte", 2),
        ("deck:ÄRZTE", 2),
        ("tag:Über", 1),
        ("tag:ÜBER", 1),
        ("topic:straße", 0),
    ],
)
def test_capitals_of_every_script_are_found(learner: Learner, query: str, found: int) -> None:
    items = [replace(recall(1, "Übungen"), tags=("Über",)), quiz(2, "other")]
    learner.take_in(items, document="Ärzte.md")
    assert len(learner.program.study.find(query)) == found


def test_a_session_left_open_over_night_asks_for_the_new_day(learner: Learner) -> None:
    learner.take_in([recall(number) for number in range(1, 9)])
    session = learner.program.study.start()
    session.grade(Grade.GOOD, answer_ms=100)
    learner.tomorrow()
    schedule = learner.asked(session).outcomes[Grade.GOOD].schedule
    assert schedule is not None
    assert schedule.due == learner.program.today() + schedule.interval_days


def test_options_stand_in_another_order_when_a_card_comes_back(learner: Learner) -> None:
    learner.take_in([quiz(number) for number in range(1, 9)])
    session, orders = learner.program.study.start(), []
    for grade in (*[Grade.AGAIN] * 8, *[Grade.GOOD] * 8):
        shown = learner.asked(session)
        orders.append((shown.card.id, shown.order))
        session.grade(grade, answer_ms=100)
    again = dict(orders[8:])
    assert [again[card] == order for card, order in orders[:8]].count(False) >= 5


def test_an_open_drill_comes_after_six_others_in_a_new_session_too(learner: Learner) -> None:
    learner.take_in([recall(number) for number in range(1, 13)])
    session = learner.program.study.start()
    failed = learner.asked(session).card.id
    session.grade(Grade.AGAIN, answer_ms=100)
    assert learner.program.study.next_cards().index(failed) == 6


def test_a_drill_that_is_put_off_is_not_asked_today(learner: Learner) -> None:
    learner.take_in([recall(1), recall(2)])
    session = learner.program.study.start()
    failed = learner.asked(session).card.id
    session.grade(Grade.AGAIN, answer_ms=100)
    session.grade(Grade.GOOD, answer_ms=100)
    assert learner.asked(session).card.id == failed
    session.put_off()
    assert learner.program.study.next_cards() == ()


def test_a_topics_session_counts_its_own_answers_only(learner: Learner) -> None:
    learner.take_in([recall(1), recall(2), quiz(3), quiz(4)])
    all_of(learner, BASICS)
    shown = learner.asked(learner.program.study.start(("machine", "Quizzes")))
    assert (shown.done, shown.total) == (0, 2)


def test_days_in_a_row_last_until_a_whole_day_is_missed(learner: Learner) -> None:
    learner.take_in([recall(number) for number in range(1, 4)])
    study = learner.program.study
    assert study.days_in_a_row() == 0
    for expected in (1, 2, 3):
        learner.study_all()
        assert study.days_in_a_row() == expected
        learner.tomorrow()
        assert study.days_in_a_row() == expected
        learner.program.study.answer(learner.program.content.all_cards()[0].id, Grade.GOOD)
    learner.tomorrow(2)
    assert study.days_in_a_row() == 0


def test_a_card_whose_first_answer_was_taken_back_keeps_its_place_among_the_new(
    learner: Learner, tmp_path: Path
) -> None:
    first, last = (each.id for each in learner.take_in([recall(1), recall(2)]).cards)
    learner.program.study.answer(last, Grade.GOOD)
    laptop = Places(learner.places.library, tmp_path / "laptop.json")
    other = open_program(laptop, None, lambda: learner.now)
    other.study.answer(last, Grade.GOOD)  # early, so it says something of memory alone
    other.close()
    learner.program.study.undo()
    assert learner.program.study.next_cards() == (first, last)


def test_a_small_share_of_new_cards_is_found_behind_siblings_of_due_ones(learner: Learner) -> None:
    learner.program.preferences.change("new_cards_per_day", 1)
    seen = [recall(number, key=f"seen{number}") for number in (1, 2, 3)]
    kept_away = [
        recall(number + 3, key=f"twin{number}", siblings=(f"seen{number}",)) for number in (1, 2, 3)
    ]
    cards = learner.take_in([*seen, *kept_away, recall(7, key="free")]).cards
    for card in cards[:3]:
        learner.program.study.answer(card.id, Grade.GOOD)
    learner.tomorrow()
    assert learner.program.study.today().new == 1
    assert learner.program.study.next_cards()[-1] == "free"


def test_siblings_do_not_use_up_the_share_of_new_cards(learner: Learner) -> None:
    learner.program.preferences.change("new_cards_per_day", 2)
    learner.take_in([recall(1, key="a", siblings=("b",)), recall(2, key="b"), recall(3, key="c")])
    assert learner.program.study.next_cards() == ("a", "c")


def test_eight_failures_make_a_leech(learner: Learner) -> None:
    card = learner.take_in([recall(1)]).cards[0].id
    for failures in range(1, 9):
        learner.program.study.answer(card, Grade.AGAIN)
        assert len(learner.program.study.find("is:leech")) == (failures == 8)
        learner.tomorrow()
