"""The lines of a CSV file that Engram exported go in; its cards come out as they were.

Specification: docs/deck-format.md ("As a table"). Columns are known by their names, in any order;
texts stay to the letter. Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engram.importers.column_sentence import columns_note
from engram.importers.delimited_rows import Row, read_rows
from engram.importers.engram_particulars import select, several, topic_parts
from engram.model import Columns, Item, Option, Reading, Role
from engram.problems import KINDS, Problem, problem

_NAMES = frozenset(("question", "answer", "explanation", "options", "right", "kind"))
_DELIMITERS = (",", ";", "\t")
_ROLES = {
    "question": Role.QUESTION,
    "answer": Role.ANSWER,
    "explanation": Role.EXPLANATION,
    "options": Role.OPTIONS,
    "right": Role.RIGHT,
    "topic": Role.TOPIC,
    "deck": Role.DECK,
    "tags": Role.TAGS,
    "id": Role.ID,
}
_GUARDED = re.compile(r"'+[=+\-@\t\r|%＝＋－＠]")
_PARTS = re.compile(r"((?:[^|\\]|\\.)*)\|", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_EMPTY = "\\-"
_LONGEST_HEADER = 2_000


def is_ours(first_line: str) -> bool:
    """Whether a document's first line is the header of such a file."""
    return _delimiter(first_line) is not None


def read(texts: Sequence[str], layout: str) -> Reading:
    """The cards of the lines of such a file, header first."""
    rows, problems = read_rows(texts, _delimiter(texts[0]) or ",")
    names = [name.strip() for name in rows[0].cells] if rows else []
    items: list[Item] = []
    decks: list[str] = []
    for row in rows[1:]:
        if not any(map(str.strip, row.cells)):
            continue
        if len(row.cells) > len(names) or len(row.cells) == 1:
            problems.append(_ragged(row, len(names)))
            continue
        cells = {name: _unguarded(cell) for name, cell in zip(names, row.cells, strict=False)}
        decks.append(cells.get("deck", ""))
        items.append(_item(cells, row.line))
        problems += _unclear_key(cells, items[-1])
    deck = decks[0] if len(set(decks)) == 1 else ""
    if not deck:
        items = [_below(name, item) for name, item in zip(decks, items, strict=True)]
    roles = tuple(_ROLES.get(name, Role.IGNORED) for name in names)
    columns = Columns(roles, tuple(names), "Each column is what Engram has written into it.")
    found = sorted([columns_note(columns, 1), *problems], key=lambda each: each.line)
    return Reading(layout, tuple(items), tuple(found), deck=deck or None, columns=columns)


def _delimiter(line: str) -> str | None:
    if not line.lower().startswith(("question", '"')) and "question" not in line:
        return None
    for sign in _DELIMITERS if len(line) <= _LONGEST_HEADER else ():
        names = next(csv.reader([line], delimiter=sign), [])
        if {name.strip() for name in names} >= _NAMES:
            return sign
    return None


def _item(cells: Mapping[str, str], line: int) -> Item:
    return Item(
        question=cells.get("question", ""),
        line=line,
        answer=cells.get("answer", ""),
        explanation=cells.get("explanation", ""),
        options=_options(cells),
        select=select(cells),
        topic=topic_parts(cells.get("topic", "")),
        id=cells.get("id", "") or None,
        references=several(cells, "references"),
        tags=several(cells, "tags"),
        siblings=several(cells, "siblings"),
    )


def _options(cells: Mapping[str, str]) -> tuple[Option, ...]:
    texts, said = _parted(cells.get("options", "")), _parted(cells.get("feedback", ""))
    right = _right(cells)
    said += [""] * (len(texts) - len(said))
    return tuple(
        Option(text, number in right, feedback)
        for number, (text, feedback) in enumerate(zip(texts, said, strict=False), start=1)
    )


def _right(cells: Mapping[str, str]) -> set[int]:
    """The numbers of the right options, none when one of them is not understood."""
    numbers = cells.get("right", "").replace(",", " ").replace(";", " ").split()
    understood = all(each.isascii() and each.isdecimal() and len(each) < 5 for each in numbers)
    return set(map(int, numbers)) if understood else set()


def _unclear_key(cells: Mapping[str, str], item: Item) -> list[Problem]:
    key, right = cells.get("right", "").strip(), _right(cells)
    if not key or (right and max(right) <= len(item.options)):
        return []
    kind = KINDS["key-not-understood"]
    return [problem(kind, item.line, key=key, question=item.question)]


def _parted(cell: str) -> list[str]:
    """Texts between bars; a backslash takes the meaning from a bar or a backslash behind it."""
    if not cell:
        return []
    parts = _PARTS.findall(f"{cell} |")
    texts = [part.removesuffix(" ") for part in parts]
    texts[1:] = [text.removeprefix(" ") for text in texts[1:]]
    return ["" if text == _EMPTY else _ESCAPE.sub(r"\1", text) for text in texts]


def _below(deck: str, item: Item) -> Item:
    return replace(item, topic=(deck, *item.topic)) if deck else item


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _ragged(row: Row, columns: int) -> Problem:
    text = " ".join(row.cells)
    return problem(KINDS["ragged-row"], row.line, text=text, cells=len(row.cells), columns=columns)
