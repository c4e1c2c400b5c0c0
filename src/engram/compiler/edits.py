"""The learner's own texts and what an import does to the cards below them in; conflicts out.

An edit lies over the source's text. An import that changes that text would leave the learner with
a text about something that is no longer so, and unaware of it: that is a conflict, to be decided.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from engram.compiler.wording import normalised
from engram.model import Card, CardId
from engram.store.changes import KnownEdit


@dataclass(frozen=True, slots=True)
class EditConflict:
    """One text of a card as the learner has it, as the source had it, and as it has it now."""

    edit: KnownEdit
    before: str
    theirs: str

    @property
    def card(self) -> CardId:
        return self.edit.card

    @property
    def field(self) -> str:
        return self.edit.field

    @property
    def mine(self) -> str:
        return self.edit.text

    @property
    def is_settled(self) -> bool:
        """Whether the source now says what the learner wrote, and the edit may go."""
        return self.mine == self.theirs


def conflicts(
    edits: Iterable[KnownEdit], before: Mapping[CardId, Card], after: Mapping[CardId, Card]
) -> tuple[EditConflict, ...]:
    """The edits below which an import changes the source's text; `before` are source cards."""
    return tuple(
        EditConflict(edit, getattr(before[edit.card], edit.field), theirs)
        for edit in edits
        if edit.card in before and edit.card in after
        for theirs in (getattr(after[edit.card], edit.field),)
        if normalised(theirs) != normalised(getattr(before[edit.card], edit.field))
    )


def unedited(found: Iterable[EditConflict], theirs: Container[CardId]) -> tuple[KnownEdit, ...]:
    """The edits that go: those of the cards chosen, and those that the source says itself now."""
    return tuple(each.edit for each in found if each.is_settled or each.card in theirs)
