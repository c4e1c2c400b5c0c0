"""The rows of a table and the roles of its columns go in; its items come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engram.importers.cells import cell_text
from engram.importers.column_names import (
    is_language,
    option_label,
    plain_name,
    strong_role,
    weak_roles,
)
from engram.importers.delimited_rows import Row
from engram.importers.selects import select_of
from engram.importers.table_keys import Places, Quiz, named_places
from engram.importers.table_options import marked_places, parted_cells, without_letters
from engram.model import Item, Option, Role
from engram.problems import KINDS, Problem, problem

_ID = re.compile(r"[\w.:-]{1,200}")
_NOT_IN_ID = re.compile(r"[^\w.-]")
_GAP = "\n\n"
_TRUTHS = ("true", "false")
_TRUE_FALSE = ("True", "False")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cards without their header, and what is known of their columns."""

    rows: Sequence[Row]
    roles: Sequence[Role]
    names: Sequence[str] = ()
    topic: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    text_of: Callable[[str], str] = cell_text
    tags_have_spaces: bool | None = None  # None: when commas or semicolons part them


def items_of(table: Table) -> tuple[list[Item], list[Problem]]:
    """The items in order, and a problem for each row or column that is in none."""
    maker = _Maker(table)
    fitting = [row for row in table.rows if maker.fits(row)]
    for row, quiz in zip(fitting, maker.quizzes(fitting), strict=True):
        maker.add(row, quiz)
    return maker.items, [*maker.problems, *_left_out(table)]


@dataclass(slots=True)
class _Answered:
    """The options of one row with the places of the right ones, and a key that names none."""

    options: tuple[str, ...]
    right: Places
    unclear: bool = False
    key: str = ""


class _Maker:
    def __init__(self, table: Table) -> None:
        self.items: list[Item] = []
        self.problems: list[Problem] = []
        self._table = table
        self._text = table.text_of
        self._width = len(table.roles)
        self._at: dict[Role, tuple[int, ...]] = {
            role: tuple(at for at, each in enumerate(table.roles) if each is role) for role in Role
        }
        self._is_true_or_false = _is_true_or_false(table.rows, self._at[Role.ANSWER])
        is_option = self._is_true_or_false or (self._at[Role.WRONG] and not self._at[Role.RIGHT])
        answers = () if is_option else self._at[Role.ANSWER]
        more = tuple((at, self._label(at)) for at in self._at[Role.MORE])
        self._answers = (*((at, "") for at in answers), *more)
        self._explanations = tuple((at, self._label(at)) for at in self._at[Role.EXPLANATION])
        self._parting = _tag_parting(table, self._at[Role.TAGS])
        self._known_tags: dict[str, tuple[str, ...]] = {}

    def _label(self, at: int) -> str:
        """The name of a column that no role explains, as the opening of its text."""
        name = self._table.names[at] if at < len(self._table.names) else ""
        plain = plain_name(name)
        known = strong_role(plain) or weak_roles(plain) or is_language(plain)
        return "" if known or not plain else f"{name.rstrip(': ')}: "

    def fits(self, row: Row) -> bool:
        """Whether the cells are those of the columns; a row without a delimiter says nothing."""
        cells, width = row.cells, self._width
        if len(cells) == width:
            return any(cells) and any(map(str.strip, cells))
        filled = sum(bool(cell.strip()) for cell in cells)
        if not filled:
            return False
        if (len(cells) > width and any(map(str.strip, cells[width:]))) or len(cells) == 1:
            text = " ".join(cells)
            kind, count = KINDS["ragged-row"], 1 + text.count("\n")
            self.problems.append(
                problem(kind, row.line, text=text, cells=len(cells), columns=width, count=count)
            )
            return False
        return True

    def quizzes(self, rows: Sequence[Row]) -> Iterator[_Answered | None]:
        """What each row offers to choose from; None for each in a table without options."""
        at = self._at
        if at[Role.WRONG] and not at[Role.OPTION]:
            yield from self._with_wrong(rows)
        elif at[Role.OPTION] or at[Role.OPTIONS]:
            yield from self._with_key(rows)
        elif self._is_true_or_false:
            (answer,) = at[Role.ANSWER]
            for row in rows:
                said = _cell(row, answer).casefold()
                yield _Answered(_TRUE_FALSE, (_TRUTHS.index(said),) if said else ())
        else:
            yield from (None for _ in rows)

    def _with_key(self, rows: Sequence[Row]) -> Iterator[_Answered]:
        offered = self._offered(rows)
        rights = self._at[Role.RIGHT]
        keys = [_joined(row, rights, " ") for row in rows]
        labels = [option_label(plain_name(self._name(at))) or "" for at in self._at[Role.OPTION]]
        found = named_places(
            [Quiz(options, key) for options, key in zip(offered, keys, strict=True)],
            labels if all(labels) else (),
        )
        for options, key, named in zip(offered, keys, found, strict=True):
            right, texts = named or (), without_letters(options)
            if not rights:
                texts, right = marked_places(texts)
            yield _Answered(texts, right, bool(key) and named is None, key)

    def _offered(self, rows: Sequence[Row]) -> list[tuple[str, ...]]:
        columns = self._at[Role.OPTION] + self._at[Role.WRONG]
        if columns:
            return [tuple(_cell(row, at) for at in columns) for row in rows]
        whole = [_joined(row, self._at[Role.OPTIONS], "\n") for row in rows]
        return parted_cells(whole) or [(cell,) if cell else () for cell in whole]

    def _with_wrong(self, rows: Sequence[Row]) -> Iterator[_Answered]:
        """The right option from its own column, then the wrong ones, which may share a cell."""
        at = self._at
        rights = at[Role.RIGHT] or at[Role.ANSWER]
        whole = [_joined(row, at[Role.WRONG], "\n") for row in rows]
        parted = parted_cells(whole) if len(at[Role.WRONG]) == 1 else None
        for place, row in enumerate(rows):
            columns = tuple(_cell(row, column) for column in at[Role.WRONG])
            wrong = parted[place] if parted else tuple(filter(None, columns))
            right = _joined(row, rights, "\n")
            options = (right, *wrong) if right else wrong
            yield _Answered(options, (0,) if right else ())

    def _name(self, at: int) -> str:
        return self._table.names[at] if at < len(self._table.names) else ""

    def add(self, row: Row, quiz: _Answered | None) -> None:
        """Adds the item of one row."""
        question = self._texts(row, self._at[Role.QUESTION])
        options = self._options(quiz) if quiz else ()
        answer = self._labelled(row, self._answers)
        explanation = self._labelled(row, self._explanations)
        if quiz and quiz.unclear and options:
            kind = KINDS["key-not-understood"]
            self.problems.append(problem(kind, row.line, key=quiz.key, question=question))
            explanation = _GAP.join(filter(None, (explanation, self._text(quiz.key))))
        elif quiz and quiz.unclear:  # an open question among quizzes
            answer = _GAP.join(filter(None, (self._text(quiz.key), answer)))
        self.items.append(
            Item(
                question,
                row.line,
                answer,
                explanation,
                options,
                select_of(question) if options else None,
                self._topic(row),
                self._id(row),
                (),
                self._tags(row),
            )
        )

    def _texts(self, row: Row, columns: Sequence[int]) -> str:
        if len(columns) == 1 and columns[0] < len(row.cells):
            return self._text(row.cells[columns[0]])
        return _GAP.join(filter(None, (self._text(_cell(row, at)) for at in columns)))

    def _labelled(self, row: Row, columns: Sequence[tuple[int, str]]) -> str:
        if not columns:
            return ""
        texts = []
        for at, label in columns:
            if at < len(row.cells) and (text := self._text(row.cells[at])):
                texts.append(label + text)
        return texts[0] if len(texts) == 1 else _GAP.join(texts)

    def _options(self, quiz: _Answered) -> tuple[Option, ...]:
        return tuple(
            Option(self._text(option), place in quiz.right)
            for place, option in enumerate(quiz.options)
            if option.strip()
        )

    def _topic(self, row: Row) -> tuple[str, ...]:
        columns = self._at[Role.DECK] + self._at[Role.TOPIC]
        if not columns:
            return self._table.topic
        cells = [_cell(row, at) for at in columns]
        names = [" ".join(part.split()) for cell in cells for part in cell.split("::")]
        return (*self._table.topic, *filter(None, names))

    def _tags(self, row: Row) -> tuple[str, ...]:
        columns = self._at[Role.TAGS]
        if not columns:
            return self._table.tags
        written = _joined(row, columns, "\n")
        if written not in self._known_tags:
            found = [tag.strip() for tag in self._parting.split(written)]
            tags = tuple(dict.fromkeys((*self._table.tags, *filter(None, found))))
            self._known_tags[written] = tags
        return self._known_tags[written]

    def _id(self, row: Row) -> str | None:
        for at in self._at[Role.ID]:
            if written := _cell(row, at):
                return _valid_id(written)
        return None


