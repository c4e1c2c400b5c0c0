"""The log in, where what is stored differs from its fold out; and the repair of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from engram.model import NEVER_SEEN, CardId, Standing
from engram.scheduling.fold import answer_of, folded
from engram.store.progress import Progress


@dataclass(frozen=True, slots=True)
class Difference:
    """A card whose stored standing is not what its log gives."""

    card: CardId
    stored: Standing
    folded: Standing


@dataclass(frozen=True, slots=True)
class Audit:
    """What was compared, and what differed."""

    cards: int
    reviews: int
    differences: tuple[Difference, ...]
    stale: tuple[str, ...]  # cards and settings of which something else is kept than was set

    @property
    def wrong(self) -> tuple[str, ...]:
        """The cards, then the settings, of which anything differs; each once."""
        return tuple(dict.fromkeys([*(each.card for each in self.differences), *self.stale]))


def audited(progress: Progress) -> Audit:
    """Folds the whole log and compares it with all that is stored."""
    reviews = progress.all_reviews()
    given = {
        card: folded([answer_of(review) for review in rows])
        for card, rows in groupby(reviews, key=lambda review: review.card)
    }
    stored = progress.standings()
    differences = tuple(
        Difference(card, standing, given.get(card, NEVER_SEEN))
        for card, standing in stored
        if standing != given.get(card, NEVER_SEEN)
    )
    return Audit(len(stored), len(reviews), differences, progress.stale())


def repaired(progress: Progress, audit: Audit) -> int:
    """Writes what the log and the journal give over what is stored; says how much was wrong."""
    progress.rebuild([(each.card, each.folded) for each in audit.differences])
    return len(audit.wrong)
