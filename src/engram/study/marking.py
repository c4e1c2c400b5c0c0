"""How a quiz answer is marked, and the order its options are shown in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from engram.model import Card, Grade
from engram.study.values import Marking


def marking(card: Card, chosen: Sequence[int]) -> Marking:
    """The marking of options chosen by stored place: right only if exactly the right ones are."""
    right = {place for place, option in enumerate(card.options) if option.correct}
    picked = set(chosen)
    exact = picked == right
    return Marking(
        exact,
        len(picked & right),
        len(right),
        len(picked - right),
        Grade.GOOD if exact else Grade.AGAIN,
    )


def shown_order(card: Card, seed: str) -> tuple[int, ...]:
    """The options' stored places in the order shown: shuffled, the same for the same `seed`.

    True/False keeps its order, and "all of the above" its place at the end.
    """
    last = card.kept_places
    shuffled = sorted(
        (place for place in range(len(card.options)) if place not in last),
        key=lambda place: hashlib.blake2b(f"{card.id}|{seed}|{place}".encode()).digest(),
    )
    return (*shuffled, *last)
