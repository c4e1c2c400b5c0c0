"""A Markdown check-box quiz goes in; its questions, options and explanations come out.

The layout: a question that begins with a number (bold, a heading or plain), `- [x]` for right and
`- [ ]` for wrong options, then perhaps paragraphs of explanation. Source of the syntax: GitHub
Flavored Markdown 0.29, 5.3 (task list items). Lines count from 1; no text makes this reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engram.importers.checkbox_items import read_items
from engram.importers.furniture import Furniture, Role, find_furniture
from engram.importers.lines import Line, numbered_lines
from engram.importers.navigation import find_navigation
from engram.importers.page_lines import claims_rights, is_link
from engram.importers.stems import stem_of
from engram.model import Reading

NAME = "checkbox-quiz"
_BOX = re.compile(
    r"^[ \t]{0,8}(?:[-*+][ \t]+)?\[[ \t]?(?P<mark>[xX✓✔]?)[ \t]?\](?![(:\[])[ \t]*\S", re.M
)
_NUMBERED = re.compile(
    r"^ {0,3}(?:#{1,6}[ \t]+)?(?:\*\*|__)?(?:Q(?:uestion)?[ \t.]*)?\d{1,5}[ \t]?[.):]", re.M | re.I
)


def recognise(text: str) -> float:
    """How sure it is that a text has this layout, 0 to 1."""
    marks = [found["mark"] for found in _BOX.finditer(text)]
    if len(marks) < 2:
        return 0.0
    numbered = bool(_NUMBERED.search(text))
    if any(marks) and not all(marks):
        return 0.92 if numbered else 0.6
    return 0.5 if numbered else 0.2


def read(text: str) -> Reading:
    """The questions in order; headings that are no question are topics."""
    lines = numbered_lines(text)
    navigation = find_navigation(lines)
    kept = [line for place, line in enumerate(lines) if place not in navigation.places]
    footers = _footers(kept)
    items, problems = read_items(footers.without())
    notes = (*problems, *navigation.problems, *footers.problems)
    return Reading(NAME, tuple(items), tuple(sorted(notes, key=lambda problem: problem.line)))


def _footers(lines: Sequence[Line]) -> Furniture:
    """The footers that say whose the text is; links that repeat belong to the explanations."""
    if not any(claims_rights(line.text) for line in lines):
        return Furniture(lines, ())
    found = find_furniture(lines, _role, signed_only=True)
    blocks = (
        tuple(at for at in block if not is_link(lines[at].text))
        for block in found.blocks
        if any(claims_rights(lines[at].text) for at in block)
    )
    return Furniture(lines, tuple(blocks))


def _role(text: str) -> Role:
    return Role.GRAMMAR if _BOX.match(text) or stem_of(text) else Role.TEXT
