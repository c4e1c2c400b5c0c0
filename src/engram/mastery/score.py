"""What one card and one topic are worth today: pure sums over memories.

R is the predicted recall (FSRS-6 memory, else 0.9 ** (days / interval)), K the probability that
the card is known: R without the luck of guessing. Mastery is the mean K over the active cards,
coverage the share seen; both are shares 0..1. Source: the design's mastery rules; FSRS-6.
"""

from __future__ import annotations

from math import sqrt

from engram.scheduling.memory import recall

SECURE_DAYS = 3
SECURE_STABILITY_DAYS = 21.0
FAMILIAR_DAYS = 2
TARGET = 0.90
READINESS_DAYS = 21
_Z95 = 1.959963984540054


def retrievability(
    stability: float | None, since_days: int, interval_days: int | None
) -> float | None:
    """R after `since_days`: by stability, else by a bare interval; None for a card never seen."""
    if stability is not None:
        return recall(stability, since_days)
    if interval_days is not None:
        return float(0.9 ** (max(0, since_days) / max(1, interval_days)))
    return None


def known(recalled: float | None, guess_chance: float) -> float:
    """K: the recall left when lucky guesses are taken off; 0 for a card never seen."""
    if recalled is None:
        return 0.0
    if not guess_chance:
        return recalled
    return max(0.0, (recalled - guess_chance) / (1 - guess_chance))


def level(
    recalled: float | None,
    stability: float | None,
    *,
    last_right: bool,
    right_days: int,
    target: float = TARGET,
) -> str:
    """The first level that fits: unseen, learning, secure, slipping, familiar."""
    if recalled is None:
        return "unseen"
    if not last_right or right_days < FAMILIAR_DAYS:
        return "learning"
    if right_days >= SECURE_DAYS and (stability or 0.0) >= SECURE_STABILITY_DAYS:
        return "secure" if recalled >= target else "slipping"
    return "familiar"


def wilson(right: int, answers: int) -> tuple[float, float] | None:
    """The 95 % Wilson score interval of a share; None without answers (Wilson, 1927)."""
    if not answers:
        return None
    share = right / answers
    weight = _Z95**2 / answers
    centre = (share + weight / 2) / (1 + weight)
    margin = _Z95 * sqrt(share * (1 - share) / answers + weight / (4 * answers)) / (1 + weight)
    return max(0.0, centre - margin), min(1.0, centre + margin)
