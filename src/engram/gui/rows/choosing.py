"""What a list asks about rows that can be chosen: whether a row is taken, and which way."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


class Choosing(Protocol):
    """The state of the rows of a list, by their numbers, as it is now."""

    def is_taken(self, row: int) -> bool: ...

    def way(self, row: int) -> int: ...


@runtime_checkable
class WithWays(Protocol):
    """A row that may go one of a few ways, named in words."""

    def ways(self) -> tuple[str, ...]: ...


def ways_of(row: object) -> tuple[str, ...]:
    """The ways of a row that has any."""
    return row.ways() if isinstance(row, WithWays) else ()
