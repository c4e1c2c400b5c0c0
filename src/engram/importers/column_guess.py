"""The first rows of a table go in; the role of each column comes out, or that it teaches nothing.

A header whose words are known tells the roles. Without one the contents do: the first column of
text asks, the second one answers, repeated words are tags, unique tokens that are no words are ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engram.errors import SourceError
from engram.importers.column_looks import Look, looks_of
from engram.importers.column_names import plain_name
from engram.importers.delimited_rows import Row
from engram.importers.header_roles import roles_of_header
from engram.importers.table_keys import Quiz, named_places
from engram.model import Role

_SAMPLE = 1_000
_TEXT = 0.7  # of the cells of a column that asks
_MOSTLY = 0.95
_MOST_TITLES = 3
_LONGEST_NAME = 80
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Guess:
    """The roles of the columns; `head` is how many rows stand above the first card."""

    roles: tuple[Role, ...]
    names: tuple[str, ...] = ()
    head: int = 0


def guessed_roles(
    rows: Sequence[Row], *, fixed: Mapping[int, Role], strict: bool, named: bool | None = None
) -> Guess | None:
    """The roles of a table's columns; None when it is no table to study.

    `fixed` are roles that the document itself tells, by column. A `strict` table without a header
    of known words has nothing but what is understood. In a `named` one the first row is a header,
    whatever its words; None leaves it to them.
    """
    sample = rows[:_SAMPLE]
    head, names = _header(sample, fixed) if named is None else (0, None)
    if named and sample:
        head, names = 1, tuple(sample[0].cells)
    width = len(names) if names is not None else usual_width(sample)
    if not 2 <= width <= _MOST_COLUMNS:
        return None
    looks = looks_of([row.cells for row in sample[head:]], width)
    if names is not None and (roles := roles_of_header(names, looks, fixed)):
        return Guess(tuple(roles), names, head)
    if names is None and named is None and (names := _structural_header(sample, width)) and strict:
        return None  # its names mean nothing here
    return _by_contents(sample, width, fixed, names=names, strict=strict)


def with_roles(guess: Guess | None, width: int, roles: Sequence[Role]) -> Guess:
    """What the learner says in place of a guess; columns beyond are in no card.

    `width` is the number of columns where nothing could be guessed. Raises SourceError for more
    roles than columns, and for what has no columns.
    """
    columns = len(guess.roles) if guess and guess.roles else width
    if columns < 2:
        raise SourceError("There are no columns that could have roles; nothing was imported.")
    if len(roles) > columns:
        raise SourceError(
            "The table has {columns} columns, and roles were given for {roles}; nothing was"
            " imported.",
            columns=columns,
            roles=len(roles),
        )
    told = (*roles, *(Role.IGNORED for _ in range(columns - len(roles))))
    return replace(guess, roles=told) if guess else Guess(told)


def usual_width(rows: Sequence[Row]) -> int:
    """How many columns most rows have; the larger number where two are as frequent."""
    counts: dict[int, int] = {}
    for row in rows:
        counts[len(row.cells)] = counts.get(len(row.cells), 0) + 1
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _header(rows: Sequence[Row], fixed: Mapping[int, Role]) -> tuple[int, tuple[str, ...] | None]:
    """How many rows stand above the cards, and the header among them; titles may stand above it."""
    for place, row in enumerate(rows[: _MOST_TITLES + 1]):
        if len(row.cells) > _MOST_COLUMNS:
            break
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) > 1:
            names = tuple(cell.strip() for cell in row.cells)
            known = roles_of_header(names, None, fixed) if _may_name(filled) else None
            return (place + 1, names) if known else (0, None)
    return 0, None


def _may_name(filled: Sequence[str]) -> bool:
    names = [plain_name(cell) for cell in filled]
    short = all(len(cell) <= _LONGEST_NAME and not cell.endswith("?") for cell in filled)
    return short and len(set(names)) == len(names)


def _by_contents(
    rows: Sequence[Row],
    width: int,
    fixed: Mapping[int, Role],
    *,
    names: tuple[str, ...] | None,
    strict: bool,
) -> Guess | None:
    body = rows if names is None else rows[1:]
    looks = looks_of([row.cells for row in body], width)
    if not body:
        return None
    roles = _side_roles(looks, fixed)
    texts = [at for at in range(width) if at not in roles]
    if not texts or not _asks(looks[texts[0]]):
        return None
    roles[texts[0]] = Role.QUESTION
    if quiz := _quiz(body, looks, texts):
        roles |= quiz
    elif not _answered(looks, texts, roles, strict=strict):
        return None
    told = tuple(roles[at] for at in range(width))
    return Guess(told, names or (), len(rows) - len(body))


def _structural_header(rows: Sequence[Row], width: int) -> tuple[str, ...] | None:
    """The first row when it does not look as its columns of ids and row numbers do."""
    first = rows[0].cells if rows else ()
    if len(rows) < 4 or len(first) != width or not all(cell.strip() for cell in first):
        return None
    below = looks_of([row.cells for row in rows[1:]], width)
    for cell, look in zip(first, below, strict=True):
        alone = Look((cell.strip(), *look.cells), look.rows + 1)
        if (look.is_count and not alone.is_short_number) or (look.is_id and not alone.is_id):
            return tuple(each.strip() for each in first)
    return None


def _side_roles(looks: Sequence[Look], fixed: Mapping[int, Role]) -> dict[int, Role]:
    """The columns that are neither question nor answer by what they look like."""
    roles = {at: role for at, role in fixed.items() if at < len(looks)}
    free = [at for at in range(len(looks)) if at not in roles]
    for at in free:
        if looks[at].is_count or not looks[at].cells:
            roles[at] = Role.IGNORED
    for at in free:
        others = [each for each in free if each not in roles and each != at]
        if at not in roles and len(others) > 1 and looks[at].is_id:
            roles[at] = Role.ID
    texts = [at for at in free if at not in roles]
    for at in texts[2:]:
        if looks[at].is_topic:
            roles[at] = Role.TOPIC
        elif looks[at].is_tags and looks[at].text > 0.5 and not looks[at].asks:
            roles[at] = Role.TAGS
    return roles


def _asks(look: Look) -> bool:
    return look.filled >= _TEXT and look.text >= _TEXT and look.distinct >= _TEXT


def _answered(
    looks: Sequence[Look], texts: Sequence[int], roles: dict[int, Role], *, strict: bool
) -> bool:
    """Gives the answer and its further lines their roles; False when nothing answers."""
    question, *others = texts
    answers = [at for at in others if not looks[at].is_reading] or others
    if not answers or looks[answers[0]].filled < 0.5:
        return False
    answer = answers[0]
    if looks[answer].text < 0.5 and not looks[question].asks:
        return False
    roles |= dict.fromkeys(others, Role.MORE) | {answer: Role.ANSWER}
    unexplained = [at for at in others if at != answer and not looks[at].is_reading]
    return not (strict and unexplained)


def _quiz(
    rows: Sequence[Row], looks: Sequence[Look], texts: Sequence[int]
) -> dict[int, Role] | None:
    """The roles of a quiz's columns: options side by side and a key to them; None for others."""
    for at in reversed(texts[3:]):
        options = [each for each in texts[1:] if each < at]
        behind = [each for each in texts if each > at]
        full = [each for each in options if looks[each].filled >= 0.5]
        if len(full) >= 2 and len(behind) < 2 and _is_key(rows, options, at):
            return (
                dict.fromkeys(options, Role.OPTION)
                | {at: Role.RIGHT}
                | dict.fromkeys(behind, Role.EXPLANATION)
            )
    return None


def _is_key(rows: Sequence[Row], options: Sequence[int], key: int) -> bool:
    """Whether a column names one of these options in nearly every row, and not always the same."""
    quizzes = [
        Quiz(tuple(row.cells[at] for at in options), row.cells[key])
        for row in rows
        if len(row.cells) > key and row.cells[key].strip()
    ]
    named = named_places(quizzes)
    certain = sum(places is not None for places in named)
    return bool(quizzes) and certain >= _MOSTLY * len(quizzes) and len(quizzes) > 1
