"""The answers of one session in, what its last page tells out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engram.mastery import score
from engram.mastery.values import Report, TopicReport
from engram.model import Card, CardId, Grade, Standing, StudyDay
from engram.study.values import TopicMove, TopicPath


@dataclass(frozen=True, slots=True)
class Touched:
    """One answer of a session: the card, how it was graded, its standing before and after."""

    card: Card
    grade: Grade
    guessed: bool
    answer_ms: int
    before: Standing
    after: Standing

    @property
    def right(self) -> bool:
        return self.grade >= Grade.HARD and not self.guessed


def first_tries(touched: Iterable[Touched]) -> dict[CardId, Touched]:
    """The first answer of each card in the session."""
    firsts: dict[CardId, Touched] = {}
    for answer in touched:
        firsts.setdefault(answer.card.id, answer)
    return firsts


def missed_cards(touched: Iterable[Touched]) -> tuple[CardId, ...]:
    """The cards whose first try was not right."""
    return tuple(card for card, answer in first_tries(touched).items() if not answer.right)


def topic_moves(
    touched: Sequence[Touched], report: Report, today: StudyDay
) -> tuple[TopicMove, ...]:
    """How mastery moved in each topic the session touched, the most answered first."""
    gained: dict[TopicPath, float] = defaultdict(float)
    answers: dict[TopicPath, int] = defaultdict(int)
    for answer in touched:
        path = (answer.card.deck, *answer.card.topic)
        chance = answer.card.guess_chance
        answers[path] += 1
        gained[path] += _known(answer.after, chance, today) - _known(answer.before, chance, today)
    reports: Mapping[TopicPath, TopicReport] = {topic.path: topic for topic in report.topics}
    moves = [
        _move(reports[path], count, gained[path])
        for path, count in answers.items()
        if path in reports
    ]
    return tuple(sorted(moves, key=lambda move: -move.answers))


def _move(topic: TopicReport, answers: int, gained: float) -> TopicMove:
    before = max(0.0, topic.mastery - gained / max(1, topic.cards))
    return TopicMove(topic.path, answers, before, topic.mastery, topic.coverage, topic.answers)


def _known(standing: Standing, guess_chance: float, today: StudyDay) -> float:
    memory, schedule = standing.memory, standing.schedule
    since = today - memory.last_day if memory else 0
    recalled = score.retrievability(
        memory.stability if memory else None, since, schedule.interval_days if schedule else None
    )
    return score.known(recalled, guess_chance)
