"""The rows of a change list in; what the learner decided about each, for all or one by one, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engram.compiler.choices import Choices
from engram.gui.importing.changes import KEEP_BOTH, LINK, SKIP, THEIRS, ChangeRow
from engram.model import CardId


@dataclass(frozen=True, slots=True)
class Decisions:
    """By card, so that they outlive reading a document again; what is not named is as usual.

    Usually every change is taken, but a card that is no longer there is still asked; texts of the
    learner's own are kept, and a card that repeats another comes beside it.
    """

    refused: frozenset[CardId] = frozenset()
    retired: frozenset[CardId] = frozenset()
    theirs: frozenset[CardId] = frozenset()
    linked: frozenset[CardId] = frozenset()

    def takes(self, row: ChangeRow) -> bool:
        """Whether a change is to be made."""
        return row.card in self.retired if row.is_gone else row.card not in self.refused

    def way(self, row: ChangeRow) -> int:
        """The place of the way that a row goes among its ways."""
        if row.duplicate is None:
            return THEIRS if row.card in self.theirs else 0
        if not self.takes(row):
            return SKIP
        return LINK if row.card in self.linked else KEEP_BOTH

    def taking(self, rows: Iterable[ChangeRow], *, taken: bool) -> Decisions:
        """With these changes to be made, or not."""
        rows = tuple(rows)
        gone = {row.card for row in rows if row.is_gone}
        others = {row.card for row in rows if not row.is_gone}
        return replace(
            self,
            retired=self.retired | gone if taken else self.retired - gone,
            refused=self.refused - others if taken else self.refused | others,
        )

    def going(self, rows: Iterable[ChangeRow], way: int) -> Decisions:
        """With these rows, which have the same ways, going one of them."""
        rows = tuple(rows)
        cards = {row.card for row in rows}
        if all(row.duplicate is None for row in rows):
            theirs = self.theirs | cards if way == THEIRS else self.theirs - cards
            return replace(self.taking(rows, taken=True), theirs=theirs)
        linked = self.linked | cards if way == LINK else self.linked - cards
        return replace(self.taking(rows, taken=way != SKIP), linked=linked)

    def count(self, rows: Iterable[ChangeRow]) -> int:
        """How many changes are to be made."""
        return sum(map(self.takes, rows))

    def common_way(self, rows: Iterable[ChangeRow]) -> int:
        """The way that all rows go, -1 if they go different ones."""
        ways = {self.way(row) for row in rows}
        return ways.pop() if len(ways) == 1 else -1

    def choices(self, rows: Iterable[ChangeRow]) -> Choices:
        """The same as the import takes it."""
        refused = [row for row in rows if not self.takes(row)]
        return Choices(
            theirs=self.theirs,
            linked=self.linked,
            skipped=frozenset(row.card for row in refused if row.before is None),
            left=frozenset(row.card for row in refused if row.before and row.after),
            kept=frozenset(row.card for row in refused if row.is_gone),
        )
