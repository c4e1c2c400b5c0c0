"""The lines of a table whose cells a sign parts go in; its rows come out, each with its line.

Source: RFC 4180 (quotation marks around a cell, doubled ones inside it), read by the csv module,
which stops at the first broken row: here such a row is told and the rest goes on. Lines count
from 1; no text raises.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import NamedTuple

from engram.problems import KINDS, Problem, problem

_QUOTE = '"'
_TOO_LONG = "field larger"  # how the csv module begins to say so


class Row(NamedTuple):
    """One row of a table: the line it begins at, and its cells."""

    line: int
    cells: Sequence[str]


def read_rows(texts: Sequence[str], delimiter: str) -> tuple[list[Row], list[Problem]]:
    """The rows of these lines, without empty ones, and a problem for each that is broken."""
    reader = _Reader(texts, delimiter)
    while reader.place < len(texts):
        reader.read_on()
    return reader.rows, reader.problems


class _Reader:
    """Reads from `place` to the next broken row.

    The lines that broken rows have made it read again are counted: whatever the quotation marks of
    a text do, each line is read a few times at the most, then marks mean nothing any more.
    """

    def __init__(self, texts: Sequence[str], delimiter: str) -> None:
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.place = 0
        self._texts = texts
        self._delimiter = delimiter
        self._patience = 2 * len(texts) + 100

    def read_on(self) -> None:
        first, above = self.place, 0
        reader = csv.reader(
            (self._texts[place] + "\n" for place in range(first, len(self._texts))),
            delimiter=self._delimiter,
            quoting=csv.QUOTE_MINIMAL if self._patience > 0 else csv.QUOTE_NONE,
            skipinitialspace=True,
            strict=True,
        )
        try:
            for cells in reader:
                if cells:
                    self.rows.append(Row(first + above + 1, cells))
                above = reader.line_num
        except csv.Error as error:
            self.place = first + above
            self._patience -= reader.line_num - above
            self._pass_broken_row(too_long=str(error).startswith(_TOO_LONG))
        else:
            self.place = len(self._texts)

    def _pass_broken_row(self, *, too_long: bool) -> None:
        end = self._end_of_row() if too_long else None
        if end is None:
            end = self.place + 1
            too_long = not self._read_alone()
        if too_long:
            self.problems.append(self._long_cell(end - self.place))
        self.place = end

    def _read_alone(self) -> bool:
        """Adds the row of one line whose quotation marks mean nothing; False if it is too long."""
        text = self._texts[self.place]
        reader = csv.reader([text], delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        try:
            cells = [_unquoted(cell) for cell in next(reader, [])]
        except csv.Error:
            return False
        self.rows.append(Row(self.place + 1, cells))
        self.problems.append(problem(KINDS["stray-quote"], self.place + 1, text=text))
        return True

    def _end_of_row(self) -> int | None:
        """Behind which line the row ends, by its quotation marks; None if they are not closed."""
        inside = False
        for place in range(self.place, len(self._texts)):
            for piece in self._texts[place].split(self._delimiter):
                marks = piece.count(_QUOTE)
                opens = inside or piece.lstrip(" ").startswith(_QUOTE)
                inside = opens and inside == (marks % 2 == 0)
            self._patience -= 1
            if not inside:
                return place + 1
        return None

    def _long_cell(self, count: int) -> Problem:
        limit = f"{csv.field_size_limit():,}"
        text = self._texts[self.place][:200]
        return problem(KINDS["long-cell"], self.place + 1, text=text, limit=limit, count=count)


def _unquoted(cell: str) -> str:
    bare = cell.strip()
    closed = len(bare) > 1 and bare.startswith(_QUOTE) and bare.endswith(_QUOTE)
    return bare[1:-1].replace('""', _QUOTE) if closed else cell
