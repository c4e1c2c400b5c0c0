"""The rows below a possible question go in; whether they look like those of one comes out."""

from __future__ import annotations

from collections.abc import Sequence

from engram.importers.labels import Label, labelled
from engram.importers.lettered import lettered
from engram.importers.outline.openers import is_reveal
from engram.importers.outline.options import is_box
from engram.importers.outline.rows import Row, Sort


def is_answered(body: Sequence[Row]) -> bool:
    """Whether a fold that reveals, or the label of an answer, stands among them."""
    for row in body:
        if row.sort is Sort.FOLD and is_reveal(row.text):
            return True
        if row.sort in (Sort.TEXT, Sort.HEADING):
            found = labelled(row.text)
            if found and found.label is Label.ANSWER:
                return True
    return False


def has_options(body: Sequence[Row]) -> bool:
    """Whether an option A with a B below it, or two boxes, stand among them."""
    last = ""
    boxes = 0
    for row in body:
        if row.sort is Sort.FOLD:
            break
        if row.sort is not Sort.TEXT:
            continue
        if option := lettered(row.text):
            if last == "A" and option.letter == "B":
                return True
            last = option.letter
        elif is_box(row.text):
            boxes += 1
    return boxes > 1


def is_list_of_links(body: Sequence[Row]) -> bool:
    """Whether every row is a list item that links somewhere: contents, or further reading."""
    filled = [row for row in body if not row.blank]
    links = sum("](" in row.text and row.text.lstrip()[:1] in "-*+|0123456789" for row in filled)
    return links > 2 and links >= 0.9 * len(filled)
