"""The report beside a plain computation over the log: no figure differs, whatever the log holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from random import Random

import pytest

from engram.mastery import score
from engram.mastery.report import RETENTION_DAYS
from engram.mastery.values import TopicReport
from engram.model import Grade, Review, ReviewId, ReviewKind, Schedule, Standing, StudyDay
from engram.store import review_rows
from engram.store.database import open_library
from engram.store.progress import device_row
from engram.study.audit import audited, repaired
from tests.learner import Learner, quiz, recall

ITEMS = [
    *(recall(number, topic="Pumps") for number in range(1, 9)),
    *(quiz(number, topic="Valves") for number in range(9, 17)),
    *(recall(number, topic="Wheels") for number in range(17, 21)),
]
DAY_MS = 86_400_000


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_is_that_of_the_log(seed: int, learner: Learner) -> None:
    numbers = Random(seed)
    cards = learner.take_in(ITEMS, "machine.md").cards
    today = learner.program.today()
    for card in cards[::5]:
        learner.program.recorder.set("suspend", card.id, "suspended", "1")
    learner.close()
    _write_log(learner, numbers, today)
    progress = learner.program.progress
    repaired(progress, audited(progress))
    assert audited(progress).wrong == ()
    report = learner.program.mastery.report()
    expected, retention = _plain(learner, today)
    assert len(report.topics) == 4
    for topic in (*report.topics, report.total):
        _compare(topic, expected[topic.path], today)
    assert report.retention == pytest.approx(retention)


def _write_log(learner: Learner, numbers: Random, today: StudyDay) -> None:
    """Any rows that a log can have: two devices, one millisecond, kinds in any order, undone."""
    database = open_library(learner.places.library)
    with database.transaction() as connection:
        devices = [device_row(connection, name) for name in ("one", "two")]
        rows = connection.execute("select number, id from card").fetchall()
        for place in range(300):
            number, card = numbers.choice(rows)
            day = StudyDay(today - numbers.randrange(60))
            kind = numbers.choice([*ReviewKind, ReviewKind.SCHEDULED, ReviewKind.SCHEDULED])
            given = Schedule(1, 3, 250, StudyDay(day + 3)) if numbers.random() < 0.5 else None
            set_by_hand = kind is ReviewKind.SET
            review = Review(
                ReviewId(f"{numbers.getrandbits(60):020x}"),
                card,
                "",
                day * DAY_MS + numbers.randrange(3),
                0,
                day,
                kind,
                None if set_by_hand else Grade(numbers.randrange(6)),
                guessed=numbers.random() < 0.1,
                predicted=numbers.choice((None, numbers.random())),
                schedule=given if set_by_hand else None,
            )
            values = review_rows.values_of(review, number, numbers.choice(devices))
            connection.execute(review_rows.INSERT, values)
            if numbers.random() < 0.1:
                connection.execute(
                    "insert into retraction (id, target, device, instant_ms) values (?, ?, 1, 1)",
                    (f"gone-{place}", review.id),
                )
    database.close()


def _plain(
    learner: Learner, today: StudyDay
) -> tuple[dict[tuple[str, ...], list[tuple[Standing, float, list[Review]]]], float]:
    """The standing, luck and counted answers of each topic's active cards, and the retention."""
    progress, held = learner.program.progress, defaultdict(list)
    recent: list[bool] = []
    for card in learner.program.content.all_cards():
        state = progress.state(card.id)
        if not state.available:
            continue
        counted = list(_counted(progress.reviews_of(card.id)))
        recent += [_right(each) for each in counted if each.study_day > today - RETENTION_DAYS]
        for path in ((), (card.deck,), (card.deck, *card.topic)):
            held[path].append((state.standing, card.guess_chance, counted))
    return held, sum(recent) / len(recent)


def _counted(reviews: Sequence[Review]) -> Iterator[Review]:
    days = set()
    for review in reviews:
        counts = review.kind in (ReviewKind.SCHEDULED, ReviewKind.PRACTICE)
        if counts and review.study_day not in days:
            days.add(review.study_day)
            yield review


def _right(review: Review) -> bool:
    assert review.grade is not None
    return review.grade >= Grade.HARD and not review.guessed


def _compare(
    topic: TopicReport, held: list[tuple[Standing, float, list[Review]]], today: StudyDay
) -> None:
    now = [_known(standing, chance, today) for standing, chance, _ in held]
    later = [
        _known(standing, chance, StudyDay(today + score.READINESS_DAYS))
        for standing, chance, _ in held
    ]
    levels = Counter(_level(standing, today) for standing, _, _ in held)
    answers = [review for _, _, counted in held for review in counted]
    predicted = [review for review in answers if review.predicted is not None]
    due = [standing.schedule.due for standing, _, _ in held if standing.schedule]
    assert topic.cards == len(held)
    assert topic.seen == len(held) - levels["unseen"]
    assert topic.mastery == pytest.approx(sum(now) / len(held))
    assert topic.readiness == pytest.approx(sum(later) / len(held))
    assert {name: getattr(topic.levels, name) for name in levels} == levels
    assert topic.overdue == sum(day < today for day in due)
    assert topic.answers == len(answers)
    assert topic.predicted_answers == len(predicted)
    assert topic.right == sum(map(_right, predicted))
    assert topic.expected == pytest.approx(
        sum(review.predicted or 0 for review in predicted) / len(predicted)
    )


def _recalled(standing: Standing, day: StudyDay) -> float | None:
    memory, schedule = standing.memory, standing.schedule
    if memory:
        return score.retrievability(memory.stability, day - memory.last_day, None)
    if schedule:
        since = day - (schedule.due - schedule.interval_days)
        return score.retrievability(None, since, schedule.interval_days)
    return None


def _known(standing: Standing, chance: float, day: StudyDay) -> float:
    return score.known(_recalled(standing, day), chance)


def _level(standing: Standing, today: StudyDay) -> str:
    memory = standing.memory
    return score.level(
        _recalled(standing, today),
        memory.stability if memory else None,
        last_right=memory.last_right if memory else True,
        right_days=memory.right_days if memory else 0,
    )
