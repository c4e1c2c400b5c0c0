"""What the mastery charts draw: shares as 0..1, counts of cards, and the trust they deserve."""

from __future__ import annotations

from dataclasses import dataclass

LITTLE_EVIDENCE = 10
"""Under this many counted answers a share is drawn hatched and never written as a bare figure."""


@dataclass(frozen=True, slots=True)
class Levels:
    """How many cards stand on each level; they add up to the topic's active cards."""

    secure: int = 0
    slipping: int = 0
    familiar: int = 0
    learning: int = 0
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class TopicReport:
    """One deck or topic on one study day; a parent is the sum over the union of its cards."""

    path: tuple[str, ...]  # the deck, then the topic path
    cards: int
    seen: int
    mastery: float
    coverage: float
    readiness: float  # mastery in 21 days if nothing is studied
    levels: Levels
    answers: int  # counted answers: the first per card and study day
    predicted_answers: int  # those that carry a prediction
    right: int  # of the predicted ones
    expected: float | None
    observed: float | None
    interval: tuple[float, float] | None  # Wilson, 95 %
    suspended: int = 0
    overdue: int = 0

    @property
    def little_evidence(self) -> bool:
        return self.answers < LITTLE_EVIDENCE

    @property
    def known_of_seen(self) -> float:
        """The mean share known among the seen cards."""
        return self.mastery / self.coverage if self.coverage else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """Every deck and topic, parents before children, in deck order; then the whole library."""

    topics: tuple[TopicReport, ...]
    total: TopicReport
    retention: float | None  # share right of the counted answers of the last 30 days
    forecast: tuple[tuple[int, int], ...]  # (study day, cards due); today's holds the overdue ones
