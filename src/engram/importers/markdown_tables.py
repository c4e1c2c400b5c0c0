"""A document of Markdown tables goes in; a card for each of their rows comes out.

The layout: tables with a header, a term or question in one column and what answers it in another,
under headings, which are the topics; hardly any other text. Source of the syntax: GitHub Flavored
Markdown 0.29, 4.10. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from engram.importers.cells import cell_text
from engram.importers.column_guess import Guess, guessed_roles, with_roles
from engram.importers.column_names import plain_name
from engram.importers.column_sentence import columns_note, columns_of
from engram.importers.contents import section_title
from engram.importers.delimited_rows import Row
from engram.importers.leftovers import not_understood, title_page
from engram.importers.lines import Line, numbered_lines
from engram.importers.stems import heading
from engram.importers.table_items import Table, items_of
from engram.importers.topics import Topics
from engram.model import Columns, Item, Reading, Role
from engram.problems import Problem

NAME = "markdown-table"
_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_ANY_RULE = re.compile(r"^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*\|", re.MULTILINE)
_CELL = re.compile(r"((?:[^|\\]|\\.|\\$)*)(?:\||$)")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_CONSISTENT = 0.5  # of the lines that are no heading
_SAMPLE = 5_000  # lines
_FEWEST = 3  # rows that are cards


@dataclass(slots=True, eq=False)
class _Grid:
    """One table of the document: its header and its rows."""

    header: Row
    rows: list[Row] = field(default_factory=list)

    @property
    def lines(self) -> int:
        return len(self.rows) + 2


_Part = Line | _Grid


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    if "|" not in text or not _ANY_RULE.search(text):
        return 0.0
    parts = _parts_of(numbered_lines("\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])))
    grids = _grids(parts)
    studied = [grid for grid, guess in _guessed(grids).items() if guess]
    others = sum(isinstance(part, Line) and not _heading(part) for part in parts)
    every = sum(grid.lines for grid in grids) + others
    enough = sum(len(grid.rows) for grid in studied) >= _FEWEST
    lines = sum(grid.lines for grid in studied)
    return 0.75 if enough and lines >= _CONSISTENT * every else 0.0


def read(text: str, roles: Sequence[Role] | None = None) -> Reading:
    """The cards of the tables in order; a table that is none to study is told.

    `roles` stand for what is guessed. Raises SourceError when no table has so many columns.
    """
    parts = _parts_of(numbered_lines(text))
    guessed = _guessed(_grids(parts))
    if roles is not None:
        guessed = _with_roles(guessed, roles)
    reader = _Reader(parts)
    for part in parts:
        if isinstance(part, _Grid):
            reader.read_grid(part, guessed[part])
        else:
            reader.read_line(part)
    return reader.finished()


class _Reader:
    def __init__(self, parts: Sequence[_Part]) -> None:
        heads = [found for part in parts if isinstance(part, Line) and (found := _heading(part))]
        self._topics = Topics(has_title=sum(level == 1 for level, _ in heads) == 1)
        self._items: list[Item] = []
        self._problems: list[Problem] = []
        self._left: list[Line] = []
        self._told: dict[Columns, int] = {}  # the line at which columns are told first

    def read_line(self, line: Line) -> None:
        if found := _heading(line):
            self._topics.enter(found[0], (section_title(found[1]),), line)
        else:
            self._left.append(line)

    def read_grid(self, grid: _Grid, guess: Guess | None) -> None:
        if guess is None or not grid.rows:
            left = (grid.header, *grid.rows)
            self._left += [Line(row.line, " ".join(row.cells)) for row in left]
            return
        rows = grid.rows if guess.head else [grid.header, *grid.rows]
        items, problems = items_of(Table(rows, guess.roles, guess.names, text_of=_text))
        topic = self._topics.of_item() if items else ()
        self._items += [replace(item, topic=(*topic, *item.topic)) for item in items]
        self._problems += problems
        self._told.setdefault(columns_of(guess.roles, guess.names), grid.header.line)

    def finished(self) -> Reading:
        first = self._items[0].line if self._items else 0
        problems = [*self._problems, *self._topics.left_out()]
        problems += title_page([line for line in self._left if line.number < first])
        problems += not_understood(line for line in self._left if line.number >= first)
        problems += [columns_note(columns, line) for columns, line in self._told.items()]
        every = tuple(sorted(problems, key=lambda problem: problem.line))
        return Reading(NAME, tuple(self._items), every, columns=next(iter(self._told), None))


def _with_roles(
    guessed: Mapping[_Grid, Guess | None], roles: Sequence[Role]
) -> dict[_Grid, Guess | None]:
    """The roles for each table that has columns enough; SourceError when none has."""
    with_roles(None, max((len(grid.header.cells) for grid in guessed), default=0), roles)
    return {
        grid: with_roles(
            guess or Guess((), tuple(grid.header.cells), 1), len(grid.header.cells), roles
        )
        if len(grid.header.cells) >= len(roles)
        else None
        for grid, guess in guessed.items()
    }


def _grids(parts: Sequence[_Part]) -> list[_Grid]:
    return [part for part in parts if isinstance(part, _Grid)]


def _guessed(grids: Sequence[_Grid]) -> dict[_Grid, Guess | None]:
    """Each table with its guess; tables with one header are judged together."""
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for grid in grids:
        alike[_key(grid)] += grid.rows
    headers = {_key(grid): grid.header for grid in reversed(grids)}
    guesses = {key: _guess(headers[key], rows) for key, rows in alike.items()}
    return {grid: guesses[_key(grid)] for grid in grids}


def _guess(header: Row, rows: Sequence[Row]) -> Guess | None:
    named = any(header.cells)
    above = [header] if named else []
    guess = guessed_roles([*above, *rows], fixed={}, strict=True, named=named)
    return guess if guess is None or named else Guess(guess.roles, (), 1)


def _key(grid: _Grid) -> tuple[str, ...]:
    return tuple(map(plain_name, grid.header.cells))


def _heading(line: Line) -> tuple[int, str] | None:
    return None if line.code else heading(line.text)


def _parts_of(lines: Sequence[Line]) -> list[_Part]:
    """The tables and every other line that says something, in order."""
    parts: list[_Part] = []
    place = 0
    while place < len(lines):
        if _begins_table(lines, place):
            grid = _grid_at(lines, place)
            parts.append(grid)
            place += grid.lines
            continue
        if not (lines[place].blank or lines[place].rule):
            parts.append(lines[place])
        place += 1
    return parts


def is_table_rule(text: str) -> bool:
    """Whether a line parts the header of a table from its rows."""
    return "|" in text and "-" in text and bool(_RULE.fullmatch(text))


def _begins_table(lines: Sequence[Line], place: int) -> bool:
    line = lines[place]
    below = lines[place + 1] if place + 1 < len(lines) else None
    if line.code or below is None or below.code or not is_table_rule(below.text):
        return False
    return "|" in line.text and len(_cells(below.text)) == len(_cells(line.text)) > 1


def _grid_at(lines: Sequence[Line], place: int) -> _Grid:
    grid = _Grid(_row(lines[place]))
    for line in (lines[at] for at in range(place + 2, len(lines))):
        if "|" not in line.text or line.code:
            break
        grid.rows.append(_row(line))
    return grid


def _row(line: Line) -> Row:
    return Row(line.number, _cells(line.text))


def _cells(text: str) -> list[str]:
    """The cells of a row; a bar behind a backslash parts nothing."""
    inside = text.strip().removeprefix("|")
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL.findall(inside)]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _text(cell: str) -> str:
    return cell_text(_BREAK.sub("\n", cell))
