"""The cells that hold the options of a table's quizzes go in; each quiz's options come out.

All options in one cell are parted in the one way that fits nearly every row: line breaks, "|", ";",
"A) … B) …", a list of JSON or Python, or commas and slashes where every row has as many.
"""

from __future__ import annotations

import json
import re
from ast import literal_eval
from collections import Counter
from collections.abc import Sequence

from engram.importers.lettered import lettered
from engram.importers.marks import without_mark

_FITS = 0.9  # of the rows have two options or more
_LABEL = re.compile(r"(?:^|(?<=[\s;,|]))[(\[]?([A-Ja-j1-9])[.):\]][ \t]+")
_LONGEST_LIST = 10_000
_SAME_COUNT = (r",", r"/", r"、")


def parted_cells(cells: Sequence[str]) -> list[tuple[str, ...]] | None:
    """The options in each of these cells; None when they are in no cell's way of writing them."""
    filled = [cell for cell in cells if cell.strip()]
    for parted in (_by_list, _by_lines, _by_labels, _by_bar, _by_semicolon):
        if filled and sum(len(parted(cell)) > 1 for cell in filled) >= _FITS * len(filled):
            return [parted(cell) for cell in cells]
    for sign in _SAME_COUNT:
        counts = Counter(len(_by(sign, cell)) for cell in filled)
        if len(counts) == 1 and min(counts) > 2:
            return [_by(sign, cell) for cell in cells]
    return None


def without_letters(options: Sequence[str]) -> tuple[str, ...]:
    """Options without "A.", "B.", … when each one carries the next letter."""
    found = [lettered(option) for option in options if option.strip()]
    letters = "".join(option.letter for option in found if option)
    if len(found) > 1 and len(letters) == len(found) and "ABCDEFGHIJ".startswith(letters):
        texts = iter([option.text for option in found if option])
        return tuple(next(texts) if option.strip() else option for option in options)
    return tuple(options)


def marked_places(options: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Options without marks such as "(Correct)" or "✓", and the places of those that had one."""
    read = [without_mark(option) for option in options]
    texts = tuple(text for text, _ in read)
    return texts, tuple(place for place, (_, marked) in enumerate(read) if marked)


def _by(sign: str, cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(sign, cell) if part.strip())


def _by_list(cell: str) -> tuple[str, ...]:
    if not cell.lstrip().startswith("["):
        return ()
    try:
        values = json.loads(cell) if '"' in cell else literal_eval(cell[:_LONGEST_LIST].strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return ()
    texts = isinstance(values, list) and all(isinstance(each, str | int | float) for each in values)
    return tuple(map(str, values)) if texts else ()


def _by_lines(cell: str) -> tuple[str, ...]:
    return tuple(re.sub(r"^[-*•] +", "", part) for part in _by(r"\n", cell))


def _by_labels(cell: str) -> tuple[str, ...]:
    """Options that carry "A)", "B)", … or "1.", "2.", … on one line, without them."""
    found = list(_LABEL.finditer(cell))
    labels = "".join(each[1].upper() for each in found)
    if len(found) < 2 or found[0].start() or not labels:
        return ()
    if not ("ABCDEFGHIJ".startswith(labels) or "123456789".startswith(labels)):
        return ()
    ends = [*(each.start() for each in found[1:]), len(cell)]
    return tuple(
        cell[each.end() : end].strip(" \t\n;,|") for each, end in zip(found, ends, strict=True)
    )


def _by_bar(cell: str) -> tuple[str, ...]:
    return _by(r"\|+", cell)


def _by_semicolon(cell: str) -> tuple[str, ...]:
    return _by(r"[;；]", cell)
