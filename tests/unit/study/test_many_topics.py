"""A library of many topics: the same queue as from all its cards, and no slower for each topic."""

from __future__ import annotations

from pathlib import Path

import pytest

from engram.model import Grade, Item
from engram.study import desk
from tests.learner import Learner, recall


def _items(topics: int, linked: int) -> list[Item]:
    """Three cards a topic; the first ones of the first topics are siblings of the topic before."""
    return [
        recall(
            10 * topic + place,
            f"Topic {topic}",
            key=f"t{topic}-{place}",
            siblings=(f"t{topic - 1}-0",) if place == 0 and 0 < topic <= linked else (),
        )
        for topic in range(topics)
        for place in range(3)
    ]


@pytest.mark.parametrize("linked", [0, 5, 39])
def test_the_first_cards_of_each_topic_decide_the_day_as_all_would(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, linked: int
) -> None:
    learner.take_in(_items(40, linked))
    for _ in range(3):
        found = learner.program.study.next_cards()
        with monkeypatch.context() as patch:
            patch.setattr(desk, "FIRST_ROUNDS", 1000)
            assert learner.program.study.next_cards() == found
        assert len(found) >= 20
        session = learner.program.study.start()
        learner.asked(session)
        session.grade(Grade.GOOD, answer_ms=1)
        session.put_off()
        learner.study_all(most=10)
        learner.tomorrow()


@pytest.mark.parametrize("topics", [2, 60])
def test_today_asks_the_store_as_often_for_many_topics_as_for_few(
    tmp_path: Path, topics: int
) -> None:
    learner = Learner(tmp_path)
    learner.take_in(_items(topics, 0))
    statements: list[str] = []
    connection = learner.program.progress._database.connection
    connection.set_trace_callback(statements.append)
    learner.program.study.today()
    learner.program.mastery.report()
    connection.set_trace_callback(None)
    learner.close()
    assert len(statements) < 40
