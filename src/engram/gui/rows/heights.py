"""How high rows are, guessed at first, in; where each begins out, in pixels."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class RowHeights:
    """Rows below one another; one that was not measured is as high as the guess."""

    def __init__(self, count: int = 0, guess: int = 1) -> None:
        self._heights = [guess] * count
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """How high all rows are together."""
        return self._all_tops()[-1]

    def measure(self, row: int, height: int) -> None:
        """Note how high a row really is."""
        if self._heights[row] != height:
            self._heights[row], self._tops = height, None

    def top(self, row: int) -> int:
        """Where a row begins."""
        return self._all_tops()[row]

    def height(self, row: int) -> int:
        """How high a row is."""
        return self._heights[row]

    def row_at(self, y: int) -> int:
        """The row at a place; the first or the last one outside of them, -1 if there is none."""
        if not self._heights:
            return -1
        return min(max(bisect_right(self._all_tops(), y) - 1, 0), len(self) - 1)

    def _all_tops(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops
