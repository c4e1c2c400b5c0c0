"""A preview in, what it would do to each card out: the values that a change list draws."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from engram.compiler.card_diff import CardDiff, card_diff
from engram.compiler.change import Change
from engram.compiler.edits import EditConflict
from engram.compiler.intake import Duplicate, Preview
from engram.model import Card, CardId

_ORDER = (Change.KEY_CHANGED, Change.CHANGED, Change.MOVED, Change.NEW)


@dataclass(frozen=True, slots=True)
class CardChange:
    """One card before and after the import; one of them is missing for what comes or retires."""

    change: Change
    before: Card | None
    after: Card | None
    conflicts: tuple[EditConflict, ...] = ()  # the learner's own texts that it concerns
    duplicate: Duplicate | None = None

    @property
    def card(self) -> CardId:
        """The id the card has afterwards."""
        card = self.after or self.before
        if card is None:
            raise ValueError("a change is about a card")
        return card.id

    @property
    def returns(self) -> bool:
        """Whether a retired card comes back into study."""
        return self.before is not None and self.before.retired and self.after is not None

    @property
    def diff(self) -> CardDiff:
        """The words that differ; all is empty for a card that comes, retires or only moves."""
        if self.before is None or self.after is None:
            return CardDiff()
        return card_diff(self.before, self.after)


def change_list(preview: Preview) -> tuple[CardChange, ...]:
    """Every card of an import, the weightiest class of change first, in deck order within each.

    What is no longer there comes after what is new, what stays as it is last.
    """
    after = {card.id: card for card in preview.cards}
    conflicts: dict[CardId, list[EditConflict]] = defaultdict(list)
    for conflict in preview.conflicts:
        conflicts[conflict.card].append(conflict)
    twice = {duplicate.new.id: duplicate for duplicate in preview.duplicates}

    def with_change(change: Change) -> list[CardChange]:
        return [
            CardChange(
                change,
                None if match.old is None else preview.before[match.old],
                after[match.id],
                tuple(conflicts.get(match.id, ())),
                twice.get(match.id),
            )
            for match in preview.matching.cards
            if match.change is change
        ]

    retired = (
        CardChange(Change.RETIRED, preview.before[card], None) for card in preview.matching.retired
    )
    return (
        *(each for change in _ORDER for each in with_change(change)),
        *retired,
        *with_change(Change.UNCHANGED),
    )
