"""A table whose cells a sign parts (CSV, TSV) goes in; a card for each of its rows comes out.

The sign is a tab, semicolon, comma or bar; cells may be in quotation marks (RFC 4180). A header
tells what the columns hold, or the head of an Anki export (docs.ankiweb.net/importing/text-files:
`#separator:`, `#html:`, `#columns:`, `#tags column:`), or the cells themselves. Lines count from 1;
no text makes this reader raise, but roles that do not fit the table are a SourceError.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engram.importers import engram_table
from engram.importers.anki_head import AnkiHead, read_head
from engram.importers.cells import cell_text
from engram.importers.column_guess import Guess, guessed_roles, usual_width, with_roles
from engram.importers.column_sentence import columns_note, columns_of
from engram.importers.delimited_rows import Row, read_rows
from engram.importers.html_cells import html_text
from engram.importers.leftovers import not_understood, remarks_left_out, title_page
from engram.importers.lines import Line, numbered_lines
from engram.importers.markdown_tables import is_table_rule
from engram.importers.table_items import Table, items_of
from engram.model import Item, Reading, Role
from engram.problems import Problem

NAME = "delimited-text"
_DELIMITERS = ("\t", ";", "|", ",")
_STRICT = frozenset(";|,")
_SAMPLE_LINES = 400
_SAMPLE_LETTERS = 200_000


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a text is a table: the sign between its cells, the guess, and how sure it is."""

    delimiter: str
    guess: Guess
    sure: float


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    texts = text[:_SAMPLE_LETTERS].split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    head = read_head(texts)
    if engram_table.is_ours(texts[0]):
        return 0.99
    shape = _shape(texts[head.lines :], head)
    if shape is None:
        return 0.0
    return 0.97 if head.tells_columns else shape.sure


def read(text: str, roles: Sequence[Role] | None = None) -> Reading:
    """The cards of the table; nothing, with what was not understood, when it is none to study.

    Raises SourceError when there are more `roles` than columns.
    """
    texts = text.split("\n")
    if engram_table.is_ours(texts[0]) and roles is None:
        return engram_table.read(texts, NAME)
    head = read_head(texts)
    sample = texts[head.lines : head.lines + _SAMPLE_LINES]
    shape = _shape(sample, head)
    delimiter = head.delimiter or (shape.delimiter if shape else _likeliest(sample))
    rows, problems = read_rows(["" for _ in range(head.lines)] + texts[head.lines :], delimiter)
    remarks = [row for row in rows if head.lines and texts[row.line - 1].startswith("#")]
    if remarks:
        rows = [row for row in rows if not texts[row.line - 1].startswith("#")]
    guess = _guess(rows, delimiter, head)
    if roles is not None and not any(map(is_table_rule, sample)):
        guess = with_roles(guess, usual_width(rows), roles)
    if guess is None:
        return Reading(NAME, (), tuple(not_understood(numbered_lines(text))))
    told = remarks_left_out([_line_of(row) for row in remarks])
    return _reading(rows, guess, head, [*problems, *told])


def _reading(
    rows: Sequence[Row], guess: Guess, head: AnkiHead, problems: Sequence[Problem]
) -> Reading:
    cards = rows[guess.head :]
    table = Table(
        cards,
        guess.roles,
        guess.names,
        topic=head.deck,
        tags=head.tags,
        text_of=html_text if head.html else cell_text,
        tags_have_spaces=False if head.tells_columns else None,
    )
    items, found = items_of(table)
    deck = None
    if head.deck or Role.DECK in guess.roles:
        deck, items = _with_deck_apart(items)
    columns = columns_of(guess.roles, guess.names)
    titles = rows[: max(0, guess.head - 1)]
    notes = title_page(list(map(_line_of, titles)))
    note = columns_note(columns, rows[0].line if rows else 1)
    every = sorted((*notes, note, *problems, *found), key=lambda each: each.line)
    return Reading(NAME, tuple(items), tuple(every), deck=deck, columns=columns)


def _with_deck_apart(items: list[Item]) -> tuple[str | None, list[Item]]:
    """The deck that the topics of all items begin with, and the items without it."""
    decks = {item.topic[:1] for item in items}
    if len(decks) != 1 or () in decks:
        return None, items
    return items[0].topic[0], [replace(item, topic=item.topic[1:]) for item in items]


def _line_of(row: Row) -> Line:
    return Line(row.line, " ".join(row.cells))


def _guess(rows: Sequence[Row], delimiter: str, head: AnkiHead) -> Guess | None:
    strict = delimiter in _STRICT and not head.tells_columns
    if head.names:
        below_names = [Row(0, head.names), *rows]
        guess = guessed_roles(below_names, fixed=head.roles, strict=strict, named=True)
        return replace(guess, head=guess.head - 1) if guess and guess.head else guess
    has_header = False if head.tells_columns else None
    return guessed_roles(rows, fixed=head.roles, strict=strict, named=has_header)


def _shape(texts: Sequence[str], head: AnkiHead) -> _Shape | None:
    """The surest way in which these lines are a table to study."""
    signs = (head.delimiter,) if head.delimiter else _DELIMITERS
    shapes = [shape for sign in signs if (shape := _shape_by(texts, sign, head))]
    return max(shapes, key=lambda shape: shape.sure, default=None)


def _shape_by(texts: Sequence[str], delimiter: str, head: AnkiHead) -> _Shape | None:
    with_sign = sum(delimiter in text for text in texts)
    filled = sum(bool(text.strip()) for text in texts)
    if delimiter == "|" and any(map(is_table_rule, texts)):
        return None  # a table of Markdown
    if not with_sign or (with_sign < 0.5 * filled and not any('"' in text for text in texts)):
        return None
    rows, _ = read_rows(texts, delimiter)
    guess = _guess(rows, delimiter, head)
    if guess is None:
        return None
    cards = rows[guess.head :]
    fitting = sum(1 < len(row.cells) <= len(guess.roles) for row in cards)
    if head.tells_columns:
        return _Shape(delimiter, guess, 0.97)
    if guess.names and cards and fitting >= 0.7 * len(cards):
        return _Shape(delimiter, guess, 0.94)
    return _without_header(texts, delimiter, guess, cards)


def _without_header(
    texts: Sequence[str], delimiter: str, guess: Guess, cards: Sequence[Row]
) -> _Shape | None:
    """A table without a header is even, and prose has a space behind most commas."""
    even = sum(len(row.cells) == len(guess.roles) for row in cards)
    if delimiter not in _STRICT:
        sure = 0.85 if even >= 0.9 * len(cards) and len(cards) > 1 else 0.0
    else:
        bare = [text for text in texts if '"' not in text]
        spaced = sum(text.count(f"{delimiter} ") for text in bare)
        is_prose = spaced > 0.2 * sum(text.count(delimiter) for text in bare)
        is_prose = is_prose and Role.RIGHT not in guess.roles
        sure = 0.75 if even >= 0.95 * len(cards) and len(cards) > 2 and not is_prose else 0.0
    return _Shape(delimiter, guess, sure) if sure else None


def _likeliest(texts: Sequence[str]) -> str:
    """The sign on most lines, for a table that is none to study as far as can be told."""
    return max(_DELIMITERS, key=lambda sign: sum(sign in text for text in texts))
