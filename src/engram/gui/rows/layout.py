"""Rows and a width in; where each stands, and the pictures of those that are near, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QDeadlineTimer

from engram.gui.rows.heights import RowHeights
from engram.gui.rows.sketch import RowArtist, RowSketch

SLICE_MS = 20  # what one turn of the event loop gives to laying out rows
_KEPT = 60  # sketches kept above and below what is seen


class Row(Protocol):
    """One row: what a screen reader says of it, and how it looks."""

    def told(self) -> str: ...

    def sketch(self, artist: RowArtist, width: int) -> RowSketch: ...


class RowLayout:
    """Lays out rows when they come near; all others are as high as the guess."""

    def __init__(self, rows: Sequence[Row], artist: RowArtist, width: int, guess: int) -> None:
        self.rows, self._artist, self._width = rows, artist, width
        self._heights = RowHeights(len(rows), guess)
        self._sketches: dict[int, RowSketch] = {}

    @property
    def total(self) -> int:
        """How high all rows are together."""
        return self._heights.total

    def top(self, row: int) -> int:
        """Where a row begins."""
        return self._heights.top(row)

    def height(self, row: int) -> int:
        """How high a row is."""
        return self._heights.height(row)

    def row_at(self, y: int) -> int:
        """The row at a place, the nearest one outside of them; -1 if there is none."""
        return self._heights.row_at(y)

    def sketch(self, row: int) -> RowSketch:
        """A row, laid out now if it was not."""
        if row not in self._sketches:
            self._sketches[row] = self.rows[row].sketch(self._artist, self._width)
            self._heights.measure(row, self._sketches[row].height)
        return self._sketches[row]

    def drawn(self, row: int) -> RowSketch | None:
        """A row if it is laid out already."""
        return self._sketches.get(row)

    def lay_out(self, top: int, page: int, slice_ms: int = SLICE_MS) -> bool:
        """Lay out what is seen, then what is near; whether that was all, or time ran out."""
        if not self.rows:
            return True
        deadline = QDeadlineTimer(slice_ms)
        self._forget_far(top)
        for row in self._wanted(top, page):
            if row not in self._sketches:
                self.sketch(row)
                if deadline.hasExpired():
                    return False
        return True

    def _wanted(self, top: int, page: int) -> Iterator[int]:
        """The rows of the page that is seen, then those of a page below and above it."""
        first, last = self.row_at(top), self.row_at(top + page)
        below, above = self.row_at(top + 2 * page), self.row_at(top - page)
        yield from range(first, last + 1)
        yield from range(last + 1, below + 1)
        yield from range(first - 1, above - 1, -1)

    def _forget_far(self, top: int) -> None:
        if len(self._sketches) > 4 * _KEPT:
            here = self.row_at(top)
            near = range(here - _KEPT, here + _KEPT)
            self._sketches = {row: kept for row, kept in self._sketches.items() if row in near}