def _is_true_or_false(rows: Sequence[Row], answers: Sequence[int]) -> bool:
    """Whether every answer is "true" or "false", and both are among them."""
    if len(answers) != 1:
        return False
    said: set[str] = set()
    for row in rows:
        said.add(_cell(row, answers[0]).casefold())
        if len(said) > len(_TRUTHS) + 1:
            return False
    return said - {""} == set(_TRUTHS)


def _cell(row: Row, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""


def _joined(row: Row, columns: Sequence[int], between: str) -> str:
    if len(columns) == 1:
        return _cell(row, columns[0])
    return between.join(filter(None, (_cell(row, at) for at in columns)))


def _valid_id(written: str) -> str:
    """An id as cards have them; a sign that no id has is written as a colon and its number."""
    if _ID.fullmatch(written):
        return written
    return _NOT_IN_ID.sub(lambda found: f":{ord(found[0]):x}", written)[:200]


def _tag_parting(table: Table, columns: Sequence[int]) -> re.Pattern[str]:
    """What stands between tags: commas or semicolons if there are any, else spaces."""
    has_spaces = table.tags_have_spaces
    if has_spaces is None:
        cells = (_cell(row, at) for row in table.rows for at in columns)
        has_spaces = any("," in cell or ";" in cell for cell in cells)
    return re.compile(r"[,;、，；\n]") if has_spaces else re.compile(r"\s+")


def _left_out(table: Table) -> list[Problem]:
    """A note for each column whose texts are in no card."""
    found = []
    for at, role in enumerate(table.roles):
        filled = [row.line for row in table.rows if role is Role.IGNORED and _cell(row, at)]
        if filled:
            name = table.names[at] if at < len(table.names) else ""
            column = f"column {at + 1} (“{name}”)" if name else f"column {at + 1}"
            kind = KINDS["column-left-out"]
            found.append(problem(kind, filled[0], column=column, count=len(filled)))
    return found
